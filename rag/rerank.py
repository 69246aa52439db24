"""Late interaction over static token vectors: does each word of the question have a near one in the passage?

    maxsim(q, d) = sum_q w(q) * max_d cos(q, d) / sum_q w(q)

over the tokens q of the question and d of the passage. After ColBERT's MaxSim (https://arxiv.org/abs/2004.12832),
weighted, and without a transformer: microseconds a passage. To rank, w(q) is what the encoder says q tells, times q's
idf among the passages; tried on the development sets: squared row norms, row norms, each with and without idf, idf,
minus log share. To tell whether anything is near at all, no idf: among few passages it says little.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.encoders import TokenEncoder
from index.encoders.base import Vectors
from index.tokens import TokenIndex

from .query import Question

DEPTH = 50
"""Candidates that are reranked: the best by the fused score."""
WEIGHT = 2.0
"""Of the maxsim beside the fused score; 1, 1.5, 2 and 3 were tried on the development sets (`bench/tune.py`)."""

_BEST, _HELD_BACK = 3, 0.5


def late_interaction(
    question: Question, ordinals: NDArray[np.int64], tokens: TokenIndex, encoder: TokenEncoder
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The :func:`maxsim` of each passage, with idf (to rank) and without (nearness), ``float32 (len(ordinals),)`` each.

    ``tokens`` are ``encoder``'s.
    """
    ids = encoder.token_ids([question.folded])[0]
    stored = [tokens.of(int(ordinal)) for ordinal in ordinals]
    nearest = nearest_cosines(encoder.token_vectors(ids), stored, encoder)
    weights = encoder.token_weights(ids)
    return maxsim(nearest, weights * tokens.idf(ids)), maxsim(nearest, weights)


def nearest_cosines(question: Vectors, passages: Sequence[NDArray[np.int32]], encoder: TokenEncoder) -> Vectors:
    """``max_d cos(q, d)`` for each passage (token ids) and token of the question (``question``: its vectors).

    ``float32 (len(passages), len(question))``; zeros for a passage without tokens.
    """
    nearest = np.zeros((len(passages), len(question)), dtype=np.float32)
    filled = [number for number, ids in enumerate(passages) if len(ids)]
    if filled and len(question):
        lengths = [len(passages[number]) for number in filled]
        distinct, places = np.unique(np.concatenate([passages[number] for number in filled]), return_inverse=True)
        cosines = encoder.token_vectors(distinct) @ question.T
        starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
        nearest[filled] = np.maximum.reduceat(cosines[places], starts, axis=0)
    return nearest


def words_met(
    text: str, passages: Sequence[NDArray[np.int32]], encoder: TokenEncoder
) -> tuple[Vectors, NDArray[np.float32]]:
    """:func:`nearest_cosines` of the tokens of ``text``, and what each tells: ``float32 (len(passages), tokens)``, ``(tokens,)``."""
    ids = encoder.token_ids([text])[0]
    return nearest_cosines(encoder.token_vectors(ids), passages, encoder), encoder.token_weights(ids)


def maxsim(nearest: Vectors, weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """The formula above: ``float32 (len(nearest),)``, -1 to 1; zeros where no token has a weight.

    ``weights``: one for all passages ``(tokens,)``, or one row a passage ``(len(nearest), tokens)``.
    """
    total = np.asarray(weights.sum(axis=-1))
    return np.asarray((nearest * weights).sum(axis=1) / np.where(total > 0, total, 1), dtype=np.float32)


def even_languages(near: NDArray[np.float32], same: NDArray[np.bool_]) -> NDArray[np.float32]:
    """``near`` with the question's language held back where passages of both are there, ``float32 (n,)``.

    Words of one language match exactly, whatever the passages say: half of the lead that the best three in the
    question's language (``same``) have over the best three in the other is taken off all of them. Tried by hand: a half
    and the whole, of the best 3, 10 and 30 and of the medians (see `rag/fuse.py` for the sets).
    """
    if same.all() or not same.any():
        return near
    lead = float(np.sort(near[same])[-_BEST:].mean() - np.sort(near[~same])[-_BEST:].mean())
    return np.asarray(near - np.float32(_HELD_BACK * lead) * same, dtype=np.float32)
