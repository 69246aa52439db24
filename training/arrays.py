"""Many texts as one flat array of token ids, and cutting them without a Python loop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

__all__ = ["Ids", "Offsets", "Ragged", "concatenate", "encode_texts"]

Ids = NDArray[np.int32]
Offsets = NDArray[np.int64]

_CHUNK = 20_000


@dataclass(frozen=True, slots=True)
class Ragged:
    """Row ``i`` is ``ids[starts[i]:starts[i + 1]]``; ``ids`` int32 (tokens,), ``starts`` int64 (rows + 1,)."""

    ids: Ids
    starts: Offsets

    def __len__(self) -> int:
        """Rows."""
        return len(self.starts) - 1

    @property
    def lengths(self) -> Offsets:
        """Tokens a row, int64 (rows,)."""
        return np.diff(self.starts)

    def spans(self, begin: Offsets, length: Offsets) -> Ragged:
        """The stretches ``ids[begin:begin + length]``, one a row."""
        starts = np.concatenate([[0], np.cumsum(length)]).astype(np.int64)
        where = np.arange(starts[-1]) + np.repeat(begin - starts[:-1], length)
        return Ragged(self.ids[where], starts)

    def take(self, rows: Offsets, limit: int) -> Ragged:
        """``rows`` cut to at most ``limit`` tokens each."""
        begin = self.starts[rows]
        return self.spans(begin, np.minimum(self.starts[rows + 1] - begin, limit))

    def keep(self, mask: NDArray[np.bool_]) -> Ragged:
        """The tokens where ``mask`` (tokens,) holds, row by row."""
        before = np.concatenate([[0], np.cumsum(mask)])
        return Ragged(self.ids[mask], before[self.starts].astype(np.int64))


def concatenate(parts: Sequence[Ragged]) -> Ragged:
    """The rows of all ``parts``, one after the other."""
    lengths = np.concatenate([part.lengths for part in parts])
    return Ragged(
        np.concatenate([part.ids for part in parts]), np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    )


def encode_texts(tokenizer: Tokenizer, texts: Sequence[str], limit: int) -> Ragged:
    """Token ids of folded ``texts``, at most ``limit`` each; the same ids as the product's encoder sees."""
    rows: list[Ids] = []
    for start in range(0, len(texts), _CHUNK):
        encoded = tokenizer.encode_batch_fast(list(texts[start : start + _CHUNK]), add_special_tokens=False)
        rows.extend(np.asarray(e.ids[:limit], dtype=np.int32) for e in encoded)
    lengths = np.fromiter((len(row) for row in rows), dtype=np.int64, count=len(rows))
    ids = np.concatenate(rows) if rows else np.empty(0, np.int32)
    return Ragged(ids, np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64))
