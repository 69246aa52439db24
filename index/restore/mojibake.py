"""Text in UTF-8 that was read as something else: as Latin-1 or Windows-1252 (ftfy mends it), or as GBK (it doesn't)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, product

from .changes import Change

# What a byte from 0x80 to 0xBF is in Latin-1 (a control or a sign) or in Windows-1252.
_NEXT = "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
_SHORT, _LONG = f"[\u00c3-\u00df]{_NEXT}", f"(?:[\u00e0-\u00ef]{_NEXT}|[\u00f0-\u00f4]{_NEXT}{{2}}){_NEXT}"
# Two bytes alone are no proof: \u00d7\u201c stands in good text.
_LATIN = re.compile(f"(?:{_SHORT})*{_LONG}(?:{_SHORT}|{_LONG})*")
_CHINESE = re.compile("[\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e]+")
_ACCENTED = re.compile("[\u00e0-\u00f4]")  # a long one has it; this search is far the faster
_GAIN = 8.0
"""Bits by character that the text must be likelier than the one it was read as."""


def _pairs(first: range, second: range) -> str:
    codes = (bytes(pair) for pair in product(first, second) if pair[0] != 0x80 and pair[1] != 0x7F)
    return "[" + "".join(code.decode("gb18030") for code in codes) + "]"


_LEADS, _FOLLOWING = range(0xE3, 0xEA), range(0x80, 0xC0)
# Two characters of three bytes each, read as three of two; then whatever GBK has. A byte 0x80 is no lead byte: \u20ac or lost.
_GBK = re.compile(
    f"{_pairs(_LEADS, _FOLLOWING)}{_pairs(_FOLLOWING, _LEADS)}(?:[\u20ac\ufffd]|{_pairs(_FOLLOWING, _FOLLOWING)})[\u0100-\ud7ff\ue000-\uffff]*"
)
_LONE = {"\u20ac": b"\x80", "\ufffd": b"\x80"}


def find_mojibake(text: str) -> Iterator[Change]:
    """A change for each character that was read wrongly; none where the whole is no likelier read the other way."""
    runs: list[tuple[re.Match[str], Mended]] = []
    if _ACCENTED.search(text):
        runs += [(match, _as_latin(match[0])) for match in _LATIN.finditer(text)]
    runs += [(match, _as_gbk(match[0])) for match in _GBK.finditer(text)]
    for match, mended in sorted(runs, key=lambda run: run[0].start()):
        yield from _changes(match.start(), mended)


Mended = list[tuple[int, str]]
"""(characters of the wrong reading, true characters), in order; ``[]``: it was no wrong reading."""


def _changes(at: int, mended: Mended) -> Iterator[Change]:
    for length, true in mended:
        yield Change(at, at + length, true)
        at += length


def _as_latin(run: str) -> Mended:
    from ftfy import fix_encoding  # late: only odd files need it

    mended = fix_encoding(run)
    if (
        mended == run
    ):  # too short for ftfy to be sure; but nobody writes three such letters that make a Chinese character
        mended = _chinese(run)
    return [] if mended == run else _aligned([1] * len(run), [len(character.encode()) for character in mended], mended)


def _chinese(run: str) -> str:
    """What the bytes of ``run`` are in UTF-8, where all of it is Chinese; else ``run`` itself."""
    try:
        true = b"".join(_byte(character) for character in run).decode()
    except UnicodeError:
        return run
    return true if _CHINESE.fullmatch(true) else run


def _byte(character: str) -> bytes:
    return character.encode("latin-1" if character <= "\u00ff" else "cp1252")


def _as_gbk(run: str) -> Mended:
    codes = [_LONE.get(character) or character.encode("gb18030") for character in run]
    data = b"".join(codes)
    try:
        true = data.decode()
    except UnicodeDecodeError as error:  # the longest start of the run that is UTF-8
        true = data[: error.start].decode()
    mended = _aligned([len(code) for code in codes], [len(character.encode()) for character in true], true)
    wrong = run[: sum(length for length, _ in mended)]
    return mended if _bits(wrong) - _bits(true) >= _GAIN * len(true) else []


def _aligned(wrong: list[int], true: list[int], mended: str) -> Mended:
    """The smallest stretches that are the same bytes in both readings, given the bytes of each character; what has no
    end in common is left out."""
    ends = {end: number for number, end in enumerate(accumulate(wrong), start=1)}
    stretches: Mended = []
    done = begun = 0
    for number, end in enumerate(accumulate(true), start=1):
        if end in ends:
            stretches.append((ends[end] - done, mended[begun:number]))
            done, begun = ends[end], number
    return stretches


def _bits(text: str) -> float:
    from .ngrams import code_points, load_ngrams  # late: numpy

    model = load_ngrams()
    return float(model.surprise(model.ids_of(code_points("\n\n" + text))[None]).sum())
