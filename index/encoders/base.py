"""What an encoder is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Texts -> ``float32 (n, dimensions)``, C-contiguous, rows of unit L2 norm (a zero row for a text without tokens).

    ``name`` is what the user asked for; ``fingerprint`` tells two models of one name apart.
    """

    @property
    def name(self) -> str: ...
    @property
    def fingerprint(self) -> str: ...
    @property
    def dimensions(self) -> int: ...
    def encode_queries(self, texts: Sequence[str]) -> Vectors: ...
    def encode_passages(self, texts: Sequence[str]) -> Vectors: ...


@runtime_checkable
class TokenEncoder(Protocol):
    """An encoder whose tokens have vectors of their own, so that passages can be compared token by token."""

    @property
    def fingerprint(self) -> str: ...

    def token_ids(self, texts: Sequence[str]) -> list[NDArray[np.int32]]:
        """The token ids of each text; an empty array for a text without tokens."""
        ...

    def token_vectors(self, ids: NDArray[np.int32]) -> Vectors:
        """``float32 (len(ids), dimensions)``, unit rows."""
        ...

    def token_weights(self, ids: NDArray[np.int32]) -> NDArray[np.float32]:
        """How much each token tells, ``float32 (len(ids),)``, >= 0; only their ratios count."""
        ...


def unit_rows(vectors: NDArray[np.floating]) -> Vectors:
    """Rows divided by their L2 norm, float32 and C-contiguous; zero rows stay zero."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.ascontiguousarray(vectors / np.where(norms == 0, 1, norms), dtype=np.float32)
