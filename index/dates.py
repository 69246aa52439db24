"""Dates in running text, written one way: as Chinese articles write them.

2024-11-22, 2024/11/22, 22 November 2024 and Nov. 22, 2024 -> 2024年11月22日; 1-7 October 2024 -> 2024年10月1-7日; November 2024
-> 2024年11月; 09月05号 -> 9月5日.

A number beside May or March is mostly no date (article 12 may be amended, may 5 times), nor is a month alone (April Chen):
both are read only where the words around say so.
"""

from __future__ import annotations

import re

from .rewrites import Rewrite, rewritten

YEAR = r"(?:19|20)\d{2}"
_NAMES = "jan(?:uary)? feb(?:ruary)? mar(?:ch)? apr(?:il)? may june? july? aug(?:ust)? sept?(?:ember)? oct(?:ober)? nov(?:ember)? dec(?:ember)?"
_NUMBERS = {name[:3]: number for number, name in enumerate(_NAMES.split(), start=1)}
_ALSO_WORDS = frozenset({"may", "march"})
# Han may stand directly beside a date, so no \b.
_BEGINS, _ENDS = r"(?<![a-z])", r"(?![a-z\d])"
_MONTH = rf"{_BEGINS}(?P<month>{'|'.join(_NAMES.split())}){_ENDS}\.?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_DAYS = rf"(?P<days>{_DAY}(?: ?[-\u2013] ?{_DAY})?)"
_OF_YEAR = rf"(?:, ?| )(?P<year>{YEAR}){_ENDS}"

_NUMERIC = re.compile(rf"(?<![\d./-])({YEAR})([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d|[-/.]\d)")
_DAY_FIRST = re.compile(
    rf"(?P<before>{_BEGINS}(?:on|in|by|since|until) )?(?<![a-z\d.,:/-]){_DAYS} (?P<of>of )?{_MONTH}(?:{_OF_YEAR})?"
)
_MONTH_FIRST = re.compile(
    rf"(?P<before>{_BEGINS}(?:on|by|of|from|since|until|before|after) )?{_MONTH} {_DAYS}"
    rf"(?:{_OF_YEAR}|(?![a-z\d%]|[.,:]\d|[-\u2013][a-z\d]))"
)
_MONTH_OF_YEAR = re.compile(rf"{_MONTH},? (?:of )?(?P<year>{YEAR}){_ENDS}")
_MONTH_ALONE = re.compile(
    rf"(?P<before>{_BEGINS}(?:in|by|since|until|of|this|last|next) )"
    rf"(?P<month>january|february|april|june|july|august|september|october|november|december){_ENDS}"
)
_LEADING_ZERO = re.compile(r"(?<!\d)0([1-9])(?=[月日号])")
_DAY_NUMBER = re.compile(r"号(?:(?<=月\d号)|(?<=月\d\d号))")


def with_chinese_dates(folded: str) -> str:
    """A folded text with its dates as in Chinese; what is no date for certain stays as it is."""
    return rewritten(folded, date_rewrites(folded))


def date_rewrites(folded: str) -> tuple[Rewrite, ...]:
    """The rewrites that may find a date in ``folded``."""
    # Few texts name a month in English, and the patterns are slow.
    return _ALL if any(name in folded for name in _NUMBERS) else _WITHOUT_NAMES


def _numeric(match: re.Match[str]) -> str:
    return f"{match[1]}年{int(match[3])}月{int(match[4])}日"


def _in_chinese(match: re.Match[str]) -> str:
    """``match`` holds ``month`` and may hold ``before``, ``days``, ``of`` and ``year``."""
    parts = {name: text for name, text in match.groupdict().items() if text}
    days = parts.get("days", "")
    is_ordinal = any(character.isalpha() for character in days)
    if parts["month"] in _ALSO_WORDS and not (is_ordinal or parts.keys() & {"before", "of", "year"}):
        return match[0]
    numbers = "-".join(str(int(number)) for number in re.findall(r"\d+", days))
    year = f"{parts['year']}年" if "year" in parts else ""
    return f"{parts.get('before', '')}{year}{_NUMBERS[parts['month'][:3]]}月{numbers}" + "日" * bool(days)


_NAMED = tuple(Rewrite(pattern, _in_chinese) for pattern in (_DAY_FIRST, _MONTH_FIRST, _MONTH_OF_YEAR, _MONTH_ALONE))
_WITHOUT_NAMES = (Rewrite(_NUMERIC, _numeric), Rewrite(_LEADING_ZERO, r"\1"), Rewrite(_DAY_NUMBER, "日"))
_ALL = (*_WITHOUT_NAMES[:1], *_NAMED, *_WITHOUT_NAMES[1:])
