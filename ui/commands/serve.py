"""wenju serve"""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Final

import click

from index.i18n import Language, Message
from rag.chat import writer_at
from rag.rescore import load_reranker

from ..access import password_for
from ..cli import index_option, language_option, llm_key, llm_options, reranker_option, speak
from ..ports import free_port, listening, serve
from ..serving import CurrentEngine

_PORT: Final = 8502


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
    with listening(host, free_port(port, _PORT, host)) as listener:
        port = listener.getsockname()[1]
        address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
        click.echo(Message(f"Wenju is served at {address}", f"文据已就绪：{address}").in_(speak(language)))
        _serve(current, password, listener)


def _serve(current: CurrentEngine, password: str | None, listener: socket.socket) -> None:
    from ..web_api.app import create_app

    serve(create_app(current, password), listener)
