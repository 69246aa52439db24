"""How well damaged text was restored: every repair judged against the truth, and guesses apart from certain ones.

A fullwidth form and its ASCII form count as the same: within a slip the bytes held the one where the page shows the other.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from bench.damage import FULLWIDTH, Damage, Ending, Slip
from bench.edits import Change, changes, distance, kept

Verdict = Literal["right", "wrong", "left"]
_READING = re.compile(r"[(\uff08][a-z\u00e0-\u01dc\u1e3f\u0144\u0148\u01f9]{1,7}[)\uff09]")
_NEAR = 2
"""Changes outside slips with at most so many kept characters between them are one repair."""
_AROUND = 12


class GuessLike(Protocol):
    """A stretch of restored text that is not certain."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


class RestoredLike(Protocol):
    """What a restorer gives back."""

    @property
    def text(self) -> str: ...

    @property
    def guesses(self) -> Sequence[GuessLike]: ...


@dataclass(frozen=True, slots=True)
class Failure:
    """A slip that was not put right, or a repair where there was none, each with some characters around it."""

    found: str
    restored: str
    truth: str
    certain: bool
    ending: Ending | None
    verdict: Verdict


@dataclass(slots=True)
class Score:
    """Counts over texts; shares are properties (1.0 of nothing)."""

    texts: int = 0
    characters: int = 0
    edits: int = 0
    slipped: int = 0
    slipped_right: int = 0
    certain: Counter[Verdict] = field(default_factory=Counter)
    """Repairs called certain; those outside slips among them are all wrong."""
    guessed: Counter[Verdict] = field(default_factory=Counter)
    outside: int = 0
    """Repairs where no slip was, certain and guessed."""
    readings_left: int = 0
    endings: dict[Ending, Counter[Verdict]] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)

    @property
    def slips(self) -> int:
        return sum(verdicts.total() for verdicts in self.endings.values())

    @property
    def characters_right(self) -> float:
        """1 - edit distance between restored and clean text / length of the clean text, over all texts together."""
        return 1 - self.edits / max(1, self.characters)

    @property
    def slipped_right_share(self) -> float:
        """Of the clean text's characters within slips, those that stand in the restored text where they belong."""
        return _share(self.slipped_right, self.slipped)

    @property
    def certain_right(self) -> float:
        """Of the repairs called certain, those that gave exactly the truth."""
        return _share(self.certain["right"], self.certain.total())

    @property
    def guessed_right(self) -> float:
        return _share(self.guessed["right"], self.guessed.total())

    def add_text(self, clean: str, restored: str) -> list[Change]:
        """Count a text's characters, right and wrong; the changes between the two."""
        found = changes(clean.translate(FULLWIDTH), restored.translate(FULLWIDTH))
        self.texts += 1
        self.characters += len(clean)
        self.edits += distance(found)
        return found

    def add(self, damage: Damage, restored: RestoredLike) -> None:
        """Judge one text and each repair in it."""
        places = kept(damage.clean, restored.text, self.add_text(damage.clean, restored.text))
        bare, moved = _without_readings(damage)
        text = restored.text.translate(FULLWIDTH)
        found = changes(bare.translate(FULLWIDTH), text)
        repairs = [change for change in found if not self._is_reading_left(change, text)]
        spans = [(moved(slip.damaged.start), moved(slip.damaged.end)) for slip in damage.slips]
        owners = [_owners(change, spans) for change in repairs]
        for number, slip in enumerate(damage.slips):
            near = [change for change, owned in zip(repairs, owners, strict=True) if number in owned]
            self._judge(damage, slip, restored, places, near)
        repairs = [change for change, owned in zip(repairs, owners, strict=True) if not owned]
        for change in _merged(repairs):
            self._judge_outside(bare, restored, change)

    def _is_reading_left(self, change: Change, restored: str) -> bool:
        left = change.start == change.end and _READING.fullmatch(restored[change.new_start : change.new_end])
        self.readings_left += bool(left)
        return bool(left)

    def _judge(self, damage: Damage, slip: Slip, restored: RestoredLike, places: list[int], near: list[Change]) -> None:
        self.slipped += len(slip.clean)
        self.slipped_right += sum(places[place] >= 0 for place in range(slip.clean.start, slip.clean.end))
        verdict: Verdict = "right" if _is_exact(damage, slip, places) else "wrong" if near else "left"
        certain = not near or not _is_guess(restored, near[0].new_start, near[-1].new_end)
        if near:
            (self.certain if certain else self.guessed)[verdict] += 1
        self.endings.setdefault(slip.ending, Counter())[verdict] += 1
        if verdict != "right":
            shown = _around(restored.text, near[0].new_start, near[-1].new_end) if near else ""
            found = _around(damage.damaged, slip.damaged.start, slip.damaged.end)
            truth = _around(damage.clean, slip.clean.start, slip.clean.end)
            self.failures.append(Failure(found, shown, truth, certain, slip.ending, verdict))

    def _judge_outside(self, bare: str, restored: RestoredLike, change: Change) -> None:
        certain = not _is_guess(restored, change.new_start, change.new_end)
        (self.certain if certain else self.guessed)["wrong"] += 1
        self.outside += 1
        found, shown = (
            _around(bare, change.start, change.end),
            _around(restored.text, change.new_start, change.new_end),
        )
        self.failures.append(Failure(found, shown, found, certain, None, "wrong"))


