"""Lines broken inside sentences: a page that was wrapped at a fixed width, as mails and PDFs are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .changes import Change

_LINE = re.compile(r"([^\r\n]+)(\r\n|\r|\n)?")
_ENDS_SENTENCE = re.compile("[。！？!?；;：:…][”’」』）)]*$")
_NARROWEST = 15  # characters: shorter lines are verses, lists and headings
_FEWEST = 4  # full lines that show a page to be wrapped
_RAGGED = (
    3  # characters or columns that a full line may fall short: what may not begin or end a line moves to the other
)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


def find_broken_lines(text: str) -> Iterator[Change]:
    """A change for each line break that a wrapped page put into a paragraph; none in pages that aren't wrapped."""
    if text.count("\n") + text.count("\r") < _FEWEST:
        return
    lines = [_Line(m.start(1), m.end(1), m[1]) for m in _LINE.finditer(text) if m[1].strip()]
    breaks = max(_breaks(text, lines, len), _breaks(text, lines, _columns), key=len)
    for here in breaks:
        line, following = lines[here], lines[here + 1]
        apart = line.text[-1].isascii() and line.text[-1].isalnum() and following.text[0].isascii()
        yield Change(line.end, following.start, " " if apart else "")


def _breaks(text: str, lines: list[_Line], width_of: Callable[[str], int]) -> list[int]:
    """The numbers of the lines that go on in the next one, for one way of measuring lines; ``[]``: none was wrapped."""
    widths = [width_of(line.text) for line in lines]
    widest = max(widths, default=0)
    full = [width >= widest - _RAGGED for width in widths]
    breaks = [here for here in range(len(lines) - 1) if full[here] and _goes_on(text, lines[here], lines[here + 1])]
    inside = sum(not _ENDS_SENTENCE.search(lines[here].text) for here in breaks)
    wrapped = (
        widest >= _NARROWEST
        and len(breaks) >= _FEWEST
        and 2 * sum(full) >= len(lines)
        and 3 * inside >= 2 * len(breaks)
    )
    return breaks if wrapped else []


def _goes_on(text: str, line: _Line, following: _Line) -> bool:
    """Whether ``following`` may be the same paragraph: right below, and not indented."""
    return text[line.end : following.start] in ("\n", "\r\n", "\r") and not following.text[0].isspace()


def _columns(line: str) -> int:
    """The width of a line on a terminal."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)
