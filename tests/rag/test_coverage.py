"""Whether an article has the details that a question pins down."""

from __future__ import annotations

from typing import Any

import pytest

from rag.coverage import Said, covers
from rag.query import read_question

from .small import small


@pytest.mark.parametrize(
    ("body", "published", "year", "may"),
    [
        ("大会召开。", "2024-11-22", "2024", True),
        ("大会召开。", "2024-11-22", "2023", False),
        ("回顾2023年的大会。", "2024-11-22", "2023", True),  # it names it
        ("编号12023的大会。", "2024-11-22", "2023", False),
        ("大会召开。", None, "2019", True),  # nothing tells of its time
        ("二〇二四年，大會召開。", None, "2024", True),
        ("二〇二四年，大會召開。", None, "2019", False),
        ("大会召开。" * 60 + "2024年再会。", None, "2019", True),  # 300 characters in, it tells nothing of its own
    ],
)
def test_years(body: str, published: str | None, year: str, may: bool) -> None:
    assert Said(small(body, published=published)).may_be_of(year) is may


@pytest.mark.parametrize(
    ("body", "published", "day", "has"),
    [
        ("11月22日，大会召开。", None, "11月22日", True),
        ("十一月二十二日，大會召開。", None, "11月22日", True),
        ("22日，大会召开。", None, "11月22日", True),
        ("12月22日，大会召开。", None, "11月22日", False),
        ("11月22日，大会召开。", None, "1月22日", False),
        ("122日内，大会召开。", None, "11月22日", False),
        ("大会召开。", "2024-11-22T10:00:00", "11月22日", True),
        ("大会召开。", "2024-01-02", "1月2日", True),
        ("大会召开。", "2024-11-23", "11月22日", False),
    ],
)
def test_days(body: str, published: str | None, day: str, has: bool) -> None:
    assert Said(small(body, published=published)).has_day(day) is has


def test_teasers_speak_of_other_articles() -> None:
    said = Said(small("大会召开。", teaser="徐汇区11月22日发布政策4.0版。"))
    assert not said.has_day("11月22日")
    assert not said.has_version("4.0")
    assert said.districts == frozenset()


@pytest.mark.parametrize(
    ("question", "covered"),
    [
        ("普陀区政策3.0版支持什么", True),
        ("普陀區2024年11月22日的大會", True),
        ("政策支持什么", True),
        ("普陀区政策4.0版支持什么", False),
        ("徐汇区政策支持什么", False),
        ("徐汇区和普陀区的政策", True),  # one of them is enough
        ("2019年的大会", False),
        ("11月23日的大会", False),
    ],
)
def test_covers(question: str, covered: bool) -> None:
    described: dict[str, Any] = {"district": ("普陀区",), "published": "2024-11-28"}
    said = Said(small("11月22日，政策3.0版在大会上发布。", **described))
    assert covers(read_question(question), said) is covered
