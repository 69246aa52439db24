"""Which true text a slip hid: bytes and readings leave some, the character model ranks them.

Everything is weighed in bits. A repair must be more likely than the run as it stands, by more than it costs to suppose
a slip at all; and it is certain when the next best text is far less likely.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from .ngrams import PageCounts, code_points, load_ngrams
from .pinyin import readings_of
from .script import other_script
from .slips import LOST, Run, Unit
from .words import word_bits

SLIP, SLIP_IN_ANNOTATED = 25.0, 7.0
"""Bits that supposing a slip costs: in any page, and in one that a converter annotated."""
CERTAIN = 11.0
"""Bits between a certain repair and the next best text (`python -m bench.certainty`: what others would give)."""
LIKELY = 14.0
"""Bits of gain, above the cost of a slip, of a certain repair."""
_READING = (
    16.0  # bits that a reading which fits is worth: about one in 400 does, and in a text as it stands it has no place
)
_WORDS, _NEAR = 0.5, 4  # weight of the bits by words (0.15 to 1.2 tried), and the characters around that they take in
_WEIGHED, _DOUBT = 5, 14.0  # texts of a run, and bits behind the likeliest, that are still in doubt
_WHICH = 4.0  # bits that tell which letter, digit or sign it is: for the model all of them are one
_CLOSES = 6.0  # bits for a bracket that closes one
_OPENS = dict(zip("）”》’】」』", "（“《‘【「『", strict=True))
_ASCII_BRACKETS = str.maketrans("()", "（）")
_OTHER_SCRIPT = 6.0  # bits against a character that only the other script has
_BEAM = 12  # texts kept of a run
_MANY, _JOINT = 30, 4  # with more last characters than this, only so many first ones are tried with each of them
_RARE = 100  # a character seen less often in all of the training text is none that a slip hid

_SIGNS = re.compile("[^\u4e00-\u9fff]")
_LEADS = tuple(range(0x81, 0xFF))
_TRAILS = tuple(byte for byte in range(0x40, 0xFF) if byte != 0x7F)


class Surroundings(Protocol):
    """What the judge sees of a page around a lost byte. ``before``: the last characters before it, without readings;
    ``sentence``: so many of them as may hold what a bracket closes."""

    text: str
    before: str
    sentence: str
    slip_bits: float

    @property
    def traditional(self) -> bool: ...

    @property
    def counts(self) -> PageCounts: ...

    def behind(self, end: int) -> str:
        """The first characters from ``end`` on, without readings."""
        ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a run was; ``gain``: bits by which it is likelier than what is there; ``margin``: than the next best."""

    run: Run
    text: str
    gain: float
    margin: float

    @property
    def certain(self) -> bool:
        return self.margin >= CERTAIN and self.gain >= LIKELY


