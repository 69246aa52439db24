"""`wenju doctor`: each thing that can be amiss is found, with its next step and its exit code; `wenju models`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import namedtuple
from pathlib import Path

import pytest
from click.testing import CliRunner

from index.build import build_index
from index.encoders import BUNDLED, load_encoder
from index.encoders.known import SUGGESTED
from index.layout import Layout
from ui import checks
from ui.cli import wenju
from ui.configuration import SETTINGS
from ui.staleness import Difference, compare

from ..rag.llm_server import served, writing

Found = dict[str, tuple[str, str, str | None]]
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for setting in SETTINGS:
        monkeypatch.delenv(setting.variable, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """An index of two articles, of a row and of an archive's member."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("普陀区发布政策。", encoding="utf-8")
    (folder / "b.txt").write_text("长宁区发布政策。", encoding="utf-8")
    (folder / "rows.csv").write_text("id,text\n1,宝山区发布政策。\n", encoding="utf-8")
    (folder / "README.md").write_text("about", encoding="utf-8")
    build_index([folder], tmp_path / ".wenju")
    return tmp_path / ".wenju"


def doctor(code: int, *arguments: str | Path) -> Found:
    done = CliRunner().invoke(wenju, ["doctor", "--json", "--lang", "en", *map(str, arguments)])
    assert done.exit_code == code, done.output
    found: Found = {}
    for it in json.loads(done.stdout)["findings"]:
        assert (it["next"] is None) == (it["state"] == "ok")
        found[it["check"]] = (it["state"], it["message"], it["next"])  # the last of a check
    return found


def test_a_sound_index(index: Path) -> None:
    found = doctor(0)
    assert set(found) == {*checks.CHECKS, "reading"}
    assert {state for state, _, _ in found.values()} == {"ok"}
    assert found["index"][1].startswith(".wenju: 3 articles")
    assert found["articles"][1].startswith("3 files")
    lines = CliRunner().invoke(wenju, ["doctor", "--lang", "zh"]).stdout.splitlines()
    assert lines[0].startswith("正常  软件包: Python 3.")


def test_no_index_and_a_damaged_one(index: Path, tmp_path: Path) -> None:
    state, message, step = doctor(3, "--index", tmp_path / "none")["index"]
    assert (state, message) == ("wrong", f"no index at {tmp_path / 'none'}")
    assert step == f"build it: wenju build FOLDER --index {tmp_path / 'none'}"
    catalog = Layout(index).generation(1).catalog
    catalog.write_bytes(catalog.read_bytes()[:-1])
    state, message, step = doctor(3)["index"]
    assert state == "wrong"
    assert "catalog.sqlite" in message
    assert step is not None
    assert "rebuild" in step


