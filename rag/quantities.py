"""The numbers that a text names, with what they count and on which side of them the truth lies.

近3000家, nearly 3,000 companies and 3000 life-and-health companies agree; 3000%, 3000人 and 超过3000家 do not. What a
number counts is compared by its class: money by its currency, shares, areas and spans of time strictly; things counted
(家, 个, 项) are one class, since every writer has other words for them; where nothing stands beside a number, as in
English (57 high-end device makers), any class of things counted will do.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Bound = Literal["", "over", "under"]

MONEY = frozenset({"yuan", "usd", "hkd", "eur", "jpy"})
_STRICT = frozenset({"%", "points", "code", "ordinal", "plan"})
"""Classes that a number without a unit is not taken for, nor they for it."""

# Class -> what is written behind the number; the first that fits.
_UNITS = {
    "points": r"个?百分点|percentage[ -]points?",
    "%": r"%|per ?cent",
    "tenths": r"成(?![立为果功员本长套都交人就效绩熟])",
    "usd": r"美元|美金|u\.?s\.? dollars?|usd|dollars?",
    "hkd": r"港[元币]|hkd",
    "eur": r"欧元|euros?|eur(?![a-z])",
    "jpy": r"日元|yen",
    "yuan": r"元|块钱|yuan|rmb|cny|renminbi",
    "km2": r"平方公里|平方千米|km2|sq(?:uare|\.)? ?(?:km|kilomet(?:re|er)s?)",
    "m2": r"平方米|平米|m2|sq(?:uare|\.)? ?m(?:et(?:re|er)s?)?(?![a-z])",
    "mu": r"亩|mu(?![a-z])",
    "ha": r"公顷|hectares?",
    "mile": r"英里|miles?(?![a-z])",
    "km": r"公里|千米|km(?![a-z])|kilomet(?:re|er)s?",
    "m": r"米|met(?:re|er)s?(?![a-z])",
    "t": r"吨|tonn?e?s?(?![a-z])",
    "kg": r"公斤|千克|kg(?![a-z])",
    "kwh": r"度(?!电站)|千瓦时|kwh|kilowatt[ -]hours?",
    "workday": r"个?工作日|(?:working|business|work)[ -]days?",
    "month": r"个月|months?(?![a-z])",
    "year": r"周?岁|周年|年(?!代|度|级)|years?(?![a-z])",
    "week": r"周(?!年|岁)|个?星期|weeks?",
    "hour": r"个?小时|hours?",
    "day": r"天|日(?=[内后前以之])|days?",
    "fold": r"倍|times|-?fold",
    "people": r"人次|个?人(?![才工大民均口气文事群身])|名(?!录)|位|people|persons?|visitors?|employees|residents|experts",
    "version": r"版",
    "round": r"[届轮批期]",
    "thing": r"[家个项条件种款场次座所套张辆台栋幢处篇部户大类支步]|compan(?:y|ies)|firms?|enterprises|businesses|projects?|measures?|items?",
}
_UNIT = "|".join(f"(?P<u{number}>{pattern})" for number, pattern in enumerate(_UNITS.values()))
_NAMES = tuple(_UNITS)
_BEFORE = (
    (re.compile(r"(?:rmb|cny|yuan|¥|人民币)\s*$"), "yuan"),
    (re.compile(r"(?:us\$|\$|usd)\s*$"), "usd"),
    (re.compile(r"€\s*$"), "eur"),
    (re.compile(r"第\s*$"), "ordinal"),
    (re.compile(r"(?<![a-z])(?:v|ver\.?|version)\s*$"), "version"),
    (re.compile(r"[a-z]$"), "code"),
)
_NUMBER = re.compile(rf"(?<![\d.])\d+(?:\.\d+)?(?P<more>\s*(?:[余多几]|\+(?!\w)))?(?P<tail>[ -]?(?:{_UNIT}))?")
_TO = re.compile(r"(?:以上|以下)?\s*(?:[-~\u2013\u2014]|至|到|to|and)\s*(?=\d)")
_SINGLE = re.compile(
    r"(?P<nth>第)?(?<![一二两三四五六七八九十百千万亿几数\d])(?P<n>[一二两三四五六七八九十])(?![一二两三四五六七八九十百千万亿几])"
)
_SINGLES = {digit: value for value, digit in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}
_SINGLE_UNIT = re.compile(rf"[余多]?(?:{_UNIT})")
_PLAN = re.compile(r"(?<![一二三四五六七八九十])十([一二三四五六七八九])五(?![一二三四五六七八九十百千万亿\d])")

_UNDER = r"不得?超过|未超过|不超|不多于|不高于|不大于|不晚于|不到|不足|将?近|接近|最[高多长大]|至多|上限|低于|少于|小于|(?:no|not) (?:more|later|older|longer|greater) than|(?:not|never|n['\u2019]t) exceed(?:ing)?|without exceeding|(?:less|fewer|younger|lower) than|nearly|almost|close to|approaching|under|below|up to|at most|(?:a )?maximum of|within"
_OVER = r"不低于|不少于|不小于|不早于|超过?|逾|突破|高于|多于|大于|至少|起码|(?:no|not) (?:less|fewer|lower|younger) than|(?:more|greater|higher|older) than|over|above|at least|exceed(?:ed|ing|s)?|(?:a )?minimum of|surpass(?:ed|ing|es)?"
_BOUND_BEFORE = re.compile(
    rf"(?:(?P<under>{_UNDER})|(?P<over>{_OVER}))(?:达到?|为|了|约|可达|补贴|支持|奖励|资助|给予|\s|:|a total of|the|rmb|cny|¥|us\$|\$|人民币)*$"
)
_BOUND_BEHIND = re.compile(
    r"\s*(?:[\u4e00-\u9fff]{0,2}(?:(?P<over>以上)|(?P<under>以下|以内|之内))|(?:(?:years? )?(?:old|of age) )?(?:(?P<over2>(?:or|and) (?:more|above|over|older|up)(?![a-z])|plus(?![a-z]))|(?P<under2>(?:or|and) (?:less|below|under|younger|fewer)(?![a-z])))|(?P<over3>\+)(?!\w))"
)
# How a claim may say how often, and what in a quote may mean it.
_PERIODS = (
    (r"每年|(?:a|per|each|every) year(?![a-z])|yearly|annually", r"年|year|annual"),
    (r"每个?月|(?:a|per|each|every) month(?![a-z])|monthly", r"每个?月|按月|月[租薪均补]|month"),
    (r"每[天日]|(?:a|per|each|every) day(?![a-z])|daily", r"[天日]|day|daily"),
)
_REACH = 24
_AROUND = 8
"""Characters on either side of a number by which it is told from others."""
_ENOUGH_AROUND, _REPEATED = 4, 0.6
"""So many pairs of characters must stand there to tell by, and this share of them around the quote's other number."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number. ``unit``: the class of what it counts (``""``: not said); ``start`` and ``end``: its place in the form."""

    value: Fraction
    unit: str
    bound: Bound
    start: int
    end: int


