"""The command line: JSON, exit codes, messages in both languages, bad input."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from index.layout import Layout
from index.manifest import FORMAT

WENJU = Path(sys.executable).with_name("wenju")


def run(*arguments: str | Path, locale: str = "C.UTF-8", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key != "WENJU_INDEX"}
    environment |= {"LC_ALL": locale, "HF_HUB_OFFLINE": "1"}
    done = subprocess.run([WENJU, *arguments], capture_output=True, text=True, env=environment, cwd=cwd, check=False)
    assert "Traceback" not in done.stderr + done.stdout, done.stderr
    return done


def error_of(done: subprocess.CompletedProcess[str], code: int) -> dict[str, str]:
    assert done.returncode == code, done.stdout + done.stderr
    error = json.loads(done.stdout)["error"]
    assert set(error) == {"type", "message", "hint"}
    assert all(error.values())
    return dict(error)


@pytest.mark.parametrize(
    ("question", "kind"), [("", "BadQuestion"), (" ?!", "BadQuestion"), ("问" * 10_000, "BadQuestion")]
)
def test_a_bad_question(seeds_index: Path, question: str, kind: str) -> None:
    assert error_of(run("ask", question, "--index", seeds_index, "--json"), 2)["type"] == kind
    assert error_of(run("search", question, "--index", seeds_index, "--json"), 2)["type"] == kind


@pytest.mark.parametrize("command", [("ask", "普陀"), ("search", "普陀"), ("show", "x"), ("status",)])
def test_no_index(tmp_path: Path, command: tuple[str, ...]) -> None:
    error = error_of(run(*command, "--index", tmp_path / "none", "--json"), 3)
    assert error["type"] == "IndexMissing"
    assert "wenju build" in error["hint"]


def test_an_index_of_another_model(seeds_index: Path) -> None:
    error = error_of(
        run("ask", "普陀", "--index", seeds_index, "--model", "intfloat/multilingual-e5-small", "--json"), 3
    )
    assert error["type"] == "ModelMismatch"
    assert "bundled" in error["message"]


def test_a_damaged_index(seeds_index: Path, tmp_path: Path) -> None:
    import shutil

    index = tmp_path / "copy"
    shutil.copytree(seeds_index, index)
    layout = Layout(index)
    path = layout.generation(layout.numbers()[-1]).vectors
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    error = error_of(run("ask", "普陀", "--index", index, "--json"), 3)
    assert error["type"] == "IndexDamaged"
    assert "vectors.faiss" in error["message"]


def test_a_missing_path_and_an_empty_folder(tmp_path: Path) -> None:
    index = tmp_path / "index"
    missing = error_of(run("build", tmp_path / "none", "--index", index, "--json"), 2)
    assert missing["type"] == "PathMissing"
    assert str(tmp_path / "none") in missing["message"]
    (tmp_path / "empty").mkdir()
    assert error_of(run("build", tmp_path / "empty", "--index", index, "--json"), 2)["type"] == "NothingToIndex"
    assert error_of(run("ask", "普陀", "--index", index, "--json"), 3)["type"] == "IndexMissing"


def test_what_could_not_be_read_is_in_the_report(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "good.txt").write_text("普陀区发布生命健康产业专项政策。", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "report.pdf").write_bytes(b"%PDF-1.7")
    (folder / "link.txt").symlink_to(folder / "gone")
    done = run("build", folder, "--index", tmp_path / "index", "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["articles"] == 1
    skipped = {Path(entry["path"]).name: entry["reason"] for entry in report["skipped"]}
    assert set(skipped) == {"empty.txt", "binary.txt", "report.pdf", "link.txt"}
    assert all(skipped.values())
    status = json.loads(run("status", "--index", tmp_path / "index", "--json").stdout)
    assert {Path(entry["path"]).name: entry["reason"] for entry in status["skipped"]} == skipped


def test_an_unknown_model_names_the_bundled_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("普陀区。", encoding="utf-8")
    done = run("build", tmp_path / "a.txt", "--index", tmp_path / "i", "--model", "nobody/nothing", "--json")
    error = error_of(done, 2)
    assert error["type"] == "ModelUnavailable"
    assert "--model bundled" in error["hint"]


def test_usage(tmp_path: Path) -> None:
    assert error_of(run("ask", "--json"), 2)["type"] == "BadInput"
    assert run("nonsense").returncode == 2
    assert run().returncode == 2
    assert "build" in run().stdout
    assert run("--help").returncode == 0
    assert error_of(run("ask", "普陀", "--since", "2024", "--json"), 2)["type"] == "BadInput"


def test_refusing_is_exit_1_in_every_form(seeds_index: Path) -> None:
    done = run("ask", "红烧肉怎么做?", "--index", seeds_index)
    assert done.returncode == 1
    assert "not" in done.stdout.lower() or "nothing" in done.stdout.lower()
    payload = json.loads(run("ask", "红烧肉怎么做?", "--index", seeds_index, "--json").stdout)
    assert payload["answer"] is None
    assert payload["refusal"]["reason"] == "nothing_near"


def test_messages_follow_the_locale_and_the_option(seeds_index: Path, tmp_path: Path) -> None:
    none = str(tmp_path / "none")
    assert "no index" in run("ask", "普陀", "--index", none).stderr
    assert "没有索引" in run("ask", "普陀", "--index", none, locale="zh_CN.UTF-8").stderr
    assert "没有索引" in run("ask", "普陀", "--index", none, "--lang", "zh").stderr
    assert "no index" in run("ask", "普陀", "--index", none, "--lang=en", locale="zh_CN.UTF-8").stderr
    assert "引文" in run("ask", "普陀3.0政策支持什么", "--index", seeds_index, "--lang", "zh").stdout


def test_show_prints_the_article_and_nothing_else(seeds_index: Path) -> None:
    seeds = Path(__file__).resolve().parents[2] / "seeds"
    for entry in json.loads(run("status", "--index", seeds_index, "--json").stdout)["articles"]:
        raw = subprocess.run(
            [WENJU, "show", entry["article_id"], "--raw", "--index", seeds_index], capture_output=True, check=True
        )
        assert raw.stdout == (seeds / Path(entry["paths"][0]).name).read_bytes()


def test_build_without_paths_builds_the_same_again(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("普陀区发布政策。", encoding="utf-8")
    (tmp_path / "b.txt").write_text("松江区推进产业。", encoding="utf-8")
    first = json.loads(run("build", "--json", cwd=tmp_path).stdout)
    assert first["articles"] == 1
    assert json.loads(run("build", "b.txt", "--json", cwd=tmp_path).stdout)["articles"] == 1
    again = json.loads(run("build", "--json", cwd=tmp_path).stdout)
    assert again["articles"] == 1
    status = json.loads(run("status", "--json", cwd=tmp_path).stdout)
    assert [entry["paths"] for entry in status["articles"]] == [["b.txt"]]


def test_a_question_in_bytes_that_are_no_text(seeds_index: Path) -> None:
    done = subprocess.run(
        [os.fsencode(WENJU), b"ask", b"\xff\xfe", b"--index", os.fsencode(seeds_index), b"--json"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert error_of(done, 2)["type"] == "BadQuestion"


def test_nothing_that_a_terminal_would_obey_is_printed(tmp_path: Path) -> None:
    """In texts it is taken out when they are restored; in a file's name it is made visible."""
    (tmp_path / "\x1b]0;PWNED.txt").write_text(
        "普陀区开放滑梯\x1b]0;PWNED\x07十二座，\u202e市民可以预约。" + "普陀区公园全年开放。" * 5, encoding="utf-8"
    )
    run("build", tmp_path, "--index", tmp_path / "i")
    shown = run("search", "普陀区开放滑梯", "--index", tmp_path / "i").stdout
    assert "普陀区开放滑梯]0;PWNED十二座，市民" in shown
    assert "<U+001B>]0;PWNED.txt" in shown
    assert not re.search("[\x07\x1b\u202e]", shown)


