"""What kind of answer a question asks for."""

from __future__ import annotations

import pytest

from rag.kinds import kind_of


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
