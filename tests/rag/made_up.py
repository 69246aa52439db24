"""Articles for tests, and what is found in them, without an index."""

from __future__ import annotations

from index.restore.offsets import OffsetMap
from index.types import Article, Description, Passage, Section, SectionKind, Span
from rag.evidence import Evidence
from rag.types import Hit


def article(
    body: str,
    *,
    title: str = "",
    article_id: str = "a",
    published: str | None = None,
    district: tuple[str, ...] = (),
    people: tuple[str, ...] = (),
    teaser: str = "",
) -> Article:
    """An article of a title (where it has one), a body and a teaser, a line each."""
    parts: list[tuple[SectionKind, str]] = [("title", title), ("body", body), ("teaser", teaser)]
    text, sections = "", []
    for kind, part in parts:
        if part:
            line = f"{part}\n"
            sections.append(Section(kind, Span(len(text), len(text) + len(line))))
            text += line
    return Article(
        article_id=article_id,
        paths=(f"{article_id}.txt",),
        raw=text,
        text=text,
        restored=OffsetMap(),
        guesses=(),
        sections=tuple(sections),
        description=Description(title, published, None, None, district, people=people),
        raw_sha256="",
    )


def hit(of: Article, text: str, *, section: SectionKind = "body", ordinal: int = 0, near: float = 1.0) -> Hit:
    """The hit of the passage ``text`` of an article."""
    start = of.text.index(text)
    passage = Passage(
        of.article_id, Span(start, start + len(text)), section, of.title if section == "body" else "", text
    )
    return Hit(1, ordinal, passage, of, 1.0, near, None, None)


def evidence(of: Article, text: str, score: float, *, section: SectionKind = "body", is_kind: bool = True) -> Evidence:
    """Evidence that is ``text`` of an article."""
    found = hit(of, text, section=section)
    return Evidence(found, found.passage.span, is_kind, score)
