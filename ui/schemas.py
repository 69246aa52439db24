"""The contract's JSON as types, for those who describe it to other programs: OpenAPI and the Model Context Protocol.

The values come from `ui/payload.py`; a test holds the two together, field by field.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from rag.types import Form, RefusalReason

Start = Annotated[int, Field(ge=0, description="First character, counted from 0.")]
End = Annotated[int, Field(ge=0, description="Behind the last character.")]
Published = Annotated[str | None, Field(description="ISO 8601: a day, or a day and time without a zone.")]
Rank = Annotated[int | None, Field(description="From 1; null: this leg did not find the passage.")]


class Copy(BaseModel):
    """A near-duplicate that says the same."""

    article_id: str
    path: str
    title: str
    source: str | None
    published: Published


class Hit(BaseModel):
    """A passage found; `text` is the article's text at start:end."""

    rank: Annotated[int, Field(ge=1)]
    passage_id: str
    article_id: str
    path: str
    title: str
    section: Annotated[str, Field(description="body, title, caption, teaser (of another article), ...")]
    text: str
    start: Start
    end: End
    score: Annotated[float, Field(description="Higher is better; comparable within one search only.")]
    dense_rank: Rank
    lexical_rank: Rank
    also_in: list[Copy]


class SearchResult(BaseModel):
    """The passages found, the best first; none where nothing matches."""

    query: str
    hits: list[Hit]


class Refusal(BaseModel):
    """Why there is no answer, and the passages that came nearest."""

    reason: RefusalReason
    message: str
    nearest: list[Hit]


class Claim(BaseModel):
    """One statement, with the numbers of the citations that carry it."""

    text: str
    citations: Annotated[list[int], Field(min_length=1)]
    marks: Annotated[list[list[int]], Field(description="[start, end] in `text` of what was asked for.")]
    item: Annotated[bool, Field(description="One of several that an article lists.")]
    group: Annotated[str, Field(description="What of several things it is about (普陀区, a day); else empty.")]


class Citation(BaseModel):
    """An exact quote: `quote` is the article's text at start:end, raw_start:raw_end where it stands in the file as read."""

    number: Annotated[int, Field(ge=1)]
    article_id: str
    path: str
    title: str
    source: str | None
    published: Published
    district: list[str]
    url: str | None
    section: str
    start: Start
    end: End
    quote: str
    raw_start: Start
    raw_end: End
    also_in: list[Copy]


class Struck(BaseModel):
    """What a language model wrote and no quote carries, behind `after` claims."""

    text: str
    reason: str
    after: int


class Answer(BaseModel):
    """Claims with their citations, or a refusal; never both, never neither."""

    question: str
    answer: Annotated[str | None, Field(description="The claims as text with [numbers]; null for a refusal.")]
    refusal: Refusal | None
    claims: list[Claim]
    citations: list[Citation]
    form: Form
    as_of: Annotated[str | None, Field(description="The latest day of publication among the articles cited.")]
    notes: list[str]
    model: Annotated[str | None, Field(description="The language model that wrote; null: the articles' own words.")]
    struck: list[Struck]
    took_ms: float


class Policy(BaseModel):
    """A policy that an article names."""

    name: str
    version: str | None


class Guess(BaseModel):
    """A repair that is likely, not certain: `text` at start:end, `original` in the file."""

    start: Start
    end: End
    text: str
    original: str


class Article(BaseModel):
    """What an article says of itself; null and empty where it doesn't."""

    article_id: str
    paths: list[str]
    title: str
    published: Published
    source: str | None
    url: str | None
    district: list[str]
    author: list[str]
    editor: list[str]
    policies: list[Policy]
    people: list[str]
    organisations: list[str]
    metadata: dict[str, str]
    characters: int
    restored: Annotated[int, Field(description="Repairs made to the text as it was read.")]
    guesses: list[Guess]


class ArticleText(Article):
    """An article with `text` (restored: what quotes are cut from), or `raw` (as it was read) where that was asked for."""

    text: str | None = None
    raw: str | None = None


class Articles(BaseModel):
    """A page of the articles, by path."""

    total: Annotated[int, Field(description="How many there are behind the filters, on all pages.")]
    offset: int
    limit: int
    articles: list[Article]


class Health(BaseModel):
    """The index that answers."""

    status: Literal["ok"]
    generation: Annotated[str, Field(description="Counts up with every rebuild.", examples=["000001"])]
    built_at: str
    model: str
    articles: int
    passages: int


class Fault(BaseModel):
    """What is wrong, and the next step."""

    type: Annotated[str, Field(examples=["BadQuestion"])]
    message: Annotated[str, Field(examples=["the question is empty"])]
    hint: str


class Failure(BaseModel):
    """The shape of every error."""

    error: Fault
