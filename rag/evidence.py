"""Which statements of the passages found answer the question.

A statement is scored by how near the question's words have a word in it (late interaction), by the share of their
information that it holds word for word, by its passage's score and its article's, and by whether it holds the kind of
thing asked for. What the article's title says already counts little: in an article on policy 3.0 every sentence is about
policy 3.0, and the one that answers is the one that has the rest of the question.

The weights were fitted to the odd questions of tests/gold (seeds and news) by a softmax over each question's statements, L2
0.02, and rounded. Left out, since they made no difference: idf within late interaction, the place in the article, the
passage's rank, how near the question's words stand to a figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from index.terms import terms_of
from index.types import Span

from .candidates import Candidate, candidates_of
from .cues import Cue, cues_of, takes_up
from .kinds import Kind, asks_for_several, kind_of
from .marks import has_thing_asked_for
from .query import Question
from .rerank import maxsim, nearest_cosines
from .retrieve import Passages
from .types import Hit

TITLE_SAID = 0.2
"""The weight left to a term or token of the question that the article's title holds already (0.05 to 0.5 tried)."""
ASKED = 4.0
"""How much more a term or token beside the question word counts (1 to 4 tried)."""
_NEAR, _SHARE, _PASSAGE, _ARTICLE = 1.6, 0.25, 1.1, 1.2
_KIND, _THING, _CUE, _AROUND = 0.35, 0.4, 0.3, 0.25
_PINNED = 0.5
"""The version that the question pins down stands in the statement itself. Too few questions to fit; 0.25 and 0.5 tried."""
_CREDITS = 0.6
"""What a sentence that only says who held an event (主办, 承办, 协办) loses, unless that is asked: its long list has every word."""
_LONG, _SHORT_ENOUGH = 0.18, 33
"""A statement over so many characters loses this much each time that its length grows e-fold: long ones hold any word."""

_HELD_BY = re.compile(r"主办.{0,400}(?:承办|协办)|承办.{0,400}协办")
_ASKS_WHO_HELD = re.compile(r"办|谁|单位|机构|组织|指导|\bwho\b|organi[sz]|host|support(?:ing|ed) (?:by|org|unit)")
_WORD = re.compile(r"[^\W_\u3400-\u9fff]+(?:[.\-'](?=\w)[^\W_\u3400-\u9fff]+)*")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement of a hit; ``is_kind``: it holds the kind of thing asked for (true where no kind is)."""

    hit: Hit
    span: Span
    is_kind: bool
    score: float


def find_evidence(question: Question, hits: Sequence[Hit], passages: Passages) -> list[Evidence]:
    """The statements of the hits' titles and bodies, best first, ties by place; ``[]`` for no such hit."""
    candidates = candidates_of(hits, passages.tokens)
    if not candidates:
        return []
    kind, cues = kind_of(question.folded), cues_of(question.folded)
    several = asks_for_several(question.folded)
    held = np.array([_is_kind(kind, it) for it in candidates])
    near, around = _nearness(question, candidates, passages)
    scores = (
        _NEAR * near
        + _AROUND * around
        + _SHARE * _shares(question, candidates, passages)
        + _standing(candidates)
        + _KIND * held
        + np.array([_details(question, kind, cues, it) for it in candidates])
        - _LONG * (np.zeros(len(candidates)) if several else np.array([_too_long(it) for it in candidates]))
    )
    rows = zip(candidates, held, scores, strict=True)
    found = [Evidence(it.hit, it.span, bool(is_kind), float(score)) for it, is_kind, score in rows]
    return sorted(found, key=lambda e: (-e.score, e.hit.article_id, e.span.start))


