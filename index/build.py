"""Files -> a new generation of the index -> one atomic switch. A crash on the way leaves the old one answering."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from .catalog import write_catalog
from .chunk import cut_passages
from .clean import label_sections
from .describe import describe
from .encoders import BUNDLED, Encoder, load_encoder, load_token_encoder
from .encoders.batches import encode_in_batches
from .errors import IndexDamaged, IndexLocked, IndexMissing, NothingToIndex
from .i18n import Message
from .layout import Generation, Layout
from .lexical import LexicalIndex
from .manifest import FIRST_FORMAT, FORMAT, Manifest, file_records
from .open import current_manifest
from .progress import Progress, silent
from .read import RawDocument, Skipped, Unreadable, find_files, read_text_file
from .restore import restore_text
from .settings import Settings
from .tokens import TokenIndex
from .types import Article, Passage
from .vectors import VectorIndex

DEFAULT_PATHS = ("seeds",)


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did."""

    index: str
    model: str
    articles: int
    passages: int
    restored: int  # articles in which something was restored
    skipped: tuple[Skipped, ...]
    seconds: float


def build_index(
    paths: str | Path | Sequence[str | Path] = (),
    index: str | Path = ".wenju",
    *,
    model: str | None = None,
    settings: Settings | None = None,
    progress: Progress = silent,
) -> BuildReport:
    """Build an index that equals ``paths`` and switch to it.

    Without ``paths``, those of the last build (at first ``seeds``); without ``model``, that of the last build (at first
    the bundled one). Raises ``PathMissing``, ``NothingToIndex``, ``ModelUnavailable``, ``IndexLocked``, ``OSError``.
    """
    started = time.monotonic()
    layout = Layout(Path(index))
    settings = settings or Settings()
    last = _last_build(layout, needed=not paths)
    paths = [paths] if isinstance(paths, str | Path) else paths
    sources = [
        Path(os.path.normpath(Path(path).absolute())) for path in (paths or (last.paths if last else DEFAULT_PATHS))
    ]
    files, skipped = find_files(sources)  # a missing path is said before anything is made on disk
    with _only_builder(layout):
        articles, unreadable = read_articles(files, settings, progress)
        skipped = sorted([_as_shown(entry) for entry in skipped] + unreadable, key=lambda entry: entry.path)
        if not articles:
            raise _nothing(sources, skipped)
        encoder = load_encoder(model or (last.model if last else BUNDLED))
        passages = [passage for article in articles for passage in cut_passages(article, settings)]
        generation = _write(layout, articles, passages, skipped, encoder, settings, sources, progress)
        _switch(layout, generation)
    return BuildReport(
        str(layout.root),
        encoder.name,
        len(articles),
        len(passages),
        sum(1 for article in articles if article.restored.edits),
        tuple(skipped),
        time.monotonic() - started,
    )


def _last_build(layout: Layout, *, needed: bool) -> Manifest | None:
    """What was built last. One that can't be read is passed over, but where its paths are ``needed`` (it must not be
    replaced by the seeds): then raises :class:`IndexDamaged`."""
    try:
        return current_manifest(layout, FIRST_FORMAT)[1]
    except IndexMissing:
        return None
    except IndexDamaged:
        if needed:
            raise
        return None


def read_articles(files: Sequence[Path], settings: Settings, progress: Progress) -> tuple[list[Article], list[Skipped]]:
    """Read, restore, label and describe every file; the same bytes twice are one article with two paths."""
    articles: dict[str, Article] = {}
    unreadable: list[Skipped] = []
    for number, path in enumerate(files, start=1):
        try:
            article = article_of(read_text_file(path, settings.file_bytes))
        except Unreadable as error:
            unreadable.append(Skipped(_shown(path), error.reason))
        else:
            same = articles.get(article.article_id)
            articles[article.article_id] = replace(same, paths=same.paths + article.paths) if same else article
        progress("read", number, len(files))
    return list(articles.values()), unreadable


def article_of(document: RawDocument) -> Article:
    """One raw document restored, labelled and described."""
    restored = restore_text(document.raw)
    sections = label_sections(restored.text)
    path = _shown(Path(document.path))
    return Article(
        article_id=document.sha256[:16],
        paths=(path,),
        raw=document.raw,
        text=restored.text,
        restored=restored.offsets,
        guesses=restored.guesses,
        sections=sections,
        description=describe(restored.text, sections, path),
        raw_sha256=document.sha256,
    )


