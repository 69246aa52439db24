"""Folding with the way back: which characters of a text became these of its folded form?

Folding is a chain of steps (`index.fold.STEPS`). A step may *cut* a text at an offset where it does the same to the two
parts as to the whole, ``step(text) == step(text[:i]) + step(text[i:])``: not between ``e`` and the accent behind it, nor
inside 乾隆 (乾 alone is 干), 资讯 (together 信息) or the 进行 of 进行程序 (行程 would be a word). Cuts are taken from left to
right, and one that would not let the text between it and an earlier one be what it is in the whole is left out: 憑|藉着,
as 藉 alone stays. What lies between two neighbouring cuts of every step is a piece. So:

- ``fold_text(text[a:b])``, for any two cuts, is what stands for ``text[a:b]`` in the folded text;
- a span of the folded text comes from the pieces that it touches: the smallest span of the text, from cut to cut, whose
  own folding covers it.

OpenCC and Unicode give no offsets, but almost every character is a piece alone, and it is easy to see where one may not
be: each step has its regions, in which every offset is tried. The maps of the steps compose.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from .fold import STEPS, compatible, in_mainland_words, taiwan_words, to_simplified
from .restore.offsets import Edit, OffsetMap

_Step = Callable[[str], str]
_Region = tuple[int, int]

_REACH = 16
"""Characters on either side that decide whether a cut can be made; no word of the dictionaries has more than 15."""

_HAN_RUN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
# Characters that OpenCC's phrases (TSPhrases) treat otherwise than its table of characters does; a test reads them anew.
_IN_CONTEXT = re.compile("[么乾俱剋劄吒哩噁坏彷徵扞於昇氾沈濛甦畫瞭祕脩蒐薹藉衹袷覆計谿逕釐鉅鍊鍾陞麼麽]")
_SIGMA = re.compile(r"(?:[cx]i*)?(?:S[iS]*(?:[cx]i*(?=S))?)+[cx]?|x")
_CLUSTER = re.compile(r"[sx]?m+|x")


@dataclass(frozen=True, slots=True)
class Folded:
    """A form of a text that is matched, and the map from the text to it."""

    text: str
    offsets: OffsetMap

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The smallest span of the source whose folding covers ``text[start:end]`` (``start < end``)."""
        return self.offsets.to_source(start, end)


def fold_with_offsets(text: str) -> Folded:
    """``text`` as :func:`index.fold.fold_text` folds it (raising what it raises), with the map from ``text``."""
    offsets = OffsetMap()
    for step in STEPS:
        after = step(text)
        offsets = offsets.then(_step_map(step, text, after))
        text = after
    return Folded(text, offsets.without_overlaps())


def _step_map(step: _Step, before: str, after: str) -> OffsetMap:
    """The map of one step; outside its regions every character is a piece, and becomes one.

    Should the pieces not add up to ``after``, the whole text is one: OpenCC leaves as they are the words in a description
    of a character by its parts (⿰亻國), which we don't read.
    """
    edits: list[Edit] = []
    shift = 0
    for start, end in _REGIONS[step](before):
        for low, high, length in _pieces(step, before[start:end]):
            if (high - low, length) != (1, 1):
                at = start + low
                edits.append(Edit(at, start + high, at + shift, at + shift + length))
                shift += length - (high - low)
    adds_up = len(before) + shift == len(after)
    return OffsetMap(tuple(edits) if adds_up else (Edit(0, len(before), 0, len(after)),))


def _pieces(step: _Step, region: str) -> Iterator[tuple[int, int, int]]:
    """The pieces of a region, and how long each becomes."""
    if len(region) <= 2 * _REACH:
        for (low, before), (high, after) in pairwise(_cuts(step, region)):
            yield low, high, after - before
        return
    cuts = [0]
    for start in range(0, len(region), _REACH):  # in stretches, each with what stands around it
        around = max(0, start - _REACH)
        offsets = (around + offset for offset, _ in _cuts(step, region[around : start + 2 * _REACH]))
        cuts += [offset for offset in offsets if start < offset <= start + _REACH]
    for low, high in pairwise(cuts):
        yield low, high, len(step(region[low:high]))