class Judge:
    """Weighs the runs of one page; what was weighed once is kept, since runs from one lost byte have much in common."""

    def __init__(self, page: Surroundings) -> None:
        self._page = page
        self._model = load_ngrams()
        self._used = np.zeros(0x10000)
        self._used[np.minimum(code_points(page.text), 0xFFFF)] = 1.0
        self._weighed: dict[tuple[Choices, str, str], list[Scored]] = {}
        self._measured: dict[tuple[str, str, bool], float] = {}

    def verdict(self, runs: Sequence[Run]) -> Verdict | None:
        """The likeliest repair of runs from one lost byte, or ``None`` where the text is likelier as it stands."""
        weighed: list[tuple[Run, list[tuple[float, str]]]] = []
        read: set[tuple[Unit, ...]] = set()
        for run in runs:
            if run.units not in read:  # the same run without its reading, which comes next, is never the likelier one
                weighed.append((run, self._gains(run)))
                if run.syllable and weighed[-1][1]:
                    read.add(run.units)
        top = max((gain for _, gains in weighed for gain, _ in gains), default=0.0)
        if top <= 0:
            return None
        found = [(gain, text, run) for run, gains in weighed for gain, text in self._by_words(run, gains, top - _DOUBT)]
        found.sort(key=lambda one: (-one[0], one[1], one[2].end))
        gain, text, run = found[0]
        others = (one[0] for one in found if (one[1], one[2].end) != (text, run.end))
        return Verdict(run, text, gain, gain - max(0.0, next(others, gain - _DOUBT))) if gain > 0 else None

    def _gains(self, run: Run) -> list[tuple[float, str]]:
        """The likeliest texts of a run, likeliest first, and by how many bits each is likelier than what is there."""
        behind = self._page.behind(run.end)[:2]  # what stands further behind is as likely after any of the texts
        candidates = self._candidates(run, behind)
        if not candidates:
            return []
        supposed = self._page.slip_bits - (_READING if run.syllable else 0.0) - (_READING if run.border else 0.0)
        gain = self._as_it_stands(run, behind) - supposed
        return sorted(((gain - bits, text) for text, bits in candidates), key=lambda one: (-one[0], one[1]))

    def _by_words(self, run: Run, gains: list[tuple[float, str]], least: float) -> list[tuple[float, str]]:
        """Those with a gain of ``least``, weighed by their words too: 保 beside no character of a word is one by itself, and
        rare as such, where the stop it is mistaken for is not."""
        doubtful = [one for one in gains[:_WEIGHED] if one[0] >= least]
        if len(doubtful) < 2:
            return doubtful
        before, behind = self._page.before[-_NEAR:], self._page.behind(run.end)[:_NEAR]
        words = word_bits(before + text + behind for _, text in doubtful)
        return [(gain - _WORDS * (bits - words[0]), text) for (gain, text), bits in zip(doubtful, words, strict=True)]

    def _as_it_stands(self, run: Run, behind: str) -> float:
        """The bits of what is there. The page's own counts hold the run too, and so are no witness for it."""
        shown = self._page.text[run.start : run.shown_end]
        which = _WHICH * sum(character.isascii() and character not in LOST for character in shown)
        return which + self._bits(_context(self._page.before), shown + behind, by_page=False)

    def _candidates(self, run: Run, behind: str) -> list[Scored]:
        """The likeliest texts of a run, each with its bits and those of what stands behind; ``[]``: it can be no text."""
        opening, *others = run.units
        closing = others.pop() if others and others[-1][1] is None else None
        known = "".join(_choices(unit) for unit in others)
        if len(known) < len(others) or (
            others and not closing and run.syllable and not _reads(known[-1], run.syllable)
        ):
            return []
        if not self._model.ids_of(code_points(_SIGNS.sub("", known))).all():
            return []  # a character that the training text hardly has: the run was read wrongly
        before, tail = self._page.before, run.suffix + behind
        firsts = _choices(opening, "" if others or closing else run.syllable)
        if run.border:
            firsts = "".join(first for first in firsts if _reads_across(before, first, run.border))
        if closing is None:
            scored = self._scored(firsts, _context(before), known + tail)
            return [(first + known + run.suffix, bits) for first, bits in scored]
        lasts = _choices(closing, run.syllable)
        starts = self._scored(firsts, _context(before), known)
        if len(known) < 2:
            tried = [first for first, _ in (starts if len(lasts) <= _MANY else starts[:_JOINT])]
            joint = tuple(first + known + last for first in tried for last in lasts)
            texts = self._scored(joint, _context(before), tail)
        else:  # two characters between: the first and the last one don't see each other
            ends = self._scored(lasts, known[-2:], tail)
            texts = [(first + known + last, bits + more) for first, bits in starts for last, more in ends]
        sentence = self._page.sentence
        return [(text + run.suffix, bits + _closing(sentence + text[:-1], text[-1])) for text, bits in texts]

    def _scored(self, choices: Choices, context: str, following: str) -> list[Scored]:
        """The best of ``choices`` (of one length) between two characters and what follows, with the bits of all."""
        near, rest = following[:2], following[2:]
        key = choices, context, near
        if key not in self._weighed:
            self._weighed[key] = self._weigh(choices, context, near) if choices else []
        more = self._bits(near, rest) + self._against(following)
        return [(choice, bits + more) for choice, bits in self._weighed[key]]

    def _weigh(self, choices: Choices, context: str, near: str) -> list[Scored]:
        kept = _prepared(choices, self._page.traditional)
        width = kept.ids.shape[1]
        rows = np.empty((len(kept.ids), 2 + width + len(near)), dtype=np.int64)
        around = self._model.ids_of(code_points(context + near))
        rows[:, :2], rows[:, 2 : 2 + width], rows[:, 2 + width :] = around[:2], kept.ids, around[2:]
        bits = self._model.surprise(rows, self._page.counts).sum(axis=1) + kept.against
        bits -= self._used[kept.first]  # of two forms the one that the page uses
        best = np.argsort(bits, kind="stable")[:_BEAM]
        return [(kept.choices[n], weight) for n, weight in zip(best.tolist(), bits[best].tolist(), strict=True)]

    def _against(self, text: str) -> float:
        """Bits for characters that stand in texts of the other script only."""
        return _OTHER_SCRIPT * float(other_script(code_points(text), traditional=self._page.traditional).sum())

    def _bits(self, context: str, text: str, *, by_page: bool = True) -> float:
        """The bits of ``text`` behind two characters; 0 for ``""``."""
        key = context, text, by_page
        if key not in self._measured:
            ids = self._model.ids_of(code_points(context + text))[None]
            counts = self._page.counts if by_page else None
            self._measured[key] = float(self._model.surprise(ids, counts).sum()) if text else 0.0
        return self._measured[key]


