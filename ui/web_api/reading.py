"""`/articles`, `/healthz` and `/metrics`: what is there, and how it is."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import Response

from ..payload import article_payload
from ..schemas import Articles, ArticleText, Health
from ..serving import CurrentEngine
from .errors import Json, described
from .metrics import Metrics
from .requests import ArticleRequest, ArticlesRequest

_PAGE: dict[int | str, dict[str, Any]] = {200: {"model": Articles}, **described(400)}
_ARTICLE: dict[int | str, dict[str, Any]] = {200: {"model": ArticleText}, **described(404)}
_HEALTH: dict[int | str, dict[str, Any]] = {200: {"model": Health}, **described()}
_METRICS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The text format of Prometheus.",
        "content": {CONTENT_TYPE_LATEST: {"schema": {"type": "string"}}},
    },
    **described(),
}


def reading(current: CurrentEngine) -> APIRouter:
    router = APIRouter(tags=["articles"])

    @router.get("/articles", responses=_PAGE, summary="The articles, without their texts, a page at a time")
    def articles(asked: Annotated[ArticlesRequest, Query()], request: Request) -> Response:
        request.state.language = asked.lang
        engine, filters = current.engine(), asked.filters()
        admitted = [it for it, its in engine.descriptions.items() if filters.admit(it, its)]
        page = admitted[asked.offset : asked.offset + asked.limit]
        return Json({
            "total": len(admitted),
            "offset": asked.offset,
            "limit": asked.limit,
            "articles": [article_payload(engine.article(it)) for it in page],
        })  # fmt: skip

    @router.get("/articles/{article_id}", responses=_ARTICLE, summary="One article, with its text")
    def article(
        article_id: Annotated[str, Path()], asked: Annotated[ArticleRequest, Query()], request: Request
    ) -> Response:
        request.state.language = asked.lang
        engine = current.engine()
        found = engine.article(engine.article_id(article_id))
        text = {"raw": found.raw} if asked.raw else {"text": found.text}
        return Json({**article_payload(found), **text})

    return router


def health(current: CurrentEngine) -> APIRouter:
    router = APIRouter(tags=["upkeep"])

    @router.get("/healthz", responses=_HEALTH, summary="Whether the index can answer, and which one it is")
    def healthz() -> Response:
        """Needs no password. 503 where the index can't answer."""
        generation, engine = current.generation()
        manifest = engine.manifest
        return Json({
            "status": "ok",
            "generation": generation,
            "built_at": manifest.built_at,
            "model": manifest.model,
            "articles": manifest.articles,
            "passages": manifest.passages,
        })  # fmt: skip

    return router


def figures(metrics: Metrics) -> APIRouter:
    router = APIRouter(tags=["upkeep"])

    @router.get("/metrics", responses=_METRICS, response_class=Response, summary="Figures for a monitor (Prometheus)")
    def metrics_text() -> Response:
        return Response(metrics.text(), media_type=CONTENT_TYPE_LATEST)

    return router
