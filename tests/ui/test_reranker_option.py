"""`--reranker` and $WENJU_RERANKER reach ask, search, eval and the page; the JSON stays the contract's."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np
import pytest
from click.testing import CliRunner
from numpy.typing import NDArray
from streamlit.testing.v1 import AppTest

from index.errors import BadInput, ModelUnavailable
from index.i18n import Message
from rag import open_engine
from rag.evaluate import LEGS, METRICS
from rag.rescore import Reranker
from ui.commands import ask, eval, search, ui
from ui.views import session

from .test_page import notices, open_page

QUESTION = "普陀区生命健康产业专项政策3.0版支持什么?"
HIT = {
    "rank", "passage_id", "article_id", "path", "title", "section", "text", "start", "end", "score", "dense_rank",
    "lexical_rank", "also_in",
}  # fmt: skip


def run(command: click.Command, *arguments: str | Path, reranker: str = "") -> dict[str, Any]:
    """What the command prints; ``reranker`` is the environment's."""
    done = CliRunner(env={"WENJU_RERANKER": reranker}).invoke(
        command, [*map(str, arguments), "--json"], catch_exceptions=False, standalone_mode=False
    )
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("way", [search.command, ask.command])
def test_ask_and_search_take_it(way: click.Command, seeds_index: Path, cross_encoder: Path) -> None:
    def found(*arguments: str | Path, reranker: str = "") -> dict[str, Any]:
        payload = run(way, QUESTION, "--index", seeds_index, *arguments, reranker=reranker)
        payload.pop("took_ms", None)
        return payload

    plain, named = found(), found("--reranker", cross_encoder)
    assert named.keys() == plain.keys()
    assert named != plain
    assert found(reranker=str(cross_encoder)) == named
    assert found("--reranker", "", reranker=str(cross_encoder)) == plain  # an empty name turns it off again


def test_search_prints_what_the_engine_finds(seeds_index: Path, cross_encoder: Path) -> None:
    hits = run(search.command, QUESTION, "-k", "40", "--index", seeds_index, "--reranker", cross_encoder)["hits"]
    with open_engine(seeds_index, reranker=str(cross_encoder)) as engine:
        expected = engine.search(QUESTION, k=40)
    assert [(hit["passage_id"], hit["score"]) for hit in hits] == [
        (hit.passage_id, round(hit.score, 6)) for hit in expected
    ]
    assert all(set(hit) == HIT for hit in hits)
    assert [(-hit["score"], hit["passage_id"]) for hit in hits] == sorted(
        (-hit["score"], hit["passage_id"]) for hit in hits
    )


def test_eval_takes_it(tmp_path: Path, cross_encoder: Path) -> None:
    texts = ["普陀区发布生命健康产业专项政策", "松江区推进生物医药产业集群", "长宁区召开座谈会"]
    for name, key in (("corpus", "d"), ("queries", "q")):
        rows = [json.dumps({"_id": f"{key}{number}", "title": "", "text": text}) for number, text in enumerate(texts)]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(rows), encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text("\n".join(f"q{n}\td{n}\t1" for n in range(3)), encoding="utf-8")
    plain, named = run(eval.command, tmp_path), run(eval.command, tmp_path, "--reranker", cross_encoder)
    assert set(named) == {"queries", "documents", "seconds", *LEGS}
    assert set(named["final"]) == set(METRICS)
    assert plain["final"]["recall@1"] == 1  # each text finds itself,
    assert named["final"]["recall@1"] < 1  # but not by random weights
    assert all(named[leg] == plain[leg] for leg in LEGS if leg != "final")
    assert run(eval.command, tmp_path, reranker=str(cross_encoder))["final"] == named["final"]


@pytest.mark.parametrize("way", [search.command, ask.command])
def test_what_is_no_reranker_is_refused(
    way: click.Command, seeds_index: Path, two_labels: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelUnavailable, match="none"):
        run(way, QUESTION, "--index", seeds_index, "--reranker", tmp_path / "none")
    with pytest.raises(BadInput, match="2 labels"):
        run(way, QUESTION, "--index", seeds_index, "--reranker", two_labels)


