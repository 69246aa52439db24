"""The passages' token ids, kept one after the other."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from index.tokens import TokenIndex


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
