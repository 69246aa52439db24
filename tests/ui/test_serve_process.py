"""`wenju serve` as it runs: a real server with a language model that a test leads by the hand."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from index.errors import BadInput, IndexMissing
from rag import open_engine
from ui.commands import serve
from ui.payload import answer_payload

from ..rag.llm_server import DONE, STOP, Handler, event, served, writing

QUESTION = "普陀区生命健康产业专项政策3.0版支持什么?"
PIECES = ("普陀区3.0版政策主要", "聚焦“三支持、一优化”。", "[1]\n每家企业补贴1亿元。[1]")
DOCS = Path(__file__).parents[2] / "docs"
WENJU = Path(sys.executable).with_name("wenju")


class Led:
    """A model that writes the first piece, and the rest when it is told ``go``; ``endless`` without an end.

    ``gone``: its reader left.
    """

    def __init__(self) -> None:
        self.go, self.gone = threading.Event(), threading.Event()
        self.endless = False

    def __call__(self, handler: Handler) -> None:
        handler.begin()
        handler.send(event(PIECES[0]))
        self.go.wait(10)
        try:
            while self.endless:
                handler.send(event("又"))
                time.sleep(0.01)
        except OSError:
            self.gone.set()
            return
        handler.send("".join(map(event, PIECES[1:])) + STOP + DONE)


class Running:
    """A `wenju serve` on a port of its own, and the model that writes for it."""

    def __init__(self, process: subprocess.Popen[str], address: str, model: Led) -> None:
        self.process, self.address, self.model = process, address, model

    def post(self, path: str, body: dict[str, Any], accept: str = "*/*") -> Any:
        headers = {"Content-Type": "application/json", "Accept": accept}
        request = urllib.request.Request(self.address + path, json.dumps(body).encode(), headers)
        return urllib.request.urlopen(request, timeout=10)


@pytest.fixture
def running(seeds_index: Path) -> Iterator[Running]:
    model = Led()
    unset = ("WENJU_PASSWORD", "WENJU_LLM", "WENJU_LLM_MODEL", "WENJU_RERANKER")
    environment = {name: it for name, it in os.environ.items() if name not in unset}
    with served(model) as writer:
        command = [WENJU, "serve", "--index", seeds_index, "--lang", "en", "--llm", writer.url, "--llm-model", "led"]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
        ) as process:
            assert process.stdout
            said = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
            assert said, process.stderr and process.stderr.read()
            try:
                yield Running(process, said[0], model)
            finally:
                model.go.set()
                process.kill()


def test_pieces_come_as_they_are_written_then_the_whole(running: Running) -> None:
    with running.post("/ask/stream", {"question": QUESTION}) as answer:
        assert answer.headers["Content-Type"].startswith("text/event-stream")
        assert answer.readline().decode() == "event: text\n"
        assert json.loads(answer.readline().decode().removeprefix("data: ")) == {"text": PIECES[0]}
        assert not running.model.go.is_set()  # the model has written no more than this
        running.model.go.set()
        events = [part.split("\n") for part in answer.read().decode().strip().split("\n\n")]
    assert [name for name, _ in events] == ["event: text", "event: text", "event: answer"]
    said = [json.loads(data.removeprefix("data: ")) for _, data in events]
    assert [it["text"] for it in said[:2]] == list(PIECES[1:])
    assert (said[2]["model"], said[2]["question"]) == ("led", QUESTION)
    assert [claim["text"] for claim in said[2]["claims"]] == ["".join(PIECES[:2])]
    assert [it["text"] for it in said[2]["struck"]] == ["每家企业补贴1亿元。[1]".removesuffix("[1]")]
    with running.post("/ask", {"question": QUESTION}, "application/x-ndjson") as answer:
        lines = [json.loads(line) for line in answer.read().decode().splitlines()]
    assert [line["event"] for line in lines] == ["text", "text", "text", "answer"]
    assert "".join(line["data"]["text"] for line in lines[:3]) == "".join(PIECES)
    with running.post("/ask", {"question": QUESTION}) as answer:
        whole = json.loads(answer.read())
    assert {**whole, "took_ms": 0} == {**lines[3]["data"], "took_ms": 0} == {**said[2], "took_ms": 0}


def test_who_leaves_stops_the_model_and_ctrl_c_ends_it_all(running: Running) -> None:
    running.model.endless = True
    answer = running.post("/ask/stream", {"question": QUESTION})
    answer.readline()
    running.model.go.set()
    answer.close()
    assert running.model.gone.wait(10)
    host, _, port = running.address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port))) as half:
        half.sendall(b"POST /ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n\r\n{")
    head = HTTPConnection(host, int(port), timeout=10)
    for path, status in (("/healthz", 200), ("/ask", 422), ("/ask/stream", 405)):
        head.request("HEAD", path)
        answer = head.getresponse()
        assert (answer.status, answer.read()) == (status, b"")
    head.close()
    counted = b'{method="POST",route="other",status="422"} 1.0'
    while counted not in urllib.request.urlopen(running.address + "/metrics", timeout=10).read():
        time.sleep(0.05)
    running.process.send_signal(signal.SIGINT)
    _, errors = running.process.communicate(timeout=15)
    assert running.process.returncode in (0, 130)
    assert "Traceback" not in errors
    assert QUESTION not in errors


def test_without_a_model_a_stream_is_one_answer(seeds_index: Path) -> None:
    from starlette.testclient import TestClient

    from ui.serving import CurrentEngine
    from ui.web_api.app import create_app

    web = TestClient(create_app(CurrentEngine(seeds_index)), base_url="http://127.0.0.1")
    got = web.get("/ask", params={"question": QUESTION}, headers={"Accept": "text/event-stream"})
    name, data = got.text.strip().split("\n")
    with open_engine(seeds_index) as engine:
        expected = answer_payload(engine.ask(QUESTION), None)
    assert name == "event: answer"
    assert {**json.loads(data.removeprefix("data: ")), "took_ms": expected["took_ms"]} == expected
    refused = web.post("/ask/stream", json={"question": ""})
    assert (refused.status_code, refused.json()["error"]["type"]) == (400, "BadQuestion")


def test_a_model_that_fails_behind_a_piece_leaves_the_articles_words(seeds_index: Path) -> None:
    from starlette.testclient import TestClient

    from rag.chat import writer_at
    from ui.serving import CurrentEngine
    from ui.web_api.app import create_app

    with served(writing("尚未", 1)) as model:
        current = CurrentEngine(seeds_index, llm=writer_at(model.url, "m"))
        web = TestClient(create_app(current), base_url="http://127.0.0.1")
        events = web.post("/ask/stream", json={"question": QUESTION}).text.strip().split("\n\n")
    assert [it.partition("\n")[0] for it in events] == ["event: text", "event: text", "event: answer"]
    last = json.loads(events[-1].partition("data: ")[2])
    assert last["claims"]
    assert last["model"] is None


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int, str | None]]:
    """Where `wenju serve` would have listened, and the password it would have demanded."""
    seen: list[tuple[str, int, str | None]] = []

    def note(current: object, password: str | None, listening: Any) -> None:
        seen.append((*listening.getsockname()[:2], password))

    monkeypatch.setattr(serve, "_serve", note)
    monkeypatch.delenv("WENJU_PASSWORD", raising=False)
    return seen


def run(*arguments: str | Path) -> str:
    return (
        CliRunner().invoke(serve.command, [*map(str, arguments)], catch_exceptions=False, standalone_mode=False).stdout
    )


def test_others_are_served_only_with_a_password(
    started: list[tuple[str, int, str | None]], seeds_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BadInput, match="no password"):
        run("--index", seeds_index, "--host", "0.0.0.0")
    assert started == []
    monkeypatch.setenv("WENJU_PASSWORD", "secret")
    run("--index", seeds_index, "--host", "0.0.0.0")
    run("--index", seeds_index)
    assert [(host, password) for host, _, password in started] == [("0.0.0.0", "secret"), ("127.0.0.1", "secret")]


def test_its_address_is_said_and_a_taken_port_too(
    started: list[tuple[str, int, str | None]], seeds_index: Path, tmp_path: Path
) -> None:
    said = run("--index", seeds_index, "--lang", "zh")
    ((host, port, password),) = started
    assert said == f"文据已就绪：http://127.0.0.1:{port}\n"
    assert (host, password) == ("127.0.0.1", None)
    assert port >= 8502
    with pytest.raises(IndexMissing):
        run("--index", tmp_path / "none")
    with pytest.raises(BadInput, match="no model of the server"):
        run("--index", seeds_index, "--llm", "http://127.0.0.1:9/v1")


def test_the_documented_code_runs(running: Running, capsys: pytest.CaptureFixture[str]) -> None:
    running.model.go.set()
    page = (DOCS / "serve.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python no-run\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    printed = []
    for block in blocks:
        exec(compile(block.replace("http://127.0.0.1:8502", running.address), "serve.md", "exec"), {})
        printed.append(capsys.readouterr().out)
    whole, written = printed
    assert whole.startswith(PIECES[0])
    assert written.startswith("".join(PIECES))
    assert written.endswith("聚焦“三支持、一优化”。[1]\n")


def test_twenty_ask_at_once(running: Running) -> None:
    running.model.go.set()
    got: list[int] = []

    def ask() -> None:
        port = int(running.address.rpartition(":")[2])
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", "/search?query=%E6%99%AE%E9%99%80")
        got.append(connection.getresponse().status)
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [200] * 20
