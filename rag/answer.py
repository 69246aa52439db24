"""The stages from hits to an answer or a refusal: coverage, evidence, support, composition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from index.i18n import Message
from index.types import Article

from . import abstain
from .by_district import asks_by_district, grouped
from .clauses import narrowed
from .compose import MARGIN, Group, compose
from .coverage import ANSWERING_SECTIONS, Said, covers, uncovered
from .evidence import Evidence, find_evidence
from .kinds import asks_for_several
from .parts import Part
from .query import Question
from .retrieve import Passages
from .types import Citation, Claim, Form, Hit, Refusal, RefusalReason, Struck
from .verify import faults
from .versions import newest_first, notes_on

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


Finding = Callable[[Question], Sequence[Hit]]
"""Finds the passages for a question, best first."""


def answer(question: Question, parts: Sequence[Part], find: Finding, passages: Passages) -> Found:
    """Claims and citations, or a refusal; for a question with ``parts`` a group of claims for each that is answered."""
    if not parts:
        return _whole(question, find(question), passages)
    found = [(part, _evidence(part.question, find(part.question), passages)) for part in parts]
    groups = [_group(part.label, part.question, its) for part, its in found if not isinstance(its, Found)]
    if not groups:
        return next(its for _, its in found if isinstance(its, Found))
    notes = tuple(_unanswered(part.label) for part, its in found if isinstance(its, Found))
    claims, citations = compose(groups, passages.lexical.idf)
    return Found(claims, citations, form="table" if len(groups) > 1 else _form(claims), notes=notes)


def _whole(question: Question, hits: Sequence[Hit], passages: Passages) -> Found:
    evidence = _evidence(question, hits, passages)
    if isinstance(evidence, Found):
        return evidence
    groups = [_group("", question, newest_first(question, evidence, MARGIN))]
    if asks_by_district(question):
        groups = [Group(name, question, its, is_list=False) for name, its in grouped(question, evidence)] or groups
    claims, citations = compose(groups, passages.lexical.idf)
    return Found(claims, citations, form=_form(claims), notes=notes_on(citations, [hit.article for hit in hits]))


def _evidence(question: Question, hits: Sequence[Hit], passages: Passages) -> list[Evidence] | Found:
    """The evidence, best first (at least one), or a refusal, from the hits of a question (none: nothing is near)."""
    if abstain.nothing_near(question, hits):
        return refused(question, hits, "nothing_near", _NOTHING)
    articles = {hit.article_id: hit.article for hit in hits if hit.section in ANSWERING_SECTIONS}
    said = {key: Said(article) for key, article in articles.items()}
    missing = uncovered(question, said.values())
    if missing:
        return refused(question, hits, *missing)
    covering = {key for key, its in said.items() if covers(question, its)}
    covering_hits = [hit for hit in hits if hit.article_id in covering and hit.section in ANSWERING_SECTIONS]
    if abstain.nothing_near(question, covering_hits):
        return refused(question, hits, "not_said", _UNSAID)
    evidence, of_best = answering(question, covering_hits, passages)
    if not evidence or (not asks_by_district(question) and abstain.says_too_little(question, of_best, passages)):
        return refused(question, hits, "not_said", _UNSAID)
    return narrowed(question, evidence, passages, MARGIN)


def answering(question: Question, hits: Sequence[Hit], passages: Passages) -> tuple[list[Evidence], list[Hit]]:
    """What of ``hits`` may answer, best first, and those of them that are of the best's article; nothing of either for none."""
    evidence = abstain.saying(question, find_evidence(question, hits, passages))
    best = evidence[0].hit.article_id if evidence else ""
    return evidence, [hit for hit in hits if hit.article_id == best]


def _group(label: str, question: Question, evidence: Sequence[Evidence]) -> Group:
    return Group(label, question, evidence, asks_for_several(question.folded))


def _form(claims: Sequence[Claim]) -> Form:
    return "list" if any(claim.item for claim in claims) else "text"


def proved(question: Question, found: Found, article: Callable[[str], Article]) -> Found:
    """``found`` with the claims alone that their citations carry, and their citations; a refusal where none is left.

    ``article`` fetches an article anew by its id: what is shown is what the index holds.
    """
    kept = tuple(claim for claim in found.claims if not faults(claim, found.citations, article))
    if len(kept) == len(found.claims):
        return found
    if not kept:
        return refused(question, (), "not_said", _UNSAID)
    cited = {number for claim in kept for number in claim.citations}
    return replace(found, claims=kept, citations=tuple(it for it in found.citations if it.number in cited))


def _unanswered(label: str) -> Message:
    return Message(f"{label}: the articles do not say.", f"{label}：文章没有说明。")


def refused(question: Question, hits: Sequence[Hit], reason: RefusalReason, explanation: Message) -> Found:
    """No claim, no citation, and why."""
    nearest = tuple(hits[: abstain.NEAREST])
    return Found(refusal=Refusal(reason, explanation, explanation.in_(question.language), nearest))
