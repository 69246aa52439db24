"""An answer while it is written: its pieces as they come, then the whole, checked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from itertools import chain
from queue import Empty, SimpleQueue
from typing import Literal

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from index.errors import WenjuError
from index.i18n import Language
from rag import Answer
from rag.generate import OnText

from ..payload import Payload, answer_payload, error_payload
from .errors import fault

SILENCE = 15.0
"""Seconds without a piece, after which a sign of life is sent: proxies drop what stays silent."""
Form = Literal["text/event-stream", "application/x-ndjson"]
Told = str | Answer | None


class _Left(Exception):
    """Nobody listens any more."""


def told(ask: Callable[[OnText], Answer], left: threading.Event) -> Iterator[Told]:
    """The pieces as ``ask`` gives them, then the answer; ``None`` for each ``SILENCE`` between.

    Raises what ``ask`` raises. Once ``left`` is set, ``ask`` is stopped at its next piece, and the language model with it.
    """
    queue: SimpleQueue[str | Answer | Exception] = SimpleQueue()

    def tell(piece: str) -> None:
        if left.is_set():
            raise _Left
        queue.put(piece)

    def work() -> None:
        try:
            queue.put(ask(tell))
        except Exception as error:  # handed on to who listens, who raises it; to nobody, once they left
            queue.put(error)

    threading.Thread(target=work, name="wenju-writing", daemon=True).start()
    while True:
        try:
            got = queue.get(timeout=SILENCE)
        except Empty:
            yield None
            continue
        if isinstance(got, Exception):
            raise got
        yield got
        if isinstance(got, Answer):
            return


class _Stream(StreamingResponse):
    """Says so when it is over, be it that the other side left."""

    def __init__(self, body: Iterator[bytes], form: Form, left: threading.Event) -> None:
        super().__init__(body, media_type=form, headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
        self._left = left

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._left.set()


def streamed(
    ask: Callable[[OnText], Answer], form: Form, answers_in: Language | None, failures_in: Language
) -> StreamingResponse:
    """The events ``text`` (``{"text": piece}``) and ``answer`` (the contract's JSON), or ``error`` behind a ``text``.

    What fails before the first of them is raised: it is answered as an error like any other.
    """
    left = threading.Event()
    events = told(ask, left)
    first = next(events)

    def written() -> Iterator[bytes]:
        try:
            for it in chain([first], events):
                yield _event(it, form, answers_in)
        except WenjuError as error:
            yield _line(form, "error", error_payload(error, failures_in))
        except Exception:
            yield _line(form, "error", error_payload(fault(), failures_in))
            raise  # for the log

    return _Stream(written(), form, left)


def _event(it: Told, form: Form, language: Language | None) -> bytes:
    if it is None:
        return b": still at it\n\n" if form == "text/event-stream" else b"\n"
    if isinstance(it, str):
        return _line(form, "text", {"text": it})
    return _line(form, "answer", answer_payload(it, language))


def _line(form: Form, name: str, data: Payload) -> bytes:
    if form == "text/event-stream":
        line = f"event: {name}\ndata: {_json(data)}\n\n"
    else:
        line = _json({"event": name, "data": data}) + "\n"
    return line.encode("utf-8", "replace")


def _json(data: Payload) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
