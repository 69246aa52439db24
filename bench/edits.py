"""The fewest edits between two texts, and where they are.

Landau and Vishkin's algorithm (Journal of Algorithms 10, 1989, https://doi.org/10.1016/0196-6774(89)90010-2): for each
number of edits, how far along each diagonal one can get. O(n + d^2) for d edits: texts that nearly agree take no time.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

_MANY = 250
"""More edits than this are counted by difflib's blocks instead: an upper bound, and no text of worth is so far off."""


@dataclass(frozen=True, slots=True)
class Change:
    """``before[start:end]`` became ``after[new_start:new_end]``; either may be empty, not both."""

    start: int
    end: int
    new_start: int
    new_end: int

    @property
    def edits(self) -> int:
        """Characters put in, taken out or replaced."""
        return max(self.end - self.start, self.new_end - self.new_start)


def changes(before: str, after: str) -> list[Change]:
    """The changed stretches between two texts, in order, kept characters between any two; ``[]`` for equal texts."""
    if before == after:
        return []
    reached = _furthest(before, after)
    if reached is None:
        blocks = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        return [Change(*block) for tag, *block in blocks if tag != "equal"]
    return _joined(_steps(before, after, reached))


def distance(found: list[Change]) -> int:
    """The edits of some changes. Of those that :func:`changes` gives, the Levenshtein distance of the two texts."""
    return sum(change.edits for change in found)


def kept(before: str, after: str, found: list[Change]) -> list[int]:
    """For each character of ``before`` its place in ``after``; -1 for those that a change took."""
    places: list[int] = []
    new = 0
    for change in [*found, Change(len(before), len(before), len(after), len(after))]:
        places += range(new, change.new_start)
        places += [-1] * (change.end - change.start)
        new = change.new_end
    return places


def _furthest(before: str, after: str) -> list[dict[int, int]] | None:
    """For 0, 1, ... edits: diagonal (place in ``after`` less place in ``before``) -> the furthest place in ``before``."""
    goal = len(after) - len(before)
    if abs(goal) >= _MANY:
        return None
    reached: list[dict[int, int]] = []
    for edits in range(_MANY):
        last = reached[-1] if reached else {}
        layer: dict[int, int] = {}
        for diagonal in range(-edits, edits + 1):
            place = max(
                last.get(diagonal, -2) + 1, last.get(diagonal - 1, -1), last.get(diagonal + 1, -2) + 1, 0 if not last else -1
            )  # fmt: skip
            place = min(place, len(before), len(after) - diagonal)
            if place < 0 or place + diagonal < 0:
                continue
            layer[diagonal] = place + _common(before, place, after, place + diagonal)
        reached.append(layer)
        if layer.get(goal) == len(before):
            return reached
    return None


def _common(before: str, place: int, after: str, new: int) -> int:
    """How many characters agree from here on."""
    length, step = 0, 64
    limit = min(len(before) - place, len(after) - new)
    while (
        length < limit and before[place + length : place + length + step] == after[new + length : new + length + step]
    ):
        length += step
    length = min(length, limit)
    while length < limit and before[place + length] == after[new + length]:
        length += 1
    return length


def _steps(before: str, after: str, reached: list[dict[int, int]]) -> list[Change]:
    """The single edits, in order, found from the end back."""
    steps: list[Change] = []
    diagonal = len(after) - len(before)
    for last in reversed(reached[:-1]):
        options = [
            (last.get(diagonal, -2) + 1, diagonal, 1, 1),
            (last.get(diagonal + 1, -2) + 1, diagonal + 1, 1, 0),
            (last.get(diagonal - 1, -1), diagonal - 1, 0, 1),
        ]
        began, old, taken, put = max(options, key=lambda option: option[0])
        steps.append(Change(began - taken, began, began + diagonal - put, began + diagonal))
        diagonal = old
    return steps[::-1]


def _joined(steps: list[Change]) -> list[Change]:
    found: list[Change] = []
    for step in steps:
        if found and (found[-1].end, found[-1].new_end) == (step.start, step.new_start):
            step = Change(found[-1].start, step.end, found[-1].new_start, step.new_end)
            found.pop()
        found.append(step)
    return found
