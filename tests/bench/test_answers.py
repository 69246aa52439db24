"""The bench of answers, on a corpus of three notices that nobody published."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

from bench.answers import WARM_UP, indexed, rows, times, write_articles
from index.layout import Layout
from rag import Engine, open_engine
from rag.assess import assess_file

TEXTS = {
    "n00000": "\t\t青浦区建成加氢站二十座。\t企业可在竣工后申请补贴。\r\n",
    "n00001": "松江区发放养老服务券，每月三百元。",
    "n00002": "崇明区开放滨江步道。",
}


def corpus(folder: Path) -> Path:
    path = folder / "news.jsonl.gz"
    lines = [json.dumps({"id": id_, "text": text}) for id_, text in TEXTS.items()]
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    return path


def test_the_first_texts_as_they_are(tmp_path: Path) -> None:
    folder = write_articles(corpus(tmp_path), tmp_path / "kept" / "news", 2)
    written = {path.name: path.read_bytes().decode() for path in folder.iterdir()}
    assert written == {"n00000.txt": TEXTS["n00000"], "n00001.txt": TEXTS["n00001"]}
    assert [path.name for path in folder.parent.iterdir()] == ["news"]


def test_a_second_run_takes_what_the_first_left_unless_the_code_is_newer(tmp_path: Path) -> None:
    folder = write_articles(corpus(tmp_path), tmp_path / "news", 3)
    (tmp_path / "news.jsonl.gz").unlink()
    assert write_articles(corpus(tmp_path), folder, 3) == folder
    index = tmp_path / "index"
    layout = Layout(indexed(folder, index))
    assert layout.numbers() == [1]
    assert Layout(indexed(folder, index)).numbers() == [1]
    os.utime(layout.current, (0, 0))
    assert Layout(indexed(folder, index)).numbers() == [1, 2]


def test_articles_go_by_the_corpus_ids(tmp_path: Path) -> None:
    index = indexed(write_articles(corpus(tmp_path), tmp_path / "news", 3), tmp_path / "index")
    asked = {
        "id": "n1",
        "question": "松江区养老服务券每月多少元?",
        "article": "n00001",
        "gold": "三百元",
        "kind": "all",
    }
    (tmp_path / "asked.jsonl").write_text(json.dumps(asked), encoding="utf-8")
    with open_engine(index) as engine:
        table = list(rows(assess_file(tmp_path / "asked.jsonl", engine)))
    assert table[0] == "| | all | odd | even | all |"
    assert "| gold_in_quotes | 1.000 | 1.000 | - | 1.000 |" in table
    assert "| questions | 1 | 1 | 0 | 1 |" in table


def test_the_first_questions_warm_up(engine: Engine) -> None:
    assert len(times(engine, ["普陀"] * (WARM_UP * 2 + 3))) == WARM_UP + 3
    assert len(times(engine, ["普陀"] * 4)) == 2