def _cuts(step: _Step, region: str) -> list[tuple[int, int]]:
    """The cuts of a region with their places in what it becomes; its ends are cuts."""
    size = len(region)
    parts = [region[low:high] for low in range(size) for high in range(low + 1, size + 1)]
    became = dict(zip(parts, step("\n".join(parts)).split("\n"), strict=True))  # nothing acts across lines
    cuts = [(0, 0)]
    for at in range(1, size):
        left = became[region[:at]]
        in_two = left + became[region[at:]] == became[region]
        if in_two and all(left[place:] == became[region[cut:at]] for cut, place in cuts):
            cuts.append((at, len(left)))
    return [*cuts, (size, len(became[region]))]


def _clusters(text: str) -> Iterator[_Region]:
    """A character with the marks behind it, and a character that NFKC writes as several."""
    if not unicodedata.is_normalized("NFKC", text):
        yield from (match.span() for match in _CLUSTER.finditer(text.translate(_compositions())))


def _capitals(text: str) -> Iterator[_Region]:
    """A capital sigma with what tells whether it ends its word (ΟΔΟΣ -> οδος), and İ, two small letters."""
    if "\u03a3" in text or "\u0130" in text:
        yield from (match.span() for match in _SIGMA.finditer(text.translate(_cases())))


def _phrases(text: str) -> Iterator[_Region]:
    """Runs of Han characters with one that depends on those around it."""
    if _IN_CONTEXT.search(text):
        yield from (run.span() for run in _HAN_RUN.finditer(text) if _IN_CONTEXT.search(run[0]))


def _words(text: str) -> Iterator[_Region]:
    """Runs of characters that words of Taiwan are made of, with one of them that changes."""
    beginnings = {*text, *map("".join, pairwise(text))}
    words = [word for beginning in beginnings & _changing_words().keys() for word in _changing_words()[beginning]]
    present = [word for word in words if word in text]
    for run in _word_run().finditer(text) if present else ():
        if any(word in run[0] for word in present):
            yield run.span()


_REGIONS: dict[_Step, Callable[[str], Iterator[_Region]]] = {
    compatible: _clusters, str.lower: _capitals, to_simplified: _phrases, in_mainland_words: _words
}  # fmt: skip


@cache
def _changing_words() -> dict[str, list[str]]:
    """Taiwan's words by their first two characters."""
    words: dict[str, list[str]] = {}
    for word, folded in taiwan_words().items():
        if word != folded:
            words.setdefault(word[:2], []).append(word)
    return words


@cache
def _word_run() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(sorted(set(''.join(taiwan_words())))))}]+")


class _Kinds(dict[int, str]):
    """A table for ``str.translate`` that is filled as characters are met: code point -> one letter for its kind."""

    def __init__(self, kind: Callable[[str], str]) -> None:
        super().__init__()
        self._kind = kind

    def __missing__(self, code: int) -> str:
        self[code] = self._kind(chr(code))
        return self[code]


@cache
def _compositions() -> _Kinds:
    return _Kinds(_composition)


def _composition(character: str) -> str:
    """``m`` for a mark, which may join the character before it or change places with other marks; ``x`` for a character
    that becomes several; ``s`` for any other."""
    if character == "\n":
        return "n"
    first = unicodedata.normalize("NFKD", character)[0]
    if unicodedata.category(first)[0] == "M" or "\u1160" <= first <= "\u11ff":  # Hangul's vowels and finals join, too
        return "m"
    return "s" if len(compatible(character)) == 1 else "x"


@cache
def _cases() -> _Kinds:
    return _Kinds(_case)


def _case(character: str) -> str:
    """``S`` for sigma, ``x`` for a capital that becomes two letters, ``c`` for any letter with case, ``i`` for what is
    ignored between letters (an apostrophe), ``n`` for the rest: asked of ``str.lower`` itself."""
    if character == "\u03a3" or len(character.lower()) > 1:
        return "S" if character == "\u03a3" else "x"
    if f"{character}\u03a3".lower()[-1] == "\u03c2":
        return "c"
    return "i" if f"\u0391{character}\u03a3".lower()[-1] == "\u03c2" else "n"
