"""When an article was published, as the lines around it say. Never invented: a day without its year is no date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from .furniture import is_bare_field, kind_of
from .pages import key_of
from .scripts import either

_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d{2})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})日?(?:\s*[tT]?\s*(\d{1,2}):(\d{2})(?::(\d{2}))?)?(?!\d)"
)
# Of several dates on a page the one that says it is of publication counts; a document's own day comes before a change.
_RANKS = tuple(
    re.compile(either(pattern))
    for pattern in (
        r"(?:发布|发表|刊发|公开|发稿)\s*(?:时间|日期|于)",
        r"^(?!.*(?:成文|发文|印发|制发|生成|公布|更新|修改|提交|录入|上传))",
        r"(?:成文|发文|印发|制发|生成|公布)\s*日期",
        r"",
    )
)
_OF_SOMETHING_ELSE = re.compile(either(r"实施|施行|生效|废止|失效|有效期|截止|[上下]一[篇条则页]"))
_TODAY = re.compile(either(r"(?:今天|现在|今日)是?\s*[:\uff1a]?\s*(?=\d{4}\s*年)"))
_AGO = re.compile(either(r"(今天)|(昨天)|(前天)|(?<!\d)(\d{1,2})\s*天之?前"))
_FIELD_CHARACTERS = 12
_BYLINES = frozenset({"byline", "dateline", "field", "closing"})


def published_in(lines: Iterable[str]) -> str | None:
    """The publication date that the furniture before an article's teasers tells: ISO 8601, without a zone.

    A relative one (3天前) counts only on a page that also says what day it is (今天是2024年1月5日).
    """
    found: dict[int, str] = {}  # rank -> the first of it
    today: date | None = None
    ago: int | None = None
    for line in with_values(lines):
        match, its_ago = _DATE.search(line), _AGO.search(line)
        if not (match or its_ago) or kind_of(key_of(line)) not in _BYLINES or _OF_SOMETHING_ELSE.search(line):
            continue
        moment = _iso(match) if match else None
        if _TODAY.search(line):
            today = date.fromisoformat(moment[:10]) if moment else None
        elif moment:
            found.setdefault(next(rank for rank, pattern in enumerate(_RANKS) if pattern.search(line)), moment)
        elif ago is None and its_ago:
            ago = int(its_ago[4]) if its_ago[4] else (its_ago.lastindex or 1) - 1
    if found:
        return found[min(found)]
    return (today - timedelta(days=ago)).isoformat() if today and ago is not None else None


def with_values(lines: Iterable[str]) -> Iterator[str]:
    """The lines; where a table's row took two, name and value as one."""
    name = ""
    for line in lines:
        yield f"{name}:{line.strip()}" if name else line
        name = line.strip() if len(line) <= _FIELD_CHARACTERS and is_bare_field(key_of(line)) else ""


def _iso(match: re.Match[str]) -> str | None:
    """``2024-11-28T12:23:00``, or the day alone; ``None`` for a 31st of February."""
    year, month, day, hour, minute, second = (int(part) if part else None for part in match.groups())
    try:
        moment = datetime(year or 0, month or 0, day or 0, hour or 0, minute or 0, second or 0)
    except ValueError:
        return None
    return moment.date().isoformat() if hour is None else moment.isoformat()
