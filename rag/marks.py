"""Where in a sentence stands what was asked for: 近3000家 for 多少家, 半马苏河会议中心 for 在哪里.

Of several things of the kind asked for, those beside the question's own words: each word counts by its idf and the less
the further away, exp(-distance / NEAR). Of 从A增加到B, 增加到多少 asks for B and 从多少 for A. Nothing is marked where nothing tells them apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from math import exp

import numpy as np
from numpy.typing import NDArray

from index.fold import fold_text
from index.folded import fold_with_offsets
from index.people import people_in
from index.terms import normal_form
from index.types import Article, Span

from .kinds import Kind, kind_of
from .query import Question

NEAR = 8.0
"""Characters over which a word's weight falls to 37%. Not tuned."""
_HOW_MANY = re.compile(r"多少|(?<!哪)几(?![乎月号日])|how (?:many|much)")

# What the question asks for, and what then stands before it in the sentence.
_DIRECTIONS = (
    (re.compile(r"[到至达](?:了)?(?:多少|几)"), re.compile(r"[到至达]了?\s*$")),
    (re.compile(r"[从由](?:多少|几)"), re.compile(r"[从由]\s*$")),
)

Idf = Callable[[Sequence[str]], NDArray[np.float32]]


def marks_of(question: Question, article: Article, span: Span, idf: Idf) -> tuple[Span, ...]:
    """The marks within the sentence at ``span`` of an article, in order, as spans of the sentence; ``()`` for none."""
    kind = kind_of(question.folded)
    if kind is None:
        return ()
    sentence = span.of(article.text)
    found = things_asked_for(kind, question, article, sentence)
    found = _directed(found, question, sentence)
    if len(found) > 1:
        found = _beside(found, question, sentence, idf, max(1, len(_HOW_MANY.findall(question.folded))))
    return tuple(sorted(found))


def things_asked_for(kind: Kind, question: Question, article: Article, sentence: str) -> list[Span]:
    """All that is of the kind asked for in a sentence of an article: figures, days, places, persons; ``[]`` for none."""
    return _people(question, article, sentence) if kind.name == "who" else _matches(kind, question, sentence)


def _matches(kind: Kind, question: Question, sentence: str) -> list[Span]:
    """What is of the kind asked for, but for what the question says itself (its year)."""
    if kind.marked is None:
        return []
    folded = fold_with_offsets(sentence)
    places = [match.span("answer") for match in kind.marked.finditer(folded.text)]
    return [
        Span(*folded.source_span(*place))
        for place in places
        if normal_form(folded.text[slice(*place)]) not in question.plain
    ]


def has_thing_asked_for(kind: Kind, question: Question, article: Article, sentence: str, folded: str) -> bool:
    """Whether :func:`things_asked_for` would find any; ``folded``: the sentence folded, without a way back, which is slow."""
    if kind.name == "who":
        return bool(_people(question, article, sentence))
    matches = kind.marked.finditer(folded) if kind.marked else ()
    return any(normal_form(match["answer"]) not in question.plain for match in matches)


def _people(question: Question, article: Article, sentence: str) -> list[Span]:
    """The persons whom the article marks as such, those named in the sentence and not in the question."""
    names = dict.fromkeys([*people_in(sentence).named, *article.description.people])
    names = {name: None for name in names if fold_text(name) not in question.folded}
    return [Span(at, at + len(name)) for name in names if (at := sentence.find(name)) >= 0]


def _directed(found: list[Span], question: Question, sentence: str) -> list[Span]:
    """Those behind 到 or 从, where the question asks so and there are such ones; else all."""
    for asked, before in _DIRECTIONS:
        if asked.search(question.folded):
            return [span for span in found if before.search(fold_text(sentence[: span.start]))] or found
    return found


def _beside(found: Sequence[Span], question: Question, sentence: str, idf: Idf, most: int) -> list[Span]:
    """The ``most`` that stand nearest to the question's words; none where two are as near as each other."""
    folded = fold_with_offsets(sentence)
    terms = list(dict.fromkeys(question.focus))
    places = {
        term: [folded.source_span(*match.span()) for match in re.finditer(re.escape(term), folded.text)]
        for term in terms
    }
    weights = dict(zip(terms, idf(terms).tolist(), strict=True)) if terms else {}
    scored = sorted(((_nearness(span, places, weights), span) for span in found), key=lambda it: (-it[0], it[1]))
    is_clear = len(scored) <= most or scored[most - 1][0] > scored[most][0]
    return [span for score, span in scored[:most] if score > 0] if is_clear else []


def _nearness(span: Span, places: dict[str, list[tuple[int, int]]], weights: dict[str, float]) -> float:
    return sum(
        weights[term] * max(exp(-_apart(span, place) / NEAR) for place in found)
        for term, found in places.items()
        if found
    )


def _apart(span: Span, place: tuple[int, int]) -> int:
    """Characters between the two; 0 where they touch."""
    return max(place[0] - span.end, span.start - place[1], 0)
