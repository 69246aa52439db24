"""The token ids of every passage, sentence by sentence, so that neither ranking nor answering tokenises passages again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .encoders import TokenEncoder
from .sentences import split_sentences
from .types import Passage, Span

_ARRAYS = ("token_ids.npy", "token_pieces.npy", "token_starts.npy", "token_holders.npy")


class TokenIndex:
    """All ids one passage after the other; where in them each piece (a heading, a sentence) begins and at which piece each
    passage (an entry more than there are, both); and how many passages hold each id."""

    def __init__(
        self,
        ids: NDArray[np.int32],
        pieces: NDArray[np.int64],
        starts: NDArray[np.int64],
        holders: NDArray[np.int64],
    ) -> None:
        self._ids = ids
        self._pieces = pieces
        self._starts = starts
        self._holders = holders

    @classmethod
    def from_ids(cls, ids: Sequence[NDArray[np.int32]]) -> TokenIndex:
        """Each passage as one piece."""
        return cls.from_pieces([[passage] for passage in ids])

    @classmethod
    def from_pieces(cls, passages: Sequence[Sequence[NDArray[np.int32]]]) -> TokenIndex:
        """The ids of each passage, piece by piece."""
        none = np.zeros(0, dtype=np.int32)
        whole = [np.concatenate([none, *pieces]).astype(np.int32) for pieces in passages]
        lengths = [len(piece) for pieces in passages for piece in pieces]
        holders = np.bincount(np.concatenate([none, *map(np.unique, whole)]))
        return cls(
            np.concatenate([none, *whole]),
            _running_sum(lengths),
            _running_sum([len(pieces) for pieces in passages]),
            holders.astype(np.int64),
        )

    @classmethod
    def load(cls, folder: Path) -> TokenIndex:
        # As plain arrays, mapped all the same: each slice of a memmap costs a microsecond more, and there are hundreds.
        arrays = [np.load(folder / name, mmap_mode="r", allow_pickle=False).view(np.ndarray) for name in _ARRAYS]
        return cls(arrays[0], arrays[1], arrays[2], arrays[3])

    def save(self, folder: Path) -> None:
        arrays: tuple[NDArray[np.integer], ...] = (self._ids, self._pieces, self._starts, self._holders)
        for name, array in zip(_ARRAYS, arrays, strict=True):
            np.save(folder / name, array, allow_pickle=False)

    @classmethod
    def of_passages(cls, passages: Sequence[Passage], encoder: TokenEncoder) -> TokenIndex:
        """The heading of each passage ("" too), then its sentences (:func:`sentences_of`)."""
        texts = [[it.heading, *(span.of(it.text) for span in sentences_of(it))] for it in passages]
        ids = iter(encoder.token_ids([text for of_passage in texts for text in of_passage]))
        return cls.from_pieces([list(islice(ids, len(of_passage))) for of_passage in texts])

    def __len__(self) -> int:
        return len(self._starts) - 1

    def of(self, ordinal: int) -> NDArray[np.int32]:
        """The ids of one passage, ``int32 (tokens,)``."""
        first, last = self._pieces[self._starts[ordinal]], self._pieces[self._starts[ordinal + 1]]
        return np.asarray(self._ids[first:last])

    def pieces_of(self, ordinal: int) -> list[NDArray[np.int32]]:
        """The ids of one passage, ``int32 (tokens,)`` for each of its pieces."""
        bounds = self._pieces[self._starts[ordinal] : self._starts[ordinal + 1] + 1].tolist()
        return [np.asarray(self._ids[first:last]) for first, last in pairwise(bounds)]

    def idf(self, ids: NDArray[np.int32]) -> NDArray[np.float32]:
        """``ln(1 + (n - df + 0.5) / (df + 0.5))`` of each id, as in BM25 (`lexical.py`), ``float32 (len(ids),)``."""
        known = ids < len(self._holders)
        frequency = np.zeros(len(ids))
        frequency[known] = self._holders[ids[known]]
        return np.log1p((len(self) - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)


def sentences_of(passage: Passage) -> tuple[Span, ...]:
    """The sentences of a passage, as spans of its text; those whose tokens are kept as pieces."""
    return split_sentences(passage.text, Span(0, len(passage.text))) if passage.text else ()


def _running_sum(numbers: Sequence[int]) -> NDArray[np.int64]:
    """0 and the sum up to each number."""
    return np.concatenate(([0], np.cumsum(np.array(numbers, dtype=np.int64))))