class InOrder:
    """Finds the passages the better the earlier they are given to it."""

    def scores(self, question: str, passages: Sequence[str]) -> NDArray[np.float32]:
        return -np.arange(len(passages), dtype=np.float32)


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The rerankers that the page has loaded; those of nobody can't be had."""
    names: list[str] = []

    def load(name: str) -> Reranker | None:
        if not name:
            return None
        names.append(name)
        if name.startswith("nobody/"):
            raise ModelUnavailable(Message(f"there is no {name}", name), Message("leave it out", ""))
        return InOrder()

    def clear() -> None:
        session._engine.clear()
        session._loaded.clear()

    clear()
    monkeypatch.setattr(session, "load_reranker", load)
    yield names
    clear()


def test_the_page_loads_a_reranker_once(
    seeds_index: Path, loaded: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for name in ("", "some/model", "some/model"):
        monkeypatch.setenv("WENJU_RERANKER", name)
        open_page(seeds_index, monkeypatch)
        found.append(session.engine(seeds_index).search(QUESTION).hits)
    shutil.copytree(seeds_index, tmp_path / "another")
    assert session.engine(tmp_path / "another").search(QUESTION).hits
    assert loaded == ["some/model"]
    assert found[0] != found[1] == found[2]


def draw_ask() -> None:
    from ui.views import ask, session

    ask.render(session.index_folder(), "en")


def draw_library() -> None:
    from ui.views import library, session

    library.render(session.index_folder(), "en")


@pytest.mark.parametrize("view", [draw_ask, draw_library])
def test_a_reranker_that_cannot_be_had_is_said_and_not_tried_again(
    view: Callable[[], None], seeds_index: Path, loaded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WENJU_RERANKER", "nobody/has-it")
    monkeypatch.setenv("WENJU_INDEX", str(seeds_index))
    page = AppTest.from_function(view, default_timeout=60)
    for _ in range(3):
        page.run()
        assert notices(page).count("there is no nobody/has-it") == 1
        assert "rebuild" not in [button.key for button in page.button]  # it would mend nothing
    assert loaded == ["nobody/has-it"]


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Callable[..., bool]:
    """Runs `wenju ui` up to serving; whether it came to that."""
    served: list[int] = []
    monkeypatch.setattr(ui, "_serve", lambda host, port: served.append(port))
    monkeypatch.setattr(ui, "_announce", lambda *_: None)
    monkeypatch.setenv("WENJU_INDEX", "unset")  # so that they are put back afterwards
    monkeypatch.setenv("WENJU_RERANKER", "")

    def run_ui(*arguments: str) -> bool:
        served.clear()
        with contextlib.suppress(BadInput):
            CliRunner().invoke(ui.command, arguments, catch_exceptions=False, standalone_mode=False)
        return bool(served)

    return run_ui


def test_the_page_is_told_the_reranker(
    serve: Callable[..., bool], loaded: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told() -> str:
        return os.environ["WENJU_RERANKER"]

    assert serve()
    assert told() == ""
    assert serve("--reranker", "BAAI/bge-reranker-v2-m3")
    assert told() == "BAAI/bge-reranker-v2-m3"
    (tmp_path / "model").mkdir()
    monkeypatch.chdir(tmp_path)
    assert serve("--reranker", "model")
    assert told() == str(tmp_path / "model")
    monkeypatch.setenv("WENJU_RERANKER", "some/model")
    assert serve()
    assert told() == "some/model"
    assert loaded == ["BAAI/bge-reranker-v2-m3", str(tmp_path / "model"), "some/model"]


def test_what_the_command_loaded_is_the_pages(
    serve: Callable[..., bool], seeds_index: Path, loaded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert serve("--reranker", "some/model")
    open_page(seeds_index, monkeypatch)
    assert loaded == ["some/model"]


def test_nothing_is_served_with_a_reranker_that_cannot_be_had(serve: Callable[..., bool], loaded: list[str]) -> None:
    assert not serve("--reranker", "nobody/has-it")
    assert loaded == ["nobody/has-it"]


def test_the_command_ends_with_the_message_and_its_exit_code(seeds_index: Path, two_labels: Path) -> None:
    command = [sys.executable, "-c", "from ui.cli import main; main()", "ui", "--reranker", str(two_labels)]
    done = subprocess.run(
        [*command, "--index", str(seeds_index), "--lang", "en"],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert done.returncode == BadInput.exit_code
    assert "gives 2 labels to a pair" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
