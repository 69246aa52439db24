"""The passages' token ids, kept one after the other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from numpy.typing import NDArray

from index.encoders import TokenEncoder
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


@pytest.mark.parametrize("passages", [[], [[]], [[[1, 2], [], [3]], [[4]]], [[[]], [], [[5], [5, 6]]]])
def test_each_piece_gets_its_own_back(passages: list[list[list[int]]], tmp_path: Path) -> None:
    built = TokenIndex.from_pieces([[np.array(ids, dtype=np.int32) for ids in pieces] for pieces in passages])
    built.save(tmp_path)
    for tokens in (built, TokenIndex.load(tmp_path)):
        assert [[ids.tolist() for ids in tokens.pieces_of(it)] for it in range(len(tokens))] == passages
        assert [tokens.of(it).tolist() for it in range(len(tokens))] == [
            [it for piece in pieces for it in piece] for pieces in passages
        ]


def test_an_id_in_two_pieces_is_in_one_passage() -> None:
    tokens = TokenIndex.from_pieces([[np.array([1], dtype=np.int32)] * 2, [np.array([2], dtype=np.int32)]])
    assert tokens.idf(np.array([1, 2], dtype=np.int32)) == pytest.approx([math.log(2)] * 2)


class Characters:
    """An encoder whose ids are code points."""

    def token_ids(self, texts: Sequence[str]) -> list[NDArray[np.int32]]:
        return [np.array([ord(it) for it in text], dtype=np.int32) for text in texts]


def test_the_pieces_of_a_passage_are_its_heading_and_its_sentences() -> None:
    passages = [
        Passage("a", Span(0, 10), "body", "題", "支持企業。 獎勵人才。"),
        Passage("a", Span(11, 14), "teaser", "", "大会。"),
    ]
    tokens = TokenIndex.of_passages(passages, cast(TokenEncoder, Characters()))
    texts = [["".join(map(chr, ids)) for ids in tokens.pieces_of(ordinal)] for ordinal in range(2)]
    assert texts == [["題", "支持企業。", "獎勵人才。"], ["", "大会。"]]
    assert [span.of(passages[0].text) for span in sentences_of(passages[0])] == texts[0][1:]
