"""Which lines of a page are its article: trafilatura says, and its text is found again in the page's lines.

trafilatura (https://trafilatura.readthedocs.io) gives the main text anew, without offsets, and leaves out repeated
paragraphs; so long lines of the page that it holds are matched first, the longest chain of them that stands in one order
(Hunt & Szymanski 1977), then the short ones between two of these.
"""

from __future__ import annotations

import logging
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ANCHOR_CHARACTERS = 12  # a line of so many letters stands in a page's main text once, or is repeated as a whole
_QUIET = logging.NullHandler()


def main_lines(tree: HtmlElement, lines: Sequence[str]) -> list[bool]:
    """For each of the page's ``lines`` whether it is part of the article; all ``False`` where trafilatura finds none.

    Raises :class:`NoMainText` where it fails.
    """
    main = letters_of(_main_text(tree))
    letters = [letters_of(line) for line in lines]
    found = _places(main, letters)
    anchors = _longest_rise([(number, at) for number, at in enumerate(found) if at >= 0])
    inside = [False] * len(lines)
    number = at = 0
    for anchor, anchor_at in [*anchors, (len(lines), len(main))]:
        for between in range(number, anchor):
            here = main.find(letters[between], at, anchor_at) if letters[between] else -1
            if here >= 0:
                inside[between], at = True, here + len(letters[between])
        if anchor < len(lines):
            inside[anchor], at = True, anchor_at + len(letters[anchor])
        number = anchor + 1
    return inside


def _places(main: str, lines: Sequence[str]) -> list[int]:
    """Where in ``main`` each line stands, if it is long: behind the one before where it can be; -1 where it doesn't."""
    places: list[int] = []
    at = 0
    for line in lines:
        place = -1
        if len(line) >= _ANCHOR_CHARACTERS:
            place = main.find(line, at)
            if place < 0:
                place = main.find(line, 0, at + len(line))
            else:
                at = place
        places.append(place)
    return places


def _main_text(tree: HtmlElement) -> str:
    from lxml.etree import LxmlError
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").addHandler(_QUIET)  # else Python prints "discarding data" for a page without text
    try:
        document = bare_extraction(tree, include_comments=False, include_tables=True)
    except (LxmlError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        # Rules of thumb by the hundred, for pages of all kinds: one that trips over a page must not end the build.
        raise NoMainText(type(error).__name__) from error
    return document.text or "" if document is not None and not isinstance(document, dict) else ""


class NoMainText(Exception):
    """trafilatura failed; holds the name of its error."""


def letters_of(text: str) -> str:
    """What two layouts of one text share: its letters and digits."""
    return "".join(character for character in text if character.isalnum())


def _longest_rise(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of ``pairs`` (ordered by their first number) whose second numbers never fall; ``[]`` for none."""
    ends: list[int] = []  # ends[n]: the smallest second number that a rise of n + 1 can end in
    last: list[int] = []  # and the pair that it ends with
    before: list[int] = []
    for number, (_, at) in enumerate(pairs):
        length = bisect_right(ends, at)
        before.append(last[length - 1] if length else -1)
        if length == len(ends):
            ends.append(at)
            last.append(number)
        else:
            ends[length], last[length] = at, number
    rise: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        rise.append(pairs[number])
        number = before[number]
    return rise[::-1]
