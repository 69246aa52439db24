"""Evaluations on the page: uploads under our own names and limits, figures as the command gives them, bad files as messages."""

from __future__ import annotations

import gzip
import io
import json
import threading
import zipfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from index.errors import BadInput, WenjuError
from index.i18n import Message
from rag import Engine
from ui.evaluation_files import beir_folder, questions_file
from ui.job import Job
from ui.payload import assessment_payload
from ui.views import evaluate
from ui.views.results import assessment_html

from .test_eval_answers import ROWS

CORPUS = b'{"_id": "d", "text": "\xe6\x99\xae\xe9\x99\x80"}\n'
QUERIES = b'{"_id": "q", "text": "\xe6\x99\xae\xe9\x99\x80"}\n'
QRELS = b"query-id\tcorpus-id\tscore\nq\td\t1\n"
LINES = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS).encode()


def zipped(**files: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return content.getvalue()


def test_a_set_is_found_wherever_it_lies_and_nothing_else_is_unpacked(tmp_path: Path) -> None:
    files = {
        "set/corpus.jsonl.gz": gzip.compress(CORPUS), "../../set/queries.jsonl": QUERIES, "/abs/qrels/test.tsv": QRELS,
        "../../evil.txt": b"x", "__MACOSX/corpus.jsonl": b"x",
    }  # fmt: skip
    with beir_folder("set.zip", zipped(**files)) as folder:
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
            "corpus.jsonl": CORPUS, "queries.jsonl": QUERIES, "qrels.tsv": QRELS,
        }  # fmt: skip
    assert not folder.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no zip", "File is not a zip file"),
        (zipped(**{"corpus.jsonl": CORPUS}), "no queries.jsonl, qrels.tsv in it"),
        (zipped(**{"corpus.jsonl": CORPUS, "queries.jsonl": QUERIES, "qrels.tsv": QRELS, "b/qrels.tsv": QRELS}), "two files for qrels.tsv"),
        (zipped(**{"corpus.jsonl.gz": b"no gzip", "queries.jsonl": QUERIES, "qrels.tsv": QRELS}), "Not a gzipped file"),
        (zipped(**{"corpus.jsonl": b" " * 3000, "queries.jsonl": QUERIES, "qrels.tsv": QRELS}), "unpacks to more than"),
        (zipped(**{"corpus.jsonl.gz": gzip.compress(b" " * 3000), "queries.jsonl": QUERIES, "qrels.tsv": QRELS}), "unpacks to more than"),
    ],
)  # fmt: skip
def test_a_zip_that_is_no_set_or_a_bomb_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said), beir_folder("set.zip", content, largest=2000):
        pass


def test_errors_name_lines_but_not_our_folder() -> None:
    job = Job(
        lambda progress: evaluate._assess(None, "q.jsonl", LINES + b"{bad\n", progress),  # type: ignore[arg-type]
        threading.Semaphore(1),
    )
    job.wait(20)
    assert isinstance(job.outcome, BadInput)
    assert job.outcome.message.en.startswith("questions.jsonl:5: ")
    with pytest.raises(BadInput, match="unpacks to more"), questions_file("q.gz", gzip.compress(b"1" * 99), largest=98):
        pass


def test_jobs_wait_for_each_other_and_keep_what_failed() -> None:
    gate, go = threading.Semaphore(1), threading.Event()

    def first(progress: object) -> str:
        go.wait(20)
        return "done"

    def second(progress: object) -> str:
        raise WenjuError(Message("bad", "坏"), Message("hint", "提示"))

    one = Job(first, gate)
    while one.progress is None:
        pass
    two = Job(second, gate)
    assert (one.progress, two.progress, two.outcome) == (("start", 0, 0), None, None)
    go.set()
    one.wait(20)
    two.wait(20)
    assert one.outcome == "done"
    assert str(two.outcome) == "bad"
    assert not two.running


def test_figures_are_the_commands_and_what_went_wrong_is_told(engine: Engine) -> None:
    result = evaluate._assess(engine, "q.jsonl.gz", gzip.compress(LINES), lambda *_: None)
    assert [it["id"] for it in assessment_payload(result)["wrong"]] == ["q2", "q4"]  # type: ignore[attr-defined]
    html = assessment_html(result, "en")
    assert html.count("<table") == 2
    assert '<th scope="row">list</th><td>3</td>' in html
    assert "What does Putuo&#x27;s policy 3.0 support?" in html
    assert "no such words" in html
    assert '<span class="wj-name-of">Expected: </span>a refusal (another date)' in html
    assert '<span class="wj-name-of">Got: </span>refused (another version)' in html


@pytest.mark.parametrize(
    ("host", "local"), [(None, True), ("127.0.0.1", True), ("localhost", True), ("0.0.0.0", False), ("10.0.0.5", False)]
)
def test_a_path_is_asked_for_on_this_machine_only(
    host: str | None, local: bool, seeds_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WENJU_HOST", raising=False)
    if host:
        monkeypatch.setenv("WENJU_HOST", host)
    monkeypatch.setenv("WENJU_INDEX", str(seeds_index))
    page = AppTest.from_function(draw, default_timeout=60).run()
    assert not page.exception
    assert [box.label for box in page.text_input] == (["or a folder on this machine"] if local else [])


def draw() -> None:
    from ui.views import evaluate, session

    evaluate.render(session.index_folder(), "en")