def test_files_that_changed_since_the_build(index: Path, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    (folder / "a.txt").unlink()
    (folder / "new.txt").write_text("金山区。", encoding="utf-8")
    later = (folder / "b.txt").stat().st_mtime + 60
    os.utime(folder / "b.txt", (later, later))
    state, message, step = doctor(0)["articles"]
    assert (state, message) == ("warning", "since the build 1 files are new, 1 changed, 1 gone")
    assert step == "wenju build --index .wenju, or leave wenju watch running"
    shutil.rmtree(folder)
    findings = doctor(2)
    assert findings["articles"][0] == "warning"
    assert "4 gone" in findings["articles"][1]


def test_paths_are_compared_wherever_the_index_was_built(tmp_path: Path) -> None:
    for name in ("a.txt", "rows.csv", "more.zip", "README.md"):
        (tmp_path / name).touch()
    now = (tmp_path / "a.txt").stat().st_ctime
    files, others = [tmp_path / name for name in ("a.txt", "rows.csv", "more.zip")], [tmp_path / "README.md"]
    parent = tmp_path.name
    known = {f"{parent}/{it}" for it in ("a.txt", "rows.csv#1", "rows.csv#2", "more.zip/in/b.txt", "README.md")}
    assert not compare(files, others, known, now + 60)
    assert not compare(files, others, {str(tmp_path.parent / it) for it in known}, now + 60)
    assert compare(files, others, known | {f"{parent}/gone.txt"}, now + 60).deleted == (f"{parent}/gone.txt",)
    assert compare([*files, tmp_path / "README.md"], [], known, now - 60).changed == (
        *map(str, files), str(tmp_path / "README.md"),
    )  # fmt: skip
    assert compare(files[:1], (), (), now) == Difference((str(files[0]),), (), ())


def test_what_was_left_out(index: Path, tmp_path: Path) -> None:
    (tmp_path / "articles" / "empty.txt").touch()
    build_index((), index)
    assert doctor(0)["reading"] == ("warning", "1 files left out, 0 problems in others", "the reasons: wenju status")


def test_settings(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("wenju.toml").write_text('lang = "zh"', encoding="utf-8")
    assert doctor(0)["settings"][0] == "ok"
    Path("wenju.toml").write_text('langg = "zh"', encoding="utf-8")
    assert doctor(2)["settings"] == ("wrong", "wenju.toml: there is no setting langg", "did you mean lang?")
    Path("wenju.toml").unlink()
    monkeypatch.setenv("WENJU_RERANKR", "x")
    assert doctor(0)["settings"] == ("warning", "$WENJU_RERANKR is no setting", "did you mean WENJU_RERANKER?")


def test_packages(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        checks, "requires", lambda name: ["click>=99", "no-such-package>=1", 'extra>=1; extra == "dev"']
    )
    state, message, _ = doctor(2)["packages"]
    assert state == "wrong"
    assert message.startswith("missing or too old: click ")
    assert message.endswith("(>=99), no-such-package")
    assert checks._older("1.9", "1.10")
    assert not checks._older("2.0.0rc1", "2.0")
    assert not checks._older("1.10", "")


def test_the_disk(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda folder: Usage(0, 0, 7_000_000))
    assert doctor(0)["disk"][:2] == ("warning", "7 MB free, 500 MB are safe for a build")


def test_a_lock_of_a_dead_process_and_of_a_living_one(index: Path) -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    Layout(index).holder.write_text(str(ended.pid), encoding="utf-8")
    assert doctor(0)["lock"][:2] == ("warning", f"a build by process {ended.pid} did not end well")
    Layout(index).holder.write_text(str(os.getpid()), encoding="utf-8")
    assert doctor(0)["lock"][:2] == ("ok", f"process {os.getpid()} is building")
    Layout(index).holder.write_text("?", encoding="utf-8")
    assert doctor(0)["lock"][0] == "warning"


def test_the_language_model(index: Path) -> None:
    with served(writing("x"), models=("qwen3:8b",)) as server:
        assert doctor(0, "--llm", server.url, "--llm-model", "qwen3:8b")["llm"][1] == f"{server.url} has qwen3:8b"
        state, message, step = doctor(2, "--llm", server.url, "--llm-model", "other")["llm"]
    assert (state, message, step) == ("wrong", f"{server.url} has no other", "it has: qwen3:8b")
    state, message, _ = doctor(2, "--llm", "http://127.0.0.1:9/v1", "--llm-model", "x")["llm"]
    assert state == "wrong"
    assert "can't be reached" in message
    assert doctor(2, "--llm", "nowhere", "--llm-model", "x")["llm"][0] == "wrong"


def test_the_reranker(index: Path, tmp_path: Path) -> None:
    assert doctor(0, "--reranker", "some/model")["reranker"][0] == "warning"
    (tmp_path / "model").mkdir()
    assert doctor(2, "--reranker", tmp_path / "model")["reranker"][0] == "wrong"
    (tmp_path / "model" / "config.json").touch()
    assert doctor(0, "--reranker", tmp_path / "model")["reranker"][0] == "ok"


def test_the_models() -> None:
    done = CliRunner().invoke(wenju, ["models", "--json"])
    listed = json.loads(done.stdout)
    bundled = listed["bundled"]
    assert bundled["dimensions"] == load_encoder(BUNDLED).dimensions
    assert bundled["figures"]["cmrc2018_dev"] == 0.818  # of the model card: 4 bits (shipped)
    assert [it["name"] for it in listed["suggested"]] == [it.name for it in SUGGESTED]
    assert all(it["figures"] is None for it in listed["suggested"])  # none was measured
    text = CliRunner().invoke(wenju, ["models", "--lang", "en"]).stdout
    assert "0.818  cmrc2018_dev" in text
    assert "None of them was measured here" in text


@pytest.mark.parametrize(("before", "behind"), [([], ["--json"]), (["--json"], [])])
def test_the_models_can_still_be_exported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: list[str], behind: list[str]
) -> None:
    monkeypatch.setattr("index.encoders.export.export_bundled", lambda folder: folder.mkdir())
    done = CliRunner().invoke(wenju, ["models", *before, "export", str(tmp_path / "out"), *behind])
    assert json.loads(done.stdout) == {"folder": str(tmp_path / "out")}
    assert (tmp_path / "out").is_dir()
