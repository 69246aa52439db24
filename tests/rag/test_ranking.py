"""Fusion and late interaction, by their formulas, on encoders whose vectors are one-hot by keyword."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from index.encoders.base import Vectors
from index.lexical import LexicalIndex
from index.tokens import TokenIndex
from rag.fuse import NEAREST, STEEPNESS, WEIGHT_ACROSS, WEIGHT_WITHIN, fuse, lexical_weight, native_share, same_language
from rag.query import read_question
from rag.rerank import even_languages, late_interaction, maxsim, nearest_cosines
from rag.retrieve import Candidates
from rag.types import Leg


class OneHot:
    """Token ``n`` has the unit vector along axis ``n``; its weight is ``n``."""

    fingerprint = "one-hot"

    def token_ids(self, texts: Sequence[str]) -> list[NDArray[np.int32]]:
        return [np.array([int(word) for word in text.split()], dtype=np.int32) for text in texts]

    def token_vectors(self, ids: NDArray[np.int32]) -> Vectors:
        return np.eye(8, dtype=np.float32)[ids]

    def token_weights(self, ids: NDArray[np.int32]) -> NDArray[np.float32]:
        return ids.astype(np.float32)


def test_maxsim_is_the_weighted_share_of_the_question_found() -> None:
    encoder = OneHot()
    (question,) = encoder.token_ids(["1 2 3"])
    passages = encoder.token_ids(["3 5 3", "1 2 3", "", "7"])
    nearest = nearest_cosines(encoder.token_vectors(question), passages, encoder)
    found = maxsim(nearest, encoder.token_weights(question))
    assert found == pytest.approx([3 / (1 + 2 + 3), (1 + 2 + 3) / (1 + 2 + 3), 0, 0])


def test_maxsim_of_nothing_is_zero() -> None:
    encoder = OneHot()
    nothing = encoder.token_vectors(np.zeros(0, dtype=np.int32))
    nearest = nearest_cosines(nothing, encoder.token_ids(["1 2"]), encoder)
    assert maxsim(nearest, np.zeros(0, dtype=np.float32)).tolist() == [0.0]


def test_maxsim_with_weights_a_passage() -> None:
    nearest = np.array([[1.0, 0.5], [1.0, 0.5]], dtype=np.float32)
    weights = np.array([[1.0, 0.0], [1.0, 3.0]], dtype=np.float32)
    assert maxsim(nearest, weights) == pytest.approx([1.0, (1 * 1.0 + 3 * 0.5) / 4])


def test_fused_is_cosine_plus_weighted_share() -> None:
    cosines, shares = np.array([0.5, 0.2], dtype=np.float32), np.array([0.1, 0.3], dtype=np.float32)
    candidates = Candidates(np.array([0, 1]), cosines, shares, {}, {})
    assert fuse(candidates, 6.0) == pytest.approx([0.5 + 6 * 0.1, 0.2 + 6 * 0.3])


def candidates_of(ranks: Sequence[int | None]) -> Candidates:
    """One candidate a rank of the dense leg; ``None``: it did not find that one."""
    dense = {ordinal: Leg(rank, 0.5) for ordinal, rank in enumerate(ranks) if rank is not None}
    scores = np.zeros(len(ranks), dtype=np.float32)
    return Candidates(np.arange(len(ranks)), scores, scores, dense, {})


@pytest.mark.parametrize(
    ("same", "share"),
    [([True, True, True, False], 1.0), ([False, False, False, True], 0.0), ([True, False, True, True], 2 / 3)],
)
def test_the_weight_follows_the_language_of_the_nearest(same: list[bool], share: float) -> None:
    candidates = candidates_of([1, NEAREST - 1, NEAREST, NEAREST + 1])  # the last is not among the nearest
    expected = WEIGHT_ACROSS + (WEIGHT_WITHIN - WEIGHT_ACROSS) * share**STEEPNESS
    assert lexical_weight(native_share(candidates, np.array(same))) == pytest.approx(expected)


def test_other_constants_for_the_sweep() -> None:
    candidates, same = candidates_of([1, 2, 3]), np.array([True, False, True])
    assert native_share(candidates, same, nearest=2) == 1 / 2
    assert lexical_weight(1 / 2, across=2, within=6, steepness=3) == 2 + (6 - 2) * (1 / 2) ** 3


def test_late_interaction_is_the_maxsim_of_the_passages_asked_for() -> None:
    encoder = OneHot()
    tokens = TokenIndex.from_ids(encoder.token_ids(["1 2 3", "7", "3 5 3"]))
    ranked, near = late_interaction(read_question("1 2 3"), np.array([2, 0]), tokens, encoder)
    assert near == pytest.approx([3 / (1 + 2 + 3), 1])
    idf = {1: math.log(1 + 2.5 / 1.5), 2: math.log(1 + 2.5 / 1.5), 3: math.log(1 + 1.5 / 2.5)}  # of three passages
    assert ranked == pytest.approx([3 * idf[3] / sum(token * idf[token] for token in idf), 1])


def test_words_decide_where_the_dense_leg_found_nothing() -> None:
    assert native_share(candidates_of([None, None]), np.array([False, False])) == 1.0
    assert lexical_weight(1.0) == WEIGHT_WITHIN


def test_the_language_of_passages() -> None:
    lexical = LexicalIndex.from_texts(["普陀区GMP车间", "GMP standards of 2024 in 普陀区", "2024", ""])
    everything = np.arange(4)
    assert same_language(read_question("普陀区有什么?"), lexical, everything).tolist() == [True, False, True, True]
    for english in ("what is there?", "What happened on November 22, 2024?", "Putuo subsidies?"):
        assert same_language(read_question(english), lexical, everything).tolist() == [False, True, False, False]


def test_half_of_the_lead_of_the_questions_language_is_taken_off() -> None:
    near = np.array([0.9, 0.8, 0.7, 0.1, 0.5, 0.4], dtype=np.float32)
    same = np.array([True, True, True, True, False, False])
    lead = (0.9 + 0.8 + 0.7) / 3 - (0.5 + 0.4) / 2
    assert even_languages(near, same) == pytest.approx([*(near[:4] - lead / 2), 0.5, 0.4])


@pytest.mark.parametrize("same", [True, False])
def test_one_language_is_left_as_it_is(same: bool) -> None:
    near = np.array([0.9, 0.1], dtype=np.float32)
    assert even_languages(near, np.array([same, same])).tolist() == near.tolist()
