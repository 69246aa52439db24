"""One-byte slips in GBK: stretches that were decoded one byte late, found and undone.

The true text went to GBK bytes, the first byte of a character was lost (it shows as ``?``), and the rest was decoded in
pairs from the second byte on:

    規模化發展   D28E C4A3 BBAF B06C D5B9   ->   規 ? A3BB AFB0 6C 展   =   規?；\\ue1e5l展

Pairs that GBK doesn't assign became private-use characters, as Python's ``gb18030`` maps them; fullwidth forms stand as
ASCII (``;``). The slip ends with a character whose second byte is ASCII (``l``), or with a last lead byte that could not
be completed: it shows as ``?`` and took a ``(`` behind it along. So all bytes are there but the first, and sometimes the
last: this file lists what a run may have been, `judge.py` tells which it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

LOST = "?\ufffd"
"""What stands for a byte that could not be decoded."""
LOST_BYTE = re.compile(f"[{LOST}]")
SYLLABLE = "[a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ]{1,6}"
_OPENED = re.compile(rf"[(\uff08]({SYLLABLE})[)\uff09]")
_SWALLOWED = re.compile(rf"({SYLLABLE})[)\uff09]")
_CLOSED = re.compile(rf"(?:[^()\uff08\uff09\n]|[(\uff08]{SYLLABLE}[)\uff09]){{1,30}}[)\uff09]")
# Characters of a run; the seeds' have 3 to 7, but in Simplified only a sign of ASCII or a space ends one.
_LONGEST = 200
# The second byte of the character in which each slip of the seeds starts.
_FIRST_TRAIL = 0xA3
# No second byte of a character, so that the byte before it was lost too.
_OUT_OF_STEP = re.compile(r"[\s!-?]|$")


Unit = tuple[int | None, int | None]
"""The two bytes of a true character; ``None`` where a byte is lost."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch ``raw[start:end]`` as a slip of these units would have left it.

    ``shown_end``: where the run's own characters end; the ``syllable`` behind them, if any, reads its last character.
    ``suffix``: what the last byte took along, and what stands behind the true characters: an ASCII letter, a bracket.
    ``border``: a reading behind the lost byte (領域?qū)N): the annotator took the last byte before it and it for a character.
    """

    start: int
    shown_end: int
    end: int
    units: tuple[Unit, ...]
    syllable: str
    suffix: str = ""
    border: str = ""


def runs_at(raw: str, at: int) -> Iterator[Run]:
    """Every way in which a slip may begin at the lost byte ``raw[at]``; none where the bytes allow none."""
    yield from _from(raw, at, at + 1)
    annotated = _SWALLOWED.match(raw, at + 1)
    if annotated:
        yield from (replace(run, border=annotated[1]) for run in _from(raw, at, annotated.end()))


def _from(raw: str, at: int, first: int) -> Iterator[Run]:
    """Runs whose first visible character is ``raw[first]``: a second byte and the lead byte of the next character."""
    stack: list[tuple[int, tuple[Unit, ...], int | None]] = [(first, (), None)]
    while stack:
        place, units, lead = stack.pop()
        if place >= len(raw) or place - at > _LONGEST:
            continue
        character = raw[place]
        if character.islower() and _SWALLOWED.match(raw, place):
            continue  # a reading: no part of the run
        if character in LOST:
            yield from _ended(raw, at, place + 1, (*units, (lead, None)), _SWALLOWED)
        if "@" <= character <= "~":  # the second byte of a character, standing there as itself
            yield from _ended(raw, at, place + 1, (*units, (lead, ord(character))), _OPENED)
        code = _bytes_of(character)
        if code is None or (character in LOST and lead is not None):  # a fullwidth ？, but hardly within a run
            continue
        trail, following = code
        grown = (*units, (lead, trail))
        if following < 0x80 and (units or trail == _FIRST_TRAIL):  # the last byte made a pair with an ASCII letter
            yield Run(at, place + 1, place + 1, grown, "", chr(following))
        elif 0x80 < following < 0xFF:
            stack.append((place + 1, grown, following))


def _ended(raw: str, at: int, place: int, units: tuple[Unit, ...], bracket: re.Pattern[str]) -> Iterator[Run]:
    """The run that ends before ``place``: with the reading behind it, where one stands there, and without."""
    reading = bracket.match(raw, place)
    if reading:
        yield Run(at, place, reading.end(), units, reading[1])
    is_one = units == ((None, None),)  # one character, of which both bytes are lost
    units = ((None, _FIRST_TRAIL),) if is_one else units
    if bracket is _SWALLOWED and _CLOSED.match(raw, place):  # a real bracket may have lost its beginning
        yield Run(at, place, place, units, "", "(")
    if not is_one or _OUT_OF_STEP.match(raw, place):
        yield Run(at, place, place, units, "")


def _bytes_of(character: str) -> tuple[int, int] | None:
    """The two bytes that a visible character of a run stands for; ``None``: a slip can't have left it."""
    if "!" <= character <= "~":
        return 0xA3, ord(character) | 0x80  # a fullwidth form
    if character < "\x80":
        return None
    try:
        code = character.encode("gb18030")
    except UnicodeEncodeError:  # half a surrogate pair
        return None
    return (code[0], code[1]) if len(code) == 2 else None
