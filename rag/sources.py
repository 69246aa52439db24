"""What a language model is given to write from: the quotes of the extractive answer, then the passages around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.types import Article, Span

from .answer import Found
from .coverage import Said, covers
from .query import Question
from .types import Hit

MOST, CHARACTERS = 12, 6000
"""Sources and their text in all: some 5,000 tokens, so that a small model's context holds them. Not tuned."""


@dataclass(frozen=True, slots=True)
class Source:
    """A stretch of an article under the number by which the model cites it."""

    number: int
    article: Article
    span: Span

    @property
    def text(self) -> str:
        return self.span.of(self.article.text)


def sources_of(question: Question, found: Found, hits: Sequence[Hit]) -> tuple[Source, ...]:
    """The sources, from 1 on: the citations of ``found``, then what the hits say besides; ``()`` for neither.

    Only of articles that have the version, district and year asked for: the rest may speak of another policy.
    """
    chosen: list[tuple[Article, Span]] = []
    characters = 0
    for article, span in _candidates(question, found, hits):
        is_new = not any(article.article_id == other.article_id and its.covers(span) for other, its in chosen)
        if is_new and characters + len(span) <= CHARACTERS:
            chosen.append((article, span))
            characters += len(span)
        if len(chosen) == MOST:
            break
    return tuple(Source(number, article, span) for number, (article, span) in enumerate(chosen, start=1))


def _candidates(question: Question, found: Found, hits: Sequence[Hit]) -> Iterator[tuple[Article, Span]]:
    yield from ((citation.article, citation.span) for citation in found.citations)
    said = [hit for hit in hits if hit.section == "body"]  # titles stand over each source anyway
    covering = _covering(question, {hit.article_id: hit.article for hit in said}.values())
    yield from ((hit.article, hit.passage.span) for hit in said if hit.article_id in covering)


def _covering(question: Question, articles: Iterable[Article]) -> frozenset[str]:
    return frozenset(it.article_id for it in articles if covers(question, Said(it)))
