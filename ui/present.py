"""Values -> lines that people read, for the terminal and the page alike."""

from __future__ import annotations

import unicodedata

from index.i18n import Language, Message
from index.types import Article, Span
from rag import Citation

UNDATED = Message("date unknown", "日期不详")
UNSOURCED = Message("source unknown", "来源不详")


def article_line(article: Article, language: Language) -> str:
    """``title · source · date · district``"""
    parts = [article.title, article.source or UNSOURCED.in_(language), day_of(article, language), *article.district]
    return " · ".join(parts)


def day_of(article: Article, language: Language) -> str:
    """The publication day, or that it is unknown."""
    return article.published[:10] if article.published else UNDATED.in_(language)


def citation_line(citation: Citation, language: Language) -> str:
    """The article's line and where in its file (as it was read, in characters) the quote stands."""
    return f"{article_line(citation.article, language)} · {place(citation.article, citation.span)}"


def place(article: Article, span: Span) -> str:
    """``path:start-end`` in the file as it was read, before anything was restored: what an editor can go to."""
    raw = article.raw_span(span)
    return f"{article.path}:{raw.start}-{raw.end}"


def plain(text: str) -> str:
    """``text`` with what a terminal would obey (controls, marks that turn its direction) made visible."""
    return "".join(
        f"<U+{ord(c):04X}>" if unicodedata.category(c) in ("Cc", "Cf") and c not in _HARMLESS else c for c in text
    )


_HARMLESS = "\n\t\u200b\u200c\u200d\ufeff\u00ad"
