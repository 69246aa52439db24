"""Which sentences of the passages found answer the question.

A sentence is scored by the share of the question's information that its words hold, by its nearness (late interaction,
or the cosine where the encoder has no token vectors), by the passage's own rank, and by whether it holds the kind of
thing asked for. What the article's title already says counts little: in an article on policy 3.0 every sentence is
about policy 3.0, and the one that answers is the one that has the rest of the question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoders import TokenEncoder
from index.encoders.base import Vectors
from index.fold import fold_text
from index.sentences import split_sentences
from index.terms import terms_of
from index.types import Span

from .query import Question
from .rerank import maxsim
from .retrieve import Passages
from .types import Hit

ANSWERING_SECTIONS = frozenset({"title", "body"})
TITLE_SAID = 0.25
"""The weight left to a term or token of the question that the article's title holds already."""
_WEIGHT_SHARE, _WEIGHT_NEAR, _WEIGHT_PASSAGE, _WEIGHT_KIND = 1.0, 1.0, 0.6, 0.25

# (what in the question asks for it, what in a sentence is it), on folded text.
_KINDS = (
    (re.compile(r"多少|几家|几个|几年|多大|多高|比重|占比|how (many|much)"), re.compile(r"\d|[一二三四五六七八九十百千万亿]+[家个项条位名%]")),
    (re.compile(r"什么时候|何时|哪天|哪一天|哪年|几月|日期|\bwhen\b|\bdate\b"), re.compile(r"\d+月\d+日|\d{4}年|\d+日")),
    (re.compile(r"谁|哪位|什么人|\bwho\b"), re.compile(r"区长|主席|书记|经理|负责人|主任|总裁|记者|院士|专家")),
    (re.compile(r"在哪|哪里|地点|\bwhere\b"), re.compile(r"在.{2,20}(举行|举办|召开|开工|成立|启动)|位于|地处")),
    (re.compile(r"什么|哪些|哪几|内容|支持|措施|\bwhat\b|\bwhich\b"), re.compile(r"[、;；].{2,30}[、;；]|一是|包括|聚焦|分别")),
    (re.compile(r"为什么|为何|原因|目的|\bwhy\b"), re.compile(r"因为|由于|为了|旨在|为.{2,20},|以.{2,12}为")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of a hit. ``share`` and ``near`` count the whole question; ``score`` orders sentences."""

    hit: Hit
    span: Span
    text: str
    share: float
    near: float
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
    kinds = [_kind_met(question, text) for text in texts]
    found = []
    for number, (hit, span) in enumerate(places):
        score = (
            _WEIGHT_SHARE * left_shares[number]
            + _WEIGHT_NEAR * left_near[number]
            + _WEIGHT_PASSAGE * hit.score / (abs(best) or 1.0)
            + _WEIGHT_KIND * kinds[number]
        )
        found.append(Evidence(hit, span, texts[number], float(shares[number]), float(near[number]), float(score)))
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
        weights = weights * np.where(_held(terms, titles), TITLE_SAID, 1.0)
    shares: NDArray[np.float32] = ((held * weights).sum(axis=1) / weights.sum(axis=1)).astype(np.float32)
    return shares


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
        cosines = encoder.encode_passages(texts) @ encoder.encode_queries([question.folded])[0]
        return cosines, cosines
    ids = encoder.token_ids([question.folded])[0]
    tokens = encoder.token_ids(texts)
    near = maxsim(ids, tokens, encoder)
    left = np.zeros_like(near)
    for title in set(titles):
        of_title = [number for number, its in enumerate(titles) if its == title]
        said = _said_by(encoder.token_vectors(ids), encoder.token_vectors(encoder.token_ids([title])[0]))
        left[of_title] = maxsim(ids, [tokens[number] for number in of_title], encoder, 1 - (1 - TITLE_SAID) * said)
    return near, left


def _said_by(question: Vectors, title: Vectors) -> NDArray[np.float32]:
    """How far the title holds each token of the question, 0 to 1, ``float32 (tokens,)``."""
    if not len(title):
        return np.zeros(len(question), dtype=np.float32)
    return np.asarray(np.clip((question @ title.T).max(axis=1), 0, 1), dtype=np.float32)


def _kind_met(question: Question, text: str) -> bool:
    folded = fold_text(text)
    return any(asked.search(question.folded) and held.search(folded) for asked, held in _KINDS)
