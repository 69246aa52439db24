"""Which suffix is read how."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import PurePath

from ..settings import Settings
from .document import RawDocument, Skipped, at_least_one
from .docx import read_docx
from .frontmatter import front_matter
from .html import read_html
from .mhtml import read_mhtml
from .pdf import read_pdf
from .source import Source
from .table import read_table
from .text import decode

TEXTS = frozenset({".txt", ".text", ".md", ".markdown"})
PAGES = frozenset({".html", ".htm", ".shtml", ".xhtml"})
SAVED_PAGES = frozenset({".mhtml", ".mht"})
TABLES = frozenset({".csv", ".tsv", ".jsonl", ".csv.gz", ".tsv.gz", ".jsonl.gz"})
ARCHIVES = frozenset({".zip"})
DOCUMENTS = TEXTS | PAGES | SAVED_PAGES | {".pdf", ".docx"}
"""One article a file: these may have a sidecar."""
SUFFIXES = DOCUMENTS | TABLES | ARCHIVES


def suffix_of(name: str) -> str:
    """The suffix of a file's name in small letters, ``.gz`` with the one before; ``""`` where it has none."""
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes]
    return "".join(suffixes[-2:] if suffixes[-1:] == [".gz"] else suffixes[-1:])


def read_source(source: Source, settings: Settings) -> Iterator[RawDocument | Skipped]:
    """The documents of a file that is read whole, or of an archive's member. What has a suffix that isn't known is read as
    text: it was asked for by name. Raises :class:`Unreadable`."""
    suffix = suffix_of(source.path)
    if suffix in TABLES:
        yield from at_least_one(source.path, read_table(source.path, io.BytesIO(source.data), suffix, settings))
    elif suffix in PAGES:
        yield read_html(source, settings)
    elif suffix in SAVED_PAGES:
        yield read_mhtml(source, settings)
    elif suffix == ".pdf":
        yield read_pdf(source, settings)
    elif suffix == ".docx":
        yield read_docx(source, settings)
    else:
        yield _read_text(source, settings)


def _read_text(source: Source, settings: Settings) -> RawDocument:
    raw, encoding = decode(source.data, settings.encoding)
    front = front_matter(raw)
    return RawDocument(source.path, raw, encoding, source.sha256, given=front.given, sections=front.sections,
                       problems=front.problems)  # fmt: skip
