"""When not to answer."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.tokens import TokenIndex
from rag.abstain import (
    CARRIES,
    GOOD_ENOUGH,
    MET,
    NOTHING_NEAR,
    SHORT,
    UNMET,
    filtered_out,
    nothing_near,
    saying,
    says_too_little,
    shortfall,
    unmet,
)  # fmt: skip
from rag.filters import Filters
from rag.query import read_question
from rag.retrieve import Passages

from .small import evidence, hit, small

PUTUO = small("有企业20家。有企业30家。没有数。", title="普陀区企业", teaser="长宁")


def floats(*numbers: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return np.array(numbers, dtype=np.float32)


def test_shortfall_is_its_formula() -> None:
    assert shortfall(floats(0.5, 0.9), floats(1, 1)) == 0  # both met
    assert shortfall(floats(0.3, 0.9), floats(1, 3)) == pytest.approx(1 * (MET - 0.3) / 4)
    assert shortfall(floats(0, 0), floats(2, 5)) == pytest.approx(MET)
    assert shortfall(floats(0.1), floats(0)) == 0
    assert shortfall(floats(), floats()) == 0


WORDS = st.lists(st.tuples(st.floats(0, 1, width=32), st.floats(0, 8, width=32)), min_size=1, max_size=6)


@given(WORDS, st.floats(0, 1, width=32))
def test_shortfall_lies_between_0_and_met_and_falls_as_words_come_nearer(
    words: list[tuple[float, float]], nearer: float
) -> None:
    nearest, weights = floats(*(near for near, _ in words)), floats(*(weight for _, weight in words))
    short = shortfall(nearest, weights)
    assert 0 <= short <= MET + 1e-6
    assert shortfall(np.maximum(nearest, np.float32(nearer)), weights) <= short + 1e-6


@given(WORDS)
def test_shortfall_does_not_see_the_weights_scale(words: list[tuple[float, float]]) -> None:
    nearest, weights = floats(*(near for near, _ in words)), floats(*(round(weight) for _, weight in words))
    assert shortfall(nearest, weights * 4) == pytest.approx(shortfall(nearest, weights), abs=1e-6)


class Axes:
    """Each character is a token, 0 to 7 of 甲乙丙丁戊己庚辛: its vector its own axis, its weight 1, that of 甲 ``first``."""

    fingerprint = "axes"

    def __init__(self, first: float = 1.0) -> None:
        self.first = first

    def token_ids(self, texts: list[str]) -> list[np.ndarray[tuple[int, ...], np.dtype[np.int32]]]:
        return [
            np.array(["甲乙丙丁戊己庚辛".index(c) for c in text if c in "甲乙丙丁戊己庚辛"], np.int32) for text in texts
        ]

    def token_vectors(
        self, ids: np.ndarray[tuple[int, ...], np.dtype[np.int32]]
    ) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return np.eye(8, dtype=np.float32)[ids]

    def token_weights(
        self, ids: np.ndarray[tuple[int, ...], np.dtype[np.int32]]
    ) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return np.where(ids == 0, np.float32(self.first), np.float32(1))


def passages(*texts: str, first: float = 1.0) -> Passages:
    encoder = Axes(first)
    return cast(
        Passages, SimpleNamespace(token_encoder=encoder, tokens=TokenIndex.from_ids(encoder.token_ids(list(texts))))
    )


def test_what_an_article_leaves_of_a_question() -> None:
    question = read_question("甲乙丙丁戊己庚辛")
    found = [hit(PUTUO, "有企业20家。", ordinal=0), hit(PUTUO, "有企业30家。", ordinal=1)]
    assert unmet(question, found, passages("甲乙丙丁", "戊己庚辛")) == (0, False)  # its passages together
    assert unmet(question, found[:1], passages("甲乙丙丁", "戊己庚辛")) == (
        pytest.approx(4 / 8 * MET),
        False,
    )  # each 1/8
    assert not says_too_little(question, found, passages("甲乙丙丁", "戊己庚辛"))
    assert 1 / 8 * MET < SHORT["zh"] < 4 / 8 * MET
    assert says_too_little(question, found[:1], passages("甲乙丙丁", "戊己庚辛"))
    assert not says_too_little(question, found[:1], passages("甲乙丙丁戊己庚"))  # short of one of eight


def test_a_word_that_carries_the_question_must_be_met() -> None:
    share = 2.4 / 9.4  # of 甲 among eight, weight 2.4; a shortfall under SHORT by itself
    assert share > CARRIES
    assert share * MET < SHORT["zh"]
    assert UNMET > 0
    question, found = read_question("甲乙丙丁戊己庚辛"), [hit(PUTUO, "有企业20家。")]
    lacking = passages("乙丙丁戊己庚辛", first=2.4)
    assert unmet(question, found, lacking) == (pytest.approx(share * MET), True)
    assert says_too_little(question, found, lacking)
    assert not says_too_little(question, found, passages("甲乙丙丁戊己庚", first=2.4))  # 辛 carries little


def test_nothing_is_left_of_no_hits_or_no_words() -> None:
    assert unmet(read_question("甲乙"), [], passages("甲")) == (0.0, False)
    assert unmet(read_question("子丑"), [hit(PUTUO, "有企业20家。")], passages("甲")) == (0.0, False)


def test_what_teasers_say_is_not_near() -> None:
    question = read_question("普陀")
    teaser = hit(PUTUO, "长宁")
    limit = NOTHING_NEAR["zh"]
    assert nothing_near(question, [])
    assert nothing_near(question, [teaser])
    assert nothing_near(question, [teaser, hit(PUTUO, "没有数。", near=limit - 0.01)])
    assert not nothing_near(question, [teaser, hit(PUTUO, "没有数。", near=limit)])
    assert not nothing_near(
        read_question("Putuo"), [hit(PUTUO, "没有数。", near=limit - 0.01)]
    )  # English asks for less


def test_a_number_asked_for_must_stand_in_a_sentence_that_scores_well() -> None:
    best = evidence(PUTUO, "没有数。", 2.0, is_kind=False)
    good = evidence(PUTUO, "有企业20家。", 2.0 - GOOD_ENOUGH + 0.01)
    bad = evidence(PUTUO, "有企业30家。", 2.0 - GOOD_ENOUGH - 0.01)
    asked = read_question("有多少家企业")
    assert saying(asked, [best, good, bad]) == [good]
    assert saying(asked, [best, bad]) == []
    assert saying(asked, []) == []
    assert saying(read_question("支持什么"), [best, bad]) == [best, bad]  # a list has no one form
    assert saying(read_question("普陀的企业"), [best, bad]) == [best, bad]


def test_why_the_filters_leave_nothing() -> None:
    day = "2024-01-01"
    assert filtered_out(Filters(district="普陀区"))[0] == "district"
    assert filtered_out(Filters(since=day))[0] == filtered_out(Filters(until=day))[0] == "date"
    assert filtered_out(Filters())[0] == "nothing_near"
    said = filtered_out(Filters(district="Foo", since=day, source="日报"))[1]
    assert said.en == "No article passes the filters: Foo, 2024-01-01, 日报."
    assert said.zh == "没有文章符合筛选条件：Foo、2024-01-01、日报。"