def _standing(candidates: Sequence[Candidate]) -> NDArray[np.float64]:
    """What each owes to its passage's score and to the best of its article's, as shares of the best of all: ``(n,)``."""
    best = abs(max(it.hit.score for it in candidates)) or 1.0
    of_article: dict[str, float] = {}
    for it in candidates:
        of_article[it.hit.article_id] = max(of_article.get(it.hit.article_id, -np.inf), it.hit.score)
    owed = [_PASSAGE * it.hit.score + _ARTICLE * of_article[it.hit.article_id] for it in candidates]
    return np.array(owed, dtype=np.float64) / best


def _details(question: Question, kind: Kind | None, cues: tuple[Cue, ...], candidate: Candidate) -> float:
    """What a statement owes to its own words: the thing asked for, a cue taken up, a version pinned down."""
    article, text, folded = candidate.hit.article, candidate.text, candidate.folded
    has_thing = kind is not None and has_thing_asked_for(kind, question, article, text, folded)
    is_pinned = any(version in text for version in question.versions)
    is_credits = bool(_HELD_BY.search(folded)) and not _ASKS_WHO_HELD.search(question.folded)
    return _THING * has_thing + _CUE * takes_up(cues, folded) + _PINNED * is_pinned - _CREDITS * is_credits


def _too_long(candidate: Candidate) -> float:
    return max(log(len(candidate.text) / _SHORT_ENOUGH), 0)


def _shares(question: Question, candidates: Sequence[Candidate], passages: Passages) -> NDArray[np.float32]:
    """The share of the focus terms' information that each holds, its title's terms discounted: ``float32 (n,)``."""
    terms = list(dict.fromkeys(question.focus))
    if not terms:
        return np.zeros(len(candidates), dtype=np.float32)
    asked = np.isin(terms, terms_of(question.asked))
    titles = {title: frozenset(terms_of(title)) for title in {it.hit.title for it in candidates}}
    said = np.array([[term in titles[it.hit.title] for term in terms] for it in candidates])
    weights = passages.lexical.idf(terms) * np.where(asked, ASKED, 1) * np.where(said, TITLE_SAID, 1)
    held = np.array([_held(terms, it.form) for it in candidates])
    return np.asarray((held * weights).sum(axis=1) / weights.sum(axis=1), dtype=np.float32)


def _held(terms: Sequence[str], form: str) -> list[bool]:
    """Which terms a folded text holds; nearly as :func:`terms_of` would tell, and faster."""
    words = frozenset(_WORD.findall(form))
    return [term in form if term >= "\u3400" else term in words for term in terms]


def _nearness(
    question: Question, candidates: Sequence[Candidate], passages: Passages
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """How near each is to the question, without what its title says already, and how much nearer the statements beside
    it in its passage are in the words that it is farther from: ``float32 (n,)`` each."""
    encoder = passages.token_encoder
    ids, asked = encoder.token_ids([question.focus_text, question.asked])
    vectors = encoder.token_vectors(ids)
    titles = {it.hit.title: it.title for it in candidates}
    said = dict(zip(titles, np.clip(nearest_cosines(vectors, list(titles.values()), encoder), 0, 1), strict=True))
    left = 1 - (1 - TITLE_SAID) * np.array([said[it.hit.title] for it in candidates])
    weights = (encoder.token_weights(ids) * np.where(np.isin(ids, asked), ASKED, 1) * left).astype(np.float32)
    nearest = nearest_cosines(vectors, [it.tokens for it in candidates], encoder)
    beside = np.zeros_like(nearest)
    for at in range(1, len(candidates)):
        if candidates[at].hit is candidates[at - 1].hit:
            beside[at] = np.maximum(beside[at], nearest[at - 1])
            beside[at - 1] = np.maximum(beside[at - 1], nearest[at])
    return maxsim(nearest, weights), maxsim(np.maximum(beside - nearest, 0), weights)


def _is_kind(kind: Kind | None, candidate: Candidate) -> bool:
    if candidate.hit.section == "title":  # it says what the article is about; it answers only who asks for it
        return kind is not None and kind.name == "title"
    return kind is None or bool(kind.held.search(candidate.folded))
