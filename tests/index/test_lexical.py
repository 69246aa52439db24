"""BM25, by its formula on three documents, and what its shares promise."""

from __future__ import annotations

from math import log
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexical import LexicalIndex

K1, B = 1.2, 0.75
DOCUMENTS = ["a b", "b b c", "d"]  # 2, 3 and 1 terms: 2 on average
AVERAGE = (2 + 3 + 1) / 3


def idf(df: int, n: int = 3) -> float:
    return log(1 + (n - df + 0.5) / (df + 0.5))


def part(tf: int, length: int, k1: float = K1, b: float = B) -> float:
    return tf / (tf + k1 * (1 - b + b * length / AVERAGE))


@pytest.fixture(scope="module")
def index() -> LexicalIndex:
    return LexicalIndex.from_texts(DOCUMENTS, K1, B)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (["a"], [part(1, 2), 0, 0]),
        (["b"], [part(1, 2), part(2, 3), 0]),
        (["d"], [0, 0, part(1, 1)]),
        (["b", "c"], [idf(2) * part(1, 2) / (idf(2) + idf(1)),
                      (idf(2) * part(2, 3) + idf(1) * part(1, 3)) / (idf(2) + idf(1)), 0]),
        (["b", "b", "d"], [2 * idf(2) * part(1, 2) / (2 * idf(2) + idf(1)),
                           2 * idf(2) * part(2, 3) / (2 * idf(2) + idf(1)),
                           idf(1) * part(1, 1) / (2 * idf(2) + idf(1))]),
        (["a", "unseen"], [idf(1) * part(1, 2) / (idf(1) + idf(0)), 0, 0]),
        (["unseen"], [0, 0, 0]),
        ([], [0, 0, 0]),
    ],
)  # fmt: skip
def test_scores_are_the_formula(index: LexicalIndex, question: list[str], expected: list[float]) -> None:
    scores = index.scores(question)
    assert (scores.dtype, scores.shape) == (np.float32, (3,))
    assert scores == pytest.approx(expected, abs=1e-6)


def test_k1_and_b_are_heeded() -> None:
    index = LexicalIndex.from_texts(DOCUMENTS, k1=2.0, b=0.0)
    assert index.scores(["b"]) == pytest.approx([part(1, 2, 2.0, 0.0), part(2, 3, 2.0, 0.0), 0], abs=1e-6)
    assert part(1, 2, 2.0, 0.0) == 1 / 3


def test_idf(index: LexicalIndex) -> None:
    assert index.idf(["a", "b", "unseen"]) == pytest.approx([idf(1), idf(2), idf(0)], abs=1e-6)
    assert index.idf([]).shape == (0,)


def test_the_dates_of_a_text_make_it_no_chinese_one() -> None:
    index = LexicalIndex.from_texts(["Issued Nov 22, 2024", "2024\u5e7411\u670822\u65e5\u53d1\u5e03", "2024", ""])
    assert index.latin.tolist() == [True, False, False, False]


def test_holding_every_term(index: LexicalIndex) -> None:
    assert index.holding(["b"]).tolist() == [0, 1]
    assert index.holding(["b", "a", "b"]).tolist() == [0]
    assert index.holding(["a", "d"]).tolist() == index.holding(["b", "unseen"]).tolist() == []
    assert index.holding([]).tolist() == [0, 1, 2]
    assert LexicalIndex.from_texts([]).holding(["a"]).tolist() == []


def test_chinese_is_met_by_bigrams_of_either_script() -> None:
    index = LexicalIndex.from_texts(["普陀區專項政策", "长宁区座谈会", "Putuo policy"])
    assert np.flatnonzero(index.scores(["专项"])).tolist() == [0]
    assert np.flatnonzero(index.scores(["policy"])).tolist() == [2]


@pytest.mark.parametrize("texts", [[], ["", "。。。"]])
def test_nothing_to_index_is_found_by_no_question(texts: list[str], tmp_path: Path) -> None:
    LexicalIndex.from_texts(texts).save(tmp_path / "lexical")
    for index in (LexicalIndex.from_texts(texts), LexicalIndex.load(tmp_path / "lexical")):
        assert len(index) == len(texts)
        assert index.scores(["a", "b"]).tolist() == [0] * len(texts)


def test_what_is_loaded_equals_what_was_saved(index: LexicalIndex, tmp_path: Path) -> None:
    index.save(tmp_path / "lexical")
    loaded = LexicalIndex.load(tmp_path / "lexical")
    assert len(loaded) == len(index) == 3
    for question in (["a"], ["b", "c"], ["unseen"], []):
        assert loaded.scores(question).tolist() == index.scores(question).tolist()
        assert loaded.idf(question).tolist() == index.idf(question).tolist()


WORDS = st.sampled_from(["a", "b", "c", "d", "普陀", "政策"])
CORPUS = st.lists(st.lists(WORDS, max_size=6).map(" ".join), max_size=6)


@given(CORPUS, st.lists(WORDS | st.just("unseen"), max_size=6))
def test_shares_lie_between_none_and_all(corpus: list[str], question: list[str]) -> None:
    shares = LexicalIndex.from_texts(corpus).scores(question)
    assert shares.shape == (len(corpus),)
    assert ((shares >= 0) & (shares < 1)).all()
    for text, share in zip(corpus, shares, strict=True):
        assert (share > 0) == bool(set(text.split()) & set(question))


@given(CORPUS, st.lists(WORDS, min_size=1, max_size=4))
def test_the_order_of_the_question_does_not_matter(corpus: list[str], question: list[str]) -> None:
    index = LexicalIndex.from_texts(corpus)
    assert index.scores(question) == pytest.approx(index.scores(question[::-1]), abs=1e-6)
