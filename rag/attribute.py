"""Which sentences of the sources carry a sentence that a model wrote.

The sentence is taken apart, into terms where the source is in its language, else into tokens. Each sentence of the sources
holds a share of each part (a term it has: 1; a token: the cosine of the nearest of its own), each part weighs what it tells.
The sentence that holds most is quoted, then others while they add to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoders.base import Vectors
from index.i18n import language_of
from index.terms import terms_of
from index.types import Article, Span

from .draft import Drafted
from .orders import reporting_sentences
from .rerank import maxsim, words_met
from .retrieve import Passages
from .sources import Source

MOST_QUOTES = 3
ADDS_TERMS, ADDS_TOKENS = 0.12, 0.2
"""A further sentence is quoted when it adds this share of the weight of the terms, or of the tokens. Tokens: 0.06, 0.12 and
0.2 tried on the English sentences of tests/rag/test_attribute.py; below 0.2 made-up ones gather near words from all over."""


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of an article."""

    article: Article
    span: Span

    @property
    def text(self) -> str:
        return self.span.of(self.article.text)


def attributed(sentence: Drafted, sources: Sequence[Source], passages: Passages) -> tuple[Place, ...]:
    """The places that carry ``sentence`` best, the best first: in the sources it cites, in all where it cites none.

    ``()`` where it cites none of ``sources``, or what gives orders (`rag/orders.py`). Whether they do carry it, others decide (`rag/verify.py`).
    """
    named = [it for it in sources if it.number in sentence.numbers] if sentence.numbers else sources
    places = _sentences(named)
    if not places:
        return ()
    texts = [place.text for place in places]
    if is_across(sentence.text, texts):
        held, weights, adds = *_tokens_held(sentence.text, texts, passages), ADDS_TOKENS
    else:
        held, weights, adds = *_terms_held(sentence.text, texts, passages), ADDS_TERMS
    return tuple(places[number] for number in _chosen(held, weights, adds))


def _sentences(sources: Sequence[Source]) -> list[Place]:
    """The sentences of the sources in order, each once (a quote stands in its passage too)."""
    found = {
        (source.article.article_id, span): Place(source.article, span)
        for source in sources
        for span in reporting_sentences(source.article.text, source.span)
    }
    return list(found.values())


def is_across(sentence: str, texts: Sequence[str]) -> bool:
    """Whether ``sentence`` is in another language than any of ``texts``."""
    return any(language_of(text) != language_of(sentence) for text in texts)


def nearness(sentence: str, quotes: Sequence[str], passages: Passages) -> float:
    """The :func:`maxsim` of the sentence's tokens to those of all the quotes together, -1 to 1; 0 for no tokens."""
    held, weights = _tokens_held(sentence, [" ".join(quotes)], passages)
    return float(maxsim(held, weights)[0])


def _tokens_held(sentence: str, texts: Sequence[str], passages: Passages) -> tuple[Vectors, NDArray[np.float32]]:
    """``float32 (texts, tokens)`` and the tokens' weights ``(tokens,)``."""
    encoder = passages.token_encoder
    return words_met(sentence, encoder.token_ids(texts), encoder)


def _terms_held(sentence: str, texts: Sequence[str], passages: Passages) -> tuple[Vectors, NDArray[np.float32]]:
    """``float32 (texts, terms)``, 1 where a text has a term, and the terms' idf ``(terms,)``."""
    terms = list(dict.fromkeys(terms_of(sentence)))
    sets = [frozenset(terms_of(text)) for text in texts]
    held = np.array([[term in its for term in terms] for its in sets], dtype=np.float32)
    return held.reshape(len(texts), len(terms)), np.asarray(passages.lexical.idf(terms), dtype=np.float32)


def _chosen(held: Vectors, weights: NDArray[np.float32], adds: float) -> list[int]:
    """The row that holds most, then those that add at least ``adds`` to what is held; ties go to the first."""
    chosen: list[int] = []
    covered = np.zeros(held.shape[1], dtype=np.float32)
    while len(chosen) < min(MOST_QUOTES, len(held)):
        together = maxsim(np.maximum(held, covered), weights)
        best = int(together.argmax())
        if chosen and together[best] - maxsim(covered[None], weights)[0] < adds:
            break
        chosen.append(best)
        covered = np.maximum(covered, held[best])
    return chosen
