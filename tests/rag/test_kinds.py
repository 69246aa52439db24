"""What kind of answer a question asks for."""

from __future__ import annotations

import time

import pytest

from rag.kinds import asks_for_several, kind_of


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("大会是哪天开的", "when"),
        ("when was it held", "when"),
        ("有多少家企业", "number"),
        ("how many companies", "number"),
        ("占多大比重", "share"),
        ("会议在哪里举行", "where"),
        ("双方在哪些方面合作", "list"),
        ("总经理是谁", "who"),
        ("为什么要组建", "why"),
        ("那篇报道的标题是什么", "title"),
        ("支持什么", "list"),
    ],
)
def test_kinds(question: str, name: str) -> None:
    kind = kind_of(question)
    assert kind is not None
    assert kind.name == name


def test_a_statement_has_no_kind() -> None:
    assert kind_of("普陀生命健康政策") is None


@pytest.mark.parametrize(
    ("question", "held", "other"),
    [
        ("新引进多少家企业", "新引进企业376家", "同比增长34.79%"),
        ("补贴最高多少万元", "最高500万元", "3.0版"),
        ("是第几次会议", "第71次主席会议", "五届区政协"),
    ],
)
def test_a_number_comes_with_its_measure(question: str, held: str, other: str) -> None:
    kind = kind_of(question)
    assert kind is not None
    assert kind.strict
    assert kind.held.search(held)
    assert not kind.held.search(other)


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("有哪些企业获奖", True),
        ("哪三家企业获奖", True),
        ("政策支持什么", True),
        ("双方在什么方面合作", True),
        ("which companies took part", True),
        ("what does the policy support", True),
        ("哪家企业获奖", False),
        ("政策叫什么", False),
        ("which company took part", False),
        ("会议在哪里举行", False),
        ("", False),
    ],
)
def test_whether_several_things_are_asked_for(question: str, several: bool) -> None:
    assert asks_for_several(question) is several


@pytest.mark.parametrize(
    "question", ["哪天", "多久", "占比", "多少", "多少家", "在哪里", "谁", "为什么", "哪家公司", "什么"]
)
def test_a_long_sentence_takes_no_long_time(question: str) -> None:
    kind = kind_of(question)
    assert kind is not None
    units = ("一", "1", "1,", "1.", "在", "在a", "至", "为", "以", "、a", "百分之一", "近1", "1 ")
    for text in (*(unit * (100_000 // len(unit)) for unit in units), "1" + " " * 100_000, "1" * 100_000 + "中"):
        started = time.perf_counter()
        kind.held.search(text)
        if kind.marked:
            list(kind.marked.finditer(text))
        assert time.perf_counter() - started < 2, text[:5]


@pytest.mark.parametrize(
    ("question", "sentence", "marked"),
    [
        ("有多少家企业", "企业从2600余家增加到近3000家。", ["2600余家", "近3000家"]),
        ("有多少企业", "今年以来,376家企业签约,占比20%,共98,同比。", ["376家", "20%", "98"]),
        ("有多少企业", "2024年11月22日,约1.5万 家,1,200 人", ["约1.5万 家", "1,200 人"]),
        ("how many companies", "it has 8,300 firms.", ["8,300"]),  # no blank, no stop
        ("占多大比重", "增长34.79%,占百分之二十,达三成", ["34.79%", "百分之二十", "达三成"]),
        ("大会是哪天开的", "11月22日下午、2024年底、明天的会", ["11月22日下午", "2024年底"]),
        ("大会在哪里举行", "大会在半马苏河会议中心顺利举行。", ["半马苏河会议中心"]),
        ("大会在哪里举行", "存在困难,位于长宁路1号,", ["长宁路1号"]),
        ("补贴多久", "补贴三年,最高24个月", ["三年", "最高24个月"]),
    ],
)
def test_where_the_answer_stands(question: str, sentence: str, marked: list[str]) -> None:
    kind = kind_of(question)
    assert kind is not None
    assert kind.marked is not None
    assert [match["answer"] for match in kind.marked.finditer(sentence)] == marked


@pytest.mark.parametrize(
    "question", ["哪个部门牵头", "哪家公司", "which company signed", "which government department leads"]
)
def test_a_body_is_asked_for(question: str) -> None:
    kind = kind_of(question)
    assert kind is not None
    assert kind.name == "body"
    assert not kind.strict
    assert kind.held.search("区商务委牵头")
    assert not kind.held.search("牵头推进")


def test_a_number_in_an_english_sentence_needs_no_measure() -> None:
    kind = kind_of("有多少家企业")
    assert kind is not None
    assert kind.held.search("It has 376 firms.")
    assert not kind.held.search("It has firms.")
    assert not kind.held.search("It has 376 firms,同比增长")
