"""Why a passage was found: which words of the question it has, and where each leg ranks it.

Worked out only when somebody looks: an answer does not wait for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from index.catalog import Catalog
from index.encoders import TokenEncoder
from index.terms import matched
from index.types import Article, Span

from .abstain import MET
from .parts import parts_of
from .query import Question
from .rerank import nearest_cosines
from .retrieve import Passages, retrieve
from .types import Leg

Met = Literal["exact", "near", "not"]

_HAN = r"\u3400-\u9fff\U00020000-\U0003134f"
_RUN = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+(?:[.\-'](?=\w)[^\W_{_HAN}]+)*(?:版)?")
_LONGEST = 4
"""Characters of the longest word that is looked for; longer tokens are phrases (生命健康产业), and tell less apart."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the question, folded, as it was looked for. ``near``: the cosine of the nearest token of the passage, -1 to 1;
    of a word of several tokens their mean, weighted by what each tells. ``held``: it stands there word for word. A number is
    held or not there: 3.0 is no 4.0, however near."""

    text: str
    near: float
    held: bool

    @property
    def met(self) -> Met:
        if self.held:
            return "exact"
        return "near" if self.near >= MET and not re.search(r"\d", self.text) else "not"


@dataclass(frozen=True, slots=True)
class Why:
    """What speaks for a passage, its article's title counted with it.

    ``lexical`` and ``dense``: rank (from 1, among all ``passages`` of the index) and score in each leg; ``None`` where the
    leg did not find it. ``share``: of the question's information that it holds word for word, 0 to 1. ``cosine``: of the
    question's vector and its own, -1 to 1; 0 where no token of the question is known.
    """

    span: Span
    words: tuple[Word, ...]
    lexical: Leg | None
    dense: Leg | None
    share: float
    cosine: float
    passages: int


def why(question: Question, article: Article, span: Span, catalog: Catalog, passages: Passages) -> Why | None:
    """Why the passage that holds most of ``span`` was found; ``None`` where none holds any (page furniture).

    Of a question over several districts the part that is about the article's counts.
    """
    ordinal = _holding(article.article_id, span, catalog)
    if ordinal is None:
        return None
    asked = _part_on(question, article)
    legs, alone = retrieve(asked, passages), retrieve(asked, passages, [ordinal])
    found = len(alone.ordinals) > 0
    passage = catalog.passage(ordinal)
    return Why(
        passage.span,
        words_of(asked, passage.indexed_text, ordinal, passages),
        legs.lexical.get(ordinal),
        legs.dense.get(ordinal),
        float(alone.shares[0]) if found else 0.0,
        float(alone.cosines[0]) if found else 0.0,
        len(catalog),
    )


def words_of(question: Question, text: str, ordinal: int, passages: Passages) -> tuple[Word, ...]:
    """The words that carry a question, each once, and how a passage (its indexed text) has them; ``()`` for no word."""
    encoder = passages.token_encoder
    words = list(dict.fromkeys(readable_words(question.focus_text, encoder)))
    ids = encoder.token_ids(words)
    stored, form = passages.tokens.of(ordinal), matched(text)
    found: list[Word] = []
    for word, its in zip(words, ids, strict=True):
        near = nearest_cosines(encoder.token_vectors(its), [stored], encoder)[0]
        weights = encoder.token_weights(its)
        mean = np.average(near, weights=weights if weights.sum() > 0 else None) if len(its) else 0.0
        found.append(Word(word, float(mean), _stands_in(matched(word), form)))
    return tuple(found)


def readable_words(folded: str, encoder: TokenEncoder) -> Iterator[str]:
    """The words of a folded text, in order: Latin words and numbers whole, 版 with its number; of Han characters the longest
    that are one token, what is left over of a run with the word before it (普陀|区 -> 普陀区)."""
    for run in _RUN.findall(folded):
        yield from _han_words(run, encoder) if run[0] >= "\u3400" else [run]


def _han_words(run: str, encoder: TokenEncoder) -> Sequence[str]:
    words: list[str] = []
    at = 0
    while at < len(run):
        sizes = range(min(_LONGEST, len(run) - at), 1, -1)
        size = next((n for n in sizes if len(encoder.token_ids([run[at : at + n]])[0]) == 1), 1)
        if size == 1 and words:
            words[-1] += run[at]
        else:
            words.append(run[at : at + size])
        at += size
    if len(words) > 1 and len(words[0]) == 1:  # a character left over in front
        words[:2] = ["".join(words[:2])]
    return words


def _stands_in(word: str, form: str) -> bool:
    """Whether ``form`` has ``word``, both as they are matched; 30 does not stand in 300, nor art in part."""
    before = r"(?<![^\W_\u3400-\u9fff])" if word[:1] < "\u3400" else ""
    after = r"(?![^\W_\u3400-\u9fff])" if word[-1:] < "\u3400" else ""
    return bool(word) and re.search(before + re.escape(word) + after, form) is not None


def _holding(article_id: str, span: Span, catalog: Catalog) -> int | None:
    """The passage that has most of ``span``, the first of equal ones."""
    own = catalog.ordinals_of((article_id,))
    best = max(own, key=lambda it: (_common(catalog.passage(it).span, span), -it), default=None)
    return best if best is not None and _common(catalog.passage(best).span, span) > 0 else None


def _common(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _part_on(question: Question, article: Article) -> Question:
    parts = (part.question for part in parts_of(question))
    return next((it for it in parts if not set(it.districts).isdisjoint(article.district)), question)