@dataclass(frozen=True, slots=True)
class Unasked:
    """A change of text that had no damage put in."""

    kind: str
    before: str
    after: str
    context: str
    """The found stretch with 20 characters around it."""
    certain: bool


def unasked(raw: str, restored: RestoredLike) -> list[Unasked]:
    """Every change that a restorer made, in order; ``[]`` for text that came through as it was."""
    return [
        Unasked(
            _kind(before := raw[change.start : change.end], after := restored.text[change.new_start : change.new_end]),
            before,
            after,
            _around(raw, change.start, change.end, 20),
            not _is_guess(restored, change.new_start, change.new_end),
        )
        for change in changes(raw, restored.text)
    ]


def _kind(before: str, after: str) -> str:
    if not after and _READING.fullmatch(before):
        return "reading"
    if before and all(unicodedata.category(c) in {"Cf", "Cc"} and not c.isspace() for c in before) and not after:
        return "invisible"
    if before.isspace() and not after.strip():
        return "line break" if "\n" in before else "space"
    if before.startswith("&"):
        return "entity"
    if "?" in before or any(unicodedata.category(c) == "Co" for c in before):
        return "slip"
    return "other"


def _is_exact(damage: Damage, slip: Slip, places: list[int]) -> bool:
    """Whether the restored text has the slip's characters, all and in a row, and nothing between them and what is around."""
    start, end = slip.clean.start, slip.clean.end
    others = {place for other in damage.slips for place in (other.clean.start, other.clean.end - 1)}
    start -= start > 0 and start - 1 not in others
    end += end < len(places) and end not in others
    here = places[start:end]
    return here[0] >= 0 and here == list(range(here[0], here[0] + len(here)))


def _owners(change: Change, slips: list[tuple[int, int]]) -> set[int]:
    """The slips that a change lies in; where it lies in none, those that it touches."""
    within = {n for n, (start, end) in enumerate(slips) if change.start < end and start < change.end}
    return within or {n for n, (start, end) in enumerate(slips) if change.start <= end and start <= change.end}


def _is_guess(restored: RestoredLike, start: int, end: int) -> bool:
    return any(guess.start < max(end, start + 1) and guess.end > start for guess in restored.guesses)


def _merged(repairs: list[Change]) -> list[Change]:
    merged: list[Change] = []
    for change in repairs:
        if merged and change.start - merged[-1].end <= _NEAR:
            change = Change(merged[-1].start, change.end, merged[-1].new_start, change.new_end)
            merged.pop()
        merged.append(change)
    return merged


def _without_readings(damage: Damage) -> tuple[str, Callable[[int], int]]:
    """The damaged text without its readings, and where a place of the damaged text lies in it."""
    parts: list[str] = []
    starts: list[int] = []
    taken = [0]
    place = 0
    for reading in damage.readings:
        parts.append(damage.damaged[place : reading.start])
        starts.append(reading.start)
        taken.append(taken[-1] + len(reading))
        place = reading.end
    parts.append(damage.damaged[place:])
    return "".join(parts), lambda position: position - taken[bisect_left(starts, position)]


def _around(text: str, start: int, end: int, width: int = _AROUND) -> str:
    return f"{text[max(0, start - width) : start]}⟦{text[start:end]}⟧{text[end : end + width]}"


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
