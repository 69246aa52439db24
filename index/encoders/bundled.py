"""The bundled static model: tokens -> rows of one table, their mean, unit length. numpy and tokenizers, no torch.

The same computation as sentence-transformers' ``StaticEmbedding`` and ``Normalize`` (which `wenju models export`
writes), on folded text. The table is int8 with one float32 scale a row; `training/` makes it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from ..fold import fold_text
from .base import Vectors, unit_rows

FOLDER = Path(__file__).parent / "wenju-static"
_BATCH = 512  # texts tokenised at a time: bounds the memory for their tokens' rows


class BundledEncoder:
    """Symmetric: a query and a passage are encoded alike. Thread-safe: nothing changes after the start."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.name = "bundled"
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.fingerprint = hashlib.sha256(json.dumps(config, sort_keys=True).encode()).hexdigest()[:16]
        self._tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._rows: NDArray[np.int8] = np.load(folder / "vectors.npy", mmap_mode="r", allow_pickle=False)
        self._scales: NDArray[np.float32] = np.load(folder / "scales.npy", allow_pickle=False).astype(np.float32)

    @property
    def dimensions(self) -> int:
        return int(self._rows.shape[1])

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self.pool(self.token_ids(texts))

    def pool(self, ids: Sequence[NDArray[np.int32]]) -> Vectors:
        """The unit vector of each text given as token ids."""
        vectors = np.zeros((len(ids), self.dimensions), dtype=np.float32)
        for start in range(0, len(ids), _BATCH):
            batch = ids[start : start + _BATCH]
            lengths = np.array([len(text) for text in batch])
            filled = np.flatnonzero(lengths)
            if len(filled):
                starts = np.concatenate(([0], np.cumsum(lengths[filled])[:-1]))
                sums = np.add.reduceat(self._floats(np.concatenate(batch)), starts, axis=0)
                vectors[start + filled] = sums / lengths[filled, None]
        return unit_rows(vectors)

    def token_ids(self, texts: Sequence[str]) -> list[NDArray[np.int32]]:
        ids: list[NDArray[np.int32]] = []
        for start in range(0, len(texts), _BATCH):
            folded = [fold_text(text) for text in texts[start : start + _BATCH]]
            encodings = self._tokenizer.encode_batch_fast(folded, add_special_tokens=False)
            ids += [np.array(encoding.ids, dtype=np.int32) for encoding in encodings]
        return ids

    def token_vectors(self, ids: NDArray[np.int32]) -> Vectors:
        return unit_rows(self._floats(ids))

    def token_weights(self, ids: NDArray[np.int32]) -> NDArray[np.float32]:
        """The rows' squared norms: training makes the rows of telling tokens long, those of "the" and 的 short."""
        return np.asarray(np.square(self._floats(ids)).sum(axis=1), dtype=np.float32)

    def float_table(self) -> Vectors:
        """The whole table in float32, ``(vocabulary, dimensions)``, token weights included: for export."""
        return np.ascontiguousarray(self._rows * self._scales[:, None], dtype=np.float32)

    def _floats(self, ids: NDArray[np.int32]) -> NDArray[np.float32]:
        return self._rows[ids].astype(np.float32) * self._scales[ids, None]
