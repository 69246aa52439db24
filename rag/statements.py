"""Sentences that belong together: one that spells out the one before it, or can't be understood without it.

A sentence and what spells it out (具体而言:…, 一是…; the numbered lines that it announces) are one statement: scored as one, quoted
as one. What a sentence only leans on (该政策…) is quoted with it, but the sentence is scored alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.scripts import either
from index.sentences import split_sentences
from index.types import Article, Span

LONGEST = 400
"""Characters up to which sentences are joined."""

# Beginnings of sentences, in either script, and the end of one that announces a list.
_SPELLS_OUT = re.compile(
    either(
        r"[“\"]?(?:具体而言|具体来说|具体包括|其中|一是|首先|包括|例如|比如|根据(?:协议|办法|计划|方案)|[Ss]pecifically|[Tt]hese include)"
    )
)
_LEANS_BACK = re.compile(either(r"[“\"]?(?:该政策|该|此次|它|他|她|这|同时|此外|另外|并)"))
_NUMBERED = re.compile(r"^(?:[(（]?[一二三四五六七八九十\d]{1,2}(?:[)）、]|[.．](?!\d))|[一二三四五六七八九]是|[①-⑩])")
_ANNOUNCES = re.compile(r"[:：]$|(?:如下|以下|下列)[^。]{0,12}[:：。]?$")


def statements_in(text: str, sentences: Sequence[Span]) -> list[Sequence[Span]]:
    """``sentences`` of ``text``, those together that spell out the one before or are of its list, in order; ``[]`` for none."""
    joined: list[list[Span]] = []
    for sentence in sentences:
        if joined and sentence.end - joined[-1][0].start <= LONGEST and _belongs(text, joined[-1], sentence):
            joined[-1].append(sentence)
        else:
            joined.append([sentence])
    return list(joined)


def _belongs(text: str, statement: Sequence[Span], sentence: Span) -> bool:
    """Whether ``sentence`` spells out the one sentence of a statement, or is of the list that its first announces."""
    if _SPELLS_OUT.match(sentence.of(text)):
        return len(statement) == 1
    return is_numbered(sentence.of(text)) and bool(_ANNOUNCES.search(statement[0].of(text)))


def is_numbered(sentence: str) -> bool:
    """Whether a sentence is marked as one of several: 一是, (2), ③."""
    return bool(_NUMBERED.search(sentence))


def with_neighbour(article: Article, span: Span) -> Span:
    """A statement with the sentence before it, where it leans on that, within its section."""
    if not _LEANS_BACK.match(span.of(article.text)):
        return span
    sentences = split_sentences(article.text, article.section_holding(span.start).span)
    before = next((sentence for sentence in reversed(sentences) if sentence.end <= span.start), None)
    return Span(before.start, span.end) if before and span.end - before.start <= LONGEST else span
