"""Reading questions."""

from __future__ import annotations

from datetime import date

import pytest

from index.errors import BadQuestion
from rag.query import MAXIMUM_CHARACTERS, check_question, read_question


@pytest.mark.parametrize("text", ["", "  ", "\n\t", "???", "。"])
def test_an_empty_question_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadQuestion, match="empty") as caught:
        check_question(text)
    assert "普陀区" in caught.value.hint.en


def test_a_long_question_is_refused_with_both_numbers() -> None:
    check_question("问" * MAXIMUM_CHARACTERS)
    with pytest.raises(BadQuestion, match=f"10000.*{MAXIMUM_CHARACTERS}"):
        check_question("问" * 10_000)


def test_traditional_and_simplified_read_alike() -> None:
    simplified = read_question("普陀区生命健康产业专项政策3.0版支持什么?")
    traditional = read_question("普陀區生命健康產業專項政策３.０版支持什麼？")
    assert traditional.folded.replace("?", "") == simplified.folded.replace("?", "")
    assert traditional.terms == simplified.terms
    assert traditional.focus == simplified.focus


def test_words_are_not_torn_apart() -> None:
    assert read_question("国家专家委员会会议到期的目的地是哪里").focus_text == "国家专家委员会会议到期 目的地"


def test_question_words_are_no_focus() -> None:
    question = read_question("松江区有哪些政策?")
    assert question.focus == ("松江", "江区", "政策")
    assert set(question.focus) < set(question.terms)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("What does Putuo's policy 3.0 support?", ("what", "does", "普陀", "policy", "3.0", "support")),
        ("Jing'an District", ("静安",)),
        ("Pudong New Area plans", ("浦东", "plans")),
    ],
)
def test_an_english_question_names_districts_as_the_articles_do(text: str, terms: tuple[str, ...]) -> None:
    question = read_question(text)
    assert question.terms == terms
    assert question.language == "en"


@pytest.mark.parametrize(
    ("text", "versions"),
    [
        ("政策3.0版", ("3.0",)),
        ("policy 3.0 and version 2", ("3.0", "2")),
        ("第4版", ("第4版",)),
        ("第六輪三年行動計劃", ("第6轮",)),
        ("第十二届大会", ("第12届",)),
        ("第二十三批", ("第23批",)),
        ("增长30.55%了吗", ()),
        ("投资3.5亿元", ()),
        ("2.5 million", ()),
    ],
)
def test_versions(text: str, versions: tuple[str, ...]) -> None:
    assert read_question(text).versions == versions


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2024年11月", ("2024",)),
        ("去年和今年", ("2025", "2026")),
        ("last year", ("2025",)),
        ("号码20241122", ()),
        ("补贴2000元", ()),
    ],
)
def test_years_count_from_the_given_day(text: str, years: tuple[str, ...]) -> None:
    assert tuple(sorted(read_question(text, date(2026, 11, 21)).years)) == years


def test_districts() -> None:
    assert read_question("普陀和长宁").districts == ("普陀区", "长宁区")
    assert read_question("Putuo and Changning").districts == ("普陀区", "长宁区")
    assert read_question("舟山普陀").districts == ()
