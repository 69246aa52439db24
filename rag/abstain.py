"""When not to answer: nothing is near, or the articles don't say. What a question pins down: `rag/coverage.py`."""

from __future__ import annotations

from collections.abc import Sequence

from index.i18n import Language, Message

from .coverage import ANSWERING_SECTIONS
from .evidence import Evidence
from .filters import Filters
from .kinds import kind_of
from .query import Question
from .rerank import nearest_cosines
from .retrieve import Passages
from .types import Hit, RefusalReason

NEAREST = 3
"""Passages that a refusal shows."""
GOOD_ENOUGH = 0.6
"""A sentence with this share of the best one's score may hold what is asked for."""

NOTHING_NEAR: dict[Language, float] = {"zh": 0.42, "en": 0.365}
"""A question is refused when no passage is at least this near, by the question's language (words of another language
are never as near as the same words). Between the nearest unanswerable and the farthest answerable question of the odd
half of tests/gold and of tests/districts: 0.384 and 0.458 for Chinese, 0.344 and 0.387 for English (bench/refusals.py)."""
CARRIES, UNMET = 0.25, 0.26
"""A word that carries this share of a Chinese question must have a word at least this near in the articles: 宠物 carries
a third of 静安区人才公寓可以养宠物吗, and nothing about flats is near it. Calibrated as above."""


def nothing_near(question: Question, hits: Sequence[Hit]) -> bool:
    """Whether no title or body found is near the question."""
    nearest = max((hit.near for hit in hits if hit.section in ANSWERING_SECTIONS), default=0.0)
    return nearest < NOTHING_NEAR[question.language]


def unmet(question: Question, hits: Sequence[Hit], passages: Passages) -> bool:
    """Whether a word that carries the question has nothing near it in any of the hits.

    Only for a Chinese question: across languages single words are far from each other even where passages are near.
    """
    if question.language != "zh":
        return False
    encoder = passages.token_encoder
    ids = encoder.token_ids([question.focus_text])[0]
    if not len(ids) or not hits:
        return False
    stored = [passages.tokens.of(hit.ordinal) for hit in hits]
    nearest = nearest_cosines(encoder.token_vectors(ids), stored, encoder).max(axis=0)
    weights = encoder.token_weights(ids)
    return bool(((weights >= CARRIES * weights.sum()) & (nearest < UNMET)).any())


def saying(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence (best first) that may answer; ``[]``: the articles don't say.

    Where a number, a date or a place is asked for, those of the good sentences that hold one.
    """
    kind = kind_of(question.folded)
    if kind is None or not kind.strict:
        return list(evidence)
    return [item for item in evidence if item.is_kind and item.score >= GOOD_ENOUGH * evidence[0].score]


def filtered_out(filters: Filters) -> tuple[RefusalReason, Message]:
    """Why nothing was looked at: no article passes the filters."""
    reason: RefusalReason = (
        "district" if filters.district else "date" if filters.since or filters.until else "nothing_near"
    )
    return reason, Message("No article passes the filters.", "没有文章符合筛选条件。")
