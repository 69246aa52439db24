"""The last stage, where one is asked for: a cross-encoder reads question and passage together and orders the best anew.

It costs a transformer's pass a passage, so only the best by the stages before are given to it; the rest stays below
them, in the order it had.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

DEPTH = 30
"""Passages that are scored anew: more than an answer is made from (`EVIDENCE_HITS` of `rag/engine.py`), so that no answer
mixes both kinds of score, and not many more, as each is a transformer's pass. Not tuned."""


class Reranker(Protocol):
    """Scores passages for a question, each by itself."""

    def scores(self, question: str, passages: Sequence[str]) -> NDArray[np.float32]:
        """``float32 (len(passages),)``, on any scale whose 0 lies between relevant and not; higher is better."""
        ...


@dataclass(frozen=True, slots=True)
class Rescoring:
    """A reranker, and the text it reads of the passage of an ordinal: title and text, as written, not folded."""

    reranker: Reranker
    text_of: Callable[[int], str]


def load_reranker(name: str | None) -> Reranker | None:
    """The cross-encoder of that name (the hub's, or a folder); ``None`` where no name is given.

    Raises ``ModelUnavailable`` when neither this machine nor the hub has it, ``BadInput`` when it is no reranker.
    """
    if not name:
        return None
    from .crossencoder import CrossEncoderReranker  # late: brings torch

    return CrossEncoderReranker(name)


def rescored(
    question: str,
    ordinals: NDArray[np.int64],
    scores: NDArray[np.float32],
    order: NDArray[np.int64],
    rescoring: Rescoring,
) -> NDArray[np.float32]:
    """New scores for the passages ``ordinals``, ``float32 (n,)``: the first ``DEPTH`` of ``order`` (best first, by
    ``scores``) by the reranker, between 0 and 1; the rest at -1 and below, as far from each other as they were.

    So a teaser, its score halved by the engine, is below all that is held relevant (over 1/2) and above the rest.
    """
    best, rest = order[:DEPTH], order[DEPTH:]
    texts = [rescoring.text_of(int(ordinal)) for ordinal in ordinals[best]]
    changed = scores.copy()
    changed[best] = between_0_and_1(rescoring.reranker.scores(question, texts))
    if len(rest):
        changed[rest] -= changed[rest[0]] + 1
    return changed


def between_0_and_1(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """``1/2 + x / (2 (1 + |x|))``, the order kept: 0 becomes 1/2.

    Not the sigmoid: in float32 that is 1 from 17 on, and in the six digits that are printed 0 below -14, while
    rerankers give such scores and their order should be seen.
    """
    return np.asarray(0.5 + scores / (2 * (1 + np.abs(scores))), dtype=np.float32)
