"""Small articles, made up, and what is found of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.restore.offsets import OffsetMap
from index.types import Article, Description, Passage, Section, SectionKind, Span
from rag.evidence import Evidence
from rag.types import Hit


def small(body: str, title: str = "通知", *, teaser: str = "", article_id: str = "a", **described: Any) -> Article:
    """An article: its title, a line of body, and ``teaser`` behind it; ``described``: of its description."""
    pieces: list[tuple[SectionKind, str]] = [("title", f"{title}\n"), ("body", f"{body}\n"), ("teaser", teaser)]
    sections, at = [], 0
    for kind, piece in pieces:
        if piece:
            sections.append(Section(kind, Span(at, at + len(piece))))
            at += len(piece)
    text = "".join(piece for _, piece in pieces)
    fields = {"published": None, "source": None, "url": None, "district": (), **described}
    return Article(
        article_id, (f"{article_id}.txt",), text, text, OffsetMap(), (), tuple(sections), Description(title, **fields), ""
    )  # fmt: skip


def span_of(article: Article, quote: str) -> Span:
    """Where ``quote`` stands."""
    at = article.text.index(quote)
    return Span(at, at + len(quote))


def hit(article: Article, quote: str, *, ordinal: int = 0, near: float = 0.9) -> Hit:
    """The hit of the passage ``quote`` of an article."""
    span = span_of(article, quote)
    passage = Passage(article.article_id, span, article.section_at(span.start), article.title, quote)
    return Hit(1, ordinal, passage, article, 1.0, near, None, None)


def evidence(article: Article, quote: str, score: float = 1.0, *, is_kind: bool = True) -> Evidence:
    """``quote`` of an article as evidence of that score."""
    return Evidence(hit(article, quote), span_of(article, quote), is_kind, score)


def alike(terms: Sequence[str]) -> NDArray[np.float32]:
    """An idf: every word weighs the same."""
    return np.ones(len(terms), dtype=np.float32)
