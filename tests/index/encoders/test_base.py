"""Unit rows."""

from __future__ import annotations

import numpy as np
import pytest

from index.encoders.base import unit_rows


def test_rows_get_unit_length_and_zeros_stay() -> None:
    rows = unit_rows(np.array([[3.0, 4.0], [0.0, 0.0], [0.0, -2.0]]))
    assert rows.tolist() == [[pytest.approx(3 / 5), pytest.approx(4 / 5)], [0, 0], [0, -1]]
    assert rows.dtype == np.float32
    assert rows.flags["C_CONTIGUOUS"]


def test_no_rows_and_slices() -> None:
    assert unit_rows(np.zeros((0, 3))).shape == (0, 3)
    assert unit_rows(np.eye(4)[:, ::2]).flags["C_CONTIGUOUS"]
