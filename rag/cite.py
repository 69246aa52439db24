"""Spans of articles -> numbered citations, each checked against the article before it is shown."""

from __future__ import annotations

from index.types import Article, Span

from .types import Citation


class Citations:
    """Numbers from 1 in the order of first use; the same span is cited once."""

    def __init__(self) -> None:
        self._cited: dict[tuple[str, Span], Citation] = {}

    def cite(self, article: Article, span: Span) -> int:
        """The number of the citation of ``span``. Raises ``ValueError`` when it is not within the article's text."""
        if span.end > len(article.text):
            raise ValueError(f"{article.article_id} has {len(article.text)} characters, cited to {span.end}")
        key = (article.article_id, span)
        if key not in self._cited:
            quote = span.of(article.text)
            number = len(self._cited) + 1
            self._cited[key] = Citation(
                number, article, span, quote, article.raw_span(span), article.section_at(span.start)
            )
        return self._cited[key].number

    def all(self) -> tuple[Citation, ...]:
        return tuple(self._cited.values())
