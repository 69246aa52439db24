"""Dates in running text, written as in Chinese."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import with_chinese_dates
from index.terms import terms_of

DAY = ["2024", "年", "11", "月", "22", "日"]


@pytest.mark.parametrize(
    "text",
    [
        "2024年11月22日", "2024年11月22号", "2024-11-22", "2024/11/22", "2024.11.22", "２０２４－１１－２２", "22 November 2024",
        "November 22, 2024", "Nov. 22, 2024", "November 22nd 2024", "the 22nd of November, 2024",
        "二〇二四年十一月二十二日",
    ],
)  # fmt: skip
def test_one_day_has_the_same_terms_however_it_is_written(text: str) -> None:
    assert [term for term in terms_of(text) if term != "the"] == DAY


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ("", ""),
        ("2024/1/5", "2024年1月5日"),
        ("2024年09月05号", "2024年9月5日"),
        ("november 2024", "2024年11月"),
        ("sept. 2023", "2023年9月"),
        ("on may 5", "on 5月5日"),
        ("may 5th, the 5th of march", "5月5日, the 3月5日"),
        ("by 5 march", "by 3月5日"),
        ("in may 2024", "in 2024年5月"),
        ("in november", "in 11月"),
        ("1 may 2024, 2 june", "2024年5月1日, 6月2日"),
        ("oct. 1-7, 2024", "2024年10月1-7日"),
        ("1-7 october 2024", "2024年10月1-7日"),
        ("1st \u2013 7th october", "10月1-7日"),
        ("截至november 22, 2024召开", "截至2024年11月22日召开"),
        ("截至22 november 2024召开", "截至2024年11月22日召开"),
        ("last november, november of 2024", "last 11月, 2024年11月"),
    ],
)
def test_examples(text: str, chinese: str) -> None:
    assert with_chinese_dates(text) == chinese


@pytest.mark.parametrize(
    "text",
    [
        "it may be", "in march", "may 5,200 firms", "mayor 5", "2024-13-45", "2024-25", "1.2024.1.1", "2024-11-22-33", "v3.0.1",
        "22.11", "covid-19 may affect", "those under 18 may apply", "article 12 may be amended", "section 1.5 may", "level 2 may",
        "phase 3 march", "may 5 times", "march 5 km", "1:30 may", "1:30 june", "covid-19 june", "june 5-year plan", "nov 222024",
        "april chen", "a november meeting",
    ],
)  # fmt: skip
def test_what_is_no_date_stays(text: str) -> None:
    assert with_chinese_dates(text) == text


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read(day: date) -> None:
    chinese = f"{day.year}年{day.month}月{day.day}日"
    assert with_chinese_dates(day.isoformat()) == chinese
    assert with_chinese_dates(f"{day.day} {day:%B} {day.year}".lower()) == chinese
    assert with_chinese_dates(f"{day:%b}. {day.day}, {day.year}".lower()) == chinese
