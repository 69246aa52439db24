"""What a monitor reads: how many requests, how long they took, what was refused, how large the index is.

No label ever holds a question: routes are named by their template, and what is no route of ours by one word.
"""

from __future__ import annotations

import time
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as Event

from index.errors import WenjuError
from rag import Answer

from ..serving import CurrentEngine

_OTHER: Final = "other"
_METHODS: Final = frozenset(("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"))
_SECONDS: Final = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120)


class Metrics:
    """The counters of one server; each has a registry of its own."""

    def __init__(self, current: CurrentEngine) -> None:
        self._current = current
        self._registry = CollectorRegistry()
        self.requests = Counter(
            "wenju_requests", "Requests answered.", ("route", "method", "status"), registry=self._registry
        )
        self.seconds = Histogram(
            "wenju_request_seconds", "From a request to the end of its answer.", ("route",),
            registry=self._registry, buckets=_SECONDS,
        )  # fmt: skip
        self._refusals = Counter(
            "wenju_refusals", "Questions refused, by reason.", ("reason",), registry=self._registry
        )
        self._articles = Gauge("wenju_index_articles", "Articles of the index that answers.", registry=self._registry)
        self._passages = Gauge("wenju_index_passages", "Passages of the index that answers.", registry=self._registry)

    def asked(self, answer: Answer) -> None:
        if answer.refusal:
            self._refusals.labels(answer.refusal.reason).inc()

    def text(self) -> bytes:
        """All of it in the format of Prometheus; an index that can't answer has 0 articles."""
        try:
            manifest = self._current.engine().manifest
            articles, passages = manifest.articles, manifest.passages
        except WenjuError:
            articles = passages = 0
        self._articles.set(articles)
        self._passages.set(passages)
        return generate_latest(self._registry)


class Measured:
    """Counts every answer of ``app`` and the time it took, to its last byte."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status = time.perf_counter(), 500  # where it fails before it says one

        async def noted(event: Event) -> None:
            nonlocal status
            if event["type"] == "http.response.start":
                status = event["status"]
            await send(event)

        try:
            await self._app(scope, receive, noted)
        finally:
            route = getattr(scope.get("route"), "path", _OTHER)
            method = scope["method"] if scope["method"] in _METHODS else _OTHER
            self._metrics.requests.labels(route, method, str(status)).inc()
            self._metrics.seconds.labels(route).observe(time.perf_counter() - started)
