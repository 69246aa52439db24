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
_LOST = "\ufffd"  # a byte that made no pair with the one behind it
_LONE = {"\u20ac": b"\x80", _LOST: b"\x80"}
_GAIN = 8.0
"""Bits by character that the text must be likelier than the one it was read as."""


def _pairs(first: range, second: range) -> str:
    codes = (bytes(pair) for pair in product(first, second) if pair[0] != 0x80 and pair[1] != 0x7F)
    return "[" + "".join(code.decode("gb18030") for code in codes) + "]"


_FIRST_BYTES, _OTHER_BYTES = range(0xE3, 0xEA), range(0x80, 0xC0)  # of a Chinese character in UTF-8
# Two characters of three bytes each, read as three of two; then whatever GBK has. A byte 0x80 is no lead byte: \u20ac or lost.
_GBK = re.compile(
    f"{_pairs(_FIRST_BYTES, _OTHER_BYTES)}{_pairs(_OTHER_BYTES, _FIRST_BYTES)}(?:[\u20ac\ufffd]|{_pairs(_OTHER_BYTES, _OTHER_BYTES)})[\u0100-\ud7ff\ue000-\uffff]*"
)


def find_mojibake(text: str) -> Iterator[Change]:
    """A change for each character that was read wrongly; none where the whole is no likelier read the other way."""
    runs: list[tuple[int, Mended, frozenset[int]]] = []
    if _ACCENTED.search(text):
        runs += [(match.start(), _as_latin(match[0]), frozenset()) for match in _LATIN.finditer(text)]
    runs += [(match.start(), *_as_gbk(match[0])) for match in _GBK.finditer(text)]
    for start, mended, doubtful in sorted(runs):
        yield from _changes(start, mended, doubtful)


Mended = list[tuple[int, str]]
"""(characters of the wrong reading, true characters), in order; ``[]``: it was no wrong reading."""


def _changes(at: int, mended: Mended, doubtful: frozenset[int]) -> Iterator[Change]:
    """``doubtful``: the places, from ``at`` on, of characters of which nothing certain is known."""
    done = 0
    for length, true in mended:
        certain = not doubtful or doubtful.isdisjoint(range(done, done + length))
        yield Change(at + done, at + done + length, true, certain)
        done += length


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


def _as_gbk(run: str) -> tuple[Mended, frozenset[int]]:
    """The run mended, and the places of its lost bytes for which more than one is likely."""
    codes = [_LONE.get(character) or character.encode("gb18030") for character in run]
    data = bytearray(b"".join(codes))
    doubtful = set()
    if _LOST in run:
        for place, start in enumerate(accumulate(map(len, codes[:-1]), initial=0)):
            if run[place] == _LOST and not _filled(data, start):
                doubtful.add(place)
    try:
        true = data.decode()
    except UnicodeDecodeError as error:  # the longest start of the run that is UTF-8
        true = data[: error.start].decode()
    mended = _aligned([len(code) for code in codes], [len(character.encode()) for character in true], true)
    wrong = run[: sum(length for length, _ in mended)]
    is_likelier = _bits(wrong) - _bits(true) >= _GAIN * len(true)
    return (mended, frozenset(doubtful)) if is_likelier else ([], frozenset())


def _filled(data: bytearray, at: int) -> bool:
    """Fill the lost byte at ``at`` with the likeliest one, all before it being known; whether no other is likely."""
    from .judge import CERTAIN  # late: numpy

    start = next((at - n for n in (1, 2) if at >= n and data[at - n] in _FIRST_BYTES), at)
    before, behind = (
        bytes(part).decode("utf-8", "ignore") for part in (data[max(0, start - 6) : start], data[start + 3 : start + 9])
    )
    weighed = []
    for byte in _OTHER_BYTES if start < at else _FIRST_BYTES:
        data[at] = byte
        try:
            character = data[start : start + 3].decode()
        except UnicodeDecodeError:
            continue
        weighed.append((_bits(before + character + behind), byte))
    weighed.sort()
    data[at] = weighed[0][1] if weighed else 0x80
    return len(weighed) == 1 or (len(weighed) > 1 and weighed[1][0] - weighed[0][0] >= CERTAIN)


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
