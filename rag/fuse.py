"""Two legs -> one score: cosine + weight(question) * share.

The share (of the question's information that a passage's words hold) is absolute, so a question in another language
gives way to the dense leg by itself; the weight follows how much of the question the lexical leg could match at all.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.lexical import LexicalIndex

from .query import Question
from .retrieve import Candidates

WEIGHT_MATCHED = 6.0
WEIGHT_UNMATCHED = 1.5


def lexical_weight(question: Question, lexical: LexicalIndex) -> float:
    """Between the two weights, by the share of the question's information whose terms stand in any passage."""
    if not question.terms:
        return WEIGHT_UNMATCHED
    idf = lexical.idf(question.terms)
    matched = float(idf[lexical.known(question.terms)].sum() / idf.sum())
    return WEIGHT_UNMATCHED + (WEIGHT_MATCHED - WEIGHT_UNMATCHED) * matched


def fuse(candidates: Candidates, weight: float) -> NDArray[np.float32]:
    """The fused score of every candidate, ``float32 (n,)``."""
    return (candidates.cosines + np.float32(weight) * candidates.shares).astype(np.float32)
