"""Pages that a converter annotated: slips in GBK undone and bracketed readings taken out, in one pass.

They depend on each other: a reading tells what a slip hid, and only the true character tells what is its reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..fold import to_simplified
from .changes import Change
from .questions import asks
from .readings import find_readings, without_brackets
from .slips import LOST_BYTE

_HALF = re.compile("[\ud800-\udfff]")
_NEAR = 48  # characters before a question mark in which something may be asked
_LONE, _SPARSE = 2, 20  # so few readings, and one in so many characters that could have one: no converter did that
_HAN = re.compile("[\u3400-\u9fff]")


def find_annotations(text: str) -> Iterator[Change]:
    """The slips and the readings of ``text``, in order; and marks where a character is lost for good."""
    text = _HALF.sub(" ", text)  # half a surrogate pair is no text, and no converter takes it
    slips = _slips(text)
    taken = {place for slip in slips for place in range(slip.start, slip.end)}
    readings = [reading for reading in find_readings(text) if reading.start not in taken]
    if 0 < len(readings) <= _LONE and not slips and len(readings) * _SPARSE < _differing(text):
        readings = []  # a note on how a rare character is read
    found = slips + readings
    if any(change.certain for change in found):
        found += [Change(at, at + 1, text[at], certain=False) for at in _lost_for_good(text, taken)]
    return iter(sorted(found))


def _differing(text: str) -> int:
    """How many characters Simplified writes otherwise."""
    return sum(one != other for one, other in zip(text, to_simplified(text), strict=False))


def _slips(text: str) -> list[Change]:
    if not LOST_BYTE.search(text):
        return []
    from .repair import find_slips  # late: numpy and the model of Chinese

    return list(find_slips(text))


def _lost_for_good(text: str, taken: set[int]) -> Iterator[int]:
    """Question marks between two Han characters where nothing is asked: 華潤(rùn)?醫(yī)藥."""
    for lost in LOST_BYTE.finditer(text):
        at = lost.start()
        before = without_brackets(text[max(0, at - _NEAR) : at])
        if at not in taken and _HAN.match(before[-1:]) and _HAN.match(text, at + 1) and not asks(before):
            yield at
