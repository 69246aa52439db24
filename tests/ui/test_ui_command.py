"""`wenju ui`: where it listens, and what it refuses. Serving itself is tested in `test_browser.py`."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from index.errors import BadInput
from ui.commands import ui
from ui.views import session


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The ports that would have been served."""
    ports: list[int] = []
    monkeypatch.setattr(ui, "_serve", lambda host, port: ports.append(port))
    monkeypatch.setattr(ui, "_announce", lambda *_: None)
    monkeypatch.setenv("WENJU_INDEX", "unset")  # so that it is put back afterwards
    monkeypatch.setenv("WENJU_LANG", "unset")
    monkeypatch.setenv("WENJU_RERANKER", "")
    monkeypatch.setenv("WENJU_LIBRARY", "")
    monkeypatch.setenv("WENJU_HOST", "unset")
    return ports


def run(*arguments: str) -> None:
    CliRunner().invoke(ui.command, arguments, catch_exceptions=False, standalone_mode=False)


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_the_next_free_port_where_the_usual_one_is_taken(
    started: list[int], taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ui, "_PORT", taken)
    run()
    assert started[0] > taken


def test_a_port_that_was_asked_for_and_is_taken_is_refused(started: list[int], taken: int) -> None:
    with pytest.raises(BadInput, match=f"port {taken} is in use"):
        run("--port", str(taken))
    assert started == []


def test_the_page_is_told_the_index_whatever_folder_it_runs_in(started: list[int], tmp_path: Path) -> None:
    run("--index", str(tmp_path / "x"), "--lang", "en")
    assert os.environ["WENJU_INDEX"] == str(tmp_path / "x")
    assert os.environ["WENJU_LANG"] == "en"
    assert len(started) == 1


def test_the_page_is_told_the_library_which_else_lies_beside_the_index(started: list[int], tmp_path: Path) -> None:
    run("--index", str(tmp_path / ".wenju"))
    assert session.library_folder() == tmp_path / "library"
    run("--index", str(tmp_path / ".wenju"), "--library", str(tmp_path / "mine"))
    assert session.library_folder() == tmp_path / "mine"
    assert len(started) == 2


@pytest.mark.parametrize(("host", "shown"), [
    ("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("::", "[::1]"), ("::1", "[::1]"), ("192.0.2.1", "192.0.2.1"),
])  # fmt: skip
def test_the_address_that_is_said_can_be_opened(host: str, shown: str) -> None:
    assert ui._shown(host) == shown
