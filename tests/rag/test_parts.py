"""A question over several districts, taken apart."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest

from rag.parts import parts_of
from rag.query import MAXIMUM_CHARACTERS, read_question

TODAY = date(2024, 11, 22)


def parts(text: str) -> list[tuple[str, str]]:
    return [(part.label, part.question.folded) for part in parts_of(read_question(text, TODAY), TODAY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("长宁和普陀的政策各叫什么?", [("长宁区", "长宁的政策各叫什么?"), ("普陀区", "普陀的政策各叫什么?")]),
        ("長寧和普陀的政策各叫什麼？", [("长宁区", "长宁的政策各叫什么?"), ("普陀区", "普陀的政策各叫什么?")]),
        ("普陀区、长宁区的政策是什么", [("普陀区", "普陀区的政策是什么"), ("长宁区", "长宁区的政策是什么")]),
        (
            "长宁、普陀和松江有多少家企业",
            [("长宁区", "长宁有多少家企业"), ("普陀区", "普陀有多少家企业"), ("松江区", "松江有多少家企业")],
        ),
        (
            "长宁的座谈会和普陀的大会分别在哪里举行",
            [("长宁区", "长宁的座谈会分别在哪里举行"), ("普陀区", "普陀的大会分别在哪里举行")],
        ),
        (
            "2024年长宁和普陀的目标",
            [("长宁区", "2024年长宁的目标"), ("普陀区", "2024年普陀的目标")],
        ),  # the year for both
        ("比较长宁和普陀的政策有什么不同", [("长宁区", "长宁的政策是什么"), ("普陀区", "普陀的政策是什么")]),
        ("浦东新区和长宁区的目标是什么", [("浦东新区", "浦东新区的目标是什么"), ("长宁区", "长宁区的目标是什么")]),
        ("长宁区与浦东新区的目标是什么", [("长宁区", "长宁区的目标是什么"), ("浦东新区", "浦东新区的目标是什么")]),
    ],
)
def test_a_question_for_each_district(text: str, expected: list[tuple[str, str]]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize("text", ["", "政策叫什么", "长宁的政策叫什么", "长宁区长宁路的政策", "舟山普陀和长宁的政策"])
def test_no_parts_without_two_districts(text: str) -> None:
    assert parts(text) == []


def test_each_part_asks_for_its_own_district_alone() -> None:
    found = parts_of(read_question("长宁和普陀2024年的政策3.0版各叫什么?", TODAY), TODAY)
    assert [part.question.districts for part in found] == [("长宁区",), ("普陀区",)]
    assert [(part.question.years, part.question.versions) for part in found] == [(("2024",), ("3.0",))] * 2


def test_in_english_all_is_asked_of_each() -> None:
    question = read_question("What do Changning and Putuo support?", TODAY)
    found = parts_of(question, TODAY)
    assert [(part.label, part.question.districts) for part in found] == [
        ("Changning", ("长宁区",)),
        ("Putuo", ("普陀区",)),
    ]
    assert {part.question.text for part in found} == {question.text}


def test_what_counts_from_today_does_in_each_part() -> None:
    found = parts_of(read_question("去年长宁和普陀的目标", TODAY), TODAY)
    assert [part.question.years for part in found] == [("2023",), ("2023",)]


@pytest.mark.parametrize("joined", ["和", "、", " "])
def test_a_long_question_takes_no_time(joined: str) -> None:
    text = ("普陀" + joined * 8) * (MAXIMUM_CHARACTERS // 10 - 1) + "长宁有什么"
    start = perf_counter()
    assert [label for label, _ in parts(text)] == ["普陀区", "长宁区"]
    assert perf_counter() - start < 2
