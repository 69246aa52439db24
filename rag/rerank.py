"""Late interaction over static token vectors: does each word of the question have a near one in the passage?

    maxsim(q, d) = sum_q w(q) * max_d cos(q, d) / sum_q w(q)

over the tokens q of the question and d of the passage; w(q) is what the encoder says q tells. After ColBERT's MaxSim
(https://arxiv.org/abs/2004.12832), weighted, and without a transformer: microseconds a passage. Weights tried on the
development sets: squared row norms, row norms times idf, row norms, idf, minus log share; the first two were best.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.encoders import TokenEncoder
from index.encoders.base import Vectors

DEPTH = 50
"""Candidates that are reranked: the best by the fused score."""
WEIGHT = 1.5
"""Of the maxsim beside the fused score; 1, 1.5, 2, 3 and 4 were tried on the development sets (`bench/tune.py`)."""


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


def maxsim(nearest: Vectors, weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """The formula above: ``float32 (len(nearest),)``, -1 to 1; zeros where no token has a weight.

    ``weights``: one for all passages ``(tokens,)``, or one row a passage ``(len(nearest), tokens)``.
    """
    total = np.asarray(weights.sum(axis=-1))
    return np.asarray((nearest * weights).sum(axis=1) / np.where(total > 0, total, 1), dtype=np.float32)
