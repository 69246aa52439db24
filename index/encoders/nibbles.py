"""Rows of numbers in 4 bits each: sixteen levels for the whole table, one float32 scale a row.

At one size in bytes, 512 dimensions of 4 bits serve better than 256 of 8: the model card has the figures.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .base import Vectors

LEVELS = 16


def pack(numbers: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Level numbers ``uint8 (n, d)``, 0 to 15, d even -> ``uint8 (n, d / 2)``.

    Byte k holds number k (its low half) and number k + d / 2 (its high half).
    """
    half = numbers.shape[1] // 2
    return np.ascontiguousarray(numbers[:, :half] | (numbers[:, half:] << 4))


def unpack(packed: NDArray[np.uint8], scales: NDArray[np.float32] | None, levels: NDArray[np.float32]) -> Vectors:
    """``uint8 (n, d / 2)``, ``float32 (n,)`` and ``float32 (16,)`` -> ``float32 (n, d)``: level times scale.

    Without ``scales``, the levels alone: the rows' directions.
    """
    count, half = packed.shape
    rows = np.empty((count, 2 * half), dtype=np.float32)
    both = np.arange(256)  # what each byte holds: looked up whole, its halves need not be taken apart
    rows[:, :half] = levels[both & 15][packed]
    rows[:, half:] = levels[both >> 4][packed]
    if scales is not None:
        rows *= scales[:, None]
    return rows
