"""The dates that a text names, whole or in part: 2024年11月22日, 11月22日, 2023年1至7月, 2024年.

A date of a claim is carried by one of its quotes when each part that it gives is the same there. A part that the quote's
date leaves out (the year of 11月22日) may stand elsewhere in the quotes, or beside them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from index.dates import YEAR

_TO = r"\s*(?:[-~\u2013\u2014]|至|到|to|and|through|until)\s*"
_MONTH, _DAY = r"(?:1[0-2]|[1-9])", r"(?:3[01]|[12]\d|[1-9])"
_ENGLISH = "january february march april may june july august september october november december"
_MONTHS = {name: number for number, name in enumerate(_ENGLISH.split(), start=1)}
_NO_DATE = r"(?![内后前以之]|元(?!旦)|本(?!区|市|报))"
_DATE = re.compile(
    rf"(?<![\d.])(?P<y>{YEAR})\s*年?{_TO}(?P<y2>{YEAR})年?(?![\d.])"
    rf"|(?<![a-z])(?P<from>{_ENGLISH.replace(' ', '|')}){_TO}(?:(?P<y3>{YEAR})年)?(?P<to>{_MONTH})月(?!\d)"
    rf"|(?<!\d)(?:(?P<y4>{YEAR})年)?(?P<m>{_MONTH})月?{_TO}(?P<m2>{_MONTH})月(?!\d)"
    rf"|(?<!\d)(?:(?P<y5>{YEAR})年)?(?P<m3>{_MONTH})月(?:(?P<d>{_DAY})日?{_TO}(?P<d2>{_DAY})日|(?P<d3>{_DAY})日)?"
    rf"|(?<!\d)(?P<y6>{YEAR})年"
    rf"|(?<![\d.])(?P<d4>{_DAY})日{_NO_DATE}"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A date or a part of one; ``start`` and ``end``: its place in the text it was read from."""

    year: int | None
    month: int | None
    day: int | None
    start: int = 0
    end: int = 0


def days_in(form: str) -> list[Day]:
    """The dates of a text in the form of `rag/comparable.py`, in order; both ends of a stretch (1至7月); ``[]`` for none."""
    return [day for match in _DATE.finditer(form) for day in _read(match)]


def _read(match: re.Match[str]) -> Iterator[Day]:
    groups = {name: text for name, text in match.groupdict().items() if text}
    place = match.span()
    year = next((int(groups[name]) for name in ("y", "y3", "y4", "y5", "y6") if name in groups), None)
    month = int(groups["m3"]) if "m3" in groups else None
    if "from" in groups:
        yield Day(year, _MONTHS[groups["from"]], None, *place)
    months = [int(groups[name]) for name in ("to", "m", "m2") if name in groups]
    days = [int(groups[name]) for name in ("d", "d2", "d3", "d4") if name in groups]
    if "y2" in groups:
        yield Day(year, None, None, *place)
        year = int(groups["y2"])
    for number in months:
        yield Day(year, number, None, *place)
    for number in days:
        yield Day(year, month, number, *place)
    if not months and not days:
        yield Day(year, month, None, *place)


def years_of(quoted: Collection[Day], beside: Collection[Day]) -> set[int]:
    """The years that a claim may name alone: the quotes', or, where they name none, those beside them."""
    return {day.year for day in quoted if day.year} or {day.year for day in beside if day.year}


def is_carried(claimed: Day, quoted: Collection[Day], beside: Collection[Day]) -> bool:
    """Whether the quotes' dates carry a claim's. ``beside``: dates of the context, whose years may be used; their days
    only where the quotes name none that could be meant (今天上午)."""
    around = [*quoted, *beside]
    if claimed.month is None and claimed.day is None:
        return claimed.year in years_of(quoted, beside)
    proofs = quoted if any(day.month or day.day for day in quoted) else around
    return any(_fits(claimed, day, around) for day in proofs)


def _fits(claimed: Day, day: Day, around: Collection[Day]) -> bool:
    years, months = {it.year for it in around}, {it.month for it in around}
    return (
        (claimed.day is None or claimed.day == day.day)
        and (
            claimed.month is None
            or claimed.month == day.month
            or (day.month is None and claimed.month in months and claimed.day is not None)
        )
        and (claimed.year is None or claimed.year == day.year or (day.year is None and claimed.year in years))
    )
