"""The token ids of every passage, kept so that late interaction need not tokenise passages again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_IDS, _STARTS = "token_ids.npy", "token_starts.npy"


class TokenIndex:
    """Two arrays: all ids one passage after the other, and where each passage's begin (``n + 1`` entries)."""

    def __init__(self, ids: NDArray[np.int32], starts: NDArray[np.int64]) -> None:
        self._ids = ids
        self._starts = starts

    @classmethod
    def from_ids(cls, ids: Sequence[NDArray[np.int32]]) -> TokenIndex:
        starts = np.concatenate(([0], np.cumsum([len(passage) for passage in ids]))).astype(np.int64)
        flat = np.concatenate(ids) if len(ids) else np.zeros(0, dtype=np.int32)
        return cls(flat.astype(np.int32), starts)

    @classmethod
    def load(cls, folder: Path) -> TokenIndex:
        arrays = [np.load(folder / name, mmap_mode="r", allow_pickle=False) for name in (_IDS, _STARTS)]
        return cls(arrays[0], arrays[1])

    def save(self, folder: Path) -> None:
        np.save(folder / _IDS, self._ids, allow_pickle=False)
        np.save(folder / _STARTS, self._starts, allow_pickle=False)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def of(self, ordinal: int) -> NDArray[np.int32]:
        """The ids of one passage, ``int32 (tokens,)``."""
        return np.asarray(self._ids[self._starts[ordinal] : self._starts[ordinal + 1]])
