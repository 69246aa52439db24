"""A question over several districts, and what is asked of each."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest

from rag.parts import parts_of
from rag.query import MAXIMUM_CHARACTERS, read_question


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("长宁和普陀的政策各叫什么?", {"长宁区": "长宁的政策各叫什么?", "普陀区": "普陀的政策各叫什么?"}),
        ("長寧區與普陀區有多少家企業?", {"长宁区": "长宁区有多少家企业?", "普陀区": "普陀区有多少家企业?"}),
        (
            "普陀的大会和长宁的座谈会分别在哪里举行?",
            {"普陀区": "普陀的大会分别在哪里举行?", "长宁区": "长宁的座谈会分别在哪里举行?"},
        ),
        ("比较长宁、普陀、静安的政策", {"长宁区": "长宁的政策", "普陀区": "普陀的政策", "静安区": "静安的政策"}),
        ("2024年长宁和普陀的目标", {"长宁区": "2024年长宁的目标", "普陀区": "2024年普陀的目标"}),
        ("浦东新区和长宁区的目标", {"浦东新区": "浦东新区的目标", "长宁区": "长宁区的目标"}),
        ("长宁区与浦东新区的目标", {"长宁区": "长宁区的目标", "浦东新区": "浦东新区的目标"}),
        ("请问普陀和青浦的政策有什么不同", {"普陀区": "请问普陀的政策是什么", "青浦区": "请问青浦的政策是什么"}),
    ],
)
def test_parts(question: str, parts: dict[str, str]) -> None:
    found = parts_of(read_question(question))
    assert [(part.label, part.question.folded) for part in found] == list(parts.items())
    assert [part.question.districts for part in found] == [(name,) for name in parts]


@pytest.mark.parametrize(
    "question", ["普陀区的政策叫什么?", "普陀和普陀区的政策", "政策叫什么?", "What does Putuo support?"]
)
def test_one_district_or_none_has_no_parts(question: str) -> None:
    assert parts_of(read_question(question)) == ()


def test_in_english_the_question_stays_whole() -> None:
    question = read_question("What do Putuo and Jing'an support?")
    found = parts_of(question)
    assert [(part.label, part.question.districts) for part in found] == [
        ("Putuo", ("普陀区",)),
        ("Jing'an", ("静安区",)),
    ]
    assert {part.question.text for part in found} == {question.text}


def test_today_is_that_of_the_question() -> None:
    found = parts_of(read_question("去年长宁和普陀有多少家企业?", date(2024, 3, 1)), date(2024, 3, 1))
    assert [part.question.years for part in found] == [("2023",), ("2023",)]


def test_each_part_asks_for_its_own_district_alone() -> None:
    found = parts_of(read_question("长宁和普陀2024年的政策3.0版各叫什么?", date(2024, 11, 22)), date(2024, 11, 22))
    assert [part.question.districts for part in found] == [("长宁区",), ("普陀区",)]
    assert [(part.question.years, part.question.versions) for part in found] == [(("2024",), ("3.0",))] * 2


@pytest.mark.parametrize("joined", ["和", "、", " "])
def test_a_long_question_takes_no_time(joined: str) -> None:
    text = ("普陀" + joined * 8) * (MAXIMUM_CHARACTERS // 10 - 1) + "长宁有什么"
    start = perf_counter()
    assert [part.label for part in parts_of(read_question(text))] == ["普陀区", "长宁区"]
    assert perf_counter() - start < 2
