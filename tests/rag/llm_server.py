"""A language model's server on this machine that says what a test tells it to, faults included."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

EVENTS = "text/event-stream"
Reply = Callable[["Handler"], None]


@dataclass
class Server:
    """``url``: what a user would give; ``asked``: the bodies sent so far; ``headers``: those of the last request."""

    url: str
    reply: Reply
    models: tuple[str, ...] = ()
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    over: threading.Event = field(default_factory=threading.Event)  # set when the test ends: whoever hangs lets go


class Handler(BaseHTTPRequestHandler):
    server: _Listening

    def do_POST(self) -> None:
        state = self.server.state
        state.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))) | {"path": self.path})
        state.headers = dict(self.headers)
        with suppress(OSError):  # the other side had enough
            state.reply(self)

    def do_GET(self) -> None:
        listed = {"object": "list", "data": [{"id": name, "object": "model"} for name in self.server.state.models]}
        self.begin(kind="application/json")
        self.send(json.dumps(listed))

    def begin(self, status: int = 200, kind: str = EVENTS, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def send(self, data: bytes | str) -> None:
        self.wfile.write(data if isinstance(data, bytes) else data.encode())
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Listening(ThreadingHTTPServer):
    daemon_threads = True
    state: Server

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextmanager
def served(reply: Reply, models: tuple[str, ...] = ()) -> Iterator[Server]:
    """A server that answers every POST by ``reply``, and lists ``models``."""
    listening = _Listening(("127.0.0.1", 0), Handler)
    listening.state = Server(f"http://127.0.0.1:{listening.server_port}/v1", reply, models)
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield listening.state
    finally:
        listening.state.over.set()
        listening.shutdown()
        thread.join()
        listening.server_close()


def event(text: str | None, ended: str | None = None) -> str:
    """One piece of a reply, as servers send it."""
    delta = {} if text is None else {"content": text}
    chunk = {
        "id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m",
        "choices": [{"index": 0, "delta": delta, "finish_reason": ended}],
    }  # fmt: skip
    return f"data: {json.dumps(chunk)}\n\n"


STOP = event(None, "stop")
DONE = "data: [DONE]\n\n"


def writing(text: str, size: int = 7) -> Reply:
    """Write ``text``, ``size`` characters at a time, to its end."""

    def reply(handler: Handler) -> None:
        handler.begin()
        for at in range(0, len(text), size):
            handler.send(event(text[at : at + size]))
        handler.send(STOP + DONE)

    return reply


def sending(body: bytes | str, status: int = 200, kind: str = EVENTS, **headers: str) -> Reply:
    """Send ``body`` as it is, then close."""

    def reply(handler: Handler) -> None:
        handler.begin(status, kind, **headers)
        handler.send(body)

    return reply
