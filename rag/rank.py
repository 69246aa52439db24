"""The stages of ranking, in order: retrieve, fuse, rerank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoders import TokenEncoder
from index.tokens import TokenIndex

from . import rerank
from .fuse import fuse, lexical_weight
from .query import Question
from .retrieve import Candidates, Passages, retrieve


@dataclass(frozen=True, slots=True)
class Ranking:
    """Every candidate, best first. ``scores`` are the final ones; ``order`` indexes ``candidates``' arrays.

    ``nearness`` is the late interaction of those reranked, the cosine of the rest: ``float32 (n,)``.
    """

    candidates: Candidates
    order: NDArray[np.int64]
    scores: NDArray[np.float32]
    fused: NDArray[np.float32]
    nearness: NDArray[np.float32]


def rank(question: Question, passages: Passages, allowed: Sequence[int] | None = None) -> Ranking:
    """Rank the passages (those ``allowed``; all, where ``None``) for a question."""
    candidates = retrieve(question, passages, allowed)
    fused = fuse(candidates, lexical_weight(question, passages.lexical))
    scores, nearness = fused.copy(), candidates.cosines.copy()
    if len(fused):
        top = by_score(fused, candidates.ordinals)[: rerank.DEPTH]
        near = _late_interaction(question, candidates.ordinals[top], passages.tokens, passages.token_encoder)
        # The bonus keeps the reranked above the rest: no passage outside could have lost to them only for want of it.
        scores[top] += np.float32(rerank.WEIGHT) * near
        nearness[top] = near
        rest = np.setdiff1d(np.arange(len(fused)), top)
        scores[rest] += np.float32(rerank.WEIGHT) * near.min(initial=0)
    return Ranking(candidates, by_score(scores, candidates.ordinals), scores, fused, nearness)


def _late_interaction(
    question: Question, ordinals: NDArray[np.int64], tokens: TokenIndex, encoder: TokenEncoder
) -> NDArray[np.float32]:
    """``float32 (len(ordinals),)``"""
    ids = encoder.token_ids([question.folded])[0]
    stored = [tokens.of(int(ordinal)) for ordinal in ordinals]
    nearest = rerank.nearest_cosines(encoder.token_vectors(ids), stored, encoder)
    return rerank.maxsim(nearest, encoder.token_weights(ids))


def by_score(scores: NDArray[np.float32], ordinals: NDArray[np.int64]) -> NDArray[np.int64]:
    """Positions, best score first, ties by ordinal."""
    return np.lexsort((ordinals, -scores))
