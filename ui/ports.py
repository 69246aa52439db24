"""A port to listen on, and the server that listens there."""

from __future__ import annotations

import errno
import socket
from typing import TYPE_CHECKING, Final

from index.errors import BadInput
from index.i18n import Message

if TYPE_CHECKING:
    from starlette.types import ASGIApp

_TRIED: Final = 100
_BACKLOG: Final = 128
_GRACE: Final = 10
"""Seconds that requests under way may take to end, after Ctrl-C."""


def free_port(asked: int | None, usual: int, host: str = "127.0.0.1") -> int:
    """``asked`` where it is free at ``host``; without it, the first free port from ``usual`` on. Raises :class:`BadInput`."""
    candidates = [asked] if asked else range(usual, min(usual + _TRIED, 65536))
    for port in candidates:
        if _is_free(host, port):
            return port
    tried = f"{candidates[0]}" if asked else f"{candidates[0]}-{candidates[-1]}"
    raise BadInput(Message(f"port {tried} is in use", f"端口 {tried} 已被占用"),
                   Message("give another with --port", "请用 --port 指定其他端口"))  # fmt: skip


def listening(host: str, port: int) -> socket.socket:
    """A socket at which requests wait until :func:`serve` takes it. Raises :class:`BadInput` where somebody was faster."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        raise BadInput(Message(f"port {port} is in use", f"端口 {port} 已被占用"),
                       Message("give another with --port", "请用 --port 指定其他端口")) from error  # fmt: skip
    # uvicorn writes an answer's head and body one after the other; without this the body would wait until the browser
    # has acknowledged the head, 40 ms, for each of the page's hundred files (Nagle's algorithm, RFC 896).
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def serve(app: ASGIApp, listener: socket.socket) -> None:
    """Serve ``app`` until Ctrl-C or SIGTERM."""
    import uvicorn

    # No log of requests: their addresses hold questions.
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=_GRACE
    )
    uvicorn.Server(config).run(sockets=[listener])


def _is_free(host: str, port: int) -> bool:
    """Whether a server could listen there. Raises :class:`BadInput` for a host that is not this machine's, and for a port of root's."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise _no_address(host) from error
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server: a port lately closed is free
        try:
            probe.bind(address)
        except OSError as error:
            if error.errno == errno.EADDRNOTAVAIL:
                raise _no_address(host) from error
            if error.errno == errno.EACCES:
                raise BadInput(Message(f"this user may not listen on port {port}", f"当前用户无权监听端口 {port}"),
                               Message("give one above 1023 with --port", "请用 --port 指定大于 1023 的端口")) from error  # fmt: skip
            return False
    return True


def _no_address(host: str) -> BadInput:
    return BadInput(Message(f"--host {host} is no address of this machine", f"--host {host} 不是本机的地址"),
                    Message("give one that it has, such as 0.0.0.0 for all of them",
                            "请给出本机的地址，例如 0.0.0.0 表示全部"))  # fmt: skip
