"""The years that a question names, those counted from today too."""

from __future__ import annotations

import re
from datetime import date

from index.dates import YEAR, with_chinese_dates
from index.numerals import with_digits

# What is counted or measured; not where another word begins (2024人才政策, 2024项目).
_MEASURE = (
    r"元|万|亿|余|多(?!媒体|元)|块|家(?!政|庭)|个(?!人)|名(?!单|录|额)|位|人(?!才|工|民|大|口|社|力)|套|米|平|亩|吨|公?斤|公里|克|升|项(?!目)|件|间|栋|幢|层"
    r"|户(?!外|籍|口)|辆|度|条(?!例|件)|次|篇|种(?!子)|只|瓶|号|张(?!江)|台(?!风|湾)|头|匹|棵|株|颗|座(?!谈)|天|小时|分钟|倍|%"
    r"|(?:yuan|rmb|usd|people|staff|square|m|m2|km|kg|sqm)\b"
    r"|(?:companies|firms|enterprises|businesses|employees|workers|jobs|posts|positions|seats|beds|places|residents|students"
    r"|teachers|households|families|homes|flats|apartments|units|rooms|vehicles|cars|buses|trees|stations|stores|shops|schools"
    r"|dollars|euros|metres|meters|kilomet(?:re|er)s|hectares|tons|tonnes|times|days|hours|words|visitors|tourists|talents)\b"
)
# In digits, or digit by digit: 2,000 and 二千零二十四 are amounts. A range before a measure (2000-3000元) is one too.
_IN_A_ROW = r"(?:一九|二[〇零\u25cb])[〇零\u25cb一二三四五六七八九]{2}(?![〇零\u25cb一二三四五六七八九十百千万亿])"
_YEAR = re.compile(
    rf"(?<![\d.第$¥€£])(?:{YEAR}(?!\d|\.\d|,\d{{3}}(?!\d))|(?<![一二三四五六七八九十百千万亿]){_IN_A_ROW})"
    rf"(?!(?:\s*(?:[-~\u2013至到]|to)\s*[\d.,]+)?\s*(?:{_MEASURE}))"
)

# Not in 证明年限, 发明年费, 当今年轻人.
_NO_WORD = r"(?![限费度轻龄纪])"
_YEARS = (
    (re.compile(rf"(?<![当如])今年{_NO_WORD}|(?<![基成])本年|\bthis year\b"), 0),
    (re.compile(r"(?<!过)去年|上一年|\blast year\b"), -1),
    (re.compile(r"(?<![以之此大年])前年"), -2),
    (re.compile(rf"(?<![证注发声表文光透标])(?<!(?<![听据])说)明年{_NO_WORD}|\bnext year\b"), 1),
)
_MONTHS = (
    (re.compile(r"(?<![基成])本月|这个月|\bthis month\b"), 0),
    (re.compile(r"(?<!以)上个?月|\blast month\b"), -1),
    (re.compile(r"(?<!以)下个?月|\bnext month\b"), 1),
)


_DAY = re.compile(r"(?<!\d)1?\d月[1-3]?\d日(?![-~至到])")


def counted_from(today: date, folded: str) -> str:
    """A folded question with what counts from today written out: 去年11月 -> 2023年11月, 上个月 -> 2024年10月."""
    for pattern, offset in _YEARS:
        folded = pattern.sub(f"{today.year + offset}年", folded)
    for pattern, offset in _MONTHS:
        year, month = divmod(today.year * 12 + today.month - 1 + offset, 12)
        folded = pattern.sub(f"{year}年{month + 1}月", folded)
    return folded


def years_in(folded: str) -> tuple[str, ...]:
    """The years that a folded question names, in digits, in order, each once; ``()`` for none."""
    found = _YEAR.findall(with_chinese_dates(folded))
    return tuple(dict.fromkeys(with_digits(f"{year}年")[:-1] for year in found))


def days_in(plain: str) -> tuple[str, ...]:
    """The days that a question in normal form names, as 11月22日, in order, each once; ``()`` for none."""
    return tuple(dict.fromkeys(_DAY.findall(plain)))
