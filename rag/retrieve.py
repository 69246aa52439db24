"""A question -> candidate passages, scored by both legs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoders import Encoder, TokenEncoder
from index.lexical import LexicalIndex
from index.tokens import TokenIndex
from index.vectors import VectorIndex

from .query import Question
from .rescore import Rescoring
from .types import Leg

DEPTH = 100
"""Passages that each leg brings. recall@100 of either leg alone is over 0.99 where it is the better one (dev sets)."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The passages that either leg found, ordered by ordinal; both legs' scores for all of them.

    ``cosines`` and ``shares`` (of the question's information, see `index/lexical.py`) are ``float32 (n,)``;
    ``dense`` and ``lexical`` give rank and score where that leg itself found the passage.
    """

    ordinals: NDArray[np.int64]
    cosines: NDArray[np.float32]
    shares: NDArray[np.float32]
    dense: dict[int, Leg]
    lexical: dict[int, Leg]


@dataclass(frozen=True, slots=True)
class Passages:
    """What ranking needs of an index: a folder's on disk, or an evaluation set's in memory.

    ``rescoring``: for the last stage, where a reranker is asked for.
    """

    vectors: VectorIndex
    lexical: LexicalIndex
    tokens: TokenIndex
    encoder: Encoder
    token_encoder: TokenEncoder
    rescoring: Rescoring | None = None


def retrieve(
    question: Question, passages: Passages, allowed: Sequence[int] | None = None, depth: int = DEPTH
) -> Candidates:
    """Both legs' best ``depth`` passages among ``allowed`` (ordinals; all, where ``None``)."""
    vector = passages.encoder.encode_queries([question.text])
    dense = _dense_leg(vector, passages.vectors, allowed, depth)
    shares = passages.lexical.scores(question.terms)
    lexical = _lexical_leg(shares, allowed, depth)
    ordinals = np.array(sorted({*dense, *lexical}), dtype=np.int64)
    cosines = passages.vectors.rows(ordinals) @ vector[0]
    return Candidates(ordinals, cosines, shares[ordinals], dense, lexical)


def _dense_leg(
    vector: NDArray[np.float32], vectors: VectorIndex, allowed: Sequence[int] | None, depth: int
) -> dict[int, Leg]:
    if not vector.any():
        return {}  # no token of the question is known: every passage would be as near
    if allowed is None:
        cosines, ordinals = vectors.search(vector, depth)
        return _legs(ordinals[0], cosines[0])
    subset = np.asarray(allowed, dtype=np.int64)
    cosines = vectors.rows(subset) @ vector[0]
    best = np.lexsort((subset, -cosines))[:depth]
    return _legs(subset[best], cosines[best])


def _lexical_leg(shares: NDArray[np.float32], allowed: Sequence[int] | None, depth: int) -> dict[int, Leg]:
    subset = np.arange(len(shares)) if allowed is None else np.asarray(allowed, dtype=np.int64)
    found = subset[shares[subset] > 0]
    if len(found) > depth:  # every passage that ties with the last one in, so that ties are cut by ordinal
        last = np.partition(shares[found], len(found) - depth)[len(found) - depth]
        found = found[shares[found] >= last]
    best = found[np.lexsort((found, -shares[found]))][:depth]
    return _legs(best, shares[best])


def _legs(ordinals: NDArray[np.int64], scores: NDArray[np.float32]) -> dict[int, Leg]:
    return {
        int(ordinal): Leg(rank, float(score))
        for rank, (ordinal, score) in enumerate(zip(ordinals, scores, strict=True), start=1)
    }
