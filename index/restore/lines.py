"""Lines broken inside sentences: a page that was wrapped at a fixed width, as mails and PDFs are."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from .changes import Change

_LINE = re.compile(r"([^\r\n]+)(\r\n|\r|\n)?")
_ENDS_SENTENCE = re.compile("[。！？!?；;：:…][”’」』）)]*$")
_STOP = re.compile("[。！？]")
_LATIN_LAST = re.compile("[A-Za-z0-9][,.;:]?$")  # Inc., and Apple are two words
_PAUSE_LAST = re.compile("[，,、]$")
_PAUSES = re.compile("[，,。；;！？!?](?=.{2})")
# Rows of tables; items of lists; what a page says of an article (来源：…): each of these is a line by itself.
_ROW = re.compile(r".*[\t|｜]")
_ITEM = re.compile(
    r"\s|[-*•·●■◆▪★☆○#>～—]|[(（]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[a-zA-Z])(?:[、)）]|[.．](?!\d))"
    r"|第[\d一二三四五六七八九十百]+[条章节條節]|[\u3400-\u9fff]{2,6}[：:]"
)
_NARROWEST = 15  # characters: shorter lines are verses, lists and headings
_COLUMNS = 6  # places at which records are alike: 王小明，男 and 2024-11-02
_FEWEST = 4  # full lines that show a page to be wrapped
_RAGGED = 3  # characters that a full line may fall short: what may not begin or end a line moves to the other


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
    breaks = max(_breaks(text, lines, len, _NARROWEST), _breaks(text, lines, _columns, 2 * _NARROWEST), key=len)
    for here in breaks:
        line, following = lines[here], lines[here + 1]
        apart = _LATIN_LAST.search(line.text) and following.text[0].isascii()
        yield Change(line.end, following.start, " " if apart else "")


def _breaks(text: str, lines: list[_Line], width_of: Callable[[str], int], narrowest: int) -> list[int]:
    """The numbers of the lines that go on in the next one, for one way of measuring lines; ``[]``: none was wrapped.

    Lists, tables and verse have lines of one width too. But prose pauses within its lines more than at their ends, its
    paragraphs hold a sentence's end, and its lines are not alike.
    """
    widths = [width_of(line.text) for line in lines]
    widest = max(widths, default=0)
    full = [width >= widest - _RAGGED for width in widths]
    if widest < narrowest or 2 * sum(full) < len(lines):
        return []
    going_on = [full[here] and _goes_on(text, lines[here], lines[here + 1]) for here in range(len(lines) - 1)]
    breaks: list[int] = []
    for goes_on, run in groupby(range(len(going_on)), key=going_on.__getitem__):
        paragraph = list(run)
        if goes_on and any(_STOP.search(lines[here].text) for here in (*paragraph, paragraph[-1] + 1)):
            breaks += paragraph
    is_prose = _is_prose([lines[here].text for here in breaks], [lines[here + 1].text for here in breaks])
    return breaks if is_prose else []


def _is_prose(broken: list[str], following: list[str]) -> bool:
    """Whether these lines, and those that they go on in, are of wrapped paragraphs."""
    count = len(broken)
    inside = sum(not _ENDS_SENTENCE.search(line) for line in broken)
    pauses = sum(bool(_PAUSES.search(line)) for line in broken)
    pauses_last = sum(bool(_PAUSE_LAST.search(line)) for line in broken)  # verse; a wrapped line ends anywhere
    return (
        count >= _FEWEST
        and 3 * inside >= 2 * count
        and 2 * pauses >= count >= 2 * pauses_last
        and not _share_a_column(following)
    )


def _share_a_column(lines: list[str]) -> bool:
    """Whether most lines have the same character at one of the first places, as records do and prose hardly ever."""
    columns = (Counter(line[place] for line in lines if place < len(line)) for place in range(_COLUMNS))
    return any(max(column.values(), default=0) > len(lines) / 2 for column in columns)


def _goes_on(text: str, line: _Line, following: _Line) -> bool:
    """Whether ``following`` may be the same paragraph: right below, and neither begins a line of its own."""
    return (
        text[line.end : following.start] in ("\n", "\r\n", "\r")
        and not _ITEM.match(following.text)
        and not _ROW.match(line.text)
        and not _ROW.match(following.text)
    )


def _columns(line: str) -> int:
    """The width of a line on a terminal."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)
