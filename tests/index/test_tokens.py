"""The passages' token ids, kept one after the other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.tokens import TokenIndex, sentences_of
from index.types import Passage, Span


@pytest.mark.parametrize("passages", [[], [[]], [[3, 1], [], [2]], [[], [7, 7, 7]]])
def test_each_passage_gets_its_own_back(passages: list[list[int]], tmp_path: Path) -> None:
    built = TokenIndex.from_ids([np.array(ids, dtype=np.int32) for ids in passages])
    built.save(tmp_path)
    for tokens in (built, TokenIndex.load(tmp_path)):
        assert len(tokens) == len(passages)
        assert [tokens.of(ordinal).tolist() for ordinal in range(len(tokens))] == passages
        assert all(tokens.of(ordinal).dtype == np.int32 for ordinal in range(len(tokens)))


def test_idf_counts_passages_not_tokens() -> None:
    tokens = TokenIndex.from_ids([np.array(ids, dtype=np.int32) for ids in ([1, 1, 2], [2], [2, 0])])
    expected = [math.log(1 + (3 - df + 0.5) / (df + 0.5)) for df in (1, 1, 3, 0, 0)]
    assert tokens.idf(np.array([0, 1, 2, 3, 99], dtype=np.int32)) == pytest.approx(expected)
    assert tokens.idf(np.zeros(0, dtype=np.int32)).shape == (0,)


def test_idf_of_no_passages() -> None:
    assert TokenIndex.from_ids([]).idf(np.array([5], dtype=np.int32)) == pytest.approx([math.log(2)])


@pytest.mark.parametrize("passages", [[], [[]], [[[]]], [[[3, 1], [], [2]]], [[[], [7]], [], [[7, 7], [1]]]])
def test_each_piece_comes_back(passages: list[list[list[int]]], tmp_path: Path) -> None:
    built = TokenIndex.from_pieces([[np.array(ids, dtype=np.int32) for ids in pieces] for pieces in passages])
    built.save(tmp_path)
    for tokens in (built, TokenIndex.load(tmp_path)):
        assert len(tokens) == len(passages)
        for ordinal, pieces in enumerate(passages):
            assert [piece.tolist() for piece in tokens.pieces_of(ordinal)] == pieces
            assert tokens.of(ordinal).tolist() == [id_ for piece in pieces for id_ in piece]
            assert all(piece.dtype == np.int32 for piece in tokens.pieces_of(ordinal))


def test_a_passage_has_a_token_once_however_many_pieces_hold_it() -> None:
    pieces = TokenIndex.from_pieces([[np.array([1]), np.array([1, 2])], [np.array([2])]])
    whole = TokenIndex.from_ids([np.array([1, 1, 2], dtype=np.int32), np.array([2], dtype=np.int32)])
    ids = np.array([1, 2, 3], dtype=np.int32)
    assert pieces.idf(ids).tolist() == whole.idf(ids).tolist()


class Lengths:
    """Gives each text one token: its number of characters; none for an empty one."""

    fingerprint = "lengths"

    def token_ids(self, texts: Sequence[str]) -> list[NDArray[np.int32]]:
        return [np.array([len(text)] if text else [], dtype=np.int32) for text in texts]

    def token_vectors(self, ids: NDArray[np.int32]) -> NDArray[np.float32]:
        return np.ones((len(ids), 1), dtype=np.float32)

    def token_weights(self, ids: NDArray[np.int32]) -> NDArray[np.float32]:
        return np.ones(len(ids), dtype=np.float32)


def passage(heading: str, text: str) -> Passage:
    return Passage("a", Span(0, len(text) or 1), "body", heading, text)


def test_the_pieces_of_a_passage_are_its_heading_and_its_sentences() -> None:
    passages = [passage("标题", "甲乙丙。丁。"), passage("", "甲。"), passage("标", "")]
    tokens = TokenIndex.of_passages(passages, Lengths())
    pieces = [[piece.tolist() for piece in tokens.pieces_of(ordinal)] for ordinal in range(3)]
    assert pieces == [[[2], [4], [2]], [[], [2]], [[1]]]
    assert [len(sentences_of(it)) for it in passages] == [2, 1, 0]
    assert len(TokenIndex.of_passages([], Lengths())) == 0
