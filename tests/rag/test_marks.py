"""Where in a sentence stands what was asked for."""

from __future__ import annotations

import pytest

from rag.kinds import kind_of
from rag.marks import has_thing_asked_for, marks_of, things_asked_for
from rag.query import read_question

from .small import alike, small, span_of


@pytest.mark.parametrize(
    ("question", "sentence", "marks"),
    [
        ("有多少家企业？", "区内有企业近3000家。", ["近3000家"]),
        ("有多少家企業？", "區內有企業近3000家。", ["近3000家"]),
        ("新引进企业多少家？", "新引进企业37家，全区共计各类机构与商铺500家。", ["37家"]),
        ("大会是哪天召开的？", "11月22日，推进大会召开。", ["11月22日"]),
        ("會議在哪裡舉行？", "會議在半馬蘇河會議中心舉行。", ["半馬蘇河會議中心"]),
        ("占比是多少？", "占比达到百分之三十。", ["百分之三十"]),
        ("2024年有多少家企业？", "2024年，有企业80家。", ["80家"]),
        ("普陀区支持什么？", "普陀区支持企业80家。", []),  # no form tells
        ("普陀生命健康政策", "普陀区支持企业80家。", []),  # no kind
        ("有多少家企业？", "企业近年来发展很快。", []),
    ],
)
def test_marks(question: str, sentence: str, marks: list[str]) -> None:
    article = small(f"开头一句。{sentence}")
    found = marks_of(read_question(question), article, span_of(article, sentence), alike)
    assert [mark.of(sentence) for mark in found] == marks


def test_nothing_is_marked_where_two_stand_as_near() -> None:
    article = small("30家企业50家。")
    assert marks_of(read_question("企业有多少家？"), article, span_of(article, "30家企业50家。"), alike) == ()


def test_as_many_are_marked_as_are_asked_for() -> None:
    sentence = "企业30家，平台50家，以及其他各类零散商铺与临时摊位900家。"
    article = small(sentence)
    found = marks_of(read_question("企业多少家，平台多少家？"), article, span_of(article, sentence), alike)
    assert [mark.of(sentence) for mark in found] == ["30家", "50家"]


def test_persons_are_those_of_the_article_that_the_question_does_not_name() -> None:
    sentence = "会上，陳立新與周文博簽約。"
    article = small(sentence, people=("陳立新", "周文博", "吴一平"))
    question = read_question("陈立新和谁签约？")
    kind = kind_of(question.folded)
    assert kind is not None
    assert [it.of(sentence) for it in things_asked_for(kind, question, article, sentence)] == ["周文博"]


@pytest.mark.parametrize(("sentence", "has"), [("有企业80家。", True), ("企业发展很快。", False)])
def test_whether_there_is_such_a_thing(sentence: str, has: bool) -> None:
    question = read_question("有多少家企业？")
    kind = kind_of(question.folded)
    assert kind is not None
    assert has_thing_asked_for(kind, question, small(sentence), sentence, sentence) is has
