"""How many articles each month or year brought, by group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from index.types import Description

from .palette import group_of

MOST_MONTHS: Final = 48
"""Over more than four years, a bar is a year."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """``periods``: all between the first and the last, those without an article too: ``2024-03``, or ``2024`` where ``yearly``."""

    periods: tuple[str, ...]
    yearly: bool
    counts: Mapping[tuple[str, str], int]
    """(period, group of `ui/palette.py`) -> articles, at least 1."""
    undated: int

    def period_of(self, its: Description) -> str | None:
        """``None`` for an article without a date."""
        return its.published[: 4 if self.yearly else 7] if its.published else None


def timeline(descriptions: Mapping[str, Description]) -> Timeline:
    """``periods`` is ``()`` where no article has a date."""
    months = sorted(its.published[:7] for its in descriptions.values() if its.published)
    undated = len(descriptions) - len(months)
    if not months:
        return Timeline((), False, {}, undated)
    first, last = _month(months[0]), _month(months[-1])
    yearly = last - first >= MOST_MONTHS
    if yearly:
        periods = [f"{year:04d}" for year in range(first // 12, last // 12 + 1)]
    else:
        periods = [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(first, last + 1)]
    empty = Timeline(tuple(periods), yearly, {}, undated)
    counts = Counter(
        (period, group_of(its)) for its in descriptions.values() if (period := empty.period_of(its)) is not None
    )
    return Timeline(empty.periods, yearly, counts, undated)


def _month(written: str) -> int:
    """``2024-03`` as a number of months."""
    return int(written[:4]) * 12 + int(written[5:7]) - 1
