"""`/ask` and `/search`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from index.i18n import Language
from rag import Answer as Answered
from rag.generate import OnText

from ..payload import answer_payload, search_payload
from ..schemas import Answer, SearchResult
from ..serving import CurrentEngine, language_accepted
from .errors import Json, described, spoken
from .metrics import Metrics
from .requests import AskRequest, SearchRequest
from .streaming import Form, streamed

_NAMES = {"enum": ["text", "answer", "error"]}
_JSON = {"type": "string", "contentMediaType": "application/json"}
_EVENTS = 'event: text\ndata: {"text":"普陀区3.0版政策"}\n\nevent: answer\ndata: {"question":"…","answer":"…[1]"}\n\n'
_STREAMS: dict[str, Any] = {
    "text/event-stream": {
        "schema": {"type": "object", "required": ["event", "data"], "properties": {"event": _NAMES, "data": _JSON}},
        "example": _EVENTS,
    },
    "application/x-ndjson": {
        "schema": {"type": "object", "required": ["event", "data"],
                   "properties": {"event": _NAMES, "data": {"type": "object"}}},
    },
}  # fmt: skip
_ANSWER: dict[int | str, dict[str, Any]] = {
    200: {"model": Answer, "description": "An answer, or a refusal with its reason.", "content": _STREAMS},
    **described(400, 404, 413),
}
_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "`text` events, {\"text\": piece}, while a language model writes, unchecked; then one `answer` "
        "event, the JSON of /ask. What fails behind a piece is an `error` event.",
        "content": _STREAMS,
    },
    **described(400, 404, 413),
}  # fmt: skip
_FOUND: dict[int | str, dict[str, Any]] = {
    200: {"model": SearchResult, "description": "The passages, the best first."},
    **described(400, 404, 413),
}


class _Asking:
    """What both methods of a path do."""

    def __init__(self, current: CurrentEngine, metrics: Metrics) -> None:
        self._current = current
        self._metrics = metrics

    def answer(self, asked: AskRequest, request: Request, form: Form | None) -> Response:
        """As JSON, where no ``form`` of a stream is asked for."""
        request.state.language = asked.lang

        def ask(on_text: OnText | None) -> Answered:
            filters = asked.filters(asked.article)
            answer = self._current.engine().ask(asked.question, filters, today=asked.today, on_text=on_text)
            self._metrics.asked(answer)
            return answer

        language = _language(asked.lang, request)
        if form:
            return streamed(ask, form, language, spoken(request, asked.lang))
        return Json(answer_payload(ask(None), language))

    def search(self, asked: SearchRequest, request: Request) -> Response:
        request.state.language = asked.lang
        filters = asked.filters(asked.article)
        return Json(search_payload(self._current.engine().search(asked.query, asked.k, filters, today=asked.today)))


def asking(current: CurrentEngine, metrics: Metrics) -> APIRouter:
    router, it = APIRouter(tags=["ask"]), _Asking(current, metrics)

    @router.get("/ask", responses=_ANSWER, summary="Answer a question, with citations, or say why not")
    def ask(asked: Annotated[AskRequest, Query()], request: Request) -> Response:
        """With `Accept: text/event-stream` or `application/x-ndjson`: as `/ask/stream`."""
        return it.answer(asked, request, _wanted(request))

    @router.post("/ask", responses=_ANSWER, summary="Answer a question, with citations, or say why not")
    def ask_by_body(asked: AskRequest, request: Request) -> Response:
        """With `Accept: text/event-stream` or `application/x-ndjson`: as `/ask/stream`."""
        return it.answer(asked, request, _wanted(request))

    @router.post("/ask/stream", responses=_STREAM, response_class=Response, summary="An answer while it is written")
    def ask_streamed(asked: AskRequest, request: Request) -> Response:
        """Server-sent events, or with `Accept: application/x-ndjson` one JSON object, {"event", "data"}, a line."""
        return it.answer(asked, request, _wanted(request) or "text/event-stream")

    @router.get("/search", responses=_FOUND, summary="Find the nearest passages")
    def search(asked: Annotated[SearchRequest, Query()], request: Request) -> Response:
        return it.search(asked, request)

    @router.post("/search", responses=_FOUND, summary="Find the nearest passages")
    def search_by_body(asked: SearchRequest, request: Request) -> Response:
        return it.search(asked, request)

    return router


def _wanted(request: Request) -> Form | None:
    """The stream that ``Accept`` names; ``None`` for JSON."""
    accept = request.headers.get("accept", "")
    if "text/event-stream" in accept:
        return "text/event-stream"
    return "application/x-ndjson" if "application/x-ndjson" in accept else None


def _language(asked: Language | None, request: Request) -> Language | None:
    """Of refusals and notes; ``None``: the question's."""
    return asked or language_accepted(request.headers.get("accept-language"))
