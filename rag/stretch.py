"""Whether a stretch of a quote still says what the quote says there: it cuts no number and leaves no negation out."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from index.fold import to_simplified

from .polarity import BOUNDS, negations_in

_NUMERALS = "一二两三四五六七八九十百千万亿零〇"
_CUT = re.compile(
    rf"(?<=[\d{_NUMERALS}])[.,]?[\d{_NUMERALS}]|(?<=\d[.,])\d|(?<=\d)\s?(?:[%％‰成]|个?百分点)|(?<=第)[\d{_NUMERALS}]"
    rf"|(?<=百分)之|(?<=百分之)[\d{_NUMERALS}]|(?<=[A-Za-z$¥€])\d"
)
_NUMBER = re.compile(rf"[A-Za-z第$¥€\d.,{_NUMERALS}%％]+")
_CLAUSE = re.compile(r"[,，。;；!！?？:：\n]|[.](?=\s)")
_TITLE = re.compile(r"[\u4e00-\u9fff]{0,3}(?:长|书记|主席|主任|总)")
_REACH = 12


class Cut(NamedTuple):
    """What a stretch cuts or leaves out: a piece of a number, a negation, or 副, without which it names another office."""

    kind: Literal["number", "negation", "name"]
    what: str


def cut_by(quote: str, start: int, end: int) -> Cut | None:
    """What ``quote[start:end]`` cuts or leaves out that changes what it says; ``None``: nothing.

    A number is cut where the stretch begins or ends inside of it or between it and its unit (近3 of 近3000家). A negation is
    left out where one stands close before the stretch, in the same clause (支持 of 不支持).
    """
    if number := _cut_number(quote, start) or _cut_number(quote, end):
        return Cut("number", number)
    return _left_out(quote, start)


def _cut_number(quote: str, at: int) -> str:
    """The number that a cut at ``at`` goes through; ``""`` where there is none."""
    if not 0 < at < len(quote) or not _CUT.match(quote, at):
        return ""
    return next((it[0] for it in _NUMBER.finditer(quote) if it.start() <= at <= it.end()), quote[at - 1 : at + 1])


def _left_out(quote: str, start: int) -> Cut | None:
    """What stands before a stretch and turns it."""
    before = to_simplified(quote[max(0, start - _REACH) : start])
    stretch = to_simplified(quote[start : start + _REACH])
    if before.endswith("副") and (title := _TITLE.match(stretch)):
        return Cut("name", title[0])
    at = len(before)
    for bound in BOUNDS.finditer(before + stretch):
        if bound.start() < at < bound.end():
            return Cut("negation", bound[0])
    for negation in negations_in(before + stretch):
        if negation.start < at and not _CLAUSE.search(before, negation.start):
            return Cut("negation", (before + stretch)[negation.start : max(negation.end, at) + 2])
    return None
