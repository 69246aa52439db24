"""The stages of ranking, in order: retrieve, fuse, rerank; then a cross-encoder, where one is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.lexical import LexicalIndex

from . import rerank
from .fuse import fuse, lexical_weight, native_share, same_language
from .query import Question
from .rescore import rescored
from .retrieve import DEPTH, Candidates, Passages, retrieve


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


def rank(question: Question, passages: Passages, allowed: Sequence[int] | None = None, *, widened: int = 1) -> Ranking:
    """Rank the passages (those ``allowed``; all, where ``None``) for a question; of ``widened`` times as many candidates."""
    held = _holding_phrases(question, passages.lexical, allowed)
    candidates = retrieve(question, passages, held, DEPTH * widened)
    same = same_language(question, passages.lexical, candidates.ordinals)
    fused = fuse(candidates, lexical_weight(native_share(candidates, same)))
    scores, nearness = fused.copy(), candidates.cosines.copy()
    if len(fused):
        top = by_score(fused, candidates.ordinals)[: rerank.DEPTH * widened]
        ordinals = candidates.ordinals[top]
        late, nearness[top] = rerank.late_interaction(question, ordinals, passages.tokens, passages.token_encoder)
        bonus = np.float32(rerank.WEIGHT) * rerank.even_languages(late, same[top])
        # The bonus keeps the reranked above the rest: no passage outside could have lost to them only for want of it.
        scores[top] += bonus
        rest = np.setdiff1d(np.arange(len(fused)), top)
        scores[rest] += bonus.min(initial=0)
    if passages.rescoring:
        order = by_score(scores, candidates.ordinals)
        scores = rescored(question.text, candidates.ordinals, scores, order, passages.rescoring)
    return Ranking(candidates, by_score(scores, candidates.ordinals), scores, fused, nearness)


def _holding_phrases(question: Question, lexical: LexicalIndex, allowed: Sequence[int] | None) -> Sequence[int] | None:
    """Those of ``allowed`` that hold every term of the phrases which the question quotes; where none does, ``allowed``."""
    if not question.required:
        return allowed
    held = lexical.holding(question.required)
    kept = held if allowed is None else np.intersect1d(held, allowed)
    return kept.tolist() if len(kept) else allowed


def by_score(scores: NDArray[np.float32], ordinals: NDArray[np.int64]) -> NDArray[np.int64]:
    """Positions, best score first, ties by ordinal."""
    return np.lexsort((ordinals, -scores))
