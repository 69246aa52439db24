"""The application: its routes, what stands before them, what describes them."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import FastAPI, Security
from fastapi.security import HTTPBearer
from starlette.types import ASGIApp, Receive, Scope, Send

from ..serving import CurrentEngine
from .asking import asking
from .errors import handle_failures
from .guard import Guard
from .metrics import Measured, Metrics
from .reading import figures, health, reading

_ABOUT = (
    "Ask a folder of Chinese articles; every claim of an answer carries an exact quote. "
    "Every failure is `{\"error\": {\"type\", \"message\", \"hint\"}}`, the hint being the next step."
)  # fmt: skip


class HeadAsGet:
    """HEAD, which monitors send, is answered as GET; the server leaves the body out (RFC 9110, 9.3.2)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return
        as_get = {**scope, "method": "GET"}
        await self._app(as_get, receive, send)
        scope["route"] = as_get.get("route")  # for the figures


def create_app(current: CurrentEngine, password: str | None = None) -> FastAPI:
    """Serves what ``current`` holds; a ``password`` is demanded of all that is asked but `/healthz`.

    Without one, only requests for this machine's own names are answered. No page of documentation is served, since it would
    load scripts from elsewhere: `/openapi.json` has all of it. Nothing is redirected: behind a proxy with TLS that would lead
    out of it, to plain HTTP.
    """
    app = FastAPI(title="Wenju", version=version("wenju"), description=_ABOUT, docs_url=None, redoc_url=None, redirect_slashes=False)  # fmt: skip
    handle_failures(app)
    metrics = Metrics(current)
    app.add_middleware(HeadAsGet)
    app.add_middleware(Guard, password=password)
    app.add_middleware(Measured, metrics=metrics)  # the outermost: what the guard refuses is counted too
    bearer = (
        [Security(HTTPBearer(auto_error=False, description="$WENJU_PASSWORD"))] if password else []
    )  # the guard checks
    app.include_router(asking(current, metrics), dependencies=bearer)
    app.include_router(reading(current), dependencies=bearer)
    app.include_router(figures(metrics), dependencies=bearer)
    app.include_router(health(current))
    return app
