"""Rewrites made in a text and listed with their places are the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import date_rewrites, with_chinese_dates
from index.numerals import DIGIT_REWRITES, with_digits
from index.restore.offsets import replace
from index.rewrites import Rewrite, changes, rewritten

NUMBERS = st.lists(
    st.sampled_from([
        *"一二三十百千万亿零两第年月日号条点元 ,.-/0159", "百分之", "2024", "1,200,000", "on ", "22", "november", "may", "march ", " of ", "th",
    ]),
    max_size=12,
).map("".join)  # fmt: skip


def by_places(text: str, rewrites: tuple[Rewrite, ...]) -> tuple[str, list[tuple[int, int, str]]]:
    """The text rewritten change by change, and the changes."""
    made: list[tuple[int, int, str]] = []
    for rewrite in rewrites:
        found = list(changes(text, rewrite))
        text, _ = replace(text, found)
        made += found
    return text, made


@given(NUMBERS)
def test_numbers_and_dates_are_the_same_by_places(text: str) -> None:
    assert by_places(text, DIGIT_REWRITES)[0] == with_digits(text)
    assert by_places(text, date_rewrites(text))[0] == with_chinese_dates(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第三十条", [(1, 3, "30")]),
        ("统一三三两两", []),  # matched by a pattern, but no number
        ("1,200,000元", [(0, 9, "1200000")]),
    ],
)
def test_places_of_numbers(text: str, expected: list[tuple[int, int, str]]) -> None:
    assert by_places(text, DIGIT_REWRITES)[1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 22 november 2024", [(3, 19, "2024年11月22日")]),  # what stands before a date is no part of it
        ("09月5日", [(0, 2, "9")]),
        ("11月22号", [(5, 6, "日")]),
        ("2024/1/02", [(0, 9, "2024年1月2日")]),
    ],
)
def test_places_of_dates(text: str, expected: list[tuple[int, int, str]]) -> None:
    assert by_places(text, date_rewrites(text))[1] == expected


def test_a_replacement_may_name_groups() -> None:
    swap = Rewrite(re.compile("(a)(b)"), r"\2\1")
    assert rewritten("xabab", [swap]) == "xbaba"
    assert list(changes("xabab", swap)) == [(1, 3, "ba"), (3, 5, "ba")]
