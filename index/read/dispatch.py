"""A path -> the documents in it, each format by its reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..settings import Settings
from .archive import read_archive
from .document import RawDocument, Skipped, Unreadable, at_least_one
from .files import load, opened, why_no_file
from .folder import sidecars_among
from .formats import ARCHIVES, TABLES, read_source, suffix_of
from .sidecar import MAXIMUM_BYTES, sidecar_names, with_sidecar
from .source import Source
from .table import read_table
from .text import check_encoding


def read_documents(path: Path, settings: Settings) -> Iterator[RawDocument | Skipped]:
    """The file's documents: one, or many of a table or an archive; and what of it can't be read, with the reason.

    Raises ``EncodingUnknown`` (at once) for a ``settings.encoding`` that is none, nothing else.
    """
    check_encoding(settings.encoding)
    return _documents(path, settings)


def _documents(path: Path, settings: Settings) -> Iterator[RawDocument | Skipped]:
    suffix = suffix_of(path.name)
    try:
        if suffix in TABLES:
            yield from at_least_one(str(path), read_table(str(path), opened(path), suffix, settings))
        elif suffix in ARCHIVES:
            yield from at_least_one(str(path), read_archive(path, settings))
        else:
            for document in read_source(Source(str(path), load(path, settings.file_bytes)), settings):
                yield _with_sidecar(document, path) if isinstance(document, RawDocument) else document
    except Unreadable as error:
        yield Skipped(str(path), error.reason)


def _with_sidecar(document: RawDocument, path: Path) -> RawDocument:
    beside = [name for name in sidecar_names(path.name) if why_no_file(path.with_name(name)) is None]
    name = sidecars_among([path.name, *beside]).get(path.name)
    return with_sidecar(document, name, lambda: load(path.with_name(name), MAXIMUM_BYTES)) if name else document
