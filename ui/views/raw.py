"""The file as it was read, before anything was restored: the quote marked, and every stretch that was repaired."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

from index.i18n import Language
from index.types import Article, Span

from ..texts import ask as texts
from .markup import Html, join, tag


def raw_html(article: Article, span: Span | None, language: Language) -> Html:
    """All of ``article.raw``; ``span``: the quote's in the restored text. Never converted: it is what stood there."""
    quote = article.raw_span(span) if span else None
    pieces = _pieces(article, quote, language)
    runs = groupby(pieces, key=lambda piece: quote is not None and quote.start <= piece[0] < quote.end)
    parts: list[Html] = []
    for quoted, run in runs:
        inner = join(piece for _, piece in run)
        parts.append(tag("mark", inner, id="quote", class_="wj-quote") if quoted else inner)
    return tag("div", *parts, class_="wj-raw")


def _pieces(article: Article, quote: Span | None, language: Language) -> Iterator[tuple[int, Html]]:
    """Where each piece begins and its HTML: cut where the quote begins and ends, and a repair."""
    raw = article.raw
    ends = {quote.start, quote.end} if quote else set()
    at = 0
    for edit in article.restored.edits:
        yield from _cut(raw, at, edit.source_start, ends)
        start, end = max(at, edit.source_start), edit.source_end  # two may overlap where they stand in the file
        if start < end:
            title = texts.became(article.text[edit.target_start : edit.target_end]).in_(language)
            for begin, stop in _bounds(start, end, ends):
                yield begin, tag("span", raw[begin:stop], class_="wj-was", title=title)
        at = max(at, edit.source_end)
    yield from _cut(raw, at, len(raw), ends)


def _cut(raw: str, start: int, end: int, ends: set[int]) -> Iterator[tuple[int, Html]]:
    for begin, stop in _bounds(start, end, ends):
        yield begin, join([raw[begin:stop]])


def _bounds(start: int, end: int, ends: set[int]) -> Iterator[tuple[int, int]]:
    inside = sorted(edge for edge in ends if start < edge < end)
    return pairwise([start, *inside, end]) if start < end else iter(())