def _shown(path: Path) -> str:
    """Relative to where the build was started, where it can be: the same on every machine."""
    absolute = path.absolute()
    shown = (absolute.relative_to(Path.cwd()) if absolute.is_relative_to(Path.cwd()) else absolute).as_posix()
    return os.fsencode(shown).decode("utf-8", "backslashreplace")  # a name in GBK is no UTF-8


def _as_shown(entry: Skipped) -> Skipped:
    return replace(entry, path=_shown(Path(entry.path)))


def _nothing(sources: Sequence[Path], skipped: Sequence[Skipped]) -> NothingToIndex:
    where = ", ".join(map(str, sources))
    en = "".join(f"\n  {entry.path}: {entry.reason.en}" for entry in skipped[:10])
    zh = "".join(f"\n  {entry.path}:{entry.reason.zh}" for entry in skipped[:10])
    return NothingToIndex(
        Message(f"no article in {where}: 0 files read, {len(skipped)} skipped{en}",
                f"{where} 中没有文章：读取 0 个文件，跳过 {len(skipped)} 个{zh}"),
        Message("give a folder that holds .txt or .md files", "请给出含有 .txt 或 .md 文件的文件夹"),
    )  # fmt: skip


@contextmanager
def _only_builder(layout: Layout) -> Iterator[None]:
    """One builder at a time. Raises :class:`IndexLocked`, naming the holder. The lock goes with its process."""
    layout.root.mkdir(parents=True, exist_ok=True)
    lock = FileLock(layout.lock, timeout=0)
    holder = layout.root / "lock.holder"
    try:
        with lock:
            holder.write_text(str(os.getpid()), encoding="utf-8")
            yield
            holder.unlink(missing_ok=True)
    except Timeout as error:
        pid = holder.read_text(encoding="utf-8") if holder.is_file() else "?"
        raise IndexLocked(Message(f"{layout.root} is being built by process {pid}", f"{layout.root} 正由进程 {pid} 建立"),
                          Message("wait for it to end, or end it", "请等待其结束，或先结束它")) from error  # fmt: skip


def _write(
    layout: Layout,
    articles: Sequence[Article],
    passages: Sequence[Passage],
    skipped: Sequence[Skipped],
    encoder: Encoder,
    settings: Settings,
    sources: Sequence[Path],
    progress: Progress,
) -> Generation:
    """Write a whole generation, the manifest last."""
    generation = layout.generation(max(layout.numbers(), default=0) + 1)
    generation.folder.mkdir(parents=True)
    texts = [passage.indexed_text for passage in passages]
    VectorIndex.from_vectors(encode_in_batches(encoder, texts, progress)).save(generation.vectors)
    LexicalIndex.from_texts(texts, settings.bm25_k1, settings.bm25_b).save(generation.lexical)
    token_encoder = load_token_encoder(encoder)
    TokenIndex.from_ids(token_encoder.token_ids(texts)).save(generation.folder)
    write_catalog(generation.catalog, articles, passages, skipped)
    progress("write", 1, 1)
    Manifest(
        format=FORMAT,
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        model=encoder.name,
        model_fingerprint=encoder.fingerprint,
        token_fingerprint=token_encoder.fingerprint,
        dimensions=encoder.dimensions,
        settings_fingerprint=hashlib.sha256(repr(astuple(settings)).encode()).hexdigest()[:16],
        paths=tuple(map(str, sources)),
        articles=len(articles),
        passages=len(passages),
        skipped=len(skipped),
        files=file_records(generation),
    ).save(generation)
    return generation


def _switch(layout: Layout, generation: Generation) -> None:
    """Make everything durable, then point CURRENT at the new generation in one rename.

    Then clear all others but the one before, which readers may still be opening.
    """
    for path in sorted(generation.folder.rglob("*")):
        _fsync(path)
    _fsync(generation.folder)
    kept = {generation.folder.name, layout.current.read_text(encoding="utf-8") if layout.current.is_file() else ""}
    pointer = layout.root / "CURRENT.new"
    pointer.write_text(generation.folder.name, encoding="utf-8")
    _fsync(pointer)
    pointer.replace(layout.current)
    _fsync(layout.root)
    for old in (layout.generation(number).folder for number in layout.numbers()):
        if old.name not in kept:  # older, or never finished
            shutil.rmtree(old, ignore_errors=True)


def _fsync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
