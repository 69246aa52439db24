"""A long sentence that answers a question for one thing -> the clauses of it that do.

The shortest run of clauses that is as near to the question as (nearly) the whole sentence and holds every thing of the kind
asked for that the whole has. A sentence without such a thing stays whole, and one whose meaning may hang on another clause
(但, 如果, 除, 未…).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.fold import fold_text
from index.types import Article, Span

from .brackets import blotted
from .evidence import Evidence
from .kinds import asks_for_several, kind_of
from .marks import marks_of, things_asked_for
from .query import Question
from .rerank import maxsim, words_met
from .retrieve import Passages

LONG = 80
"""Characters over which a sentence is looked at (70 to 120 tried)."""
AS_NEAR = 0.95
"""The share of the whole sentence's nearness that the clauses must have (0.9 to 1 tried)."""
LEAST = 20
"""Characters that a quote has at least: less is no statement."""

_STOP = re.compile(r"[,，;；]+[”’」』》)）\"']*")
_HANGS = re.compile(r"如果|若|除非|除了?|但|却|然而|虽|尽管|不过|尚未|并[未非]|而非|只有|unless|except|\bbut\b|\bif\b")


def narrowed(question: Question, evidence: Sequence[Evidence], passages: Passages, margin: float) -> list[Evidence]:
    """``evidence`` (best first) with the long sentences among those within ``margin`` of the best cut to their clauses.

    As it is for a question that asks for several things: its lists are long.
    """
    if asks_for_several(question.folded) or not evidence:
        return list(evidence)
    return [
        replace(it, span=_narrowed(question, it, passages))
        if it.score >= evidence[0].score - margin and len(it.span) > LONG and it.hit.section == "body"
        else it
        for it in evidence
    ]


def _narrowed(question: Question, item: Evidence, passages: Passages) -> Span:
    article, whole = item.hit.article, item.span
    clauses = clauses_of(article.text, whole)
    needed = _things(question, article, whole, passages)
    if len(clauses) < 2 or not needed or _HANGS.search(fold_text(whole.of(article.text))):
        return whole
    encoder = passages.token_encoder
    tokens = encoder.token_ids([clause.of(article.text) for clause in clauses])
    nearest, weights = words_met(question.focus_text, tokens, encoder)
    enough = AS_NEAR * float(maxsim(nearest.max(axis=0, keepdims=True), weights)[0])
    windows = sorted(
        (clauses[last].end - clauses[first].start, first, last)
        for first in range(len(clauses))
        for last in range(first, len(clauses))
    )
    for length, first, last in windows:
        window = Span(clauses[first].start, clauses[last].end)
        near = maxsim(nearest[first : last + 1].max(axis=0, keepdims=True), weights)[0]
        if length >= LEAST and near >= enough and all(window.covers(thing) for thing in needed):
            return window
    return whole


def clauses_of(text: str, sentence: Span) -> list[Span]:
    """The clauses of a sentence, between commas and semicolons outside brackets; the last has the sentence's stop."""
    bare = blotted(sentence.of(text), unclosed=False)
    ends = [match.start() for match in _STOP.finditer(bare)]
    starts = [match.end() for match in _STOP.finditer(bare)]
    pairs = zip([0, *starts], [*ends, len(bare)], strict=True)
    return [Span(sentence.start + start, sentence.start + end) for start, end in pairs if start < end]


def _things(question: Question, article: Article, whole: Span, passages: Passages) -> list[Span]:
    """Where stands what is asked for: what is marked, else all that is of its kind; ``[]`` where no form tells."""
    kind = kind_of(question.folded)
    marks: Sequence[Span] = marks_of(question, article, whole, passages.lexical.idf)
    if not marks and kind is not None:
        marks = things_asked_for(kind, question, article, whole.of(article.text))
    return [Span(whole.start + mark.start, whole.start + mark.end) for mark in marks]
