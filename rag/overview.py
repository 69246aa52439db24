"""The passages on a plane: their vectors' two principal components, for people who look before they ask.

Principal components: with ``V`` the vectors less their mean and ``w1``, ``w2`` the eigenvectors of ``V^T V`` with the largest
eigenvalues, a passage ``v`` lies at ``(v w1, v w2)``. https://en.wikipedia.org/wiki/Principal_component_analysis
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoders.base import Vectors
from index.open import OpenIndex
from index.types import Span

MOST_POINTS = 3000
"""More can't be told apart on a screen, and take seconds to draw."""
_BEGINNING = 60


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A passage: ``span`` of the article; ``beginning``: its first characters; ``x`` and ``y`` have no unit."""

    ordinal: int
    article_id: str
    span: Span
    beginning: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class PassageMap:
    """``points``: the passages by number, or a sample of them; ``passages``: how many the index holds."""

    points: tuple[MapPoint, ...]
    passages: int


def passage_map(index: OpenIndex, most: int = MOST_POINTS) -> PassageMap:
    """All passages, or ``most`` of them drawn by lot, the same each time."""
    total = len(index.vectors)
    ordinals = np.arange(total)
    if total > most:
        ordinals = np.sort(np.random.default_rng(0).choice(total, most, replace=False))
    places = project(index.vectors.rows(ordinals))
    return PassageMap(tuple(_point(index, int(it), *place) for it, place in zip(ordinals, places, strict=True)), total)


def project(vectors: Vectors) -> NDArray[np.float64]:
    """``(n, 2)``: the first two principal components of ``(n, d)`` vectors; zeros where there is nothing to tell apart.

    Turned so that the direction that a component weighs most is positive, so that the map is the same each time.
    """
    places = np.zeros((len(vectors), 2))
    if not len(vectors):
        return places
    centred = vectors.astype(np.float64) - vectors.mean(axis=0, dtype=np.float64)
    _, components = np.linalg.eigh(centred.T @ centred)  # ascending; a tenth of the time of an SVD of 3,000 vectors
    for axis, component in enumerate(components.T[:-3:-1]):
        sign = np.sign(component[np.abs(component).argmax()])
        places[:, axis] = centred @ component * sign
    return places


def _point(index: OpenIndex, ordinal: int, x: float, y: float) -> MapPoint:
    passage = index.catalog.passage(ordinal)
    beginning = " ".join(passage.text[: 2 * _BEGINNING].split())
    shown = beginning if len(beginning) <= _BEGINNING else beginning[:_BEGINNING] + "…"
    return MapPoint(ordinal, passage.article_id, passage.span, shown, float(x), float(y))
