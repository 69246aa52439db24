"""When not to answer: nothing is near, the articles don't say, or they don't cover what the question pins down.

A right article with a wrong detail is still a refusal: policy 4.0 is not answered from an article on policy 3.0.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.districts import DISTRICTS, short_name
from index.fold import fold_text
from index.i18n import Language, Message
from index.types import Article

from .evidence import ANSWERING_SECTIONS, Evidence
from .kinds import kind_of
from .query import Question
from .types import Hit, Refusal, RefusalReason

NEAREST = 3
"""Passages that a refusal shows."""
GOOD_ENOUGH = 0.6
"""A sentence with this share of the best one's score may hold what is asked for."""

NOTHING_NEAR: dict[Language, float] = {"zh": 0.47, "en": 0.36}
"""A question is refused when no passage is at least this near, by the question's language (words of another language
are never as near as the same words). Between the nearest unanswerable and the farthest answerable question of the odd
half of tests/gold: 0.45 and 0.53 for Chinese, 0.33 and 0.39 for English."""


def nothing_near(question: Question, hits: Sequence[Hit]) -> bool:
    """Whether no title or body found is near the question."""
    nearest = max((hit.near for hit in hits if hit.section in ANSWERING_SECTIONS), default=0.0)
    return nearest < NOTHING_NEAR[question.language]


def not_said(question: Question, evidence: Sequence[Evidence]) -> bool:
    """Whether no good sentence holds the number, date or place asked for (evidence: best first)."""
    kind = kind_of(question.folded)
    if kind is None or not kind.strict:
        return not evidence
    return not any(item.is_kind for item in evidence if item.score >= GOOD_ENOUGH * evidence[0].score)


def refuse(question: Question, hits: Sequence[Hit], reason: RefusalReason, explanation: Message) -> Refusal:
    return Refusal(reason, explanation, explanation.in_(question.language), tuple(hits[:NEAREST]))


def uncovered(question: Question, hits: Sequence[Hit]) -> tuple[RefusalReason, Message] | None:
    """The version, district or year that the question asks for and no article found has; ``None`` when all is there."""
    articles = list({hit.article_id: hit.article for hit in hits if hit.section in ANSWERING_SECTIONS}.values())
    for version in question.versions:
        if not any(has_version(article, version) for article in articles):
            return "version", Message(f"The articles found do not speak of version {version}.",
                                      f"找到的文章没有提到 {version} 版。")  # fmt: skip
    for district in question.districts:
        if not any(has_district(article, district) for article in articles):
            english = DISTRICTS[district].title()
            return "district", Message(f"No article found is about {english}.", f"找到的文章没有涉及{district}。")
    for year in question.years:
        if not any(has_year(article, year) for article in articles):
            return "date", Message(f"The articles found do not speak of {year}.", f"找到的文章没有涉及 {year} 年。")
    return None


def covers(question: Question, article: Article) -> bool:
    """Whether an article has the versions, one of the districts, and the years that the question asks for."""
    return (
        all(has_version(article, version) for version in question.versions)
        and (not question.districts or any(has_district(article, district) for district in question.districts))
        and all(has_year(article, year) for year in question.years)
    )


def has_version(article: Article, version: str) -> bool:
    return bool(re.search(rf"(?<![\d.]){re.escape(version)}(?![\d.%])", _said(article)))


def has_district(article: Article, district: str) -> bool:
    return district in article.district or short_name(district) in _said(article)


def has_year(article: Article, year: str) -> bool:
    return year in (article.published or "")[:4] or year in _said(article)


def _said(article: Article) -> str:
    """What the article itself says, folded: titles and bodies, no teasers of others."""
    spans = [section.span for section in article.sections if section.kind in ANSWERING_SECTIONS]
    return fold_text("\n".join(span.of(article.text) for span in spans))
