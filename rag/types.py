"""What questions give: hits, citations, claims, an answer or a refusal. All frozen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from index.i18n import Message
from index.types import Article, Passage, SectionKind, Span

RefusalReason = Literal["nothing_near", "not_said", "version", "date", "district"]
Form = Literal["text", "list", "table"]
"""How an answer is to be drawn: claims one below the other, its items as bullets, or a column for each group."""


@dataclass(frozen=True, slots=True)
class Leg:
    """Where one leg found a passage: ``rank`` counts from 1."""

    rank: int
    score: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. ``score`` orders hits (higher is better; comparable within one search only).

    ``near``: how near the question's words have a word in the passage (`rag/rerank.py`). ``dense`` and ``lexical`` are ``None`` where that leg did not find the passage.
    A hit stands for near-duplicates too (`rag/copies.py`): its score and nearness are the best of theirs, and ``copies``
    are the articles that say the same.
    """

    rank: int
    ordinal: int  # the passage's number in the index
    passage: Passage
    article: Article
    score: float
    near: float
    dense: Leg | None
    lexical: Leg | None
    copies: tuple[Article, ...] = ()

    @property
    def also_in(self) -> tuple[str, ...]:
        """The ids of the other articles that say this passage."""
        return tuple(article.article_id for article in self.copies)

    @property
    def passage_id(self) -> str:
        return self.passage.passage_id

    @property
    def article_id(self) -> str:
        return self.passage.article_id

    @property
    def path(self) -> str:
        return self.article.path

    @property
    def title(self) -> str:
        return self.article.title

    @property
    def section(self) -> SectionKind:
        return self.passage.section

    @property
    def text(self) -> str:
        return self.passage.text

    @property
    def start(self) -> int:
        return self.passage.span.start

    @property
    def end(self) -> int:
        return self.passage.span.end

    @property
    def dense_rank(self) -> int | None:
        return self.dense.rank if self.dense else None

    @property
    def lexical_rank(self) -> int | None:
        return self.lexical.rank if self.lexical else None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The hits of one query, best first; behaves as their sequence."""

    query: str
    hits: tuple[Hit, ...]

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)

    def __getitem__(self, position: int) -> Hit:
        return self.hits[position]


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote that can be checked. ``quote == article.text[start:end]``, or it can't be built (``ValueError``).

    ``copies``: near-duplicates of the article that hold the same quote, whatever their script; the preferred first.
    """

    number: int
    article: Article
    span: Span
    quote: str
    raw_span: Span
    section: SectionKind
    copies: tuple[Article, ...] = ()

    def __post_init__(self) -> None:
        if self.quote != self.span.of(self.article.text):
            raise ValueError(
                f"citation {self.number} is not what stands at {self.start}:{self.end} of {self.article_id}"
            )

    @property
    def also_in(self) -> tuple[str, ...]:
        """The ids of the other articles that hold this quote."""
        return tuple(article.article_id for article in self.copies)

    @property
    def article_id(self) -> str:
        return self.article.article_id

    @property
    def path(self) -> str:
        return self.article.path

    @property
    def title(self) -> str:
        return self.article.title

    @property
    def source(self) -> str | None:
        return self.article.source

    @property
    def published(self) -> str | None:
        return self.article.published

    @property
    def district(self) -> tuple[str, ...]:
        return self.article.district

    @property
    def url(self) -> str | None:
        return self.article.url

    @property
    def start(self) -> int:
        return self.span.start

    @property
    def end(self) -> int:
        return self.span.end

    @property
    def raw_start(self) -> int:
        return self.raw_span.start

    @property
    def raw_end(self) -> int:
        return self.raw_span.end


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement and the numbers of the citations that carry it; at least one (``ValueError``).

    ``marks``: where in ``text`` that stands which was asked for (近3000家 of a sentence), in order; raises ``ValueError``
    for one outside. ``item``: one of several that an article lists. ``group``: what of several things it is about (普陀区,
    a day), where an answer tells them apart.
    """

    text: str
    citations: tuple[int, ...]
    marks: tuple[Span, ...] = ()
    item: bool = False
    group: str = ""

    def __post_init__(self) -> None:
        if not self.citations:
            raise ValueError(f"a claim without a citation: {self.text[:40]!r}")
        for mark in self.marks:
            if mark.end > len(self.text):
                raise ValueError(f"a mark to {mark.end} in a claim of {len(self.text)} characters")


@dataclass(frozen=True, slots=True)
class Struck:
    """A sentence that a language model wrote and no quote carries: shown struck out, behind ``after`` claims."""

    text: str
    reason: Message
    after: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer, and the passages that came nearest."""

    reason: RefusalReason
    explanation: Message
    message: str  # `explanation` in the question's language
    nearest: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Claims with their citations, or a refusal: never both, never neither, no claim that cites what isn't there.

    ``as_of``: the latest day of publication among the articles cited (ISO), ``None`` where none has one. ``notes``: what the
    reader should know of it: a draft, another version, a language model that was not to be reached. ``model``: the
    language model that wrote the claims; ``None``: they are the articles' words. ``struck``: what of it is not carried.
    """

    question: str
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    refusal: Refusal | None
    took_ms: float
    form: Form = "text"
    notes: tuple[Message, ...] = ()
    model: str | None = None
    struck: tuple[Struck, ...] = ()

    def __post_init__(self) -> None:
        if bool(self.claims) == (self.refusal is not None):
            raise ValueError("an answer has either claims or a refusal")
        numbers = {citation.number for citation in self.citations}
        for claim in self.claims:
            if not numbers.issuperset(claim.citations):
                raise ValueError(f"claim cites {claim.citations}, there are {sorted(numbers)}")

    @property
    def as_of(self) -> str | None:
        days = (citation.published[:10] for citation in self.citations if citation.published)
        return max(days, default=None)

    @property
    def answer(self) -> str | None:
        """The claims as text with citation numbers, one a line; ``None`` for a refusal."""
        if self.refusal is not None:
            return None
        return "\n".join(claim.text + "".join(f"[{number}]" for number in claim.citations) for claim in self.claims)
