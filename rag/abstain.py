"""When not to answer: nothing is near, the articles don't say, or they don't cover what the question pins down.

A right article with a wrong detail is still a refusal: policy 4.0 is not answered from an article on policy 3.0.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index.districts import DISTRICTS, districts_in
from index.i18n import Language, Message, language_of
from index.terms import matched
from index.types import Article

from .evidence import ANSWERING_SECTIONS, Evidence
from .filters import Filters
from .kinds import kind_of
from .query import Question, rounds_in
from .rerank import nearest_cosines
from .retrieve import Passages
from .types import Hit, RefusalReason

NEAREST = 3
"""Passages that a refusal shows."""
GOOD_ENOUGH = 0.6
"""A sentence with this share of the best one's score may hold what is asked for."""

NOTHING_NEAR: dict[Language, float] = {"zh": 0.42, "en": 0.365}
"""A question is refused when no passage is at least this near, by the question's language (words of another language
are never as near as the same words). Between the nearest unanswerable and the farthest answerable question of the odd
half of tests/gold and of tests/districts: 0.384 and 0.458 for Chinese, 0.344 and 0.387 for English (bench/refusals.py)."""
CARRIES, UNMET = 0.25, 0.26
"""A word that carries this share of a Chinese question must have a word at least this near in the articles: 宠物 carries
a third of 静安区人才公寓可以养宠物吗, and nothing about flats is near it. Calibrated as above."""


def nothing_near(question: Question, hits: Sequence[Hit]) -> bool:
    """Whether no title or body found is near the question."""
    nearest = max((hit.near for hit in hits if hit.section in ANSWERING_SECTIONS), default=0.0)
    return nearest < NOTHING_NEAR[question.language]


def unmet(question: Question, hits: Sequence[Hit], passages: Passages) -> bool:
    """Whether a word that carries the question has nothing near it in any of the hits.

    Only for a Chinese question: across languages single words are far from each other even where passages are near.
    """
    if question.language != "zh":
        return False
    encoder = passages.token_encoder
    ids = encoder.token_ids([question.focus_text])[0]
    if not len(ids) or not hits:
        return False
    stored = [passages.tokens.of(hit.ordinal) for hit in hits]
    nearest = nearest_cosines(encoder.token_vectors(ids), stored, encoder).max(axis=0)
    weights = encoder.token_weights(ids)
    return bool(((weights >= CARRIES * weights.sum()) & (nearest < UNMET)).any())


def saying(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence (best first) that may answer; ``[]``: the articles don't say.

    Where a number, a date or a place is asked for, those of the good sentences that hold one.
    """
    kind = kind_of(question.folded)
    if kind is None or not kind.strict:
        return list(evidence)
    return [item for item in evidence if item.is_kind and item.score >= GOOD_ENOUGH * evidence[0].score]


def filtered_out(filters: Filters) -> tuple[RefusalReason, Message]:
    """Why nothing was looked at: no article passes the filters."""
    reason: RefusalReason = (
        "district" if filters.district else "date" if filters.since or filters.until else "nothing_near"
    )
    return reason, Message("No article passes the filters.", "没有文章符合筛选条件。")


@dataclass(frozen=True, slots=True)
class Said:
    """What an article itself says, in normal form: its title and body, no teasers of others; and the districts it is about."""

    text: str
    year: str  # of publication; "" where unknown
    districts: frozenset[str]

    @classmethod
    def by(cls, article: Article) -> Said:
        spans = [section.span for section in article.sections if section.kind in ANSWERING_SECTIONS]
        text = matched("\n".join(span.of(article.text) for span in spans))
        return cls(text, (article.published or "")[:4], frozenset({*article.district, *districts_in(text)}))

    def has_version(self, version: str) -> bool:
        if version.startswith("第"):
            return version in rounds_in(self.text)
        return bool(re.search(rf"(?<![\d.]){re.escape(version)}(?![\d%]|\.\d)", self.text))

    def has_phrase(self, phrase: str) -> bool:
        """Whether it says ``phrase``, whatever the punctuation (三支持、一优化)."""
        return re.sub(r"\W", "", matched(phrase)) in re.sub(r"\W", "", self.text)

    def has_year(self, year: str) -> bool:
        return year == self.year or bool(re.search(rf"(?<!\d){year}(?!\d)", self.text))


def uncovered(question: Question, articles: Collection[Said]) -> tuple[RefusalReason, Message] | None:
    """The version, district, year or quoted phrase that the question asks for and none of the articles has; else ``None``."""
    for version in question.versions:
        if not any(said.has_version(version) for said in articles):
            zh = version if version.startswith("第") else f" {version} 版"
            return "version", Message(
                f"The articles found do not speak of version {version}.", f"找到的文章没有提到{zh}。"
            )
    for district in question.districts:
        if not any(district in said.districts for said in articles):
            english = DISTRICTS[district].capitalize()  # Jing'an
            return "district", Message(f"No article found is about {english}.", f"找到的文章没有涉及{district}。")
    for year in question.years:
        if not any(said.has_year(year) for said in articles):
            return "date", Message(f"The articles found do not speak of {year}.", f"找到的文章没有涉及 {year} 年。")
    for phrase in question.phrases:  # articles say what is quoted in English in their own words
        if language_of(phrase) == "zh" and not any(said.has_phrase(phrase) for said in articles):
            return "not_said", Message(f"The articles found do not say “{phrase}”.", f"找到的文章没有提到“{phrase}”。")
    return None


def covers(question: Question, said: Said) -> bool:
    """Whether an article has the versions, one of the districts, and the years that the question asks for."""
    return (
        all(said.has_version(version) for version in question.versions)
        and (not question.districts or not said.districts.isdisjoint(question.districts))
        and all(said.has_year(year) for year in question.years)
    )
