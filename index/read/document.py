"""What a reader gives: a document as it was read, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..i18n import Message
from ..types import Section


@dataclass(frozen=True, slots=True)
class Given:
    """What stands beside an article: front matter, a sidecar, a table's columns. Fields that are not ``None`` override
    what the article's text says; ``metadata`` is all the rest, (name, value) in its order."""

    title: str | None = None
    published: str | None = None  # ISO 8601, checked
    source: str | None = None
    url: str | None = None
    district: tuple[str, ...] | None = None
    author: tuple[str, ...] | None = None
    editor: tuple[str, ...] | None = None
    metadata: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One article as it was read: text files decoded, BOM dropped, newlines untouched; else what the reader extracts.

    ``sections``: those that the format itself tells (an HTML page's body, front matter), as spans of ``raw``, ordered and
    apart; what lies between them is left to `clean.py`. ``problems``: what of it could not be read (a page without text).
    """

    path: str
    raw: str
    encoding: str
    sha256: str  # of the file's bytes, or the archive member's
    row: str | None = None  # a table's row: its id
    given: Given = Given()
    sections: tuple[Section, ...] = ()
    problems: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file (an archive's member, a table's row) that is not in the index, and why."""

    path: str
    reason: Message


class Unreadable(Exception):
    """Why one file can't be an article. Caught by the build, which lists it."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.en)
        self.reason = reason


def at_least_one(path: str, entries: Iterable[RawDocument | Skipped]) -> Iterator[RawDocument | Skipped]:
    """The entries of a table or an archive; where there are none, that it has none."""
    empty = True
    for entry in entries:
        empty = False
        yield entry
    if empty:
        yield Skipped(path, Message("no row or file in it", "其中没有数据行或文件"))
