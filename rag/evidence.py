"""Which sentences of the passages found answer the question.

A sentence is scored by the share of the question's information that its words hold, by its nearness (late interaction,
or the cosine where the encoder has no token vectors), by the passage's own rank, and by whether it holds the kind of
thing asked for. What the article's title already says counts little: in an article on policy 3.0 every sentence is
about policy 3.0, and the one that answers is the one that has the rest of the question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoders import TokenEncoder
from index.fold import fold_text
from index.sentences import split_sentences
from index.terms import terms_of
from index.types import Span

from .kinds import Kind, kind_of
from .query import Question
from .rerank import maxsim, nearest_cosines
from .retrieve import Passages
from .types import Hit

ANSWERING_SECTIONS = frozenset({"title", "body"})
TITLE_SAID = 0.05
"""The weight left to a term or token of the question that the article's title holds already (0.05 to 0.25 tried)."""
ASKED = 3.0
"""How much more a term beside the question word counts (1 to 3 tried)."""
_WEIGHT_SHARE, _WEIGHT_NEAR, _WEIGHT_PASSAGE, _WEIGHT_KIND = 0.7, 1.0, 1.0, 0.25
"""Tuned on the odd gold questions over 0.5 to 1.5, 1 to 2, 0.3 to 1.5 and 0.25 to 0.5; the maximum is flat."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of a hit. ``share`` and ``near`` count the whole question; ``score`` orders sentences.

    ``is_kind``: it holds the kind of thing asked for (true where no kind is).
    """

    hit: Hit
    span: Span
    text: str
    share: float
    near: float
    is_kind: bool
    score: float


def find_evidence(question: Question, hits: Sequence[Hit], passages: Passages) -> list[Evidence]:
    """The sentences of the hits' titles and bodies, best first, ties by place; ``[]`` for no such hit."""
    places = [(hit, span) for hit in hits if hit.section in ANSWERING_SECTIONS
              for span in split_sentences(hit.article.text, hit.passage.span)]  # fmt: skip
    if not places:
        return []
    texts = [span.of(hit.article.text) for hit, span in places]
    titles = [hit.title for hit, _ in places]
    shares = _shares(question, texts, passages)
    left_shares = _shares(question, texts, passages, titles)
    near, left_near = _nearness(question, texts, titles, passages)
    best = max(hit.score for hit, _ in places)
    kind = kind_of(question.folded)
    found = []
    for number, (hit, span) in enumerate(places):
        is_kind = _is_kind(kind, hit, texts[number])
        score = (
            _WEIGHT_SHARE * left_shares[number]
            + _WEIGHT_NEAR * left_near[number]
            + _WEIGHT_PASSAGE * hit.score / (abs(best) or 1.0)
            + _WEIGHT_KIND * is_kind
        )
        found.append(
            Evidence(hit, span, texts[number], float(shares[number]), float(near[number]), is_kind, float(score))
        )
    return sorted(found, key=lambda e: (-e.score, e.hit.article_id, e.span.start))


def _shares(
    question: Question, texts: Sequence[str], passages: Passages, titles: Sequence[str] | None = None
) -> NDArray[np.float32]:
    """The share of the focus terms' idf that each text holds; with ``titles``, what those hold counts less."""
    terms = list(dict.fromkeys(question.focus))
    if not terms:
        return np.zeros(len(texts), dtype=np.float32)
    idf = passages.lexical.idf(terms)
    held = _held(terms, texts)
    weights = np.broadcast_to(idf, held.shape)
    if titles is not None:
        asked = np.array([ASKED if term in question.asked else 1.0 for term in terms])
        weights = weights * asked * np.where(_held(terms, titles), TITLE_SAID, 1.0)
    return np.asarray((held * weights).sum(axis=1) / weights.sum(axis=1), dtype=np.float32)


def _held(terms: Sequence[str], texts: Sequence[str]) -> NDArray[np.bool_]:
    """``bool (texts, terms)``: which terms each text holds."""
    sets = {text: frozenset(terms_of(text)) for text in set(texts)}
    return np.array([[term in sets[text] for term in terms] for text in texts], dtype=bool)


def _nearness(
    question: Question, texts: Sequence[str], titles: Sequence[str], passages: Passages
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """How near each text is to the question, whole and without what its title says already."""
    encoder = passages.encoder
    if not isinstance(encoder, TokenEncoder):
        cosines = encoder.encode_passages(texts) @ encoder.encode_queries([question.focus_text])[0]
        return cosines, cosines
    ids = encoder.token_ids([question.focus_text])[0]
    vectors, weights = encoder.token_vectors(ids), encoder.token_weights(ids)
    nearest = nearest_cosines(vectors, encoder.token_ids(texts), encoder)
    distinct = list(dict.fromkeys(titles))
    said = np.clip(nearest_cosines(vectors, encoder.token_ids(distinct), encoder), 0, 1)
    left = weights * (1 - (1 - TITLE_SAID) * said[[distinct.index(title) for title in titles]])
    return maxsim(nearest, weights), maxsim(nearest, left)


def _is_kind(kind: Kind | None, hit: Hit, text: str) -> bool:
    if kind is None:
        return True
    return hit.section == "title" if kind.name == "title" else bool(kind.held.search(fold_text(text)))
