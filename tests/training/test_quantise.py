"""float32 -> int8 with a scale a row, and back."""

from __future__ import annotations

import numpy as np

from training.quantise import quantise, restore


def test_a_value_is_off_by_half_a_step_at_most() -> None:
    vectors = np.random.default_rng(7).normal(size=(50, 16)).astype(np.float32)
    whole, scales = quantise(vectors)
    assert (whole.dtype, scales.dtype) == (np.int8, np.float32)
    assert np.abs(whole).max(axis=1).tolist() == [127] * 50  # every row uses the whole range
    assert (np.abs(restore(whole, scales) - vectors) <= scales[:, None] * 0.5001).all()


def test_a_zero_row_stays_zero() -> None:
    whole, scales = quantise(np.zeros((1, 4), dtype=np.float32))
    assert restore(whole, scales).tolist() == [[0, 0, 0, 0]]
