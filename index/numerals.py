"""Numbers in running text, written one way: in plain Arabic digits.

三十条 -> 30条, 第十五批 -> 第15批, 二〇二四年 -> 2024年; 一百二十万元, 120万元 and 1,200,000元 -> 1200000元.

A single numeral is mostly no number (统一, 十分, 万一), nor are figures of speech (一一对应, 三三两两, 千方百计), so only these are
read: well-formed numerals of two or more characters with a unit (十 to 亿); digits in a row that are a year or hold a zero
(三〇一医院); and a single one as a month, as the day behind it, behind 百分之 or as an ordinal (第六轮). Beside 点 only what is a
decimal (十二点五亿) or a time of day (八点三十分) for certain. What is too long to be a number that anyone writes stays too.
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise
from math import prod

from .rewrites import Rewrite, rewritten

_ONE_TO_NINE = "一二三四五六七八九"
_ZEROS = "〇\u25cb零"  # \u25cb is the circle that is often typed for 〇
_DIGITS = {digit: value for value, digit in enumerate(_ONE_TO_NINE, start=1)} | dict.fromkeys(_ZEROS, 0) | {"两": 2}
_UNITS = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_NUMERALS = "".join(_DIGITS) + "十" + "".join(_UNITS)

# What is longer is no number that anyone writes: a numeral under 10 ** 16 has at most 31 characters.
_NUMERAL = rf"[{_NUMERALS}]{{2,31}}+(?!\d|[{_NUMERALS}])"
_BEGINS = rf"(?<![{_NUMERALS}几数0-9a-z.'-])"
# 十二点五亿, 百分之十五点五; any other numeral before 点 may be a time of day.
_DECIMAL = re.compile(
    rf"{_BEGINS}[{_NUMERALS}]{{1,31}}+点[{_ZEROS}{_ONE_TO_NINE}]{{1,6}}+(?=(?:[百千]?[万亿]|万亿)(?![{_NUMERALS}]))"
    rf"|(?<=百分之)[{_NUMERALS}]{{1,31}}+点[{_ZEROS}{_ONE_TO_NINE}]{{1,6}}+(?![{_NUMERALS}])"
)
# Party congresses (二十大) are names that nobody writes in digits: as 20 they would be found by any 20. There is no 100 in
# 第一百货 and 统一百年, and no 20 in 周二十点.
_CHINESE = re.compile(
    rf"(?<![{_NUMERALS}])[一二][{_ZEROS}{_ONE_TO_NINE}]{{3}}(?=年)"
    rf"|{_BEGINS}(?<![{_NUMERALS}\d]点)(?<!周)(?<!星期)(?<!礼拜)(?P<run>{_NUMERAL})"
    rf"(?!大|(?<=百)[货姓]|(?<=一百)[年分]|点[{_NUMERALS}](?![{_NUMERALS}]{{0,2}}分))"
    rf"|(?<=[{_NUMERALS}\d]点)(?:[二三四五]十[{_ONE_TO_NINE}]?|十[{_ONE_TO_NINE}])(?=分)"
    rf"|(?<=第)[{_ONE_TO_NINE}十](?=[条章节款批轮届版期次季])"
    rf"|(?<![{_NUMERALS}几数])[{_ONE_TO_NINE}十](?=月)"
    rf"|(?<=月)[{_ONE_TO_NINE}十](?=[日号])"
    rf"|(?<=百分之)[{_ONE_TO_NINE}十](?![{_NUMERALS}点])"
)
# Up to four figures with their units. A zero may stand for those left out, and must before a last digit: 一百八 is 180 where
# people speak. 一百十五, as Shanghai says it, is read.
_FOUR_FIGURES = re.compile(
    rf"(?:([{_ONE_TO_NINE}两])千)?(?:零?([{_ONE_TO_NINE}两])百)?(?:零?([{_ONE_TO_NINE}]?)(十))?"
    rf"(?:(?:(?<=十)|零|^)([{_ONE_TO_NINE}两]))?"
)
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!,?\d)")
# 120万, 1.2亿, 5千, 3百万, 1亿5千万; not 2024百强, and no half of a number (一万5千) or of a measure (10千米).
_WITH_UNITS = re.compile(
    r"(?<![\d.百千万亿])"
    r"(?:\d{1,12}(?:\.\d{1,6})?(?:万亿|[万亿])|\d{1,2}(?:\.\d{1,6})?(?:百|千(?![米克瓦卡]))(?:万亿|[万亿])?)+(?!\d)"
)
_PART = re.compile(r"([\d.]+)(\D+)")


def with_digits(folded: str) -> str:
    """A folded text with its numbers in plain Arabic digits; what is no number for certain stays as it is."""
    return rewritten(folded, DIGIT_REWRITES)


def _without_commas(match: re.Match[str]) -> str:
    return match[0].replace(",", "")


def _decimal(match: re.Match[str]) -> str:
    whole, decimals = match[0].split("点")
    number = 0 if whole in _ZEROS else _value(whole)
    return match[0] if number is None else f"{number}." + "".join(str(_DIGITS[digit]) for digit in decimals)


def _in_digits(match: re.Match[str]) -> str:
    numeral = match[0]
    in_a_row = len(numeral) > 1 and all(character in _DIGITS for character in numeral)
    if not in_a_row:
        number = _value(numeral)
        return numeral if number is None else str(number)
    if match["run"] and (len(numeral) < 3 or numeral[0] not in _ONE_TO_NINE or not set(numeral) & set(_ZEROS)):
        return numeral  # 一一, 三三两两, 零零后
    return "".join(str(_DIGITS[character]) for character in numeral)


def _value(numeral: str) -> int | None:
    """三百零五 -> 305, 两万 -> 20000; ``None`` for what is no well-formed numeral, such as ``""``, 百 and 一万五."""
    unit = next((unit for unit in "亿万" if unit in numeral), None)
    if unit is None:
        return _below_ten_thousand(re.sub(f"[{_ZEROS}]", "零", numeral))
    high, _, low = numeral.rpartition(unit)
    many, rest = _value(high), _value(low.removeprefix("零")) if low else 0
    # 一万五 is 15000 where people speak: a bare digit behind a unit is not read.
    if many is None or many >= _UNITS[unit] or rest is None or len(low) == 1:
        return None
    return many * _UNITS[unit] + rest


def _below_ten_thousand(numeral: str) -> int | None:
    match = _FOUR_FIGURES.fullmatch(numeral)
    if match is None or not numeral or numeral[0] == "零":
        return None
    thousands, hundreds, tens, ten, ones = match.groups(default="")
    figures = (thousands, hundreds, tens or (ten and "一"), ones)
    return sum(_DIGITS.get(figure, 0) * worth for figure, worth in zip(figures, (1000, 100, 10, 1), strict=True))


def _without_units(match: re.Match[str]) -> str:
    """1.2亿 -> 120000000; as it is, where the parts don't fall (3万5亿) or less than one is left (1.23456万)."""
    worths = [Fraction(number) * prod(map(_UNITS.__getitem__, units)) for number, units in _PART.findall(match[0])]
    total = sum(worths)
    falling = all(left > right for left, right in pairwise(worths))
    return str(int(total)) if falling and total == int(total) else match[0]


DIGIT_REWRITES = (
    Rewrite(_THOUSANDS, _without_commas),
    Rewrite(_DECIMAL, _decimal),
    Rewrite(_CHINESE, _in_digits),
    Rewrite(_WITH_UNITS, _without_units),
)
