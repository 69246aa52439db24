"""The values that flow from a file to an answer. All frozen; offsets count characters, half-open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from .restore import Guess
from .restore.offsets import OffsetMap

SectionKind = Literal["title", "body", "caption", "teaser", "navigation", "contact", "spam"]
SECTION_KINDS: tuple[SectionKind, ...] = get_args(SectionKind)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` to ``end`` (half-open) of some text. Raises ``ValueError`` unless ``0 <= start < end``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, got {self.start}:{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of ``text`` that this span names."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Section:
    """A labelled stretch of an article's text."""

    kind: SectionKind
    span: Span


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy that an article names: what stands in 《…》, or before its version; in the article's own script.

    ``version``: 3.0版, 修订, 草案, 试行, ... as written; ``None`` where none is.
    """

    name: str
    version: str | None = None


@dataclass(frozen=True, slots=True)
class Description:
    """What an article says of itself; ``None`` and ``()`` where it doesn't, never a guess.

    ``published`` is ISO 8601 without a zone: ``2023-08-30`` or ``2023-08-30T19:35:06``. ``people`` and ``organisations``
    are those that the article marks as such (记者 …, 区商务委, …有限公司), in the order of their first mention.
    """

    title: str
    published: str | None
    source: str | None
    url: str | None
    district: tuple[str, ...]
    author: tuple[str, ...] = ()
    editor: tuple[str, ...] = ()
    policies: tuple[Policy, ...] = ()
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    """What front matter, a sidecar or a table's other columns say: (name, value), in their order."""


@dataclass(frozen=True, slots=True)
class Outline:
    """An article's files and figures: characters of its text, places restored, and how many of these are guesses."""

    paths: tuple[str, ...]
    characters: int
    restored: int
    guesses: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article: restored text in its own script, its sections (a partition of ``text``), its description."""

    article_id: str
    paths: tuple[str, ...]
    raw: str
    text: str
    restored: OffsetMap  # text -> raw
    guesses: tuple[Guess, ...]  # repairs that are likely, not certain
    sections: tuple[Section, ...]
    description: Description
    raw_sha256: str

    def __post_init__(self) -> None:
        at = 0
        for section in self.sections:
            if section.span.start != at:
                raise ValueError(f"{self.article_id}: sections leave {at}:{section.span.start} out or overlap there")
            at = section.span.end
        if at != len(self.text):
            raise ValueError(f"{self.article_id}: sections end at {at}, the text at {len(self.text)}")

    @property
    def path(self) -> str:
        return self.paths[0]

    @property
    def title(self) -> str:
        return self.description.title

    @property
    def published(self) -> str | None:
        return self.description.published

    @property
    def source(self) -> str | None:
        return self.description.source

    @property
    def url(self) -> str | None:
        return self.description.url

    @property
    def district(self) -> tuple[str, ...]:
        return self.description.district

    def raw_span(self, span: Span) -> Span:
        """Where ``span`` of the text stands in the raw file (the smallest stretch that gave it)."""
        return Span(*self.restored.to_source(span.start, span.end))

    def section_at(self, offset: int) -> SectionKind:
        """The kind of the section that holds character ``offset``. Raises ``ValueError`` outside the text."""
        return self.section_holding(offset).kind

    def section_holding(self, offset: int) -> Section:
        """The section that holds character ``offset``. Raises ``ValueError`` outside the text."""
        for section in self.sections:
            if section.span.start <= offset < section.span.end:
                return section
        raise ValueError(f"{self.article_id} has {len(self.text)} characters, none at {offset}")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of whole sentences that is indexed as one document.

    ``heading`` is the article's title (a teaser has none: it speaks of another article).
    """

    article_id: str
    span: Span
    section: SectionKind
    heading: str
    text: str

    @property
    def passage_id(self) -> str:
        return f"{self.article_id}:{self.span.start}-{self.span.end}"

    @property
    def indexed_text(self) -> str:
        """What both legs index: heading and text (BEIR's title and text)."""
        return f"{self.heading}\n{self.text}" if self.heading else self.text
