"""wenju ui"""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Final

import click

from index.errors import BadInput, WenjuError
from index.i18n import Language, Message
from rag.chat import writer_at

from ..cli import index_option, language_option, llm_key, llm_options, reranker_option, speak
from ..ports import free_port

_PORT: Final = 8501
_LOOPBACK: Final = ("127.0.0.1", "localhost")
_APP: Final = Path(__file__).parents[1] / "app.py"


@click.command("ui")
@click.option("--host", default="127.0.0.1", show_default=True, help="Only this machine, until there is a password.")
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
    """Serve the page for people, until Ctrl-C."""
    if host not in _LOOPBACK:
        raise BadInput(
            Message(f"--host {host}: the page asks for no password yet, so it is served to this machine only",
                    f"--host {host}：页面尚无密码保护，因此只对本机开放"),
            Message("leave --host out, and reach it from elsewhere through an SSH tunnel",
                    "请去掉 --host；如需从别处访问，可使用 SSH 隧道"),
        )  # fmt: skip
    _name_writer(llm, llm_model)
    _load_reranker(reranker or "")
    port = free_port(port, _PORT)
    os.environ["WENJU_INDEX"] = str(index.absolute())
    if language:
        os.environ["WENJU_LANG"] = language
    threading.Thread(
        target=_announce, args=(port, index.absolute(), speak(language)), name="wenju-announce", daemon=True
    ).start()
    _serve(port)


def _name_writer(llm: str | None, llm_model: str | None) -> None:
    """Tell the page of it. Raises what :func:`rag.chat.writer_at` raises."""
    writer_at(llm, llm_model, llm_key())
    os.environ["WENJU_LLM"], os.environ["WENJU_LLM_MODEL"] = llm or "", llm_model or ""


def _load_reranker(name: str) -> None:
    """Load it for the page, which runs in this process. Raises what :func:`rag.rescore.load_reranker` raises."""
    os.environ["WENJU_RERANKER"] = str(Path(name).absolute()) if name and Path(name).is_dir() else name
    if name:
        from ..views import session

        session.reranker()


def _serve(port: int) -> None:
    """Run Streamlit in this process, so that Ctrl-C and SIGTERM reach it; its manners are in `.streamlit/config.toml`."""
    from streamlit.web.cli import main as streamlit

    address = ["--server.address=127.0.0.1", "--browser.serverAddress=127.0.0.1", f"--server.port={port}"]
    manners = ["--server.headless=true", "--browser.gatherUsageStats=false", "--server.fileWatcherType=none"]
    streamlit(["run", str(_APP), *address, *manners], standalone_mode=False)


def _announce(port: int, index: Path, language: Language) -> None:
    """Say the address once it answers, then open the page's engine, so that nobody waits for it."""
    while not _answers(port):
        time.sleep(0.05)
    address = f"http://127.0.0.1:{port}"
    click.echo(Message(f"Wenju is served at {address}", f"文据已就绪：{address}").in_(language))
    from ..views import session

    with suppress(WenjuError):  # the page says what is wrong with the index, with a button that mends it
        session.engine(index)


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
