"""Which sentences of the passages found answer the question.

A sentence is scored by the share of the question's information that its words hold, by its nearness (late interaction),
by the passage's own score, and by whether it holds the kind of thing asked for. What the article's title already says
counts little: in an article on policy 3.0 every sentence is about policy 3.0, and the one that answers is the one that
has the rest of the question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.fold import fold_text
from index.sentences import split_sentences
from index.terms import terms_of
from index.types import Span

from .kinds import Kind, kind_of
from .query import Question
from .rerank import maxsim, nearest_cosines
from .retrieve import Passages
from .types import Hit

_HEADING = re.compile(
    r"^(?:#+\s|[一二三四五六七八九十]{1,3}[、.\uff0e]|[((\uff08][一二三四五六七八九十\d]{1,3}[))\uff09]|第[一二三四五六七八九十\d]{1,3}[章节條条])"
    r"[^。!?\uff01\uff1f;\uff1b]{1,30}$"
)
ANSWERING_SECTIONS = frozenset({"title", "body"})
TITLE_SAID = 0.05
"""The weight left to a term or token of the question that the article's title holds already (0.05 to 0.25 tried)."""
ASKED = 3.0
"""How much more a term or token beside the question word counts (1 to 3 tried)."""
_WEIGHT_SHARE, _WEIGHT_NEAR, _WEIGHT_PASSAGE, _WEIGHT_KIND = 0.7, 1.0, 1.0, 0.25
"""Tuned on the odd gold questions over 0.5 to 1.5, 1 to 2, 0.3 to 1.5 and 0.25 to 0.5; the maximum is flat."""
_WEIGHT_PINNED = 0.5
"""The version that the question pins down stands in the sentence itself (0.25 to 0.5 tried)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of a hit; ``is_kind``: it holds the kind of thing asked for (true where no kind is)."""

    hit: Hit
    span: Span
    is_kind: bool
    score: float


def find_evidence(question: Question, hits: Sequence[Hit], passages: Passages) -> list[Evidence]:
    """The sentences of the hits' titles and bodies, best first, ties by place; ``[]`` for no such hit."""
    places = [(hit, *place) for hit in hits if hit.section in ANSWERING_SECTIONS for place in _sentences(hit)]
    if not places:
        return []
    texts = [f"{heading} {span.of(hit.article.text)}".strip() for hit, span, heading in places]
    titles = [hit.title for hit, _, _ in places]
    kind = kind_of(question.folded)
    kinds = np.array([_is_kind(kind, hit, span.of(hit.article.text)) for hit, span, _ in places])
    best = abs(max(hit.score for hit, _, _ in places)) or 1.0
    pinned = np.array([any(version in text for version in question.versions) for text in texts])
    scores = (
        _WEIGHT_SHARE * _shares(question, texts, titles, passages)
        + _WEIGHT_NEAR * _nearness(question, texts, titles, passages)
        + _WEIGHT_PASSAGE * np.array([hit.score / best for hit, _, _ in places])
        + _WEIGHT_KIND * kinds
        + _WEIGHT_PINNED * pinned
    )
    rows = zip(places, kinds, scores, strict=True)
    found = [Evidence(hit, span, bool(is_kind), float(score)) for (hit, span, _), is_kind, score in rows]
    return sorted(found, key=lambda e: (-e.score, e.hit.article_id, e.span.start))


def _sentences(hit: Hit) -> list[tuple[Span, str]]:
    """The sentences of a hit, each with the heading over it (一、支持对象), which is counted with it but is no answer."""
    found: list[tuple[Span, str]] = []
    heading = ""
    for span in split_sentences(hit.article.text, hit.passage.span):
        text = span.of(hit.article.text)
        if hit.section == "body" and _HEADING.search(text):
            heading = text
        else:
            found.append((span, heading))
    return found


def _shares(question: Question, texts: Sequence[str], titles: Sequence[str], passages: Passages) -> NDArray[np.float32]:
    """The share of the focus terms' information that each text holds, its title's terms discounted: ``(len(texts),)``."""
    terms = list(dict.fromkeys(question.focus))
    if not terms:
        return np.zeros(len(texts), dtype=np.float32)
    asked = np.isin(terms, terms_of(question.asked))
    weights = passages.lexical.idf(terms) * np.where(asked, ASKED, 1) * np.where(_held(terms, titles), TITLE_SAID, 1)
    return np.asarray((_held(terms, texts) * weights).sum(axis=1) / weights.sum(axis=1), dtype=np.float32)


def _held(terms: Sequence[str], texts: Sequence[str]) -> NDArray[np.bool_]:
    """``bool (texts, terms)``: which terms each text holds."""
    sets = {text: frozenset(terms_of(text)) for text in set(texts)}
    return np.array([[term in sets[text] for term in terms] for text in texts], dtype=bool)


def _nearness(
    question: Question, texts: Sequence[str], titles: Sequence[str], passages: Passages
) -> NDArray[np.float32]:
    """How near each text is to the question, without what its title says already: ``(len(texts),)``."""
    encoder = passages.token_encoder
    ids, asked = encoder.token_ids([question.focus_text, question.asked])
    vectors = encoder.token_vectors(ids)
    distinct = list(dict.fromkeys(titles))
    said = np.clip(nearest_cosines(vectors, encoder.token_ids(distinct), encoder), 0, 1)
    left = 1 - (1 - TITLE_SAID) * said[[distinct.index(title) for title in titles]]
    weights = encoder.token_weights(ids) * np.where(np.isin(ids, asked), ASKED, 1) * left
    return maxsim(nearest_cosines(vectors, encoder.token_ids(texts), encoder), weights.astype(np.float32))


def _is_kind(kind: Kind | None, hit: Hit, text: str) -> bool:
    if hit.section == "title":  # it says what the article is about; it answers only who asks for it
        return kind is not None and kind.name == "title"
    return kind is None or bool(kind.held.search(fold_text(text)))
