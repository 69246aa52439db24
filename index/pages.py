"""Text -> the lines of a page, each with the form in which patterns for page furniture see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import repeat
from typing import NamedTuple
from unicodedata import normalize

from .scripts import either
from .types import Section, SectionKind

FURNITURE_CHARACTERS = 120
"""A longer line is text, whatever words it holds; it also bounds what the patterns cost."""

_JOINED_LINES = 3
"""A page of so few lines may have had its paragraphs joined with tabs or blanks."""

_PIECE_CHARACTERS = 8
_TABS = re.compile(r"\t\s*")
_BLANKS = re.compile(r"[ \u3000\xa0][ \u3000\xa0][ \u3000\xa0]*")
_COMPATIBLE = re.compile(
    r"[\xa8-\xbf\u02b0-\u036f\u2000-\u200a\u2024-\u2026\u2070-\u214f\u2460-\u24ff\u2e80-\u2fff\u3200-\u33ff\uf900-\uffff]"
)
_TAIL_CHARACTERS = 120
_ROLE = r"(?:来源|作者|文|图|采写|记者|编辑|责任编辑|责编|校对|审核|监制)"
# What stands behind the last sentence of a line, and is no text any more: (责任编辑:许朝), 返回搜狐,查看更多.
_TAIL = re.compile(
    either(
        r"[(\uff08\[【]\s*(?:编辑|责任编辑|责编|来源|原标题)\s*[:\uff1a][^()\uff08\uff09\[\]【】。]{0,30}[)\uff09\]】].{0,40}$"
        r"|返回搜狐[,\uff0c]\s*查看更多.{0,60}$|更多精彩内容请进入.{0,12}$"
        rf"|(?<=[。!?\uff01\uff1f”)\uff09])\s*\*?{_ROLE}(?:[/、]{_ROLE})*\s*[:\uff1a丨|\uff5c/][^。]{{0,90}}(?:出处。[^。]{{0,40}})?$"
    ),
    re.DOTALL,
)
_SENTENCE_ENDS = tuple("。!?\uff01\uff1f;\uff1b")
_CLOSERS = '”’」』)\uff09"'
_ENDING_CHARACTERS = 8
_CUT_OFF = re.compile(either(r"(?:\.\.\.|…)(?:更多|[\[【(]?(?:全文|详情|详细)[\]】)]?)?$"))


class Line(NamedTuple):
    """Characters ``start`` to ``end`` of a text: one line with its newline and the blank lines after it.

    A tuple, which is made four times as fast as a frozen dataclass: there are thousands in a megabyte.
    """

    start: int
    end: int
    key: str  # stripped, NFKC, lower case; "" for one over FURNITURE_CHARACTERS
    given: SectionKind | None = None  # what a reader knows of it
    ending: str = ""  # its last characters, stripped

    @property
    def is_sentence(self) -> bool:
        """Whether it ends where a sentence does, and is not cut off there."""
        return self.ending.rstrip(_CLOSERS).endswith(_SENTENCE_ENDS)

    @property
    def is_statement(self) -> bool:
        """Whether it ends with a full stop, as no headline does."""
        return self.ending.rstrip(_CLOSERS).endswith("。")

    @property
    def is_cut_off(self) -> bool:
        return bool(_CUT_OFF.search(self.ending))


def page_lines(text: str, fixed: tuple[Section, ...] = ()) -> list[Line]:
    """The lines of ``text`` that hold something, in order, covering it; ``[]`` for ``""``.

    Blank lines go to the line before (to the first, at the start); each section of ``fixed`` is one line.
    """
    lines: list[Line] = []
    start = at = 0
    key: str | None = None  # of the line that began at `start`; None while there is none
    given: SectionKind | None = None
    ending = ""
    for piece, its in _pieces(text, fixed) if fixed else zip(split_lines(text), repeat(None)):
        stripped = piece.strip()
        if stripped or its:
            if key is not None:
                lines.append(Line(start, at, key, given, ending))
                start = at
            key = key_of(stripped)
            given, ending = its, stripped[-_ENDING_CHARACTERS:]
        at += len(piece)
    if text:
        lines.append(Line(start, len(text), key or "", given, ending))
    return lines


def key_of(line: str) -> str:
    """The form of a line in which patterns see it: stripped, NFKC, lower case; ``""`` for a line that can only be text."""
    stripped = line.strip()
    if len(stripped) > FURNITURE_CHARACTERS:
        return ""
    stripped = (  # what nearly all lines have of NFKC, a hundred times faster
        stripped.replace("\uff0c", ",").replace("\uff1a", ":").replace("\uff08", "(").replace("\uff09", ")")
        .replace("\uff01", "!").replace("\uff1f", "?").replace("\uff1b", ";").replace("\u3000", " ").replace("\xa0", " ")
    )  # fmt: skip
    if _COMPATIBLE.search(stripped):
        stripped = normalize("NFKC", stripped)
    return stripped.lower()


def _pieces(text: str, fixed: tuple[Section, ...]) -> Iterator[tuple[str, SectionKind | None]]:
    at = 0
    for section in fixed:
        yield from ((piece, None) for piece in split_lines(text[at : section.span.start]))
        yield section.span.of(text), section.kind
        at = section.span.end
    yield from ((piece, None) for piece in split_lines(text[at:] if at else text))


def split_lines(text: str) -> list[str]:
    """``text`` cut behind each newline; long lines also where paragraphs were joined, and before what trails them."""
    lines = text.splitlines(keepends=True)
    joint = None if len(lines) > _JOINED_LINES else _TABS if "\t" in text else _BLANKS
    pieces: list[str] = []
    for line in lines:
        if len(line) <= FURNITURE_CHARACTERS:
            pieces.append(line)
            continue
        ends = [match.end() for match in joint.finditer(line)] if joint else []
        at = 0
        for end in ends if len(ends) * _PIECE_CHARACTERS <= len(line) else ():  # else it is a table
            pieces += _without_tail(line[at:end])
            at = end
        pieces += _without_tail(line[at:] if at else line)
    return pieces


def _without_tail(piece: str) -> tuple[str, ...]:
    if len(piece) > FURNITURE_CHARACTERS:
        end = len(piece.rstrip())
        if end > FURNITURE_CHARACTERS and not piece.endswith(_SENTENCE_ENDS, 0, end):
            match = _TAIL.search(piece, end - _TAIL_CHARACTERS, end)
            if match:
                return piece[: match.start()], piece[match.start() :]
    return (piece,)
