"""Failures as answers: one shape, one status for each kind."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Final

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import Request

from index.errors import ArticleUnknown, BadInput, IndexUnusable, ModelUnavailable, WenjuError
from index.i18n import Language, Message

from ..language import locale_language
from ..payload import error_payload
from ..schemas import Failure
from ..serving import language_accepted


class Unauthorized(BadInput): ...


class HostRefused(BadInput): ...


class TooLarge(BadInput): ...


class Invalid(BadInput):
    """Not what OpenAPI describes."""


class TooManyTries(BadInput): ...


class NoSuchPage(BadInput): ...


class MethodRefused(BadInput): ...


# The most special first. 422 is not of the described form; 400 is, and can't be done (since is later than until).
_STATUS: Final = (
    (Unauthorized, 401),
    (HostRefused, 403),
    (NoSuchPage, 404),
    (ArticleUnknown, 404),
    (MethodRefused, 405),
    (TooLarge, 413),
    (Invalid, 422),
    (TooManyTries, 429),
    (ModelUnavailable, 503),
    (IndexUnusable, 503),
    (BadInput, 400),
    (WenjuError, 500),
)
_DESCRIBED: Final = {
    400: "Understood, but it can't be done.",
    401: "No password, or a wrong one.",
    403: "For another host than this.",
    404: "No such article.",
    413: "The body is too large.",
    422: "Not of the form that is described here.",
    429: "Too many wrong passwords; Retry-After says how many seconds to wait.",
    500: "A fault of Wenju's own.",
    503: "The index can't answer: it is missing, damaged or of another model.",
}

_FORM: Final = Message("/openapi.json describes every field; a body is JSON, with Content-Type: application/json",
                       "/openapi.json 说明了每个字段；请求正文须为 JSON，并带有 Content-Type: application/json")  # fmt: skip
_CHINESE: Final = {
    "missing": "缺少该字段",
    "extra_forbidden": "没有这个字段",
    "json_invalid": "不是 JSON",
    "model_attributes_type": "不是 JSON 对象",
}


def described(*statuses: int) -> dict[int | str, dict[str, object]]:
    """For OpenAPI: those failures, and the ones that every request may meet."""
    return {
        it: {"model": Failure, "description": _DESCRIBED[it]}
        for it in sorted({*statuses, 401, 403, 422, 429, 500, 503})
    }


class Json(JSONResponse):
    """JSON in UTF-8; what is no text (a file's name in another encoding) is replaced, not failed on."""

    def render(self, content: object) -> bytes:
        return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode(
            "utf-8", "replace"
        )


def status_of(error: WenjuError) -> int:
    return next(status for kind, status in _STATUS if isinstance(error, kind))


def failed(error: WenjuError, language: Language) -> Json:
    status = status_of(error)
    headers = {"WWW-Authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else None
    return Json(error_payload(error, language), status, headers)


def spoken(request: Request, asked: Language | None = None) -> Language:
    """The language of failures: the one ``asked`` for, else the query's, else the header's, else the locale's."""
    named = asked or request.query_params.get("lang")
    if named in ("zh", "en"):
        return "zh" if named == "zh" else "en"
    return language_accepted(request.headers.get("accept-language")) or locale_language()


def handle_failures(app: FastAPI) -> None:
    """Have every failure of ``app`` answered in this shape; those of ours are raised again for the log."""
    app.add_exception_handler(WenjuError, _expected)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _no_route)
    app.add_exception_handler(Exception, _fault)


def _expected(request: Request, error: Exception) -> Json:
    if not isinstance(error, WenjuError):
        raise error
    return failed(error, spoken(request, getattr(request.state, "language", None)))


def _invalid(request: Request, error: Exception) -> Json:
    """Names the field and what is wrong with it, never its value."""
    if not isinstance(error, RequestValidationError):
        raise error
    first = error.errors()[0]
    at = ".".join(map(str, first["loc"]))  # body.question; of what is no JSON, body and the character
    zh = _CHINESE.get(first["type"], f"不符合要求（{first['msg']}）")
    asked = error.body.get("lang") if isinstance(error.body, dict) else None
    what = Invalid(
        Message(f"{at}: {first['msg']}", f"{at}：{zh}"),
        _FORM,
    )
    return failed(what, spoken(request, asked if asked in ("zh", "en") else None))


def _no_route(request: Request, error: Exception) -> Json:
    """No such path, no such method of it, or a body that FastAPI could not read."""
    if not isinstance(error, HTTPException):
        raise error
    path, method = request.url.path, request.method
    look = Message("/openapi.json lists what there is", "/openapi.json 列出全部接口")
    kinds: dict[int, WenjuError] = {
        404: NoSuchPage(Message(f"nothing at {path}", f"{path} 不存在"), look),
        405: MethodRefused(Message(f"{path} does not take {method}", f"{path} 不接受 {method}"), look),
    }
    other = Invalid(Message("the body can't be read", "无法读取请求正文"), _FORM)
    answer = failed(kinds.get(error.status_code, other), spoken(request))
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        # Starlette knows one route's methods; a path of ours has a route for each.
        described = request.app.openapi()["paths"].get(getattr(request.scope.get("route"), "path", ""), {"get": {}})
        answer.headers["Allow"] = ", ".join(sorted(map(str.upper, described)))
    return answer


def _fault(request: Request, error: Exception) -> Json:
    return failed(fault(), spoken(request))


def fault() -> WenjuError:
    """What is told of a fault of ours; the traceback goes to the log, since it may hold what was asked."""
    return WenjuError(Message("a fault of Wenju's own", "程序内部错误"),
                      Message("the server's log has it; please report it", "服务器日志中有详细信息，请反馈"))  # fmt: skip
