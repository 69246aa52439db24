"""Text -> the form in which a claim and its quotes are compared, whatever language and script each is in.

What `index/terms.py` matches, and besides: English numbers in digits (ten billion, 1.5 million, seventy-first),
round Chinese ones (百余名, 千亿级), five-year plans by their Chinese name, 11/22 as a date.
"""

from __future__ import annotations

import re
from fractions import Fraction

from index.dates import date_rewrites
from index.folded import Folded, fold_with_offsets
from index.numerals import DIGIT_REWRITES
from index.restore.offsets import replace
from index.rewrites import Rewrite, changes

_SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_CARDINALS = {word: value for value, word in enumerate(_SMALL.split())} | {
    word: 10 * value for value, word in enumerate(_TENS.split(), start=2)
}
_IRREGULAR = {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}
_ORDINALS = {
    (word[:-1] + "ie" if word.endswith("y") else word) + "th": n for word, n in _CARDINALS.items()
} | _IRREGULAR
_SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT = {"bn": 10**9, "mn": 10**6}


def _words(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_NUMBER_WORDS = re.compile(
    rf"(?<![a-z\d-])(?:(?:{_words(_CARDINALS)})|an?(?= (?:{_words(_SCALES)})(?![a-z]))|(?:{_words(_ORDINALS)}))"
    rf"(?:(?: and |[ -])(?:{_words(_CARDINALS | _SCALES | _ORDINALS)}))*(?![a-z])"
)
_LEFT_ALONE = frozenset({"one", "first", "second", "a", "an"})
"""Alone these are mostly no number: one of them, first of all."""
_SCALED = re.compile(
    rf"(?<![a-z\d.])(\d+(?:\.\d+)?)[ -]?((?:{_words(_SCALES | _SHORT)})(?: (?:thousand|million|billion))*)(?![a-z])"
)

_DIGITS = "零一二三四五六七八九"
_NUMERALS = "一二两三四五六七八九十百千万亿"
_HAN = "\u3400-\u9fff"
_ENGLISH_PLANS = {word: n for word, n in _ORDINALS.items() if 11 <= n <= 19} | {f"{n}th": n for n in range(11, 20)}
_PLAN = re.compile(
    rf"(?<![a-z\d])(?P<english>{_words(_ENGLISH_PLANS)}) five[ -]year (?:plan|programme|program)s?"
    r"|第(?P<chinese>十[一二三四五六七八九]|1[1-9])个?[五5]年(?:发展)?(?:规划|计划)"
    r"|(?P<short>十[一二三四五六七八九]五)(?:规划|计划)"
)
_SLASHED = re.compile(
    r"(?<![\d./-])(?:(?P<m>0?[1-9]|1[0-2])/(?P<d>1[3-9]|2\d|3[01]|0[1-9])|(?P<d2>1[3-9]|2\d|3[01])/(?P<m2>0?[1-9]|1[0-2]))"
    r"(?:/(?P<year>(?:19|20)\d{2}))?(?![\d/])"
)


def _in_digits(match: re.Match[str]) -> str:
    """two thousand six hundred -> 2600, seventy-first -> 71th; as it is, where the words make no one number."""
    words = re.split(r" and |[ -]", match[0])
    is_ordinal = words[-1] in _ORDINALS
    is_fraction = is_ordinal and len(words) == 2 and _CARDINALS.get(words[0], 10) < 10  # two thirds
    if match[0] in _LEFT_ALONE or is_fraction or any(word in _ORDINALS for word in words[:-1]):
        return match[0]
    total = current = 0
    for word in words:
        value = (_CARDINALS | _ORDINALS).get(word, 1)
        if word == "hundred":
            current *= 100
        elif word in _SCALES:
            total, current = total + current * _SCALES[word], 0
        elif current % 100 and not (current % 100 >= 20 and current % 10 == 0 and value < 10):
            return match[0]  # two three, twenty twenty-four
        else:
            current += value
    return f"{total + current}{'th' * is_ordinal}"


def _multiplied(match: re.Match[str]) -> str:
    value = Fraction(match[1])
    for word in match[2].split():
        value *= (_SCALES | _SHORT)[word]
    return f"{value}" if value.denominator == 1 else match[0]


def _plan(match: re.Match[str]) -> str:
    """``十四五`` for each way to write the 14th Five-Year Plan."""
    if match["short"]:
        return match["short"]
    if match["english"]:
        return f"十{_DIGITS[_ENGLISH_PLANS[match['english']] - 10]}五"
    last = match["chinese"][1]
    return f"十{_DIGITS[int(last)] if last.isascii() else last}五"


def _slashed(match: re.Match[str]) -> str:
    year = f"{match['year']}年" if match["year"] else ""
    return f"{year}{int(match['m'] or match['m2'])}月{int(match['d'] or match['d2'])}日"


_BEFORE_DIGITS = (
    Rewrite(
        re.compile(
            rf"(?<=\d)\s+(?=[{_HAN}%])|(?<=年)\s+(?=\d{{1,2}}\s*月)|(?<=月)\s+(?=\d{{1,2}}\s*[日号])|(?<=第)\s+(?=\d)"
        ),
        "",
    ),
    Rewrite(_PLAN, _plan),
    Rewrite(_NUMBER_WORDS, _in_digits),
    Rewrite(re.compile(rf"([\d{_NUMERALS}])[余多](万亿|[万亿])"), r"\1\2余"),
    Rewrite(re.compile(rf"(?<![{_NUMERALS}\d])十([万亿])(?![{_NUMERALS}])"), r"10\1"),
    Rewrite(re.compile(rf"(?<![{_NUMERALS}\d])([百千万])([万亿])(?![{_NUMERALS}])"), r"1\1\2"),
    Rewrite(re.compile(rf"(?<![{_NUMERALS}\d几数第])十(?=余|多[家名个项位种])"), "10"),
    Rewrite(re.compile(rf"(?<![{_NUMERALS}\d几数第])百(?=余|多[家名个项位种]|[家名个项位])"), "100"),
    Rewrite(re.compile(rf"(?<![{_NUMERALS}\d几数第])千(?=余|多[家名个项位种]|[家名个项位])"), "1000"),
)
_AFTER_DIGITS = (
    Rewrite(re.compile(r"(?P<before>(?:rmb|cny|¥|us\$|\$)\s?\d+(?:\.\d+)?)\s?m(?![a-z])"), r"\g<before> million"),
    Rewrite(_SCALED, _multiplied),
    Rewrite(re.compile(r"(?<=\d)\s*(?:per ?cent|pct)(?![a-z])"), "%"),
    Rewrite(re.compile(r"百分之(\d+(?:\.\d+)?)"), r"\1%"),
    Rewrite(_SLASHED, _slashed),
    Rewrite(re.compile(r"(?<![a-z])march (\d{1,2})(?![\d%]|[.,]\d)"), r"3月\1日"),
)
_ORDINAL = Rewrite(re.compile(r"(?<![a-z\d.])(\d+)(?:st|nd|rd|th)(?![a-z])"), r"第\1")


def comparable(text: str) -> Folded:
    """``text`` in the form that is compared, with the map back to it. Raises ``UnicodeEncodeError`` for half a surrogate
    pair, as folding does."""
    form = _rewritten(fold_with_offsets(text), (*_BEFORE_DIGITS, *DIGIT_REWRITES, *_AFTER_DIGITS))
    return _rewritten(_rewritten(form, date_rewrites(form.text)), (_ORDINAL,))


def _rewritten(form: Folded, rewrites: tuple[Rewrite, ...]) -> Folded:
    text, offsets = form.text, form.offsets
    for rewrite in rewrites:
        edits = list(changes(text, rewrite))
        if edits:
            text, step = replace(text, edits)
            offsets = offsets.then(step)
    return Folded(text, offsets)
