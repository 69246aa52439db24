"""Where else the same notice stands: in the JSON, in the terminal, on the page. The articles are made up."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from index.build import build_index
from rag import Answer, open_engine
from ui.present import copies_line
from ui.views.answers import Turn, answers_html

BODY = (
    "青浦区氢能产业行动方案今日发布。方案提出，到明年年底全区建成加氢站二十座，覆盖主要物流通道和公交场站。\n"
    "对新建的加氢站，按照设备投资额给予三成的补贴，单个项目最高可得八百万元。企业应当向区发展改革委提出申请。\n"
)
QUESTION = "青浦区新建加氢站最高可得多少补贴？"
COPY = {"title": "青浦区氢能产业行动方案发布", "source": "东<i>方网", "published": "2024-03-05"}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copies")
    for name, source, day in (("one", "上海青浦", "2024-03-01"), ("two", COPY["source"], "2024-03-05")):
        text = f"青浦区氢能产业行动方案发布\n\n来源：{source}  时间：{day}\n\n{BODY}"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    build_index([folder], folder / "index")
    return folder / "index"


@pytest.fixture(scope="module")
def answer(index: Path) -> Answer:
    with open_engine(index) as engine:
        return engine.ask(QUESTION)


def wenju(*arguments: str, index: Path) -> str:
    command = [Path(sys.executable).with_name("wenju"), *arguments, "--index", index]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "HF_HUB_OFFLINE": "1"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=True).stdout


def test_the_json_names_the_copies_in_full(index: Path) -> None:
    asked = json.loads(wenju("ask", QUESTION, "--json", index=index))
    searched = json.loads(wenju("search", QUESTION, "--json", index=index))
    for entry in (asked["citations"][0], searched["hits"][0]):
        assert entry["path"].endswith("one.txt")
        (copy,) = entry["also_in"]
        assert copy.keys() == {"article_id", "path", "title", "source", "published"}
        assert {name: copy[name] for name in COPY} == COPY
        assert copy["path"].endswith("two.txt")
        assert copy["article_id"] != entry["article_id"]


def test_the_terminal_names_them_below(index: Path) -> None:
    for command in ("ask", "search"):
        lines = wenju(command, QUESTION, "--lang", "en", index=index).splitlines()
        (line,) = [line.strip() for line in lines if "also in" in line][:1]
        assert line.startswith("also in: 东<i>方网, 2024-03-05 (")
        assert line.endswith("two.txt)")
    assert "同文另见：东<i>方网, 2024-03-05" in wenju("ask", QUESTION, "--lang", "zh", index=index)


def test_the_page_names_them_by_the_source_escaped(answer: Answer) -> None:
    html = answers_html([Turn(answer)], "zh")
    assert html.count("同文另见：东&lt;i&gt;方网, 2024-03-05") == 1
    alone = replace(answer, citations=tuple(replace(citation, copies=()) for citation in answer.citations))
    assert "同文另见" not in answers_html([Turn(alone)], "zh")


def test_many_copies_are_counted(answer: Answer) -> None:
    (copy,) = answer.citations[0].copies
    copies = [replace(copy, description=replace(copy.description, source=f"{n}号网")) for n in range(5)]
    assert copies_line(copies, "zh") == (
        "同文另见：0号网, 2024-03-05；1号网, 2024-03-05；2号网, 2024-03-05，及另外 2 处"
    )
    unknown = replace(copy, description=replace(copy.description, source=None, published=None))
    assert copies_line([unknown], "en") == "also in: 青浦区氢能产业行动方案发布, date unknown"
    assert copies_line([], "en") == ""


def test_the_status_names_them_too(index: Path) -> None:
    articles = json.loads(wenju("status", "--json", index=index))["articles"]
    assert [[copy["path"] for copy in article["also_in"]] for article in articles] == [
        other["paths"] for other in reversed(articles)
    ]
    assert wenju("status", "--lang", "en", index=index).count("also in: ") == 2
