"""The stages from hits to an answer or a refusal: coverage, evidence, support, composition."""

from __future__ import annotations

from collections.abc import Sequence

from index.i18n import Message

from . import abstain
from .compose import compose
from .evidence import Evidence, find_evidence
from .query import Question
from .retrieve import Passages
from .types import Citation, Claim, Hit, Refusal

_NOTHING = Message("Nothing in the articles is near this question.", "文章中没有与这个问题相近的内容。")
_UNSAID = Message(
    "The articles come near this question, but do not answer it.", "文章中有相关内容,但没有说明这个问题。"
)


def answer(
    question: Question, hits: Sequence[Hit], passages: Passages
) -> tuple[tuple[Claim, ...], tuple[Citation, ...], Refusal | None]:
    """Claims and citations, or a refusal, from the hits of a question (best first; none: nothing is near)."""
    if abstain.nothing_near(question, hits):
        return (), (), abstain.refuse(question, hits, "nothing_near", _NOTHING)
    missing = abstain.uncovered(question, hits)
    if missing:
        return (), (), abstain.refuse(question, hits, *missing)
    evidence = find_evidence(question, hits, passages)
    covering = [item for item in evidence if abstain.covers(question, item.hit.article)]
    if abstain.not_said(question, covering):
        return (), (), abstain.refuse(question, hits, "not_said", _UNSAID)
    return (*compose(_groups(question, covering)), None)


def _groups(question: Question, evidence: list[Evidence]) -> list[list[Evidence]]:
    """One group, or one a district for a question over several."""
    if len(question.districts) < 2:
        return [evidence]
    groups = [
        [item for item in evidence if abstain.has_district(item.hit.article, district)]
        for district in question.districts
    ]
    return [group for group in groups if group]
