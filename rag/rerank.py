"""Late interaction over static token vectors: does each word of the question have a near one in the passage?

    maxsim(q, d) = sum_q w(q) * max_d cos(q, d) / sum_q w(q)

over the tokens q of the question and d of the passage; w(q) is minus the log of q's share of the training text. After
ColBERT's MaxSim (https://arxiv.org/abs/2004.12832), weighted, and without a transformer: microseconds a passage.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.encoders import TokenEncoder
from index.tokens import TokenIndex

DEPTH = 50
"""Candidates that are reranked: the best by the fused score."""
WEIGHT = 2.0


def maxsim(
    question_ids: NDArray[np.int32],
    passages: Sequence[NDArray[np.int32]],
    encoder: TokenEncoder,
    factors: NDArray[np.float32] | None = None,
) -> NDArray[np.float32]:
    """``float32 (len(passages),)``, -1 to 1; 0 for a passage, or a question, without tokens.

    ``factors``, ``float32 (len(question_ids),)``, multiply the question tokens' weights.
    """
    result = np.zeros(len(passages), dtype=np.float32)
    filled = [number for number, ids in enumerate(passages) if len(ids)]
    weights = encoder.token_weights(question_ids)
    if factors is not None:
        weights = weights * factors
    if not filled or not weights.sum() > 0:
        return result
    lengths = np.array([len(passages[number]) for number in filled])
    distinct, places = np.unique(np.concatenate([passages[number] for number in filled]), return_inverse=True)
    cosines = encoder.token_vectors(question_ids) @ encoder.token_vectors(distinct).T
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    nearest = np.maximum.reduceat(cosines[:, places], starts, axis=1)
    result[filled] = weights @ nearest / weights.sum()
    return result


def late_interaction(
    question: str, ordinals: NDArray[np.int64], tokens: TokenIndex, encoder: TokenEncoder
) -> NDArray[np.float32]:
    """:func:`maxsim` of a question and stored passages, ``float32 (len(ordinals),)``."""
    return maxsim(encoder.token_ids([question])[0], [tokens.of(int(ordinal)) for ordinal in ordinals], encoder)
