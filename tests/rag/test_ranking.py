"""Fusion and late interaction, by their formulas, on encoders whose vectors are one-hot by keyword."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from index.encoders.base import Vectors
from index.lexical import LexicalIndex
from rag.fuse import MATCHED_FROM, MATCHED_TO, WEIGHT_MATCHED, WEIGHT_UNMATCHED, fuse, lexical_weight
from rag.query import read_question
from rag.rerank import maxsim, nearest_cosines
from rag.retrieve import Candidates


class OneHot:
    """Token ``n`` has the unit vector along axis ``n``; its weight is ``n``."""

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


def test_the_weight_follows_how_much_of_the_question_is_matched() -> None:
    lexical = LexicalIndex.from_texts(["普陀区政策", "松江区产业"])
    assert lexical_weight(read_question("普陀区政策"), lexical) == WEIGHT_MATCHED
    assert lexical_weight(read_question("policies of the place"), lexical) == WEIGHT_UNMATCHED
    # 普陀 and 陀区 stand in one passage of two, 红烧 in none.
    known, unknown = np.log1p((2 - 1 + 0.5) / (1 + 0.5)), np.log1p((2 + 0.5) / 0.5)
    matched = 2 * known / (2 * known + 2 * unknown)
    rise = min(1, max(0, (matched - MATCHED_FROM) / (MATCHED_TO - MATCHED_FROM)))
    expected = WEIGHT_UNMATCHED + (WEIGHT_MATCHED - WEIGHT_UNMATCHED) * rise
    assert lexical_weight(read_question("普陀区 红烧肉"), lexical) == pytest.approx(expected)
