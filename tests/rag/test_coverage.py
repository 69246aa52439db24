"""Whether an article has the details that a question pins down."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rag.coverage import Said, covers, uncovered
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


@pytest.mark.parametrize(
    ("body", "version", "has"),
    [
        ("政策3.0版发布。", "3.0", True),
        ("政策３．０发布。", "3.0", True),
        ("增长3.0%。", "3.0", False),
        ("政策13.0版。", "3.0", False),
        ("政策3.0.1版。", "3.0", False),
        ("It is policy 3.0.", "3.0", True),
        ("第六轮行动计划。", "第6轮", True),
        ("第16轮行动计划。", "第6轮", False),
    ],
)
def test_has_a_version(body: str, version: str, has: bool) -> None:
    assert Said(small(body)).has_version(version) is has


def test_has_a_phrase_whatever_the_marks_and_the_script() -> None:
    said = Said(small("提出「三支持、一優化」。"))
    assert said.has_phrase("三支持一优化")
    assert said.has_phrase("三支持、一优化")
    assert not said.has_phrase("四支持、一优化")


ARTICLES = [
    small("普陀区政策3.0版11月22日发布“三支持”。", published="2024-11-22", district=("普陀区",)),
    small("长宁区政策2.0版发布。", published="2023-05-01", district=("长宁区",)),
]


@pytest.mark.parametrize(
    ("question", "reason", "zh"),
    [
        ("政策4.0版支持什么", "version", "找到的文章没有提到 4.0 版。"),
        ("第六轮支持什么", "version", "找到的文章没有提到第6轮。"),
        ("松江区政策支持什么", "district", "找到的文章没有涉及松江区。"),
        ("2019年政策支持什么", "date", "找到的文章没有涉及 2019 年。"),
        ("11月23日政策支持什么", "date", "找到的文章没有涉及11月23日。"),
        ("“五支持”的政策是什么", "not_said", "找到的文章没有提到“五支持”。"),
        ("松江区政策4.0版支持什么", "version", "找到的文章没有提到 4.0 版。"),  # the version comes first
    ],
)
def test_what_no_article_has(question: str, reason: str, zh: str) -> None:
    found = uncovered(read_question(question, date(2024, 11, 25)), [Said(it) for it in ARTICLES])
    assert found is not None
    assert (found[0], found[1].zh) == (reason, zh)


@pytest.mark.parametrize(
    "question",
    ["政策支持什么", "普陀区政策3.0版“三支持”是什么", "2023年政策", "11月22日", '"three supports" of the policy'],
)
def test_what_some_article_has(question: str) -> None:
    assert uncovered(read_question(question, date(2024, 11, 25)), [Said(it) for it in ARTICLES]) is None


def test_nothing_is_covered_by_no_article() -> None:
    assert uncovered(read_question("政策支持什么", date(2024, 11, 25)), []) is None
    found = uncovered(read_question("Jing'an policies", date(2024, 11, 25)), [])
    assert found is not None
    assert found[1].en == "No article found is about Jing'an."
