"""Which sentences of the passages found answer the question.

A sentence is scored by how near the question's words have a word in it (late interaction), by the share of their
information that it holds word for word, by its passage's score and its article's, and by whether it holds the kind of
thing asked for. What the article's title says already counts little: in an article on policy 3.0 every sentence is about
policy 3.0, and the one that answers is the one that has the rest of the question.

The weights were fitted to the odd questions of tests/gold (seeds and news) by a softmax over each question's sentences, L2
0.02, and rounded; `python -m bench.evidence` shows what each is worth. Left out, since they made no difference: idf within
late interaction, the place in the article, the passage's rank, how near the question's words stand to a figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from index.fold import fold_text
from index.terms import terms_of
from index.types import Span

from .coverage import ANSWERING_SECTIONS
from .cues import cues_of, takes_up
from .kinds import Kind, asks_for_several, kind_of
from .marks import things_asked_for
from .query import Question
from .rerank import maxsim, nearest_cosines
from .retrieve import Passages
from .statements import statements_in
from .types import Hit

_HEADING = re.compile(
    r"^(?:#+\s|[一二三四五六七八九十]{1,3}[、.\uff0e]|[((\uff08][一二三四五六七八九十\d]{1,3}[))\uff09]|第[一二三四五六七八九十\d]{1,3}[章节條条])"
    r"[^。!?\uff01\uff1f;\uff1b]{1,30}$"
)
TITLE_SAID = 0.2
"""The weight left to a term or token of the question that the article's title holds already (0.05 to 0.5 tried)."""
ASKED = 4.0
"""How much more a term or token beside the question word counts (1 to 4 tried)."""
_NEAR, _SHARE, _PASSAGE, _ARTICLE = 1.6, 0.25, 1.1, 1.2
_KIND, _THING, _CUE, _AROUND, _PINNED = 0.35, 0.4, 0.3, 0.25, 0.5
_LONG, _SHORT_ENOUGH = 0.18, 33
"""A sentence over so many characters loses this much each time that its length grows e-fold: long ones hold any word."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of a hit; ``is_kind``: it holds the kind of thing asked for (true where no kind is)."""

    hit: Hit
    span: Span
    is_kind: bool
    score: float


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence, and the heading over it (一、支持对象), which is counted with it but is no answer."""

    hit: Hit
    span: Span
    heading: str

    @property
    def own(self) -> str:
        return self.span.of(self.hit.article.text)

    @property
    def text(self) -> str:
        return f"{self.heading} {self.own}".strip()


def find_evidence(question: Question, hits: Sequence[Hit], passages: Passages) -> list[Evidence]:
    """The sentences of the hits' titles and bodies, best first, ties by place; ``[]`` for no such hit."""
    places = [place for hit in hits if hit.section in ANSWERING_SECTIONS for place in _sentences(hit)]
    if not places:
        return []
    kind = kind_of(question.folded)
    held = np.array([_is_kind(kind, place.hit, fold_text(place.own)) for place in places])
    near, around = _nearness(question, places, passages)
    scores = (
        _NEAR * near
        + _AROUND * around
        + _SHARE * _shares(question, places, passages)
        + _standing(places)
        + _KIND * held
        + np.array([_details(question, kind, place) for place in places])
    )
    rows = zip(places, held, scores, strict=True)
    found = [Evidence(place.hit, place.span, bool(is_kind), float(score)) for place, is_kind, score in rows]
    return sorted(found, key=lambda e: (-e.score, e.hit.article_id, e.span.start))


def _sentences(hit: Hit) -> list[_Place]:
    found: list[_Place] = []
    heading = ""
    for span in statements_in(hit.article.text, hit.passage.span):
        text = span.of(hit.article.text)
        if hit.section == "body" and _HEADING.search(text):
            heading = text
        else:
            found.append(_Place(hit, span, heading))
    return found


def _standing(places: Sequence[_Place]) -> NDArray[np.float64]:
    """What each owes to its passage's score and to the best of its article's, as shares of the best of all: ``(n,)``."""
    best = abs(max(place.hit.score for place in places)) or 1.0
    of_article: dict[str, float] = {}
    for place in places:
        of_article[place.hit.article_id] = max(of_article.get(place.hit.article_id, -np.inf), place.hit.score)
    return np.array(
        [(_PASSAGE * it.hit.score + _ARTICLE * of_article[it.hit.article_id]) / best for it in places], dtype=np.float64
    )


def _details(question: Question, kind: Kind | None, place: _Place) -> float:
    """What a sentence owes to its own words: the thing asked for, a cue taken up, a version pinned down; and its length."""
    own = place.own
    has_thing = kind is not None and bool(things_asked_for(kind, question, place.hit.article, own))
    is_pinned = any(version in own for version in question.versions)
    cue = takes_up(cues_of(question.folded), fold_text(own))
    too_long = 0.0 if asks_for_several(question.folded) else max(log(len(own) / _SHORT_ENOUGH), 0)  # lists are long
    return _THING * has_thing + _CUE * cue + _PINNED * is_pinned - _LONG * too_long


def _shares(question: Question, places: Sequence[_Place], passages: Passages) -> NDArray[np.float32]:
    """The share of the focus terms' information that each text holds, its title's terms discounted: ``(n,)``."""
    terms = list(dict.fromkeys(question.focus))
    if not terms:
        return np.zeros(len(places), dtype=np.float32)
    asked = np.isin(terms, terms_of(question.asked))
    said = _held(terms, [place.hit.title for place in places])
    weights = passages.lexical.idf(terms) * np.where(asked, ASKED, 1) * np.where(said, TITLE_SAID, 1)
    held = _held(terms, [place.text for place in places])
    return np.asarray((held * weights).sum(axis=1) / weights.sum(axis=1), dtype=np.float32)


def _held(terms: Sequence[str], texts: Sequence[str]) -> NDArray[np.bool_]:
    """``bool (texts, terms)``: which terms each text holds."""
    sets = {text: frozenset(terms_of(text)) for text in set(texts)}
    return np.array([[term in sets[text] for term in terms] for text in texts], dtype=bool)


def _nearness(
    question: Question, places: Sequence[_Place], passages: Passages
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """How near each text is to the question, without what its title says already, and how much nearer the sentences
    beside it in its passage are in the words that it is farther from: ``(n,)`` each."""
    encoder = passages.token_encoder
    ids, asked = encoder.token_ids([question.focus_text, question.asked])
    vectors = encoder.token_vectors(ids)
    titles = list(dict.fromkeys(place.hit.title for place in places))
    said = np.clip(nearest_cosines(vectors, encoder.token_ids(titles), encoder), 0, 1)
    left = 1 - (1 - TITLE_SAID) * said[[titles.index(place.hit.title) for place in places]]
    weights = (encoder.token_weights(ids) * np.where(np.isin(ids, asked), ASKED, 1) * left).astype(np.float32)
    nearest = nearest_cosines(vectors, encoder.token_ids([place.text for place in places]), encoder)
    beside = np.zeros_like(nearest)
    for at in range(1, len(places)):
        if places[at].hit is places[at - 1].hit:
            beside[at] = np.maximum(beside[at], nearest[at - 1])
            beside[at - 1] = np.maximum(beside[at - 1], nearest[at])
    return maxsim(nearest, weights), maxsim(np.maximum(beside - nearest, 0), weights)


def _is_kind(kind: Kind | None, hit: Hit, folded: str) -> bool:
    if hit.section == "title":  # it says what the article is about; it answers only who asks for it
        return kind is not None and kind.name == "title"
    return kind is None or bool(kind.held.search(folded))