def quantities_in(form: str, *, numerals: bool = False) -> list[Quantity]:
    """The numbers of a text in the form of `rag/comparable.py` from which dates were blanked, in order; ``[]`` for none.

    Single Chinese numerals count where a measure word follows (四大产业), with ``numerals`` (for quotes) wherever they stand
    alone: 三支持 carries "three kinds of support". 一 is mostly no number: it counts only in quotes, before a measure word.
    """
    found: list[Quantity] = []
    for match in _PLAN.finditer(form):
        found.append(Quantity(Fraction(10 + _SINGLES[match[1]]), "plan", "", *match.span()))
    blanked = _PLAN.sub(lambda match: " " * len(match[0]), form)
    inherited: list[Quantity] = []
    for match in _NUMBER.finditer(blanked):
        quantity = _read(blanked, match)
        if not quantity.unit and _TO.match(blanked, match.end()):
            inherited.append(quantity)
            continue
        found += [Quantity(it.value, quantity.unit, it.bound, it.start, it.end) for it in inherited]
        inherited = []
        found.append(quantity)
    for match in _SINGLE.finditer(blanked):
        single = _single(blanked, match)
        if (numerals and single.unit) if match["n"] == "一" else (numerals or single.unit):
            found.append(single)
    return sorted(found + inherited, key=lambda it: (it.start, it.end))


