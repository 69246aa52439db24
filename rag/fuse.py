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

WEIGHT_MATCHED, WEIGHT_UNMATCHED = 12.0, 0.5
MATCHED_FROM, MATCHED_TO = 0.5, 0.8
"""The weight rises from the second to the first while the matched share of the question rises between the latter two.

Questions of the development sets match 0.74 to 0.87 of their information in their own language, 0.02 to 0.38 in
another. Swept with `bench/tune.py`: 6 to 12 and 0.5 to 2, (0.2, 0.8), (0.3, 0.6), (0.4, 0.7), (0.5, 0.8). The means
of the best settings differ by 0.0004; this is the one of them that stays over BM25 on the government questions.
"""


def lexical_weight(question: Question, lexical: LexicalIndex) -> float:
    """Between the two weights, by the share of the question's information whose terms stand in any passage."""
    if not question.terms:
        return WEIGHT_UNMATCHED
    idf = lexical.idf(question.terms)
    matched = float(idf[lexical.known(question.terms)].sum() / idf.sum())
    rise = min(1.0, max(0.0, (matched - MATCHED_FROM) / (MATCHED_TO - MATCHED_FROM)))
    return WEIGHT_UNMATCHED + (WEIGHT_MATCHED - WEIGHT_UNMATCHED) * rise


def fuse(candidates: Candidates, weight: float) -> NDArray[np.float32]:
    """The fused score of every candidate, ``float32 (n,)``."""
    return (candidates.cosines + np.float32(weight) * candidates.shares).astype(np.float32)
