"""Values -> lines that people read, for the terminal and the page alike."""

from __future__ import annotations

from index.i18n import Language, Message
from index.types import Article
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
    """The article's line and where in its file the quote stands."""
    return f"{article_line(citation.article, language)} · {citation.path}:{citation.start}-{citation.end}"
