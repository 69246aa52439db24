"""CSV and TSV: the first row names the columns; fields are quoted as RFC 4180 says, or (with tabs) not at all.

A quote that is never closed would swallow all rows behind it. So rows are parsed strictly, and where that fails only the
line that the row began on is given up: reading goes on at the next one.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..i18n import Message
from .document import Unreadable
from .rows import Row

_TOLD = re.compile("sep=(.)", re.IGNORECASE)
_AGAIN = 10
"""A file in which no quote is closed must not be read anew from every line: when failed rows have cost so many times the
longest row, each further row is one line."""
_UNCLOSED = Message("a quote that is not closed", "引号未闭合")
_DELIMITERS = {".csv": ",;\t|", ".tsv": "\t,;|"}


def delimited_rows(lines: Iterable[str | Message], suffix: str, maximum_characters: int) -> Iterator[Row]:
    """The rows under the headings, counted from 1; blank ones are passed over.

    ``lines`` with their ends, as the file has them; a ``Message`` is why one could not be read. Raises :class:`Unreadable`
    where no column is named text.
    """
    feed = _Lines(iter(lines), maximum_characters)
    delimiter, names = _headings(feed, suffix)
    number = 0
    while (cells := feed.record(delimiter)) is not None:
        if isinstance(cells, Message) and delimiter == "\t" and (unquoted := feed.first_line_cells(len(names))):
            cells = unquoted
        if isinstance(cells, list) and not any(cell.strip() for cell in cells):
            continue
        number += 1
        yield _row(number, names, cells)


def _row(number: int, names: list[str], cells: list[str] | Message) -> Row:
    if isinstance(cells, Message):
        return Row(number, broken=cells)
    if any(cell.strip() for cell in cells[len(names) :]):
        return Row(number, broken=Message(f"{len(cells)} fields, and {len(names)} headings",
                                          f"有 {len(cells)} 个字段，标题只有 {len(names)} 个"))  # fmt: skip
    return Row(number, tuple(zip(names, cells, strict=False)))


def _headings(feed: _Lines, suffix: str) -> tuple[str, list[str]]:
    """The delimiter, the first that makes a column named text, and the columns' names."""
    line = feed.first_line()
    told = _TOLD.fullmatch(line.strip())  # a line that Excel writes, and reads
    if told:
        line = feed.first_line()
    for delimiter in told[1] if told else _DELIMITERS[suffix]:
        feed.waiting.appendleft(line)
        cells = feed.record(delimiter)
        if not isinstance(cells, list):
            cells = line.split(delimiter)
        names = [name.strip().strip('"').strip() for name in cells]
        if "text" in (name.lower() for name in names):
            return delimiter, names
        feed.waiting.extendleft(reversed(feed.taken[1:]))
    shown = line.strip()[:80].encode("utf-8", "replace").decode()
    raise Unreadable(Message(f"no column is named text, as the one with the articles must be: {shown}",
                             f"没有名为 text 的列，正文所在的列须用此名：{shown}"))  # fmt: skip


@dataclass(slots=True)
class _Lines:
    """Lines that a parser takes, and that can be put back."""

    source: Iterator[str | Message]
    maximum_characters: int  # of a row
    waiting: deque[str | Message] = field(default_factory=deque)
    taken: list[str | Message] = field(default_factory=list)
    characters: int = 0
    again: int = 0  # characters of rows that failed, which are read once more

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self.waiting.popleft() if self.waiting else next(self.source)
        if self.taken and self.again > _AGAIN * self.maximum_characters:
            self.waiting.appendleft(line)
            raise _Broken(_UNCLOSED)
        self.taken.append(line)
        if isinstance(line, Message):
            raise _Broken(line)
        self.characters += len(line)
        if self.characters > self.maximum_characters:
            raise _Broken(Message(f"more than {self.maximum_characters} characters, or a quote that is not closed",
                                  f"超过 {self.maximum_characters} 个字符，或引号未闭合"))  # fmt: skip
        return line

    def first_line(self) -> str:
        """The first line that isn't blank; ``""`` where there is none. Raises :class:`Unreadable` where it can't be read."""
        for line in self.source:
            if isinstance(line, Message):
                raise Unreadable(Message(f"the headings: {line.en}", f"标题行：{line.zh}"))
            if line.strip():
                return line
        return ""

    def record(self, delimiter: str) -> list[str] | Message | None:
        """The next row's cells; why there are none, its first line being given up; ``None`` at the end."""
        self.taken, self.characters = [], 0
        limit = csv.field_size_limit(self.maximum_characters)  # 131,072 otherwise, for the whole process
        try:
            return next(csv.reader(self, delimiter=delimiter, strict=True), None)
        except _Broken as error:
            reason = error.reason
        except csv.Error:
            reason = Message("its quotes don't match", "引号不匹配")
        finally:
            csv.field_size_limit(limit)
        self.waiting.extendleft(reversed(self.taken[1:]))
        self.again += self.characters
        return reason

    def first_line_cells(self, count: int) -> list[str] | None:
        """The line that was given up, cut at its tabs, where that makes ``count`` cells."""
        line = self.taken[0]
        cells = line.rstrip("\r\n").split("\t") if isinstance(line, str) else []
        return cells if len(cells) == count else None


class _Broken(Exception):
    def __init__(self, reason: Message) -> None:
        super().__init__(reason.en)
        self.reason = reason
