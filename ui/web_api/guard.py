"""What stands before every request: its host, the password, the size of its body."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as Event

from index.errors import WenjuError
from index.i18n import Message

from ..access import PASSWORD, is_loopback, matches
from ..throttle import Throttle
from .errors import HostRefused, Invalid, TooLarge, TooManyTries, Unauthorized, failed, spoken

MAXIMUM_BODY = 64 * 1024
"""Bytes. A question has 2000 characters at most."""
_OPEN = "/healthz"
_BEARER = b"bearer "


class Guard:
    """Lets through what may be asked.

    With a ``password``: whoever knows it. Without one the server listens to this machine alone; there a page of the web
    could still reach it by a name of its own that points here (DNS rebinding), so the name must be this machine's.
    """

    def __init__(self, app: ASGIApp, password: str | None) -> None:
        self._app = app
        self._password = password
        self._throttle = Throttle()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        refused = self._refused(scope["path"], request)
        body = b""
        if refused is None and not _is_bodiless(request.headers):
            try:
                body = await _body(request)
            except TooLarge as error:
                refused = error
            except ClientDisconnect:
                refused = _broken_off()  # told to nobody, but no fault of ours
            receive = _again(body, receive)
        if refused is None:
            await self._app(scope, receive, send)
        else:
            answer = failed(refused, spoken(request))
            if isinstance(refused, TooManyTries):
                answer.headers["Retry-After"] = str(self._throttle.wait(_address(request)))
            await answer(scope, receive, send)

    def _refused(self, path: str, request: Request) -> WenjuError | None:
        if self._password is None:
            return None if is_loopback(_name(request.headers.get("host", ""))) else _other_host()
        if path == _OPEN:
            return None
        # As bytes: Starlette reads headers as Latin-1, and a password may hold any character.
        given = request.headers.get("authorization", "").encode("latin-1")
        address = _address(request)
        if given and (wait := self._throttle.wait(address)):
            return _too_many(wait)
        if given[: len(_BEARER)].lower() == _BEARER and matches(given[len(_BEARER) :], self._password):
            self._throttle.succeeded(address)
            return None
        if given:
            self._throttle.failed(address)
        return Unauthorized(
            Message("the password is missing or wrong", "缺少密码或密码错误"),
            Message(f"send Authorization: Bearer, and what ${PASSWORD} is at the server",
                    f"请发送 Authorization: Bearer，后接服务器的 ${PASSWORD}"),
        )  # fmt: skip


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _too_many(wait: int) -> TooManyTries:
    return TooManyTries(Message(f"too many wrong passwords from this address; wait {wait} seconds",
                                f"此地址的错误密码次数过多，请等待 {wait} 秒"),
                        Message(f"look at ${PASSWORD} of the server, then try again",
                                f"请核对服务器的 ${PASSWORD}，然后重试"))  # fmt: skip


def _name(host: str) -> str:
    """Without the port: ``[::1]:8502`` -> ``[::1]``."""
    return host[: host.index("]") + 1] if host.startswith("[") and "]" in host else host.partition(":")[0]


def _other_host() -> HostRefused:
    return HostRefused(
        Message("this server is asked by a name that is not this machine's", "请求使用的主机名不属于本机"),
        Message(f"ask 127.0.0.1 or localhost; to serve others, start it with --host and ${PASSWORD}",
                f"请使用 127.0.0.1 或 localhost；如需对外提供服务，请设置 ${PASSWORD} 并使用 --host"),
    )  # fmt: skip


def _is_bodiless(headers: Headers) -> bool:
    return "content-length" not in headers and "transfer-encoding" not in headers


async def _body(request: Request) -> bytes:
    """All of the body. Raises :class:`TooLarge` before more than is allowed has been kept."""
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > MAXIMUM_BODY:
        raise _too_large()
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MAXIMUM_BODY:
            raise _too_large()
    return body


def _too_large() -> TooLarge:
    return TooLarge(Message(f"the body has more than {MAXIMUM_BODY} bytes", f"请求正文超过 {MAXIMUM_BODY} 字节"),
                    Message("ask one thing at a time", "请一次只问一件事"))  # fmt: skip


def _broken_off() -> Invalid:
    return Invalid(Message("the body broke off", "请求正文没有发完"), Message("send all of it", "请发送完整的正文"))


def _again(body: bytes, receive: Receive) -> Receive:
    """``receive``, with the body that was read already before the rest (that the other side has gone)."""
    pending: list[Event] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_again() -> Event:
        return pending.pop() if pending else await receive()

    return receive_again
