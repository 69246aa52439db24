"""The passages' token ids, kept one after the other."""

from __future__ import annotations

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
