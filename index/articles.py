"""Files -> articles: each read, restored, labelled and described; what can't be read comes with its reason."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from .clean import label_sections
from .describe import describe
from .i18n import Message
from .progress import Progress
from .read import RawDocument, Skipped, read_documents
from .restore import restore_text
from .restore.offsets import OffsetMap
from .settings import Settings
from .types import Article, Section, Span


@dataclass(frozen=True, slots=True)
class Reading:
    """What the files gave: articles, files that are none, and what of the articles could not be read."""

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]
    problems: tuple[Skipped, ...]

    def leaving_out(self, entries: Iterable[Skipped]) -> Reading:
        """The same with these files left out too, all by path."""
        return replace(self, skipped=tuple(sorted((*self.skipped, *entries), key=lambda entry: entry.path)))


def read_articles(files: Sequence[Path], settings: Settings, progress: Progress) -> Reading:
    """Read, restore, label and describe every file; the same bytes twice are one article with two paths."""
    articles: dict[str, Article] = {}
    skipped: list[Skipped] = []
    problems: list[Skipped] = []
    for number, path in enumerate(files, start=1):
        for document in read_documents(path, settings):
            if isinstance(document, Skipped):
                skipped.append(as_shown(document))
                continue
            article = article_of(document)
            same = articles.get(article.article_id)
            articles[article.article_id] = replace(same, paths=same.paths + article.paths) if same else article
            if same and same.description != article.description:
                problems.append(Skipped(article.path, Message(f"described otherwise than {same.path}, which has the same bytes: left out",
                                                              f"与内容相同的 {same.path} 描述不同，未采用")))  # fmt: skip
            problems += [Skipped(article.path, problem) for problem in document.problems]
        progress("read", number, len(files))
    return Reading(tuple(articles.values()), tuple(skipped), tuple(problems))


def article_of(document: RawDocument) -> Article:
    """One raw document restored, labelled and described."""
    restored = restore_text(document.raw)
    known = (_restored_section(section, restored.offsets) for section in document.sections)
    sections = label_sections(restored.text, tuple(section for section in known if section))
    path = _shown(Path(document.path))
    return Article(
        article_id=document.sha256[:16] + (f"-{document.row}" if document.row else ""),
        paths=(path,),
        raw=document.raw,
        text=restored.text,
        restored=restored.offsets,
        guesses=restored.guesses,
        sections=sections,
        description=describe(restored.text, sections, path, document.given),
        raw_sha256=document.sha256,
    )


def _restored_section(section: Section, offsets: OffsetMap) -> Section | None:
    """A section of the raw text as it stands in the restored one; ``None`` where nothing of it is left."""
    start, end = offsets.to_target(section.span.start, section.span.end)
    return Section(section.kind, Span(start, end)) if start < end else None


def _shown(path: Path) -> str:
    """Relative to where the build was started, where it can be: the same on every machine."""
    absolute = path.absolute()
    shown = (absolute.relative_to(Path.cwd()) if absolute.is_relative_to(Path.cwd()) else absolute).as_posix()
    return os.fsencode(shown).decode("utf-8", "backslashreplace")  # a name in GBK is no UTF-8


def as_shown(entry: Skipped) -> Skipped:
    """``entry`` with its path as articles have theirs."""
    return replace(entry, path=_shown(Path(entry.path)))
