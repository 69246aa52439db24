"""The stages from hits to an answer or a refusal: coverage, evidence, support, composition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.i18n import Message

from . import abstain
from .compose import compose
from .evidence import ANSWERING_SECTIONS, Evidence, find_evidence
from .query import Question
from .retrieve import Passages
from .types import Citation, Claim, Form, Hit, Refusal, RefusalReason, Struck

_NOTHING = Message("Nothing in the articles is near this question.", "文章中没有与这个问题相近的内容。")
_UNSAID = Message(
    "The articles come near this question, but do not answer it.", "文章中有相关内容，但没有说明这个问题。"
)


@dataclass(frozen=True, slots=True)
class Found:
    """Claims and their citations, or none of either and a refusal; see :class:`Answer` for the fields."""

    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    refusal: Refusal | None = None
    form: Form = "text"
    notes: tuple[Message, ...] = ()
    model: str | None = None
    struck: tuple[Struck, ...] = ()


def answer(question: Question, hits: Sequence[Hit], passages: Passages) -> Found:
    """Claims and citations, or a refusal, from the hits of a question (best first; none: nothing is near)."""
    if abstain.nothing_near(question, hits):
        return refused(question, hits, "nothing_near", _NOTHING)
    articles = {hit.article_id: hit.article for hit in hits if hit.section in ANSWERING_SECTIONS}
    said = {key: abstain.Said.by(article) for key, article in articles.items()}
    missing = abstain.uncovered(question, said.values())
    if missing:
        return refused(question, hits, *missing)
    covering = {key for key, its in said.items() if abstain.covers(question, its)}
    covering_hits = [hit for hit in hits if hit.article_id in covering and hit.section in ANSWERING_SECTIONS]
    if abstain.nothing_near(question, covering_hits) or abstain.unmet(question, covering_hits, passages):
        return refused(question, hits, "not_said", _UNSAID)
    evidence = abstain.saying(question, find_evidence(question, covering_hits, passages))
    if not evidence:
        return refused(question, hits, "not_said", _UNSAID)
    return Found(*compose(_groups(question, evidence, said)))


def refused(question: Question, hits: Sequence[Hit], reason: RefusalReason, explanation: Message) -> Found:
    """No claim, no citation, and why."""
    nearest = tuple(hits[: abstain.NEAREST])
    return Found(refusal=Refusal(reason, explanation, explanation.in_(question.language), nearest))


def _groups(question: Question, evidence: list[Evidence], said: dict[str, abstain.Said]) -> list[list[Evidence]]:
    """One group, or one a district for a question over several."""
    if len(question.districts) < 2:
        return [evidence]
    groups = [
        [item for item in evidence if district in said[item.hit.article_id].districts]
        for district in question.districts
    ]
    return [group for group in groups if group]
