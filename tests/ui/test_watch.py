"""`wenju watch`: when it builds, what concerns it, and one real folder that changes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from queue import Empty, SimpleQueue

import pytest
from filelock import FileLock

from index.errors import IndexDamaged, PathMissing
from index.layout import Layout
from rag import open_engine
from ui.cli import wenju
from ui.commands import watch
from ui.watching import Changes, Watched


def test_a_build_comes_after_quiet_and_at_the_latest_after_long() -> None:
    none = Changes(quiet=1, longest=5)
    assert none.wait(100) is None
    one = none.at(100)
    assert one.wait(100) == 1
    assert one.wait(100.25) == 0.75
    assert one.wait(103) == 0
    assert one.at(100.75).wait(101) == 100.75 + 1 - 101
    many = one
    for tenth in range(50):
        many = many.at(100 + tenth / 10)
    assert many.wait(104.9) == pytest.approx(100 + 5 - 104.9)
    assert many.built() == none


WATCHED = Watched((Path("/articles"), Path("/other/one.pdf")), Path("/articles/.wenju"))


@pytest.mark.parametrize(
    ("kind", "path", "folder", "concerns"),
    [
        ("created", "/articles/a.txt", False, True),
        ("moved", "/articles/sub/b.html", False, True),
        ("deleted", "/articles/a.json", False, True),  # a sidecar
        ("closed", "/articles/a.docx", False, True),
        ("moved", "/articles/sub", True, True),
        ("deleted", "/articles", True, True),
        ("modified", "/other/one.pdf", False, True),
        ("modified", "/other/two.pdf", False, False),
        ("modified", "/articles/sub", True, False),  # as any change in it does to a folder
        ("opened", "/articles/a.txt", False, False),
        ("closed_no_write", "/articles/a.txt", False, False),  # as our own build does
        ("created", "/articles/.wenju/generations/000001/catalog.sqlite", False, False),
        ("created", "/articles/.a.txt.swp", False, False),
        ("created", "/articles/.git/a.txt", False, False),
        ("created", "/articles/~$a.docx", False, False),
        ("created", "/articles/a.txt~", False, False),
        ("created", "/articles/a.txt.part", False, False),
        ("created", "/articles/photo.png", False, False),
        ("created", "/elsewhere/a.txt", False, False),
    ],
)
def test_what_concerns_the_index(kind: str, path: str, folder: bool, concerns: bool) -> None:
    assert WATCHED.concerns(kind, path, folder=folder) is concerns


def test_a_single_file_is_watched_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    assert Watched((tmp_path / "a", tmp_path / "b.txt"), tmp_path / "i").folders == {
        tmp_path / "a": True,
        tmp_path: False,
    }


def test_a_build_that_another_kept_out_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a clock that stands still but for waiting."""
    now, waits, outcomes = [100.0], [], [False, False, True]

    class Changed(SimpleQueue[None]):
        def get(self, block: bool = True, timeout: float | None = None) -> None:
            waits.append(timeout)
            if timeout is None:
                raise KeyboardInterrupt
            now[0] += timeout
            raise Empty

    monkeypatch.setattr(watch.time, "monotonic", lambda: now[0])
    with pytest.raises(KeyboardInterrupt):
        watch._keep_current(lambda: outcomes.pop(0), Changed(), Changes(1, 30))
    assert waits == [0, watch._AGAIN, watch._AGAIN, None]


def test_what_goes_wrong_is_said_in_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert watch._build((tmp_path / "empty",), tmp_path / "i", None, None, "en")
    assert "no article in" in capsys.readouterr().err
    (tmp_path / "empty" / "\x1b[2Jx.txt").write_bytes(b"")
    assert watch._build((tmp_path / "empty",), tmp_path / "i", None, None, "en")
    assert "<U+001B>[2Jx.txt" in capsys.readouterr().err
    Layout(tmp_path / "i").root.mkdir(exist_ok=True)
    with FileLock(Layout(tmp_path / "i").lock):
        assert not watch._build((tmp_path / "empty",), tmp_path / "i", None, None, "zh")
    assert "稍后重试" in capsys.readouterr().err


def test_folders_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(PathMissing, match="no such file or folder"):
        wenju.main(["watch", str(tmp_path / "none"), "--index", str(tmp_path / "i")], standalone_mode=False)
    (tmp_path / "i").mkdir()
    Layout(tmp_path / "i").current.write_text("nonsense", encoding="utf-8")
    with pytest.raises(IndexDamaged):
        wenju.main(["watch", "--index", str(tmp_path / "i")], standalone_mode=False)


def test_polling_sees_changes_too(tmp_path: Path) -> None:
    with watch._watching(Watched((tmp_path,), tmp_path / "index"), polling=True) as changed:
        (tmp_path / "a.txt").write_text("普陀区。", encoding="utf-8")
        changed.get(timeout=20)


def test_a_folder_that_changes(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a.txt").write_text("普陀区发布生命健康产业专项政策。", encoding="utf-8")
    index = articles / "index"
    command = [Path(sys.executable).with_name("wenju"), "watch", articles, "--index", index, "--quiet", "0.2"]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            _wait_for(lambda: (index / "CURRENT").is_file())
            assert not _answers(index, "月球基地专项资金有多少?")
            new = articles / "b.txt"
            new.write_text("浦东新区设立月球基地专项资金一亿元。", encoding="utf-8")
            _wait_for(lambda: _answers(index, "月球基地专项资金有多少?"))
            new.unlink()
            _wait_for(lambda: not _answers(index, "月球基地专项资金有多少?"))
        finally:
            process.send_signal(signal.SIGINT)
            said, _ = process.communicate(timeout=20)
    assert process.returncode == 0
    lines = said.splitlines()
    assert "watching" in lines[0]
    counts = [line.split("  ")[1].split(",")[0] for line in lines[1:]]
    assert [count for count, _ in groupby(counts)] == ["1 articles", "2 articles", "1 articles"]
    assert len(counts) <= 6  # a busy machine may tell one change in two pieces; our own reading is none


def _answers(index: Path, question: str) -> bool:
    with open_engine(index) as engine:
        return "一亿元" in (engine.ask(question).answer or "")


def _wait_for(condition: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "did not come"
        time.sleep(0.1)
