"""Two numbers to a byte."""

from __future__ import annotations

import numpy as np

from index.encoders.nibbles import LEVELS, pack, unpack

ODD = np.arange(LEVELS, dtype=np.float32) * 2 + 1  # level n stands for 2n + 1


def test_the_low_halves_are_the_first_half() -> None:
    packed = pack(np.array([[1, 8, 15, 9]], dtype=np.uint8))
    assert packed.tolist() == [[1 | 15 << 4, 8 | 9 << 4]]


def test_every_number_comes_back_as_its_level_times_its_rows_scale() -> None:
    numbers = np.random.default_rng(3).integers(0, LEVELS, size=(20, 6)).astype(np.uint8)
    scales = np.linspace(0.1, 2, 20).astype(np.float32)
    rows = unpack(pack(numbers), scales, ODD)
    assert rows.dtype == np.float32
    assert rows.tolist() == ((2 * numbers.astype(np.float32) + 1) * scales[:, None]).tolist()


def test_no_rows() -> None:
    assert unpack(np.zeros((0, 3), np.uint8), np.zeros(0, np.float32), ODD).shape == (0, 6)