@dataclass(frozen=True, slots=True)
class _Prepared:
    """Texts of one length, their ids ``int64 (n, length)``, the code points of their first characters, and the bits for
    what only the other script has."""

    choices: tuple[str, ...]
    ids: NDArray[np.int64]
    first: NDArray[np.uint32]
    against: NDArray[np.float64]


@lru_cache(maxsize=2048)
def _prepared(choices: Choices, traditional: bool) -> _Prepared:
    """``choices`` but for those with a rare character, where that leaves any."""
    model = load_ngrams()
    points = code_points("".join(choices)).reshape(len(choices), -1)
    ids = model.ids_of(points)
    common = (model.singles[ids] >= _RARE).all(axis=1)
    kept = np.flatnonzero(common if common.any() else ~common)
    kept = kept[np.argsort(ids[kept, 0], kind="stable")]  # looked up faster in this order
    against = _OTHER_SCRIPT * other_script(points[kept], traditional=traditional).sum(axis=1)
    return _Prepared(tuple(choices[n] for n in kept), ids[kept], points[kept, 0], against)


Choices = str | tuple[str, ...]
"""Texts of one length, one character each or more: hashable, so that what was weighed is found again."""
Scored = tuple[str, float]
"""A text and its bits: less is likelier."""


def _closing(before: str, sign: str) -> float:
    """Bits for a closing bracket or quote: it wants one that is open, and one that is open wants it."""
    opening = _OPENS.get(sign)
    if not opening:
        return 0.0
    before = before.translate(_ASCII_BRACKETS)
    return -_CLOSES if before.count(opening) > before.count(sign) else _CLOSES


def _context(before: str) -> str:
    return ("\n\n" + before)[-2:]


def _reads(character: str, syllable: str) -> bool:
    return syllable in readings_of(character)


def _reads_across(before: str, character: str, syllable: str) -> bool:
    """Whether the last byte of ``before`` and the first of ``character`` make a character that is read so."""
    last, first = before[-1:].encode("gb18030", "replace")[-1:], character.encode("gb18030")[:1]
    across = (last + first).decode("gb18030", "replace")
    return len(across) == 1 and _reads(across, syllable)


@lru_cache(maxsize=16384)
def _choices(unit: Unit, syllable: str = "") -> str:
    """The Han characters and signs that a unit may be, all its known bytes and the reading behind it given."""
    lead, trail = unit
    leads = _LEADS if lead is None else (lead,)
    codes = [bytes((first, second)) for first in leads for second in (_TRAILS if trail is None else (trail,))]
    characters = [code.decode("gb18030") for code in codes]
    return "".join(c for c in characters if _is_text(c) and (not syllable or _reads(c, syllable)))


def _is_text(character: str) -> bool:
    """Han, or one of GBK's signs (A1 and A3; fullwidth letters are none that a page would have)."""
    return "\u4e00" <= character <= "\u9fff" or (
        character.encode("gb18030")[0] in (0xA1, 0xA3) and not character.isalnum()
    )
