"""A date and time as people and pages write it -> ISO 8601 without a zone; what is no full date stays none."""

from __future__ import annotations

import re
from datetime import datetime

_DAY = r"(?P<year>\d{4})(?:\s*(?P<between>[-/.])\s*(?P<month>\d{1,2})\s*(?P=between)\s*(?P<day>\d{1,2})|\s*年\s*(?P<month_>\d{1,2})\s*月\s*(?P<day_>\d{1,2})\s*日|(?P<month__>\d\d)(?P<day__>\d\d))"
_TIME = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?:z|utc|gmt|[+-]\d{2}:?\d{2})?"
_MOMENT = re.compile(rf"{_DAY}(?:(?:\s*t\s*|\s+|(?<=日)){_TIME})?", re.IGNORECASE)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100  # outside, it is a filler: 0001-01-01, 9999-12-31


def iso_date(text: str) -> str | None:
    """``2024-11-28`` or ``2024-11-28T12:23:00``: the clock as it is written, its zone left off.

    Takes 2024-11-28, 2024/11/28, 2024.11.28, 2024年11月28日 and 20241128, and behind them 12:23, 12:23:05, 12:23:05.123 and
    a zone. ``None`` for all else: a day that isn't there (31 February), one without its year, words around it.
    """
    match = _MOMENT.fullmatch(text.strip().replace("\uff1a", ":"))
    if match is None:
        return None
    year, hour = int(match["year"]), match["hour"]
    month = match["month"] or match["month_"] or match["month__"]
    day = match["day"] or match["day_"] or match["day__"]
    try:
        moment = datetime(
            year, int(month), int(day), int(hour or 0), int(match["minute"] or 0), int(match["second"] or 0)
        )
    except ValueError:
        return None
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    return moment.isoformat() if hour else moment.date().isoformat()
