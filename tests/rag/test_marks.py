"""Where in a sentence stands what was asked for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.fold import fold_text
from index.types import Article, Span
from rag.kinds import kind_of
from rag.marks import has_thing_asked_for, marks_of, things_asked_for
from rag.query import read_question

from .made_up import article


def alike(terms: Sequence[str]) -> NDArray[np.float32]:
    """Every term tells as much."""
    return np.ones(len(terms), dtype=np.float32)


def marked(question: str, sentence: str, of: Article | None = None) -> list[str]:
    whole = of or article(sentence)
    at = whole.text.index(sentence)
    marks = marks_of(read_question(question), whole, Span(at, at + len(sentence)), alike)
    return [mark.of(sentence) for mark in marks]


@pytest.mark.parametrize(
    ("question", "sentence", "marks"),
    [
        ("普陀有多少家企业", "企业数增加到了近3000家。", ["近3000家"]),
        ("普陀有多少家企業", "企業數增加到了近３０００家。", ["近３０００家"]),  # as it is written
        ("大会在哪里举行", "大會在半馬蘇河會議中心舉行。", ["半馬蘇河會議中心"]),
        ("大会什么时候举行", "11月22日举行大会。", ["11月22日"]),
        ("2024年的大会什么时候举行", "2024年举行大会。", []),  # the question says it itself
        ("How many companies are there?", "It has 8,300 firms.", ["8,300"]),
        ("占多大比重", "产值占34.79%。", ["34.79%"]),
        ("普陀支持什么", "支持3000家企业。", []),  # no form tells what answers
        ("普陀的政策", "支持3000家企业。", []),
        ("普陀有多少家企业", "支持企业。", []),
    ],
)
def test_marks(question: str, sentence: str, marks: list[str]) -> None:
    assert marked(question, sentence) == marks


def test_of_several_the_one_beside_the_questions_words() -> None:
    sentence = "氢能企业30家,今年以来又有许多新的项目陆续开工,储能企业40家。"
    assert marked("氢能企业多少家", sentence) == ["30家"]
    assert marked("储能企业多少家", sentence) == ["40家"]


def test_as_many_as_are_asked_for() -> None:
    sentence = "氢能企业30家,储能企业40家,另有园区50家。"
    assert marked("氢能企业多少家,储能企业多少家", sentence) == ["30家", "40家"]


def test_nothing_where_nothing_tells_them_apart() -> None:
    assert marked("加氢站多少座", "共30座,共40座。") == []


def test_persons_are_those_whom_the_article_marks() -> None:
    sentence = "区长张晓鸣出席,李小明陪同。"
    assert marked("谁出席大会", sentence, article(sentence, people=("李小明", "王大力"))) == ["张晓鸣"]
    assert marked("张晓鸣和谁出席大会", sentence, article(sentence, people=("李小明",))) == ["李小明"]
    assert marked("谁出席大会", "企业出席。", article("企业出席。", people=("李小明",))) == []


def test_marks_are_of_the_sentence_not_of_the_article() -> None:
    whole = article("前面有99座加氢站。后面有20座加氢站。")
    start = whole.text.index("后面")
    assert marks_of(read_question("加氢站多少座"), whole, Span(start, start + 11), alike) == (Span(3, 6),)


SENTENCES = st.text("企业家3０0年月日,。近约亿%区长张晓鸣在路举行é㎡ ", min_size=1, max_size=40).filter(str.strip)
QUESTIONS = st.sampled_from(["有多少家企业", "什么时候", "占比", "在哪里举行", "谁", "多久", "how many", "支持什么"])


@given(SENTENCES, QUESTIONS)
def test_marks_lie_within_the_sentence_in_order(sentence: str, text: str) -> None:
    whole, question = article(sentence, people=("张晓鸣",)), read_question(text)
    marks = marks_of(question, whole, Span(0, len(sentence)), alike)
    assert list(marks) == sorted(set(marks))
    assert all(0 <= mark.start < mark.end <= len(sentence) for mark in marks)
    assert all(mark.of(sentence) == mark.of(sentence).strip() for mark in marks)
    kind = kind_of(question.folded)
    assert kind is not None
    found = things_asked_for(kind, question, whole, sentence)
    assert set(marks) <= set(found)
    assert bool(found) == has_thing_asked_for(kind, question, whole, sentence, fold_text(sentence))
