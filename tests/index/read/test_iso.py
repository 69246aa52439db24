"""Dates as they are written -> ISO 8601; what is no full date is none, whatever it looks like."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.read.iso import iso_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-11-28", "2024-11-28"),
        ("2024/11/28", "2024-11-28"),
        ("2024.1.5", "2024-01-05"),
        ("2024年11月28日", "2024-11-28"),
        ("2024 年 1 月 5 日", "2024-01-05"),
        ("20241128", "2024-11-28"),
        ("2024年11月28日 12:23", "2024-11-28T12:23:00"),
        ("2024年11月28日12:23", "2024-11-28T12:23:00"),
        ("2024-11-28 12:23:05", "2024-11-28T12:23:05"),
        ("2024-11-28T12:23:05.120", "2024-11-28T12:23:05"),
        ("2024-11-28T12:23:05+08:00", "2024-11-28T12:23:05"),
        ("2024-11-28T12:23:05+0800", "2024-11-28T12:23:05"),
        ("2024-11-28T04:23:05Z", "2024-11-28T04:23:05"),
        ("2024-11-28 9:05 UTC", "2024-11-28T09:05:00"),
        (" 2024-11-28\uff1a ".replace("\uff1a", ""), "2024-11-28"),
        ("2024-11-28 12\uff1a23", "2024-11-28T12:23:00"),
        ("2024-02-29", "2024-02-29"),
    ],
)  # fmt: skip
def test_dates_are_read_and_the_clock_stays_as_written(text: str, iso: str) -> None:
    assert iso_date(text) == iso


@pytest.mark.parametrize(
    "text",
    [
        "", "2024", "2024-11", "11-28", "2023-02-29", "2024-13-01", "2024-11-31", "2024-11/28", "2024-11-28 25:00", "0001-01-01",
        "9999-12-31", "1899-12-31", "28.11.2024", "11/28/2024", "2024-11-28 to 2024-11-30", "发布于2024-11-28", "昨天", "6个月前 (09-21)",
        "Thu, 28 Nov 2024 12:23:00 GMT", "1732796580", "２０２４-11-2x",
    ],
)  # fmt: skip
def test_what_is_no_full_date_is_none(text: str) -> None:
    assert iso_date(text) is None


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2100, 12, 31)))
def test_iso_dates_read_themselves(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)
    assert iso_date(moment.isoformat()) == whole.isoformat()
    assert iso_date(moment.date().isoformat()) == moment.date().isoformat()


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_none(text: str) -> None:
    iso = iso_date(text)
    assert iso is None or datetime.fromisoformat(iso)
