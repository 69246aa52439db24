"""Two legs -> one score: cosine + weight(question) * share.

The share (of the question's information that a passage's words hold) is absolute, so a question that shares nothing with
the articles gives way to the dense leg by itself. The weight follows the languages: where the passages that lie nearest
to the question are in its own, words decide; where they are in another, words that match are mostly chance.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.lexical import LexicalIndex

from .query import Question
from .retrieve import Candidates

WEIGHT_WITHIN, WEIGHT_ACROSS = 12.0, 0.25
"""Where all of the nearest passages are in the question's language, and where none is."""
NEAREST = 50
STEEPNESS = 20
"""weight = ACROSS + (WITHIN - ACROSS) * (share of the ``NEAREST`` passages in the question's language) ** STEEPNESS.

Swept on the development sets and on two that mix them (English questions over the Chinese passages of xquad among the
English of wmt, Chinese questions over wmt's sentences in both languages), with `bench/tune.py`: WITHIN 4 to 16, ACROSS 0
to 1, NEAREST 10 to 50, STEEPNESS 1 to 20. In one language 8 to 16 differ by 0.1 points of the mean. Among articles in
two languages a weight that doesn't follow them puts those in the question's language first, whatever they say: 12 for
all questions leaves mixed sets 30 points and more under the dense leg, a STEEPNESS of 4 still 8, 20 less than one.
"""


def same_language(question: Question, lexical: LexicalIndex, ordinals: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of the passages are in the question's script, ``bool (len(ordinals),)``."""
    return np.asarray(lexical.latin[ordinals] == question.latin)


def native_share(candidates: Candidates, same: NDArray[np.bool_], *, nearest: int = NEAREST) -> float:
    """The share of the ``nearest`` in the question's language, 0 to 1; 1 where the dense leg found nothing.

    ``same`` as :func:`same_language` of the candidates gives it, ``bool (n,)``.
    """
    ranks = (candidates.dense.get(int(ordinal)) for ordinal in candidates.ordinals)
    among = np.array([leg is not None and leg.rank <= nearest for leg in ranks], dtype=np.bool_)
    return float(same[among].mean()) if among.any() else 1.0


def lexical_weight(
    native: float, *, across: float = WEIGHT_ACROSS, within: float = WEIGHT_WITHIN, steepness: int = STEEPNESS
) -> float:
    """Between the two weights, by :func:`native_share`."""
    return across + (within - across) * native**steepness


def fuse(candidates: Candidates, weight: float) -> NDArray[np.float32]:
    """The fused score of every candidate, ``float32 (n,)``."""
    return (candidates.cosines + np.float32(weight) * candidates.shares).astype(np.float32)
