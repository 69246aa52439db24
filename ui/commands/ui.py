"""wenju ui"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Final

import click

from index.errors import WenjuError
from index.i18n import Language, Message

from ..cli import index_option, language_option, llm_key, llm_options, reranker_option, speak
from ..ports import free_port, listening, serve

_PORT: Final = 8501
_EVERYWHERE: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - a password is demanded first
"""Addresses to listen at that stand for all of the machine's -> one that a browser can open."""


@click.command("ui")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Where to listen; beyond this machine only with $WENJU_PASSWORD or Streamlit's login.",
)
@click.option("--port", type=click.IntRange(1, 65535), help=f"Else {_PORT}, or the next free one.")
@click.option(
    "--library",
    type=click.Path(path_type=Path),
    envvar="WENJU_LIBRARY",
    help="Folder that uploads go to, else library/ beside the index ($WENJU_LIBRARY).",
)
@reranker_option
@llm_options
@index_option
@language_option
def command(
    host: str,
    port: int | None,
    library: Path | None,
    reranker: str | None,
    llm: str | None,
    llm_model: str | None,
    index: Path,
    language: Language | None,
) -> None:
    """Serve the page for people, until Ctrl-C."""
    _name_writer(llm, llm_model)
    _load_reranker(reranker or "")
    port = free_port(port, _PORT, host)
    os.environ["WENJU_HOST"] = host
    os.environ["WENJU_INDEX"] = str(index.absolute())
    os.environ["WENJU_LIBRARY"] = str(library.absolute()) if library else ""
    if language:
        os.environ["WENJU_LANG"] = language
    threading.Thread(
        target=_announce, args=(host, port, index.absolute(), speak(language)), name="wenju-announce", daemon=True
    ).start()
    _serve(host, port)


def _name_writer(llm: str | None, llm_model: str | None) -> None:
    """Tell the page of it. Raises what :func:`rag.chat.writer_at` raises."""
    if llm or llm_model:
        from rag.chat import writer_at  # a third of a second, which the page's own start then has while a browser loads

        writer_at(llm, llm_model, llm_key())
    os.environ["WENJU_LLM"], os.environ["WENJU_LLM_MODEL"] = llm or "", llm_model or ""


def _load_reranker(name: str) -> None:
    """Load it for the page, which runs in this process. Raises what :func:`rag.rescore.load_reranker` raises."""
    os.environ["WENJU_RERANKER"] = str(Path(name).absolute()) if name and Path(name).is_dir() else name
    if name:
        from ..views import session

        session.reranker()


def _serve(host: str, port: int) -> None:
    """Run Streamlit in this process until Ctrl-C or SIGTERM; its manners are in `.streamlit/config.toml`."""
    from ..served import guarded_page

    for ending in (signal.SIGINT, signal.SIGTERM):  # uvicorn ends in peace, then raises the signal again for us
        signal.signal(ending, lambda *_: sys.exit(0))
    page = guarded_page(host, _shown(host), port)
    with listening(host, port) as listener:
        serve(page, listener)


def _shown(host: str) -> str:
    """``host`` as it stands in an address that a browser opens."""
    shown = _EVERYWHERE.get(host, host)
    return f"[{shown}]" if ":" in shown else shown


def _announce(host: str, port: int, index: Path, language: Language) -> None:
    """Say the address once it answers, then open the page's engine, so that nobody waits for it."""
    while not _answers(host, port):
        time.sleep(0.05)
    address = f"http://{_shown(host)}:{port}"
    click.echo(Message(f"Wenju is served at {address}", f"文据已就绪：{address}").in_(language))
    from ..views import session

    with suppress(WenjuError):  # the page says what is wrong with the index, with a button that mends it
        session.engine(index)


def _answers(host: str, port: int) -> bool:
    connection = HTTPConnection(_EVERYWHERE.get(host, host), port, timeout=2)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
