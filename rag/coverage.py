"""Do the articles cover what a question pins down: a version, a district, a year, a day, a phrase in quotes?

A right article with a wrong detail is still a refusal: policy 4.0 is not answered from an article on policy 3.0.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.districts import DISTRICTS, districts_in
from index.i18n import Message, language_of
from index.terms import matched
from index.types import Article

from .dates import years_in
from .query import Question, rounds_in
from .types import RefusalReason

ANSWERING_SECTIONS = frozenset({"title", "body"})
_LEAD = 300
"""Characters of the body in which an article without a date of publication says of which year it speaks."""


@dataclass(frozen=True)
class Said:
    """What an article itself says: its title and body, no teasers of others. What is not asked for is not worked out."""

    article: Article

    @cached_property
    def text(self) -> str:
        """In normal form."""
        spans = [section.span for section in self.article.sections if section.kind in ANSWERING_SECTIONS]
        return matched("\n".join(span.of(self.article.text) for span in spans))

    @cached_property
    def districts(self) -> frozenset[str]:
        """Those that it is about, and those that it names."""
        return frozenset({*self.article.district, *districts_in(self.text)})

    @cached_property
    def _years(self) -> frozenset[str]:
        """The years in which it was published or of which it begins to speak; none: it may be of any."""
        if self.article.published:
            return frozenset({self.article.published[:4]})
        return frozenset(years_in(f"{matched(self.article.title)} {self.text[:_LEAD]}"))

    def has_version(self, version: str) -> bool:
        if version.startswith("第"):
            return version in rounds_in(self.text)
        return bool(re.search(rf"(?<![\d.]){re.escape(version)}(?![\d%]|\.\d)", self.text))

    def has_phrase(self, phrase: str) -> bool:
        """Whether it says ``phrase``, whatever the punctuation (三支持、一优化)."""
        return re.sub(r"\W", "", matched(phrase)) in re.sub(r"\W", "", self.text)

    def may_be_of(self, year: str) -> bool:
        """Whether it is of that year, or names it; or tells nothing of its time."""
        return not self._years or year in self._years or bool(re.search(rf"(?<!\d){year}(?!\d)", self.text))

    def has_day(self, day: str) -> bool:
        """Whether it names a day (11月22日; or 22日, its month left out), or was published on it."""
        month, number = re.findall(r"\d+", day)
        published = (self.article.published or "")[5:10] == f"{int(month):02}-{int(number):02}"
        return published or bool(re.search(rf"(?<!\d)(?:{day}|(?<!月){number}日)", self.text))


def uncovered(question: Question, articles: Collection[Said]) -> tuple[RefusalReason, Message] | None:
    """The version, district, year, day or quoted phrase that the question asks for and none of the articles has; else
    ``None``."""
    for reason, has, wanted in _pinned(question):
        for detail in wanted:
            if not any(has(said, detail) for said in articles):
                return reason, _lacking(reason, detail)
    return None


def covers(question: Question, said: Said) -> bool:
    """Whether an article has the versions, one of the districts, and may be of the years and days that the question asks for."""
    return (
        all(said.has_version(version) for version in question.versions)
        and (not question.districts or not said.districts.isdisjoint(question.districts))
        and all(said.may_be_of(year) for year in question.years)
        and all(said.has_day(day) for day in question.days)
    )


def _pinned(question: Question) -> Iterator[tuple[RefusalReason, Callable[[Said, str], bool], Sequence[str]]]:
    """The reason to refuse, whether an article has a detail, and the details that the question pins down."""
    yield "version", Said.has_version, question.versions
    yield "district", lambda said, district: district in said.districts, question.districts
    yield "date", Said.may_be_of, question.years
    yield "date", Said.has_day, question.days
    # Articles say what is quoted in English in their own words.
    yield "not_said", Said.has_phrase, [phrase for phrase in question.phrases if language_of(phrase) == "zh"]


def _lacking(reason: RefusalReason, detail: str) -> Message:
    if reason == "version":
        zh = detail if detail.startswith("第") else f" {detail} 版"
        return Message(f"The articles found do not speak of version {detail}.", f"找到的文章没有提到{zh}。")
    if reason == "district":
        english = DISTRICTS[detail].capitalize()  # Jing'an
        return Message(f"No article found is about {english}.", f"找到的文章没有涉及{detail}。")
    if reason == "date":
        zh = f"{detail}" if detail.endswith("日") else f" {detail} 年"
        return Message(f"The articles found do not speak of {detail}.", f"找到的文章没有涉及{zh}。")
    return Message(f"The articles found do not say “{detail}”.", f"找到的文章没有提到“{detail}”。")
