"""Whether a stretch of a quote still says what the quote says there: it cuts no number and leaves no negation out."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from index.fold import to_simplified

from .polarity import negations_in

_NUMERALS = "一二两三四五六七八九十百千万亿零〇"
_CUT = re.compile(
    rf"(?<=[\d{_NUMERALS}])[.,]?[\d{_NUMERALS}]|(?<=\d[.,])\d|(?<=\d)\s?(?:[%％‰成]|个?百分点)|(?<=第)[\d{_NUMERALS}]"
    rf"|(?<=百分)之|(?<=百分之)[\d{_NUMERALS}]|(?<=[A-Za-z$¥€])\d"
)
_NUMBER = re.compile(rf"[A-Za-z第$¥€\d.,{_NUMERALS}%％]+")
_CLAUSE = re.compile(r"[,，。;；!！?？:：\n]|[.](?=\s)")
_REACH = 12


class Cut(NamedTuple):
    """What a stretch cuts or leaves out: a piece of a number, or a negation (or 副, which makes another of a person)."""

    kind: Literal["number", "negation"]
    what: str


def cut_by(quote: str, start: int, end: int) -> Cut | None:
    """What ``quote[start:end]`` cuts or leaves out that changes what it says; ``None``: nothing.

    A number is cut where the stretch begins or ends inside of it or between it and its unit (近3 of 近3000家). A negation is
    left out where one stands close before the stretch, in the same clause (支持 of 不支持).
    """
    if number := _cut_number(quote, start) or _cut_number(quote, end):
        return Cut("number", number)
    left_out = _left_out(quote, start)
    return Cut("negation", left_out) if left_out else None


def _cut_number(quote: str, at: int) -> str:
    """The number that a cut at ``at`` goes through; ``""`` where there is none."""
    if not 0 < at < len(quote) or not _CUT.match(quote, at):
        return ""
    return next((it[0] for it in _NUMBER.finditer(quote) if it.start() <= at <= it.end()), quote[at - 1 : at + 1])


def _left_out(quote: str, start: int) -> str:
    """What stands before a stretch and turns it: in Simplified, for what it is read by is."""
    before = to_simplified(quote[max(0, start - _REACH) : start])
    stretch = to_simplified(quote[start : start + _REACH])
    if before.endswith("副") and re.match(r"[\u4e00-\u9fff]{0,3}(?:长|书记|主席|主任|总)", stretch):
        return before[-1] + stretch[:2]
    for negation in negations_in(before + stretch):
        if negation.start < len(before) and not _CLAUSE.search(before, negation.start):
            return (before + stretch)[negation.start : max(negation.end, len(before)) + 2]
    return ""
