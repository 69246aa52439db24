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

from .articles import Reading, as_shown, read_articles
from .catalog import write_catalog
from .chunk import cut_passages
from .duplicates import DuplicateGroup, find_duplicates
from .encoders import BUNDLED, Encoder, load_encoder, load_token_encoder
from .encoders.batches import encode_in_batches
from .errors import IndexDamaged, IndexLocked, IndexMissing, NothingToIndex
from .i18n import Message
from .layout import Generation, Layout
from .lexical import LexicalIndex
from .manifest import FIRST_FORMAT, FORMAT, Manifest, file_records
from .open import current_manifest
from .progress import Progress, silent
from .read import Skipped, find_files
from .read.text import check_encoding
from .settings import Settings
from .tokens import TokenIndex
from .types import Passage
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
    problems: tuple[Skipped, ...] = ()  # what could not be read of articles that are in the index
    guessed: int = 0  # repairs that are guesses, in all articles
    copies: int = 0  # articles that are near-duplicates of another


def build_index(
    paths: str | Path | Sequence[str | Path] = (),
    index: str | Path = ".wenju",
    *,
    model: str | None = None,
    encoding: str | None = None,
    settings: Settings | None = None,
    progress: Progress = silent,
) -> BuildReport:
    """Build an index that equals ``paths`` and switch to it.

    Without ``paths``, those of the last build (at first ``seeds``) in its ``encoding``; without ``model``, that of the
    last build (at first the bundled one). ``encoding``: of all text files, where it is not to be found out. Raises
    ``PathMissing``, ``NothingToIndex``, ``EncodingUnknown``, ``ModelUnavailable``, ``IndexLocked``, ``OSError``.
    """
    started = time.monotonic()
    layout = Layout(Path(index))
    last = _last_build(layout, needed=not paths)
    settings = settings or Settings()
    encoding = encoding or settings.encoding or (last.encoding if last and not paths else None)
    settings = replace(settings, encoding=encoding)
    check_encoding(settings.encoding)
    paths = [paths] if isinstance(paths, str | Path) else paths
    sources = [
        Path(os.path.normpath(Path(path).absolute())) for path in (paths or (last.paths if last else DEFAULT_PATHS))
    ]
    files, left_out = find_files(sources, apart=layout.root)  # a missing path is said before anything is made on disk
    with _only_builder(layout):
        reading = read_articles(files, settings, progress).leaving_out(map(as_shown, left_out))
        if not reading.articles:
            raise _nothing(sources, reading.skipped)
        duplicates = find_duplicates(reading.articles)
        encoder = load_encoder(model or (last.model if last else BUNDLED))
        passages = [passage for article in reading.articles for passage in cut_passages(article, settings)]
        generation = _write(layout, reading, duplicates, passages, encoder, settings, sources, progress)
        _switch(layout, generation)
    return _report(layout, encoder, reading, duplicates, len(passages), time.monotonic() - started)


def _report(
    layout: Layout,
    encoder: Encoder,
    reading: Reading,
    duplicates: Sequence[DuplicateGroup],
    passages: int,
    seconds: float,
) -> BuildReport:
    return BuildReport(
        index=str(layout.root),
        model=encoder.name,
        articles=len(reading.articles),
        passages=passages,
        restored=sum(1 for article in reading.articles if article.restored.edits),
        skipped=reading.skipped,
        seconds=seconds,
        problems=reading.problems,
        guessed=sum(len(article.guesses) for article in reading.articles),
        copies=sum(len(group.others) for group in duplicates),
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


def _nothing(sources: Sequence[Path], skipped: Sequence[Skipped]) -> NothingToIndex:
    where = ", ".join(map(str, sources))
    en = "".join(f"\n  {entry.path}: {entry.reason.en}" for entry in skipped[:10])
    zh = "".join(f"\n  {entry.path}:{entry.reason.zh}" for entry in skipped[:10])
    return NothingToIndex(
        Message(f"no article in {where}: 0 files read, {len(skipped)} skipped{en}",
                f"{where} 中没有文章：读取 0 个文件，跳过 {len(skipped)} 个{zh}"),
        Message("give a folder that holds articles: text, HTML, PDF, Word, tables, zip", "请给出含有文章的文件夹：文本、HTML、PDF、Word、表格或 zip"),
    )  # fmt: skip


@contextmanager
def _only_builder(layout: Layout) -> Iterator[None]:
    """One builder at a time. Raises :class:`IndexLocked`, naming the holder. The lock goes with its process."""
    layout.root.mkdir(parents=True, exist_ok=True)
    lock = FileLock(layout.lock, timeout=0)
    holder = layout.holder
    try:
        with lock:
            holder.write_text(str(os.getpid()), encoding="utf-8")
            try:
                yield
            finally:
                holder.unlink(missing_ok=True)
    except Timeout as error:
        pid = holder.read_text(encoding="utf-8") if holder.is_file() else "?"
        raise IndexLocked(Message(f"{layout.root} is being built by process {pid}", f"{layout.root} 正由进程 {pid} 建立"),
                          Message("wait for it to end, or end it", "请等待其结束，或先结束它")) from error  # fmt: skip


def _write(
    layout: Layout,
    reading: Reading,
    duplicates: Sequence[DuplicateGroup],
    passages: Sequence[Passage],
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
    TokenIndex.of_passages(passages, token_encoder).save(generation.folder)
    write_catalog(generation.catalog, reading.articles, passages, reading.skipped, reading.problems, duplicates)
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
        articles=len(reading.articles),
        passages=len(passages),
        skipped=len(reading.skipped),
        files=file_records(generation),
        encoding=settings.encoding,
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
