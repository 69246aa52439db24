"""What stands before Streamlit: who may pass, and what a browser must not do with the page.

Streamlit serves its files, its websocket and its uploads to anyone who asks, before the page's script has run. So the password
is asked for here, and nothing at all is served to those who have not given it.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
import time
from collections.abc import Callable, Collection
from typing import Final
from urllib.parse import parse_qs, quote, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from index.i18n import Language

from .access import matches
from .texts import login as texts
from .throttle import Throttle

LOGOUT: Final = "/logout"
_HEALTH: Final = "/_stcore/health"
_UPLOAD: Final = "/_stcore/upload_file"
_UNSAFE: Final = ("POST", "PUT", "PATCH", "DELETE")
_BODY: Final = 4096
"""Bytes of a login form; more are not read."""
_STAY: Final = 7 * 24 * 3600.0
"""Seconds until a login ends."""
_LOGINS: Final = 10_000
"""Kept at once; the oldest goes."""


class Guard:
    """An ASGI middleware. ``password``: what is asked for; ``None``: nothing. ``hosts``: the names that
    the page may be asked for under; empty: any. ``page`` makes the login form: language, what went wrong; ``language`` tells the first from an ``Accept-Language`` header.
    ``may_upload`` judges by the cookies.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        password: str | None,
        hosts: Collection[str],
        page: Callable[[Language, str], str],
        policy: str,
        language: Callable[[str], Language],
        may_upload: Callable[[dict[str, str]], bool] = lambda cookies: True,
    ) -> None:
        self._app, self._password, self._hosts, self._page = app, password, hosts, page
        self._language, self._may_upload = language, may_upload
        self._headers = {
            "Content-Security-Policy": policy,
            "X-Frame-Options": "DENY",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        self._throttle = Throttle()
        self._logins: dict[str, float] = {}  # token -> when it was given

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        answer = await self._answer(scope, receive)
        if answer is None:
            await self._app(scope, receive, self._with_headers(send))
        elif scope["type"] == "websocket":
            await WebSocketClose(1008)(scope, receive, send)  # before it is accepted: the browser sees a 403
        else:
            await answer(scope, receive, self._with_headers(send))

    async def _answer(self, scope: Scope, receive: Receive) -> Response | None:
        """What is answered instead of Streamlit; ``None``: it may answer."""
        asked = HTTPConnection(scope)
        language = self._language(asked.headers.get("accept-language", ""))
        if self._hosts and _host(asked) not in self._hosts:
            return PlainTextResponse(texts.ELSEWHERE.in_(language), 403)
        if _is_foreign(asked):
            return PlainTextResponse(texts.FOREIGN.in_(language), 403)
        if scope["path"].startswith(_UPLOAD) and not self._may_upload(asked.cookies):
            return PlainTextResponse(texts.CLOSED.in_(language), 401)
        if not self._password or scope["path"] == _HEALTH:
            return None
        if scope["path"] == LOGOUT:
            return self._logged_out(asked)
        if self._is_in(asked):
            return None
        if scope["type"] == "http" and scope["method"] == "POST":
            return await self._log_in(Request(scope, receive), language)
        if scope["type"] == "http" and "text/html" in asked.headers.get("accept", ""):
            return self._form(language, "", 200)
        return PlainTextResponse(texts.CLOSED.in_(language), 401)

    async def _log_in(self, request: Request, language: Language) -> Response:
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > _BODY:
                return PlainTextResponse("", 413)
        given = parse_qs(body.decode("utf-8", "replace")).get("password", [""])[0]
        address = request.client.host if request.client else ""
        wait = self._throttle.wait(address)
        if wait:
            form = self._form(language, texts.too_many(wait).in_(language), 429)
            form.headers["Retry-After"] = str(wait)
            return form
        if not self._password or not matches(given, self._password):
            self._throttle.failed(address)
            return self._form(language, texts.WRONG.in_(language), 401)
        self._throttle.succeeded(address)
        token = secrets.token_urlsafe(32)
        while len(self._logins) >= _LOGINS:
            del self._logins[next(iter(self._logins))]
        self._logins[token] = time.monotonic()
        # Where the form stood, and nowhere else: //else.where and /\else.where would lead off this site.
        answer = RedirectResponse("/" + quote(request.scope["path"].lstrip("/\\")), 303)
        secure = request.url.scheme == "https"
        answer.set_cookie(_cookie(request), token, httponly=True, samesite="lax", secure=secure)
        return answer

    def _logged_out(self, asked: HTTPConnection) -> Response:
        self._logins.pop(_token(asked), None)
        answer = RedirectResponse("/", 303)
        answer.delete_cookie(_cookie(asked), httponly=True, samesite="lax")
        return answer

    def _is_in(self, asked: HTTPConnection) -> bool:
        since = self._logins.get(_token(asked))
        return since is not None and time.monotonic() - since < _STAY

    def _form(self, language: Language, wrong: str, status: int) -> Response:
        return HTMLResponse(self._page(language, wrong), status, {"Cache-Control": "no-store"})

    def _with_headers(self, send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        return sending


def policy_for(html: str) -> str:
    """The Content-Security-Policy of Streamlit's page ``html``: its own scripts, no other site.

    Streamlit sets styles inline, loads a component's script from a ``blob:``, and has one script in the page itself, told by
    its hash. https://www.w3.org/TR/CSP3/
    """
    inline = (base64.b64encode(hashlib.sha256(it.encode()).digest()).decode() for it in _SCRIPTS.findall(html))
    hashes = " ".join(f"'sha256-{it}'" for it in inline)
    return (
        f"default-src 'self'; script-src 'self' blob: 'wasm-unsafe-eval' {hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data: blob:; worker-src 'self' blob:; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    )


_SCRIPTS: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def _host(asked: HTTPConnection) -> str:
    """The name that the page is asked for under, without the port; empty for none."""
    return _netloc(f"//{asked.headers.get('host', '')}")[0]


def _netloc(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").rstrip("."), parts.netloc.lower()
    except ValueError:
        return "", ""


def _is_foreign(asked: HTTPConnection) -> bool:
    """Whether a page of another site, or of another port, opens the websocket or sends something.

    Streamlit lets any page of ``localhost`` open it, and asks a server on the internet for its own address before it refuses one.
    """
    origin = asked.headers.get("origin")
    if origin is None or (asked.scope["type"] == "http" and asked.scope["method"] not in _UNSAFE):
        return False
    return _netloc(origin)[1] != asked.headers.get("host", "").lower()


def _cookie(asked: HTTPConnection) -> str:
    """Its name: browsers keep one jar for all ports of a machine."""
    _, port = asked.scope.get("server") or ("", 0)
    return f"wenju-{port}"


def _token(asked: HTTPConnection) -> str:
    return asked.cookies.get(_cookie(asked), "")
