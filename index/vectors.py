"""The dense leg's store: FAISS, exact inner product (cosine, since rows have unit length)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from .encoders.base import Vectors
from .i18n import Message
from .manifest import damaged

if TYPE_CHECKING:
    from collections.abc import Sequence


class VectorIndex:
    """``float32 (n, d)`` unit rows, searched exactly. Row numbers are the passages' ordinals."""

    def __init__(self, faiss_index: Any) -> None:
        self._index = faiss_index

    @classmethod
    def from_vectors(cls, vectors: Vectors) -> VectorIndex:
        """Raises ``ValueError`` unless ``vectors`` is float32, two-dimensional, with rows of length 1 (or 0)."""
        import faiss

        check_unit_rows(vectors)
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors))
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> VectorIndex:
        """Map the file into memory. Raises :class:`IndexDamaged` when FAISS can't read it."""
        import faiss

        # A question is one query, over which threads only wait for each other: 3.8 ms with two, 1.4 with one, on 25,000
        # rows of 512; four times that between numpy's own.
        faiss.omp_set_num_threads(1)
        try:
            return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC))
        except RuntimeError as error:
            raise damaged(path, Message("no FAISS index", "不是 FAISS 索引")) from error

    def save(self, path: Path) -> None:
        import faiss

        faiss.write_index(self._index, str(path))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimensions(self) -> int:
        return int(self._index.d)

    def search(self, queries: Vectors, k: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """The ``min(k, n)`` nearest rows of each query: ``(cosines, ordinals)``, each ``(q, min(k, n))``, nearest first.

        Ties by ordinal, at the last place too: FAISS is asked for more until every row that ties with it is there.
        """
        k = min(k, len(self))
        if k == 0:
            return np.zeros((len(queries), 0), dtype=np.float32), np.zeros((len(queries), 0), dtype=np.int64)
        queries = np.ascontiguousarray(queries, dtype=np.float32)
        fetched = k
        while True:
            fetched = min(2 * fetched, len(self))
            scores, ordinals = self._index.search(queries, fetched)
            if fetched == len(self) or (scores[:, -1] < scores[:, k - 1]).all():
                break
        order = np.lexsort((ordinals, -scores), axis=1)[:, :k]
        return np.take_along_axis(scores, order, axis=1), np.take_along_axis(ordinals, order, axis=1)

    def rows(self, ordinals: Sequence[int] | NDArray[np.int64]) -> Vectors:
        """The vectors of these passages, ``(len(ordinals), d)``."""
        wanted = np.asarray(ordinals, dtype=np.int64)
        if not len(wanted):
            return np.zeros((0, self.dimensions), dtype=np.float32)
        rows: Vectors = self._index.reconstruct_batch(wanted)
        return rows


def check_unit_rows(vectors: Vectors) -> None:
    """The one place where vectors are checked on their way in."""
    if vectors.ndim != 2 or vectors.dtype != np.float32:
        raise ValueError(f"vectors must be float32 (n, d), got {vectors.dtype} {vectors.shape}")
    norms = np.linalg.norm(vectors, axis=1)
    wrong = np.flatnonzero(~(np.abs(norms - 1) <= 1e-3) & (norms != 0))
    if len(wrong):
        raise ValueError(f"vectors must have unit rows; row {wrong[0]} has norm {norms[wrong[0]]:.4f}")