def test_searching_counts_from_the_day_given(seeds_index: Path) -> None:
    search = ("search", "去年发布的政策", "--index", seeds_index, "--json")
    assert run(*search, "--today", "2025-11-22").returncode == 0
    assert "2025-11-32" in error_of(run(*search, "--today", "2025-11-32"), 2)["message"]


def test_the_place_shown_is_a_place_in_the_file(seeds_index: Path) -> None:
    """`path:start-end` counts the characters of the file as it was scraped, readings and all."""
    shown = run("ask", "普陀区生命健康产业专项政策3.0版支持什么?", "--index", seeds_index).stdout
    path, start, end = re.findall(r"(\S+\.txt):(\d+)-(\d+)", shown)[0]
    raw = (Path(__file__).resolve().parents[2] / path).read_text(encoding="utf-8")[int(start) : int(end)]
    assert raw.startswith("記者在現(xiàn)場")
    assert raw.endswith("的全生命周期成長(zhǎng)。")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_behind_stdout(seeds_index: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [WENJU, "status", "--index", seeds_index], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("search", "普陀"), 0),
        (("ask", "红烧肉怎么做?"), 0),
        (("status", "--json"), 0),
        (("show", "none", "--json"), 2),
    ],
)
def test_a_reader_who_left(seeds_index: Path, command: tuple[str, ...], code: int) -> None:
    """`| head` makes no refusal (1) of an answer, and a failure keeps its code; nothing is complained of."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [WENJU, *command, "--index", seeds_index], stdout=writing, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (code, "")


@pytest.mark.parametrize(
    ("output", "says"), [("none/answer.md", "there is no folder none"), ("folder.md", "folder.md is a folder")]
)
def test_where_no_file_can_be_written_is_said_instead_of_the_answer(
    seeds_index: Path, tmp_path: Path, output: str, says: str
) -> None:
    (tmp_path / "folder.md").mkdir()
    done = run(
        "ask",
        "普陀区生命健康企业增加到多少家?",
        "--index",
        seeds_index.absolute(),
        "--output",
        output,
        "--json",
        cwd=tmp_path,
    )
    assert says in error_of(done, 2)["message"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_disk_that_fills_up_is_all_that_is_said(seeds_index: Path, tmp_path: Path) -> None:
    (tmp_path / "answer.md").symlink_to("/dev/full")
    ask = ("ask", "普陀区生命健康企业增加到多少家?", "--index", seeds_index, "--output", tmp_path / "answer.md")
    assert "No space left" in error_of(run(*ask, "--json"), 2)["message"]


def test_the_status_lists_the_paths_that_articles_are_named_by(seeds_index: Path) -> None:
    for line in run("status", "--index", seeds_index).stdout.splitlines()[1:6]:
        assert run("show", line.split()[-1], "--index", seeds_index).stdout
        assert line.endswith(".txt")


def test_a_damaged_manifest_is_never_rebuilt_from_other_articles(tmp_path: Path) -> None:
    """Without PATHs a build takes those of the last one; where they can't be read it must not fall back on seeds/."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("普陀区发布政策。", encoding="utf-8")
    (tmp_path / "b.txt").write_text("松江区推进产业。", encoding="utf-8")
    run("build", "b.txt", cwd=tmp_path)
    layout = Layout(tmp_path / ".wenju")
    manifest = layout.generation(layout.numbers()[-1]).manifest
    manifest.write_text(
        manifest.read_text(encoding="ascii").replace(f'"format": {FORMAT}', '"format": 9'), encoding="ascii"
    )
    error = error_of(run("build", "--json", cwd=tmp_path), 3)
    assert "wenju build FOLDER --index" in error["hint"]
    assert run("build", "b.txt", cwd=tmp_path).returncode == 0


def test_filters_that_leave_nothing_are_named(seeds_index: Path) -> None:
    search = ("search", "生命健康", "--district", "Pudong", "--source", "日报", "--index", seeds_index)
    assert run(*search, "--lang", "en").stdout == "Nothing found behind the filters: 浦东新区, 日报.\n"
    assert run(*search, "--lang", "zh").stdout == "按筛选条件没有找到：浦东新区、日报。\n"


def test_a_teaser_is_said_to_be_one(seeds_index: Path) -> None:
    search = ("search", "舟山普陀海岛旅游投资大会", "-k", "1", "--index", seeds_index)
    (hit,) = json.loads(run(*search, "--json").stdout)["hits"]
    assert hit["section"] == "teaser"
    assert run(*search, "--lang", "en").stdout.startswith(f"1. (teaser of another article in) {hit['title']}")
    assert run(*search, "--lang", "zh").stdout.startswith(f"1. (其他文章的摘要，见于) {hit['title']}")
