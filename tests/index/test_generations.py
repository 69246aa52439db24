"""One builder at a time, one atomic switch, and the old generation answers until then."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from index.build import build_index
from index.errors import IndexLocked
from index.layout import Layout
from index.open import open_index


@pytest.fixture
def index(encoder: Any, articles: Path, tmp_path: Path) -> Path:
    """An index of three articles: generation 1."""
    build_index([articles], tmp_path / "index")
    return tmp_path / "index"


def fail(*_: object) -> None:
    raise RuntimeError("out of memory")


def test_each_build_is_a_new_generation_and_two_are_kept(index: Path, articles: Path) -> None:
    kept = [Layout(index).numbers()]
    for _ in range(3):
        build_index([articles], index)
        kept.append(Layout(index).numbers())
    assert kept == [[1], [1, 2], [2, 3], [3, 4]]
    assert Layout(index).current.read_text() == "000004"


@pytest.mark.parametrize("where", ["the encoder", "write_catalog", "file_records", "_fsync"])
def test_a_build_that_fails_leaves_the_old_generation_answering(
    index: Path, articles: Path, encoder: Any, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    before = open_index(index).manifest
    (articles / "new.txt").write_text("宝山区发布。", encoding="utf-8")
    with monkeypatch.context() as patch:
        if where == "the encoder":
            patch.setattr(encoder, "encode_passages", fail)
        else:
            patch.setattr(f"index.build.{where}", fail)
        with pytest.raises(RuntimeError, match="out of memory"):
            build_index([articles], index)
    assert open_index(index).manifest == before
    assert build_index([articles], index).articles == 4  # and the way is free again
    assert open_index(index).manifest.articles == 4


def test_a_generation_that_was_left_unfinished_is_passed_over(index: Path, articles: Path) -> None:
    (Layout(index).generations / "000009").mkdir()
    (Layout(index).generations / "000009" / "catalog.sqlite").write_bytes(b"half of it")
    assert open_index(index).manifest.articles == 3
    build_index([articles], index)
    assert open_index(index).manifest.articles == 3
    assert open_index(index).catalog.articles()


def test_the_predecessor_is_kept_and_what_failed_is_not(
    index: Path, articles: Path, encoder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(encoder, "encode_passages", fail)
        with pytest.raises(RuntimeError):
            build_index([articles], index)
    build_index([articles], index)
    assert Layout(index).numbers() == [1, 3]  # readers may still hold 1; 2 was never finished


def test_an_open_index_stays_readable_when_its_generation_goes(index: Path, articles: Path) -> None:
    with_first = open_index(index)
    expected = open_index(index).catalog.articles()
    (articles / "putuo.txt").unlink()
    for _ in range(2):
        build_index([articles], index)
    assert 1 not in Layout(index).numbers()
    assert with_first.catalog.articles() == expected
    assert len(with_first.vectors.search(with_first.encoder.encode_queries(["普陀"]), 99)[1][0]) == len(
        with_first.catalog
    )
    assert with_first.lexical.scores(["普陀"]).max() > 0
    with_first.close()


def test_a_second_builder_is_refused_and_told_who_builds(index: Path, articles: Path) -> None:
    refused: list[IndexLocked] = []

    def meanwhile(stage: str, done: int, total: int) -> None:
        with pytest.raises(IndexLocked, match=f"process {os.getpid()}") as raised:
            build_index([articles], index)
        refused.append(raised.value)

    build_index([articles], index, progress=meanwhile)
    assert refused
    assert refused[0].exit_code == 2
    assert Layout(index).current.read_text() == "000002"


def test_a_builder_that_is_killed_leaves_the_old_generation_and_no_lock(index: Path, articles: Path) -> None:
    code = (
        "import os, sys; from index.build import build_index\n"
        "build_index([sys.argv[1]], sys.argv[2], model='bundled', "
        "progress=lambda stage, *_: stage == 'encode' and os._exit(9))"
    )
    done = subprocess.run([sys.executable, "-c", code, articles, index], capture_output=True, check=False)
    assert done.returncode == 9, done.stderr
    assert Layout(index).numbers() == [1, 2]
    assert open_index(index).manifest.articles == 3
    assert build_index([articles], index).articles == 3


def test_a_lock_file_left_behind_locks_nothing(index: Path, articles: Path) -> None:
    Layout(index).lock.write_text("")
    (index / "lock.holder").write_text("99999999")
    assert build_index([articles], index).articles == 3


def test_readers_are_not_locked_out_while_somebody_builds(index: Path, articles: Path) -> None:
    seen: list[int] = []
    build_index([articles], index, progress=lambda *_: seen.append(open_index(index).manifest.articles))
    assert set(seen) == {3}
