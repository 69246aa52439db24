"""`--llm`, `--llm-model` and their variables reach ask and the page; what a model writes is seen, and what is struck too."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from streamlit.delta_generator import DeltaGenerator

from index.errors import BadInput
from rag import open_engine
from ui.commands import ask, ui
from ui.views import ask as ask_view
from ui.views import session

from ..rag.llm_server import Server, served, writing
from .test_page import ask as ask_page
from .test_page import notices, open_page, shown

QUESTION = "普陀区生命健康产业专项政策3.0版支持什么?"
CARRIED, MADE_UP = "普陀区3.0版政策主要聚焦“三支持、一优化”。", "每家企业补贴<b>1亿元</b>。"
SAYS = f"{CARRIED}[1]\n{MADE_UP}[1]"


@pytest.fixture
def server() -> Iterator[Server]:
    with served(writing(SAYS)) as started:
        yield started


def run(*arguments: str | Path, **environment: str) -> Result:
    unset = {"WENJU_LLM": None, "WENJU_LLM_MODEL": None, "WENJU_LLM_KEY": None}
    return CliRunner(env=unset | environment).invoke(
        ask.command, [QUESTION, *map(str, arguments)], catch_exceptions=False, standalone_mode=False
    )


def test_options_and_variables_name_the_model(seeds_index: Path, server: Server) -> None:
    def answer(*arguments: str | Path, **environment: str) -> dict[str, Any]:
        done = run("--index", seeds_index, "--json", "--lang", "zh", *arguments, **environment)
        assert done.stderr == ""
        payload = dict(json.loads(done.stdout))
        payload.pop("took_ms")
        return payload

    plain = answer()
    named = answer("--llm", server.url, "--llm-model", "some-model")
    assert plain["model"] is None
    assert named["model"] == "some-model"
    assert [claim["text"] for claim in named["claims"]] == [CARRIED]
    (struck,) = named["struck"]
    assert (struck["text"], struck["after"]) == (MADE_UP, 1)
    assert "1亿元" in struck["reason"]
    assert answer(WENJU_LLM=server.url, WENJU_LLM_MODEL="some-model") == named
    assert "authorization" not in server.headers or server.headers["authorization"] == "Bearer none"
    assert answer("--llm-model", "another", WENJU_LLM=server.url, WENJU_LLM_MODEL="some-model")["model"] == "another"
    answer(WENJU_LLM=server.url, WENJU_LLM_MODEL="some-model", WENJU_LLM_KEY="secret")
    assert server.headers["authorization"] == "Bearer secret"
    asked = len(server.asked)
    assert answer("--llm", "", WENJU_LLM=server.url, WENJU_LLM_MODEL="some-model") == plain  # turned off again
    assert len(server.asked) == asked


def test_people_see_it_written_and_what_is_struck(seeds_index: Path, server: Server) -> None:
    done = run("--index", seeds_index, "--lang", "zh", "--llm", server.url, "--llm-model", "some-model")
    assert done.stderr == SAYS + "\n"
    assert CARRIED in done.stdout
    assert f"~~{MADE_UP}~~ (" in done.stdout
    assert "\x1b" not in done.stdout


def test_a_server_that_is_not_there_leaves_the_articles_words(seeds_index: Path) -> None:
    done = run("--index", seeds_index, "--json", "--llm", "http://127.0.0.1:9/v1", "--llm-model", "some-model")
    payload = json.loads(done.stdout)
    assert done.exit_code == 0
    assert payload["claims"]
    assert payload["model"] is None
    assert "some-model" in payload["notes"][-1]


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["--llm", "http://127.0.0.1:9/v1"], "--llm-model"),
        (["--llm-model", "some-model"], "--llm URL"),
        (["--llm", "127.0.0.1:9", "--llm-model", "some-model"], "http"),
    ],
)
def test_half_of_it_is_bad_usage(seeds_index: Path, tmp_path: Path, arguments: list[str], hint: str) -> None:
    for index in (seeds_index, tmp_path / "none"):  # said before an index is looked for
        with pytest.raises(BadInput) as refused:
            run("--index", index, *arguments)
        assert hint in refused.value.hint.en


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Callable[..., bool]:
    """Runs `wenju ui` up to serving; whether it came to that."""
    ports: list[int] = []
    monkeypatch.setattr(ui, "_serve", lambda host, port: ports.append(port))
    monkeypatch.setattr(ui, "_announce", lambda *_: None)
    for name in ("WENJU_INDEX", "WENJU_HOST", "WENJU_RERANKER", "WENJU_LLM", "WENJU_LLM_MODEL"):
        monkeypatch.setenv(name, "")  # so that they are put back afterwards

    def run_ui(*arguments: str) -> bool:
        ports.clear()
        with contextlib.suppress(BadInput):
            CliRunner().invoke(ui.command, arguments, catch_exceptions=False, standalone_mode=False)
        return bool(ports)

    return run_ui


def test_the_page_is_told_the_model(serve: Callable[..., bool]) -> None:
    def told() -> tuple[str, str]:
        return os.environ["WENJU_LLM"], os.environ["WENJU_LLM_MODEL"]

    assert serve()
    assert told() == ("", "")
    assert serve("--llm", "http://127.0.0.1:9/v1", "--llm-model", "some-model")
    assert told() == ("http://127.0.0.1:9/v1", "some-model")
    assert not serve("--llm", "http://127.0.0.1:9/v1", "--llm-model", "")
    assert not serve("--llm", "nowhere", "--llm-model", "some-model")


@pytest.fixture
def page_with_model(server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    session._engine.clear()
    monkeypatch.setenv("WENJU_LLM", server.url)
    monkeypatch.setenv("WENJU_LLM_MODEL", "some-model")
    yield server
    session._engine.clear()


def test_the_page_shows_it_being_written(
    seeds_index: Path, page_with_model: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    draw = DeltaGenerator.html

    def html(self: DeltaGenerator, body: str, **options: Any) -> DeltaGenerator:
        drawn.append(body)
        return draw(self, body, **options)

    monkeypatch.setattr(DeltaGenerator, "html", html)
    monkeypatch.setattr(ask_view, "_REDRAWN", 0.0)
    page = open_page(seeds_index, monkeypatch)
    assert page_with_model.asked == []  # the examples were answered without it
    ask_page(page, QUESTION)
    (answer,) = (turn.answer for turn in page.session_state["wenju"].history)
    assert (answer.model, len(answer.struck), len(page_with_model.asked)) == ("some-model", 1, 1)
    assert CARRIED in shown(page)["answers"]
    seen = [body for body in drawn if "wj-writing" in body]
    assert len(seen) > 5
    assert CARRIED in seen[-1]
    assert "&lt;b&gt;1亿元" in seen[-1]
    assert "<b>" not in seen[-1]
    assert 'class="wj-writing"' not in notices(page)  # gone once it is checked
    page.run()
    assert len(page_with_model.asked) == 1  # drawing the page again asks nothing


def test_a_model_that_cannot_be_had_is_said_on_the_page(seeds_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session._engine.clear()
    monkeypatch.setenv("WENJU_LLM", "nowhere")
    monkeypatch.setenv("WENJU_LLM_MODEL", "some-model")
    page = open_page(seeds_index, monkeypatch, "en")
    assert "not the address of a server: nowhere" in notices(page)


def test_the_engine_without_one_has_none(seeds_index: Path) -> None:
    with open_engine(seeds_index) as engine:
        assert engine.llm is None
