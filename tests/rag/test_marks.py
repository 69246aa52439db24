"""Where in a sentence stands what was asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fold import fold_text
from index.types import Span
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
        ("普陀有多少家企業", "企業數增加到了近３０００家。", ["近３０００家"]),  # as it is written
        ("2024年的大会什么时候举行", "2024年举行大会。", []),  # the question says it itself
        ("How many companies are there?", "It has 8,300 firms.", ["8,300"]),
        ("普陀区支持什么？", "普陀区支持企业80家。", []),  # no form tells
        ("普陀生命健康政策", "普陀区支持企业80家。", []),  # no kind
        ("有多少家企业？", "企业近年来发展很快。", []),
        ("企业数增加到多少家？", "企业数从2600余家增加到了近3000家。", ["近3000家"]),
        ("企业数从多少家增加？", "企业数从2600余家增加到了近3000家。", ["2600余家"]),
        ("企业数增加到多少家？", "企业数有3000家。", ["3000家"]),  # nothing stands behind 到
        ("每年增长多少？", "每年保持30%以上的增长。", ["30%以上"]),
        ("补贴多少万元？", "补贴100万元以内。", ["100万元以内"]),
        ("政策支持多少？", "发布政策3.0版。", []),  # a version is no figure
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


def marked(question: str, sentence: str) -> list[str]:
    whole = small(sentence)
    at = whole.text.index(sentence)
    marks = marks_of(read_question(question), whole, Span(at, at + len(sentence)), alike)
    return [mark.of(sentence) for mark in marks]


def test_of_several_the_one_beside_the_questions_words() -> None:
    sentence = "氢能企业30家,今年以来又有许多新的项目陆续开工,储能企业40家。"
    assert marked("氢能企业多少家", sentence) == ["30家"]
    assert marked("储能企业多少家", sentence) == ["40家"]


def test_marks_are_of_the_sentence_not_of_the_article() -> None:
    whole = small("前面有99座加氢站。后面有20座加氢站。")
    start = whole.text.index("后面")
    assert marks_of(read_question("加氢站多少座"), whole, Span(start, start + 11), alike) == (Span(3, 6),)


SENTENCES = st.text("企业家3０0年月日,。近约亿%区长张晓鸣在路举行é㎡ ", min_size=1, max_size=40).filter(str.strip)


QUESTIONS = st.sampled_from(["有多少家企业", "什么时候", "占比", "在哪里举行", "谁", "多久", "how many", "支持什么"])


@given(SENTENCES, QUESTIONS)
def test_marks_lie_within_the_sentence_in_order(sentence: str, text: str) -> None:
    whole, question = small(sentence, people=("张晓鸣",)), read_question(text)
    marks = marks_of(question, whole, span_of(whole, sentence), alike)
    assert list(marks) == sorted(set(marks))
    assert all(0 <= mark.start < mark.end <= len(sentence) for mark in marks)
    assert all(mark.of(sentence) == mark.of(sentence).strip() for mark in marks)
    kind = kind_of(question.folded)
    assert kind is not None
    found = things_asked_for(kind, question, whole, sentence)
    assert set(marks) <= set(found)
    assert bool(found) == has_thing_asked_for(kind, question, whole, sentence, fold_text(sentence))