def other_periods(claim: str, quotes: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a claim says how often (每月, a year) and no quote does so; places in ``claim``. Texts as for :func:`quantities_in`."""
    for period, meant in _PERIODS:
        match = re.search(rf"(?<![a-z])(?:{period})", claim)
        if match and not any(re.search(meant, quote) for quote in quotes):
            yield match.span()


def _read(form: str, match: re.Match[str]) -> Quantity:
    digits = re.match(r"[\d.]+", match[0])
    value = Fraction(digits[0].rstrip(".")) if digits else Fraction(0)
    unit = _unit(match)
    before = form[max(0, match.start() - _REACH) : match.start()]
    prefix = next((name for pattern, name in _BEFORE if pattern.search(before)), "")
    if prefix in ("ordinal", "code") or (prefix and unit not in MONEY):
        unit = prefix
    bound = _bound(before, form, match.end(), bool(match["more"]))
    if unit == "tenths":
        value, unit = value * 10, "%"
    return Quantity(value, unit, bound, match.start(), match.end())


def _single(form: str, match: re.Match[str]) -> Quantity:
    value, unit, end = Fraction(_SINGLES[match["n"]]), "ordinal" if match["nth"] else "", match.end()
    if not unit and (behind := _SINGLE_UNIT.match(form, end)):
        unit, end = _unit(behind), behind.end()
    if unit == "tenths":
        value, unit = value * 10, "%"
    before = form[max(0, match.start() - _REACH) : match.start()]
    return Quantity(value, unit, _bound(before, form, end, False), match.start(), end)


def _unit(match: re.Match[str]) -> str:
    return next((name for number, name in enumerate(_NAMES) if match[f"u{number}"]), "")


def _bound(before: str, form: str, end: int, more: bool) -> Bound:
    if more:
        return "over"
    for match in (_BOUND_BEFORE.search(before), _BOUND_BEHIND.match(form, end)):
        for name, text in match.groupdict().items() if match else ():
            if text:
                return "over" if name.startswith("over") else "under"
    return ""


def is_carried(claimed: Quantity, quoted: Collection[Quantity]) -> bool:
    """Whether a number of the quotes is this one: the same value, a class that goes with it, no opposite bound."""
    return any(
        claimed.value == it.value
        and _go_together(claimed, it)
        and not (claimed.bound and it.bound and claimed.bound != it.bound)
        for it in quoted
    )


def _go_together(claimed: Quantity, quoted: Quantity) -> bool:
    units = {claimed.unit, quoted.unit}
    if len(units) == 1:
        return True
    if "" in units:
        return not units & _STRICT
    if "ordinal" in units:
        return "round" in units
    return units <= {"thing", "round"} or units <= {"year", "round"} or units <= {"thing", "fold"}


def is_displaced(claimed: Quantity, claim: str, quotes: Sequence[str]) -> bool:
    """Whether a claim repeats what a quote says around another number, and this one stands elsewhere in the quotes: 由15%提高
    到10% of 由10%提高到15%. Texts as for :func:`quantities_in`; only Chinese ones are told apart."""
    words = _around(claim, claimed)
    if len(words) < _ENOUGH_AROUND:
        return False
    same, other = 0, 0
    for quote in quotes:
        for it in quantities_in(quote, numerals=True):
            shared = len(words & _around(quote, it))
            if it.value == claimed.value:
                same = max(same, shared)
            elif _go_together(claimed, it):
                other = max(other, shared)
    return other > same and other >= _REPEATED * len(words)


def _around(form: str, quantity: Quantity) -> frozenset[tuple[bool, str]]:
    """The pairs of characters on either side of a number, and on which they stand."""
    left = form[max(0, quantity.start - _AROUND) : quantity.start]
    right = form[quantity.end : quantity.end + _AROUND]
    return frozenset(
        (is_left, side[i : i + 2])
        for is_left, side in ((True, left), (False, right))
        for i in range(len(side) - 1)
        if re.fullmatch(r"[\u3400-\u9fff]{2}", side[i : i + 2])
    )
