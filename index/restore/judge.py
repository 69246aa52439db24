"""Which true text a slip hid: bytes and readings leave some, the character model ranks them.

Everything is weighed in bits. A repair must be more likely than the run as it stands, by more than it costs to suppose
a slip at all; and it is certain when the next best text is far less likely.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from .choices import Choices, choices_of, prepared, reads, reads_across
from .ngrams import PageCounts, code_points, load_ngrams
from .script import other_script
from .slips import LOST, Run, Unit
from .words import word_bits

SLIP, SLIP_IN_DAMAGED = 25.0, 7.0
"""Bits that supposing a slip costs: in any page, and in one that a converter has been at."""
ASKED = 15.0
"""And more where the run may be a short question between two question marks: most that look like slips are none."""
CERTAIN = 11.0
"""Bits between a certain repair and the next best text (`python -m bench.certainty`: what others would give)."""
LIKELY = 14.0
"""Bits of gain, above the cost of a slip, of a certain repair."""
# Bits against two question marks in a row where nothing is asked.
_TWICE = 6.0
# Bits that a reading which fits is worth: about one in 400 does, and in a text as it stands it has no place.
_READING = 16.0
_WORDS, _NEAR = 0.5, 4  # weight of the bits by words (0.15 to 1.2 tried), and the characters around that they take in
_WEIGHED, _DOUBT = 5, 14.0  # texts of a run, and bits behind the likeliest, that are still in doubt
_WHICH = 4.0  # bits that tell which letter, digit or sign it is: for the model all of them are one
_CLOSES = 6.0  # bits for a bracket that closes one
_OPENS = dict(zip("）”》’】」』", "（“《‘【「『", strict=True))
_ASCII_BRACKETS = str.maketrans("()", "（）")
_STOPS = frozenset("。！？；”")
_NO_STOPS = dict.fromkeys(map(ord, _STOPS))
_ENDED = re.compile("([。！？!?；;”])[\r\n]+")
_TWO_LOST = frozenset(first + second for first in LOST for second in LOST)
_LINE_END = re.compile(r"\s{2,}|[\r\n\u3000]")
_OTHER_SCRIPT = 6.0  # bits against a character that only the other script has
_BEAM = 12  # texts kept of a run
# With more last characters than the first, only so many first ones as the second are tried with each of them.
_MANY, _JOINT = 30, 4
_SIGNS = re.compile("[^\u4e00-\u9fff]")


class Surroundings(Protocol):
    """What the judge sees of a page around a lost byte. ``before``: the last characters before it, without readings;
    ``sentence``: so many of them as may hold what a bracket closes."""

    text: str
    before: str
    sentence: str

    @property
    def traditional(self) -> bool: ...

    @property
    def counts(self) -> PageCounts: ...

    def behind(self, end: int) -> str:
        """The first characters from ``end`` on, without readings."""
        ...

    def supposing(self, run: Run) -> float:
        """The bits that it costs to suppose this slip."""
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
        margin = gain - max(0.0, next(others, gain - _DOUBT))
        if self._shown(run) in _TWO_LOST:
            margin = 0.0  # nothing of the character is left to see
        return Verdict(run, text, gain, margin) if gain > 0 else None

    def _gains(self, run: Run) -> list[tuple[float, str]]:
        """The likeliest texts of a run, likeliest first, and by how many bits each is likelier than what is there."""
        behind = _LINE_END.sub("\n", self._page.behind(run.end) or "\n")
        behind = behind[:2]  # what stands further behind is as likely after any of the texts
        candidates = self._candidates(run, behind)
        if not candidates:
            return []
        supposed = self._page.supposing(run) - (_READING if run.syllable else 0.0) - (_READING if run.border else 0.0)
        gain = self._as_it_stands(run, behind) - supposed
        return sorted(((gain - bits, text) for text, bits in candidates), key=lambda one: (-one[0], one[1]))

    def _by_words(self, run: Run, gains: list[tuple[float, str]], least: float) -> list[tuple[float, str]]:
        """Those with a gain of ``least``, weighed by their words too: 保 beside no character of a word is one by itself, and
        rare as such, where the stop it is mistaken for is not."""
        doubtful = [one for one in gains[:_WEIGHED] if one[0] >= least]
        if len(doubtful) < 2:
            return doubtful
        before, behind = self._page.before[-_NEAR:], self._page.behind(run.end)[:_NEAR]

        def weighed(some: list[tuple[float, str]]) -> list[tuple[float, str]]:
            words = word_bits(before + text + behind for _, text in some)
            return [(gain - _WORDS * bits, text) for (gain, text), bits in zip(some, words, strict=True)]

        found = weighed(doubtful)
        _, best = max(found, key=lambda one: (one[0], one[1]))
        rivals = [one for one in gains[_WEIGHED:] if one[0] >= least and _differ_in_one(one[1], best)]
        found += weighed(rivals[:_WEIGHED]) if rivals else []
        shift = doubtful[0][0] - found[0][0]  # what the words cost the likeliest, which the other runs don't pay
        return [(gain + shift, text) for gain, text in found]

    def _shown(self, run: Run) -> str:
        return self._page.text[run.start : run.shown_end]

    def _as_it_stands(self, run: Run, behind: str) -> float:
        """The bits of what is there. The page's own counts hold the run too, and so are no witness for it."""
        shown = self._shown(run)
        which = _WHICH * sum(character.isascii() and character not in LOST for character in shown)
        twice = _TWICE * (shown in _TWO_LOST)
        return which + twice + self._bits(_context(self._page.before), _joined(shown + behind), by_page=False)

    def _candidates(self, run: Run, behind: str) -> list[Scored]:
        """The likeliest texts of a run, each with its bits and those of what stands behind; ``[]``: it can be no text."""
        opening, *others = run.units
        closing = others.pop() if others and others[-1][1] is None else None
        known = "".join(choices_of(unit) for unit in others)
        if len(known) < len(others) or (others and not closing and run.syllable and not reads(known[-1], run.syllable)):
            return []
        if not self._model.ids_of(code_points(_SIGNS.sub("", known))).all():
            return []  # a character that the training text hardly has: the run was read wrongly
        before, tail = self._page.before, run.suffix + behind
        firsts = choices_of(opening, "" if others or closing else run.syllable)
        if run.border:
            firsts = "".join(first for first in firsts if reads_across(before, first, run.border))
        if closing is None:
            scored, bracket = self._scored(firsts, _context(before), known + tail), self._of_bracket(run)
            return [(first + known + run.suffix, bits + bracket) for first, bits in scored]
        lasts = choices_of(closing, run.syllable)
        starts = self._scored(firsts, _context(before), known)
        if len(known) < 2:
            tried = [first for first, _ in (starts if len(lasts) <= _MANY else starts[:_JOINT])]
            joint = tuple(first + known + last for first in tried for last in lasts)
            texts = self._scored(joint, _context(before), tail)
        else:  # two characters between: the first and the last one don't see each other
            ends = self._scored(lasts, known[-2:], tail)
            texts = [(first + known + last, bits + more) for first, bits in starts for last, more in ends]
        sentence, bracket = self._page.sentence, self._of_bracket(run)
        return [(text + run.suffix, bits + bracket + _closing(sentence + text[:-1], text[-1])) for text, bits in texts]

    def _of_bracket(self, run: Run) -> float:
        """Bits for a bracket that the last byte took: one behind it is closed, and wants it where none is open."""
        return _closing(self._page.sentence, "）") * -1 if run.suffix == "(" else 0.0

    def _scored(self, choices: Choices, context: str, following: str) -> list[Scored]:
        """The best of ``choices`` (of one length) between two characters and what follows, with the bits of all."""
        if following.startswith("\n"):  # in the training text a stop takes the place of a line's end
            stops = "".join(choice for choice in choices if choice in _STOPS)
            ended = self._scored(stops, context, following.lstrip("\n")) if stops else []
            others = choices.translate(_NO_STOPS) if isinstance(choices, str) else choices
            return sorted(ended + self._scored(others, context, "。" + following.lstrip("\n")), key=lambda one: one[1])
        near, rest = following[:2], following[2:]
        key = choices, context, near
        if key not in self._weighed:
            self._weighed[key] = self._weigh(choices, context, near) if choices else []
        more = self._bits(near, rest) + self._against(following)
        return [(choice, bits + more) for choice, bits in self._weighed[key]]

    def _weigh(self, choices: Choices, context: str, near: str) -> list[Scored]:
        kept = prepared(choices, self._page.traditional)
        width = kept.ids.shape[1]
        rows = np.empty((len(kept.ids), 2 + width + len(near)), dtype=np.int64)
        around = self._model.ids_of(code_points(context + near))
        rows[:, :2], rows[:, 2 : 2 + width], rows[:, 2 + width :] = around[:2], kept.ids, around[2:]
        bits = self._model.surprise(rows, self._page.counts).sum(axis=1) + _OTHER_SCRIPT * kept.foreign
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
    return ("\n\n" + _joined(before))[-2:]


def _joined(text: str) -> str:
    """``text`` as the training text was: a stop, or what stands for one, takes the place of a line's end."""
    return _ENDED.sub(r"\1", text)


def _differ_in_one(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1
