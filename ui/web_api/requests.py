"""What may be asked for, as OpenAPI describes it: the same fields in a query string and in a JSON body."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from index.i18n import Language
from rag import Filters
from rag.query import MAXIMUM_CHARACTERS

MAXIMUM_PASSAGES = 100
MAXIMUM_ARTICLES = 200
"""Articles on one page."""

Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", json_schema_extra={"format": "date"})]
# Described here, refused by the engine: its message says both numbers.
Asked = Annotated[str, Field(json_schema_extra={"minLength": 1, "maxLength": MAXIMUM_CHARACTERS})]
Part = Annotated[str, Field(max_length=200)]


class _Spoken(BaseModel):
    model_config = ConfigDict(extra="forbid")  # a misspelt filter must not be passed over

    lang: Annotated[
        Language | None,
        Field(description="Language of messages; else Accept-Language, else the question's (of errors: the server's)."),
    ] = None


class _Filtered(_Spoken):
    district: Annotated[Part | None, Field(description="Only articles on it.", examples=["普陀区"])] = None
    since: Annotated[Day | None, Field(description="Only articles of this day or later.", examples=["2023-01-01"])] = (
        None
    )
    until: Annotated[Day | None, Field(description="Only articles of this day or before.", examples=["2024-12-31"])] = (
        None
    )
    source: Annotated[Part | None, Field(description="Only articles whose source holds it.", examples=["上海"])] = None

    def filters(self, article: str | None = None) -> Filters:
        """Raises ``BadInput`` for a day that is none, and for a ``since`` behind ``until``."""
        return Filters(self.district, self.since, self.until, self.source, article)


class _Question(_Filtered):
    article: Annotated[Part | None, Field(description="Only this article, by its id, path or file name.")] = None
    today: Annotated[
        Day | None,
        Field(description="What 今年 and last month count from; else the server's day.", examples=["2024-11-22"]),
    ] = None


class AskRequest(_Question):
    """A question, and which articles may answer it."""

    question: Annotated[Asked, Field(examples=["普陀区生命健康产业专项政策3.0版支持什么?"])]


class SearchRequest(_Question):
    """What to look for, and in which articles."""

    query: Annotated[Asked, Field(examples=["生命健康产业专项政策"])]
    k: Annotated[int, Field(ge=1, le=MAXIMUM_PASSAGES, description="How many passages at most.")] = 5


class ArticlesRequest(_Filtered):
    """Which articles, and which page of them."""

    offset: Annotated[int, Field(ge=0, le=10**9)] = 0
    limit: Annotated[int, Field(ge=1, le=MAXIMUM_ARTICLES)] = 50


class ArticleRequest(_Spoken):
    """How one article is wanted."""

    raw: Annotated[bool, Field(description="The file as it was read, before anything was restored.")] = False
