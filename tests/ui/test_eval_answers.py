"""`wenju eval-answers`: figures as JSON and as tables, what is wrong, bad files."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest

from rag.assess import Assessment, Figures
from ui.figures import figure_lines
from ui.terminal import width_of

from .test_cli import error_of, run

PUTUO, CHANGNING = "001_9626f58f6c1b97a1.txt", "000_d013e3fb325d6be7"
ROWS: list[dict[str, object]] = [
    {"id": "q1", "question": "普陀区生命健康产业专项政策3.0版支持什么?", "article": PUTUO, "gold": "三支持、一優化", "lang": "zh", "kind": "list"},
    {"id": "q2", "question": "What does Putuo's policy 3.0 support?", "article": [PUTUO, CHANGNING], "gold": ["no such words"], "lang": "en", "kind": "list"},
    {"id": "q3", "question": "红烧肉怎么做?", "article": None, "gold": None, "lang": "zh", "kind": "all", "reason": "nothing_near"},
    {"id": "q4", "question": "普陀区生命健康产业专项政策4.0版支持什么?", "article": None, "gold": None, "lang": "zh", "kind": "list", "trap": True, "reason": "date"},
]  # fmt: skip


def write(folder: Path, *rows: object) -> Path:
    path = folder / "questions.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def test_the_json(seeds_index: Path, tmp_path: Path) -> None:
    done = run("eval-answers", write(tmp_path, *ROWS), "--index", seeds_index, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert list(found) == ["questions", "all", "by_kind", "by_lang", "by_half", "wrong", "seconds"]
    assert found["questions"] == 4
    groups = [found["all"], *(it for by in ("by_kind", "by_lang", "by_half") for it in found[by].values())]
    assert all(list(it) == [field.name for field in fields(Figures)] for it in groups)
    assert {by: list(found[by]) for by in ("by_kind", "by_lang", "by_half")} == {
        "by_kind": ["all", "list"], "by_lang": ["en", "zh"], "by_half": ["odd", "even"],
    }  # fmt: skip
    shares = {"right_article_first": 2 / 2, "gold_in_quotes": 1 / 2, "rightly_refused": 2 / 2, "traps_refused": 1 / 1}
    assert {name: found["all"][name] for name in shares} == shares
    assert found["all"]["right_reason"] == 1 / 2  # 4.0版 is another version, not another date
    assert found["by_kind"]["all"]["gold_in_quotes"] is None
    assert [(it["id"], it["what"], it["reason"]) for it in found["wrong"]] == [
        ("q2", ["gold_missing"], None), ("q4", ["other_reason"], "version"),
    ]  # fmt: skip
    assert "三支持、一優化" in found["wrong"][0]["answer"]
    assert (found["wrong"][0]["question"], found["wrong"][1]["answer"]) == (ROWS[1]["question"], None)


def test_the_tables_and_what_is_wrong(seeds_index: Path, tmp_path: Path) -> None:
    command = ("eval-answers", write(tmp_path, *ROWS), "--index", seeds_index, "--lang")
    english, chinese = (run(*command, language).stdout.splitlines() for language in ("en", "zh"))
    assert english[0].split() == [
        "asked",
        "said",
        "first",
        "cited",
        "gold",
        "gold",
        "1st",
        "missed",
        "unsaid",
        "refused",
        "traps",
        "reason",
    ]
    assert english[1].split() == ["all", "4", "2", "100.0%", "100.0%", "50.0%", "50.0%", "0.0%", "2", "100.0%", "100.0%", "50.0%"]  # fmt: skip
    names = [line.split()[0] for line in english[1:8]]
    assert names == ["all", "all", "list", "en", "zh", "odd", "even"]  # the second is a kind of that name
    assert english[2].split()[1:4] == ["1", "0", "-"]
    assert "q2  What does Putuo's policy 3.0 support?  (the expected words are not all in the quotes)" in english
    assert "q4  普陀区生命健康产业专项政策4.0版支持什么?  (拒答理由不对)" in chinese
    assert any(line.startswith("4 个问题，2 个有误") for line in chinese)


def test_twenty_wrong_ones_are_listed_or_all(seeds_index: Path, tmp_path: Path) -> None:
    wrong = {"question": "红烧肉怎么做?", "article": PUTUO, "gold": "三支持"}
    command = ("eval-answers", write(tmp_path, *[wrong] * 22), "--index", seeds_index, "--lang", "en")
    few, everything = run(*command).stdout.splitlines(), run(*command, "--all").stdout.splitlines()
    assert [line.split()[0] for line in few[-21:]] == [*map(str, range(1, 21)), "and"]
    assert few[-1] == "and 2 more: --all"
    assert [line.split()[0] for line in everything[-22:]] == [*map(str, range(1, 23))]
    assert all("(refused, though an article answers)" in line for line in everything[-22:])


def test_heads_and_figures_stand_one_below_the_other() -> None:
    """In columns of a terminal, of which a Han character takes two."""
    assert width_of("毫秒p99") == 2 * 2 + 3
    for language in ("zh", "en"):
        lines = [line for line in figure_lines(Assessment((), 0.0), language) if line and not line.startswith("  (")]
        assert {width_of(line) for line in lines[:4]} == {width_of(lines[0])}
        assert {width_of(line) for line in lines[4:]} == {width_of(lines[4])}


def test_bad_files(seeds_index: Path, tmp_path: Path) -> None:
    index = ("--index", seeds_index, "--json")
    assert error_of(run("eval-answers", tmp_path / "none.jsonl", *index), 2)["type"] == "PathMissing"
    folder = error_of(run("eval-answers", tmp_path, *index), 2)
    assert (folder["type"], folder["message"]) == ("BadInput", f"{tmp_path} is a folder, a file is needed")
    assert "no questions" in error_of(run("eval-answers", write(tmp_path), *index), 2)["message"]
    bad = error_of(run("eval-answers", write(tmp_path, ROWS[0], {**ROWS[1], "gold": 5}), *index), 2)
    assert "questions.jsonl:2" in bad["message"]
    unknown = error_of(run("eval-answers", write(tmp_path, {**ROWS[0], "article": "n00001"}), *index), 2)
    assert "n00001" in unknown["message"]
    assert "--index" in unknown["hint"]


@pytest.mark.parametrize(("option", "code"), [("--today", 2), ("--model", 3)])
def test_its_options_are_those_of_ask(seeds_index: Path, tmp_path: Path, option: str, code: int) -> None:
    error = error_of(
        run("eval-answers", write(tmp_path, *ROWS), "--index", seeds_index, option, "nobody/1", "--json"), code
    )
    assert "nobody/1" in error["message"]
