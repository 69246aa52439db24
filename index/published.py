"""When an article was published, as the lines around it say. Never invented: a day without its year is no date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from .furniture import is_bare_field, kind_of
from .pages import key_of
from .scripts import either

_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d{2})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})日?"
    r"(?:\s*t?\s*(上午|下午|晚上?|凌晨|中午)?\s*(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([ap]m)?)?(?!\d)"
)
# Of several dates on a page the one that says it is of publication counts; a document's own day comes before a change.
_RANKS = tuple(
    re.compile(either(pattern))
    for pattern in (
        r"(?:发布|发表|刊发|刊登|公开|发稿)\s*(?:时间|日期|于)",
        r"^(?!.*(?:成文|发文|印发|制发|生成|公布|更新|修改|提交|录入|上传|创建))",
        r"(?:成文|发文|印发|制发|生成|公布)\s*日期",
        r"",
    )
)
_OF_SOMETHING_ELSE = re.compile(either(r"实施|施行|生效|废止|失效|有效期|截止|[上下]一[篇条则页]"))
_TODAY = re.compile(either(r"(?:今天|现在|今日)是?\s*:?\s*$"))
_WEEKDAY = re.compile(r"\W*星期.\W*$")  # 2024年1月5日 星期五: of a newspaper, or the clock of a portal
_MENU = re.compile(either(r"首页|登录|注册|搜索|天气"))
_AGO = re.compile(either(r"(今天)|(昨天)|(前天)|(?<!\d)(\d{1,2})\s*天之?前"))
_FIELD_CHARACTERS = 12
_BYLINES = frozenset({"byline", "dateline", "field", "closing"})
_AFTERNOON = ("下午", "晚", "晚上", "pm")


def published_in(lines: Iterable[str]) -> str | None:
    """The publication date that the furniture before an article's teasers tells: ISO 8601, without a zone.

    A relative one (3天前) counts only on a page that also says what day it is (今天是2024年1月5日).
    """
    found: dict[int, str] = {}  # rank -> the first of it
    today: date | None = None
    ago: int | None = None
    keys = [key_of(line) for line in with_values(lines)]
    for number, key in enumerate(keys):
        dates = list(_labelled(key))
        its_ago = None if dates or _OF_SOMETHING_ELSE.search(key) else _AGO.search(key)
        if not (dates or its_ago) or kind_of(key) not in _BYLINES:
            continue
        if dates and _WEEKDAY.fullmatch(key, dates[-1][2]) and any(map(_MENU.match, keys[number + 1 : number + 2])):
            continue
        for label, moment, _ in dates:
            if _TODAY.search(label):
                today = date.fromisoformat(moment[:10])
            elif not _OF_SOMETHING_ELSE.search(label):
                found.setdefault(next(rank for rank, pattern in enumerate(_RANKS) if pattern.search(label)), moment)
        if its_ago and ago is None:
            ago = int(its_ago[4]) if its_ago[4] else (its_ago.lastindex or 1) - 1
    if found:
        return found[min(found)]
    return (today - timedelta(days=ago)).isoformat() if today and ago is not None else None


def _labelled(key: str) -> Iterator[tuple[str, str, int]]:
    """The dates of a line that are any, each with what stands before it, behind the one before, and with its end."""
    at = 0
    for match in _DATE.finditer(key):
        moment = _iso(match)
        if moment:
            yield key[at : match.start()], moment, match.end()
        at = match.end()


def with_values(lines: Iterable[str]) -> Iterator[str]:
    """The lines; where a table's row took two, name and value as one."""
    name = ""
    for line in lines:
        yield f"{name}:{line.strip()}" if name else line
        name = line.strip() if len(line) <= _FIELD_CHARACTERS and is_bare_field(key_of(line)) else ""


def _iso(match: re.Match[str]) -> str | None:
    """``2024-11-28T12:23:00``, or the day alone where no such time is; ``None`` for a 31st of February."""
    year, month, day = (int(part) for part in match.groups()[:3])
    half, hour, minute, second, english = match.groups()[3:]
    try:
        moment = datetime(year, month, day)
    except ValueError:
        return None
    clock = int(hour or 24)
    if (half or english) in _AFTERNOON and clock < 12:
        clock += 12
    if clock > 23 or int(minute) > 59 or int(second or 0) > 59:
        return moment.date().isoformat()
    return moment.replace(hour=clock, minute=int(minute), second=int(second or 0)).isoformat()
