"""wenju serve"""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Final

import click

from index.errors import BadInput
from index.i18n import Language, Message
from rag.chat import writer_at
from rag.rescore import load_reranker

from ..access import password_for
from ..cli import index_option, language_option, llm_key, llm_options, reranker_option, speak
from ..ports import free_port
from ..serving import CurrentEngine

_PORT: Final = 8502
_BACKLOG: Final = 128
_GRACE: Final = 10
"""Seconds that requests under way may take to end, after Ctrl-C."""


@click.command("serve", short_help="Serve HTTP for programs, with OpenAPI.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Another one demands a password, $WENJU_PASSWORD.")
@click.option("--port", type=click.IntRange(1, 65535), help=f"Else {_PORT}, or the next free one.")
@reranker_option
@llm_options
@index_option
@language_option
def command(
    host: str,
    port: int | None,
    reranker: str | None,
    llm: str | None,
    llm_model: str | None,
    index: Path,
    language: Language | None,
) -> None:
    """Serve /ask, /search and /articles over HTTP, until Ctrl-C; /openapi.json describes them.

    With $WENJU_PASSWORD set, a request needs Authorization: Bearer and the password.
    """
    password = password_for(host)
    writer = writer_at(llm, llm_model, llm_key())
    current = CurrentEngine(index.absolute(), load_reranker(reranker), writer)
    current.engine()  # what is wrong with the index is said now, not at the first question
    with _listening(host, free_port(port, _PORT, host)) as listening:
        port = listening.getsockname()[1]
        address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
        click.echo(Message(f"Wenju is served at {address}", f"文据已就绪：{address}").in_(speak(language)))
        _serve(current, password, listening)


def _listening(host: str, port: int) -> socket.socket:
    """Requests wait there until they are served. Raises :class:`BadInput` where somebody was faster."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        raise BadInput(Message(f"port {port} is in use", f"端口 {port} 已被占用"),
                       Message("give another with --port", "请用 --port 指定其他端口")) from error  # fmt: skip


def _serve(current: CurrentEngine, password: str | None, listening: socket.socket) -> None:
    import uvicorn

    from ..web_api.app import create_app

    # No log of requests: their addresses hold questions.
    config = uvicorn.Config(
        create_app(current, password), log_level="warning", access_log=False, server_header=False,
        timeout_graceful_shutdown=_GRACE,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[listening])
