"""A path -> the documents in it, each format by its reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..settings import Settings
from .archive import read_archive
from .document import RawDocument, Skipped, Unreadable
from .files import load, opened
from .folder import is_article
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
            yield from read_table(str(path), opened(path), suffix, settings)
        elif suffix in ARCHIVES:
            yield from read_archive(path, settings)
        else:
            for document in read_source(Source(str(path), load(path, settings.file_bytes)), settings):
                yield _with_sidecar(document, path) if isinstance(document, RawDocument) else document
    except Unreadable as error:
        yield Skipped(str(path), error.reason)


def _with_sidecar(document: RawDocument, path: Path) -> RawDocument:
    sidecars = (path.with_name(name) for name in sidecar_names(path.name) if is_article(path))
    sidecar = next((sidecar for sidecar in sidecars if sidecar.is_file()), None)
    return with_sidecar(document, sidecar.name, lambda: load(sidecar, MAXIMUM_BYTES)) if sidecar else document
