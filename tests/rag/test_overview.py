"""The map of passages: two principal components, always the same."""

from __future__ import annotations

import math

import numpy as np
import pytest

from rag import Engine
from rag.overview import passage_map, project


def test_the_axes_are_where_the_vectors_differ_most() -> None:
    vectors = np.array([[3, 0, 1], [-3, 0, 1], [0, 1, 1], [0, -1, 1]], dtype=np.float32)
    assert project(vectors) == pytest.approx(np.array([[3, 0], [-3, 0], [0, 1], [0, -1]]))
    turned = np.array([[-1, -1, 0], [2, 2, 0], [-1, -1, 0]], dtype=np.float32)  # along one line; the mean is 0
    assert project(turned)[:, 0] == pytest.approx([-math.sqrt(2), 2 * math.sqrt(2), -math.sqrt(2)])
    assert project(turned)[:, 1] == pytest.approx([0, 0, 0], abs=1e-9)


@pytest.mark.parametrize("shape", [(0, 4), (1, 4), (3, 1)])
def test_too_few_to_spread_out(shape: tuple[int, int]) -> None:
    places = project(np.ones(shape, dtype=np.float32))
    assert places.shape == (shape[0], 2)
    assert not places.any()


def test_the_direction_that_weighs_most_is_positive() -> None:
    vectors = np.random.default_rng(1).normal(size=(40, 6)).astype(np.float32)
    places = project(vectors)
    weights = (vectors - vectors.mean(axis=0)).T @ places
    for axis in (0, 1):
        assert weights[np.abs(weights[:, axis]).argmax(), axis] > 0
    assert np.array_equal(places, project(vectors.copy()))


def test_every_passage_is_there_or_a_sample_that_stays(engine: Engine) -> None:
    whole = engine.passage_map()
    assert [point.ordinal for point in whole.points] == list(range(whole.passages))
    assert whole.passages == engine.manifest.passages
    for point in whole.points:
        text = engine.article(point.article_id).text[point.span.start : point.span.end]
        assert " ".join(text.split()).startswith(point.beginning.removesuffix("…"))
        assert len(point.beginning) <= 61
    sample = passage_map(engine._index, most=7)
    ordinals = [point.ordinal for point in sample.points]
    assert len(set(ordinals)) == 7
    assert ordinals == sorted(ordinals)
    assert sample == passage_map(engine._index, most=7)
    assert sample.passages == whole.passages
