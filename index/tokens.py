"""The token ids of every passage, kept so that late interaction need not tokenise passages again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_ARRAYS = ("token_ids.npy", "token_starts.npy", "token_holders.npy")


class TokenIndex:
    """All ids one passage after the other, where each passage's begin (``n + 1`` entries), and how many hold each id."""

    def __init__(self, ids: NDArray[np.int32], starts: NDArray[np.int64], holders: NDArray[np.int64]) -> None:
        self._ids = ids
        self._starts = starts
        self._holders = holders

    @classmethod
    def from_ids(cls, ids: Sequence[NDArray[np.int32]]) -> TokenIndex:
        starts = np.concatenate(([0], np.cumsum([len(passage) for passage in ids]))).astype(np.int64)
        none = [np.zeros(0, dtype=np.int32)]
        flat = np.concatenate([*none, *ids]).astype(np.int32)
        holders = np.bincount(np.concatenate([*none, *(np.unique(passage) for passage in ids)]))
        return cls(flat, starts, holders.astype(np.int64))

    @classmethod
    def load(cls, folder: Path) -> TokenIndex:
        arrays = [np.load(folder / name, mmap_mode="r", allow_pickle=False) for name in _ARRAYS]
        return cls(arrays[0], arrays[1], arrays[2])

    def save(self, folder: Path) -> None:
        arrays: tuple[NDArray[np.integer], ...] = (self._ids, self._starts, self._holders)
        for name, array in zip(_ARRAYS, arrays, strict=True):
            np.save(folder / name, array, allow_pickle=False)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def of(self, ordinal: int) -> NDArray[np.int32]:
        """The ids of one passage, ``int32 (tokens,)``."""
        return np.asarray(self._ids[self._starts[ordinal] : self._starts[ordinal + 1]])

    def idf(self, ids: NDArray[np.int32]) -> NDArray[np.float32]:
        """``ln(1 + (n - df + 0.5) / (df + 0.5))`` of each id, as in BM25 (`lexical.py`), ``float32 (len(ids),)``."""
        known = ids < len(self._holders)
        frequency = np.zeros(len(ids))
        frequency[known] = self._holders[ids[known]]
        return np.log1p((len(self) - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)
