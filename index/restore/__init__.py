"""What scraping broke, mended: raw text -> the text that is shown and quoted, with the way back."""

from __future__ import annotations

from dataclasses import dataclass

from .annotated import find_annotations
from .changes import Step
from .characters import find_odd_characters
from .lines import find_broken_lines
from .mojibake import find_mojibake
from .offsets import OffsetMap, replace

__all__ = ["Guess", "RestoredText", "restore_text"]

_STEPS: tuple[Step, ...] = (find_mojibake, find_odd_characters, find_annotations, find_broken_lines)
"""In this order: each finds only what the ones before it have not mended."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A repair that is likely, not certain: ``text[start:end]`` stands where ``original`` was found.

    Where both are the same, nothing was repaired: something is lost there, and nothing tells what.
    """

    start: int
    end: int
    original: str


@dataclass(frozen=True, slots=True)
class RestoredText:
    """The restored ``text``, the repairs in it that are guesses, and the map back to the raw file."""

    text: str
    guesses: tuple[Guess, ...]
    offsets: OffsetMap

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The smallest stretch of the raw text that gave ``text[start:end]`` (``start < end``)."""
        return self.offsets.to_source(start, end)


def restore_text(raw: str) -> RestoredText:
    """Restore one article's raw text. Text without damage comes back as it is; ``""`` gives ``""``."""
    text, offsets = raw, OffsetMap()
    guessed: list[tuple[int, int]] = []
    for find in _STEPS:
        changes = list(find(text))
        if changes:
            text, step = replace(text, ((change.start, change.end, change.replacement) for change in changes))
            guessed = [step.to_target(*guess) for guess in guessed]
            guessed += [step.to_target(change.start, change.end) for change in changes if not change.certain]
            offsets = offsets.then(step)
    guesses = (Guess(start, end, _source(raw, offsets, start, end)) for start, end in sorted(guessed) if start < end)
    return RestoredText(text, tuple(guesses), offsets)


def _source(raw: str, offsets: OffsetMap, start: int, end: int) -> str:
    first, last = offsets.to_source(start, end)
    return raw[first:last]
