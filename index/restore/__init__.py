"""What scraping broke, mended: raw text -> the text that is shown and quoted, with the way back."""

from __future__ import annotations

from dataclasses import dataclass

from .offsets import OffsetMap, replace
from .readings import find_readings

__all__ = ["Guess", "RestoredText", "restore_text"]


@dataclass(frozen=True, slots=True)
class Guess:
    """A repair that is likely, not certain: ``text[start:end]`` stands where ``original`` was found."""

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
    text, offsets = replace(raw, find_readings(raw))
    return RestoredText(text, (), offsets)
