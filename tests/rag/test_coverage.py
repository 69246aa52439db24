"""Whether articles have what a question pins down."""

from __future__ import annotations

from datetime import date

import pytest

from rag.coverage import Said, covers, uncovered
from rag.query import read_question

from .made_up import article

TODAY = date(2024, 11, 25)


@pytest.mark.parametrize(
    ("published", "body", "year", "may_be"),
    [
        ("2024-11-22", "大会举行。", "2024", True),
        ("2024-11-22", "大会举行。", "2023", False),
        ("2024-11-22", "2023年大会举行。", "2023", True),  # it names it
        ("2024-11-22", "共12023家。", "2023", False),  # part of another number
        (None, "大会举行。", "2019", True),  # it tells nothing of its time
        (None, "2024年大会举行。", "2024", True),
        (None, "2024年大会举行。", "2019", False),
        (None, "二〇二四年大会举行。", "2024", True),
        (None, "甲" * 301 + "2024年大会举行。", "2019", True),  # only its beginning tells of its time
    ],
)
def test_may_be_of_a_year(published: str | None, body: str, year: str, may_be: bool) -> None:
    assert Said(article(body, published=published)).may_be_of(year) is may_be


def test_the_title_tells_of_the_time_too() -> None:
    assert not Said(article("大会举行。", title="2024年大会")).may_be_of("2019")


@pytest.mark.parametrize(
    ("published", "body", "day", "has"),
    [
        (None, "11月22日举行。", "11月22日", True),
        (None, "十一月二十二日舉行。", "11月22日", True),
        (None, "22日举行。", "11月22日", True),  # its month left out
        (None, "10月22日举行。", "11月22日", False),
        (None, "11月22日举行。", "11月2日", False),
        (None, "11月22日举行。", "1月22日", False),
        ("2024-11-22T12:23:00", "举行。", "11月22日", True),
        ("2024-11-02", "举行。", "11月2日", True),
        ("2024-11-22", "举行。", "11月2日", False),
        ("2024", "举行。", "11月22日", False),
    ],
)
def test_has_a_day(published: str | None, body: str, day: str, has: bool) -> None:
    assert Said(article(body, published=published)).has_day(day) is has


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
    assert Said(article(body)).has_version(version) is has


def test_has_a_phrase_whatever_the_marks_and_the_script() -> None:
    said = Said(article("提出「三支持、一優化」。"))
    assert said.has_phrase("三支持一优化")
    assert said.has_phrase("三支持、一优化")
    assert not said.has_phrase("四支持、一优化")


def test_what_a_teaser_says_the_article_does_not() -> None:
    said = Said(article("普陀发布政策。", teaser="长宁发布政策4.0版"))
    assert said.districts == {"普陀区"}
    assert not said.has_version("4.0")


ARTICLES = [
    article("普陀区政策3.0版11月22日发布“三支持”。", published="2024-11-22", district=("普陀区",)),
    article("长宁区政策2.0版发布。", published="2023-05-01", district=("长宁区",)),
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
    found = uncovered(read_question(question, TODAY), [Said(it) for it in ARTICLES])
    assert found is not None
    assert (found[0], found[1].zh) == (reason, zh)


@pytest.mark.parametrize(
    "question",
    ["政策支持什么", "普陀区政策3.0版“三支持”是什么", "2023年政策", "11月22日", '"three supports" of the policy'],
)
def test_what_some_article_has(question: str) -> None:
    assert uncovered(read_question(question, TODAY), [Said(it) for it in ARTICLES]) is None


def test_nothing_is_covered_by_no_article() -> None:
    assert uncovered(read_question("政策支持什么", TODAY), []) is None
    found = uncovered(read_question("Jing'an policies", TODAY), [])
    assert found is not None
    assert found[1].en == "No article found is about Jing'an."


@pytest.mark.parametrize(
    ("question", "covered"),
    [
        ("政策支持什么", [True, True]),
        ("政策3.0版支持什么", [True, False]),
        ("普陀和长宁的政策", [True, True]),  # one of the districts is enough
        ("长宁的政策", [False, True]),
        ("2024年政策", [True, False]),
        ("11月22日政策", [True, False]),
        ("2024年普陀区政策2.0版", [False, False]),
    ],
)
def test_covers(question: str, covered: list[bool]) -> None:
    assert [covers(read_question(question, TODAY), Said(it)) for it in ARTICLES] == covered
