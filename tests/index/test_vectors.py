"""The dense leg's store: what it lets in, and what it finds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.encoders.base import Vectors, unit_rows
from index.errors import IndexDamaged
from index.vectors import VectorIndex

AXES = np.eye(4, dtype=np.float32)
QUERY = unit_rows(np.array([[4, 3, 2, 1]], dtype=np.float32))


@pytest.mark.parametrize(
    ("vectors", "why"),
    [
        (AXES.astype(np.float64), "float64"),
        (AXES[0], r"\(4,\)"),
        (AXES * 2, "row 0 has norm 2.0"),
        (np.vstack([AXES, AXES[:1] * 0.5]), "row 4 has norm 0.5"),
        (np.where(AXES == 1, np.inf, AXES).astype(np.float32), "row 0"),
        (np.where(AXES == 1, np.nan, AXES).astype(np.float32), "row 0"),
    ],
)
def test_vectors_are_checked_at_the_border(vectors: Vectors, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        VectorIndex.from_vectors(vectors)


def test_zero_rows_and_views_come_in() -> None:
    vectors = np.vstack([AXES, np.zeros((1, 4), dtype=np.float32)])
    index = VectorIndex.from_vectors(vectors[:, ::-1])
    assert (len(index), index.dimensions) == (5, 4)
    assert index.rows([4, 0]).tolist() == [[0, 0, 0, 0], [0, 0, 0, 1]]


def test_the_nearest_come_first_with_their_cosines() -> None:
    scores, ordinals = VectorIndex.from_vectors(AXES[::-1]).search(QUERY, 3)
    assert ordinals.tolist() == [[3, 2, 1]]
    assert scores[0] == pytest.approx([4 / 30**0.5, 3 / 30**0.5, 2 / 30**0.5])
    assert (scores.dtype, ordinals.dtype) == (np.float32, np.int64)


def test_no_more_rows_than_there_are() -> None:
    index = VectorIndex.from_vectors(AXES)
    assert index.search(QUERY, 99)[1].tolist() == [[0, 1, 2, 3]]
    assert index.search(np.vstack([QUERY, QUERY]), 0)[1].shape == (2, 0)


def test_an_empty_index_finds_nothing() -> None:
    index = VectorIndex.from_vectors(AXES[:0])
    assert [part.shape for part in index.search(QUERY, 5)] == [(1, 0), (1, 0)]
    assert index.rows([]).shape == (0, 4)


def test_ties_stand_by_ordinal() -> None:
    index = VectorIndex.from_vectors(AXES[[1, 0, 1, 0, 1]])
    assert index.search(QUERY, 5)[1].tolist() == [[1, 3, 0, 2, 4]]


def test_ties_at_the_last_place_are_settled_by_ordinal_too() -> None:
    index = VectorIndex.from_vectors(AXES[[1, 1, 0]])
    assert index.search(QUERY, 2)[1].tolist() == [[2, 0]]


def test_a_bigger_k_begins_with_the_smaller_one() -> None:
    index = VectorIndex.from_vectors(AXES[np.arange(40) * 7 % 4])
    everything = index.search(QUERY, 40)[1][0].tolist()
    for k in range(1, 40):
        assert index.search(QUERY, k)[1][0].tolist() == everything[:k]


@given(st.permutations(range(4)), st.integers(1, 4))
def test_without_ties_a_bigger_k_begins_with_the_smaller_one(order: list[int], k: int) -> None:
    index = VectorIndex.from_vectors(AXES[order])
    assert index.search(QUERY, k)[1][0].tolist() == index.search(QUERY, 4)[1][0][:k].tolist()


@pytest.mark.parametrize("copies", [1, 7, 50])  # FAISS computes big batches in another way
def test_a_batch_finds_what_each_query_finds(copies: int) -> None:
    index = VectorIndex.from_vectors(AXES)
    queries = np.repeat(np.vstack([QUERY, unit_rows(QUERY[:, ::-1])]), copies, axis=0)
    scores, ordinals = index.search(queries, 4)
    for row in range(len(queries)):
        alone = index.search(queries[row : row + 1], 4)
        assert ordinals[row].tolist() == alone[1][0].tolist()
        assert scores[row] == pytest.approx(alone[0][0], abs=1e-6)


def test_what_is_loaded_equals_what_was_saved(tmp_path: Path) -> None:
    path = tmp_path / "a b?#%向量.faiss"
    vectors = unit_rows(np.vstack([AXES, AXES + 1]))
    VectorIndex.from_vectors(vectors).save(path)
    loaded = VectorIndex.load(path)
    assert (len(loaded), loaded.dimensions) == (8, 4)
    assert loaded.rows(range(8)).tolist() == vectors.tolist()
    assert loaded.search(QUERY, 8)[1].tolist() == VectorIndex.from_vectors(vectors).search(QUERY, 8)[1].tolist()


@pytest.mark.parametrize("keep", [0, 8, 40])
def test_a_file_cut_short_is_damaged_and_named(tmp_path: Path, keep: int) -> None:
    path = tmp_path / "vectors.faiss"
    VectorIndex.from_vectors(AXES).save(path)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(IndexDamaged, match=r"vectors\.faiss"):
        VectorIndex.load(path)
