"""A folder of articles -> an index that equals it; whatever is left out is listed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index.build import build_index
from index.errors import IndexDamaged, NothingToIndex, PathMissing
from index.layout import Layout
from index.manifest import FIRST_FORMAT, FORMAT
from index.open import OpenIndex, current_manifest, open_index
from index.settings import Settings

Write = Callable[[dict[str, str | bytes]], Path]
ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.usefixtures("encoder")


def contents(opened: OpenIndex) -> list[object]:
    """Everything an answer is made of."""
    ordinals = range(len(opened.catalog))
    queries = opened.encoder.encode_queries(["普陀医疗政策", "长宁座谈会"])
    return [
        opened.catalog.articles(),
        opened.catalog.skipped(),
        [opened.catalog.passage(ordinal) for ordinal in ordinals],
        opened.vectors.rows(ordinals).tolist(),
        [part.tolist() for part in opened.vectors.search(queries, 5)],
        opened.lexical.scores(["普陀", "政策"]).tolist(),
    ]


def test_the_index_holds_what_the_folder_holds(articles: Path, tmp_path: Path) -> None:
    report = build_index([articles], tmp_path / "index")
    opened = open_index(tmp_path / "index")
    assert (report.articles, report.skipped, report.restored, report.model) == (3, (), 0, "keywords")
    assert report.passages == len(opened.catalog) == len(opened.vectors) == len(opened.lexical)
    assert [article.title for article in opened.catalog.articles()] == [
        "长宁区召开座谈会", "普陀区发布医疗政策", "松江区协商会",
    ]  # fmt: skip
    for article in opened.catalog.articles():
        data = next(articles.glob(Path(article.path).name)).read_bytes()
        assert article.raw_sha256 == hashlib.sha256(data).hexdigest()
        assert article.article_id == article.raw_sha256[:16]
        assert article.raw == data.decode()


def test_passages_vectors_and_terms_bear_the_same_numbers(articles: Path, tmp_path: Path) -> None:
    build_index([articles], tmp_path / "index")
    opened = open_index(tmp_path / "index")
    for ordinal in range(len(opened.catalog)):
        passage = opened.catalog.passage(ordinal)
        assert (
            opened.vectors.rows([ordinal]).tolist() == opened.encoder.encode_passages([passage.indexed_text]).tolist()
        )
    only = [n for n in range(len(opened.catalog)) if opened.lexical.scores(["协商"])[n] > 0]
    assert only == [n for n in range(len(opened.catalog)) if "协商" in opened.catalog.passage(n).indexed_text]
    assert only


def test_the_same_input_gives_the_same_index(articles: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        build_index([articles], tmp_path / name)
    one, two = (open_index(tmp_path / name) for name in ("one", "two"))
    assert contents(one) == contents(two)
    assert one.manifest.files == two.manifest.files  # byte for byte


def test_the_order_of_the_paths_does_not_matter(write: Write, tmp_path: Path) -> None:
    folder = write({"a/1.txt": "普陀区发布。", "b/2.txt": "长宁区发布。"})
    build_index([folder / "a", folder / "b"], tmp_path / "one")
    build_index([folder / "b", folder / "a", folder / "a" / "1.txt"], tmp_path / "two")
    assert contents(open_index(tmp_path / "one")) == contents(open_index(tmp_path / "two"))


def test_the_same_bytes_at_two_paths_are_one_article(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write({"b.txt": "普陀区发布。", "a/copy.txt": "普陀区发布。", "c.txt": "普陀区发布。\n"})
    monkeypatch.chdir(folder)
    assert build_index([folder], tmp_path / "index").articles == 2
    assert [article.paths for article in open_index(tmp_path / "index").catalog.articles()] == [
        ("a/copy.txt", "b.txt"), ("c.txt",),
    ]  # fmt: skip


def test_what_is_left_out_is_listed_with_its_reason(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write({
        "good.txt": "普陀区发布。", "README.md": "about", "scan.pdf": b"%PDF", "empty.txt": b"", "blank.txt": " \n",
        "binary.txt": bytes(range(256)), "nul.txt": b"a\0b", "large.txt": "长" * 100, ".hidden.txt": "x",
    })  # fmt: skip
    monkeypatch.chdir(folder)
    report = build_index([folder], tmp_path / "index", settings=Settings(file_bytes=299))
    assert [(entry.path, entry.reason.en.split(":")[0]) for entry in report.skipped] == [
        ("README.md", "about the folder, not an article"),
        ("binary.txt", "byte 128 is no UTF-8, and the file is neither GB18030 nor Big5"),
        ("blank.txt", "nothing but blanks and signs"),
        ("empty.txt", "empty file (0 bytes)"),
        ("large.txt", "300 bytes, more than the 299 that are read"),
        ("nul.txt", "the bytes are no text"),
        ("scan.pdf", "no PDF, or a damaged one"),
    ]
    opened = open_index(tmp_path / "index")
    assert opened.catalog.skipped() == list(report.skipped)
    assert (opened.manifest.articles, opened.manifest.skipped) == (1, len(report.skipped))


def test_a_file_that_may_not_be_read_is_listed(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def guarded(path: str | Path, *rest: int, **named: int) -> int:
        if Path(path).name == "putuo.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *rest, **named)

    monkeypatch.setattr(os, "open", guarded)
    report = build_index([articles], tmp_path / "index")
    assert report.articles == 2
    assert [(Path(entry.path).name, entry.reason.en) for entry in report.skipped] == [
        ("putuo.txt", "can't be read: Permission denied")
    ]


def test_a_file_name_in_gbk_does_not_stop_the_build(articles: Path, tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(articles) + b"/\xc6\xd5\xcd\xd3.txt")).write_text("宝山区发布。", encoding="utf-8")
    assert build_index([articles], tmp_path / "index").articles == 4


def test_a_folder_name_in_gbk_can_be_built_again(tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xc6\xd5\xcd\xd3"))
    folder.mkdir()
    (folder / "a.txt").write_text("宝山区发布。", encoding="utf-8")
    build_index([folder], tmp_path / "index")
    assert build_index((), tmp_path / "index").articles == 1


@pytest.mark.parametrize("files", [{}, {"empty.txt": b"", "scan.pdf": b"%PDF"}])
def test_nothing_to_index_says_why_and_leaves_no_index(
    write: Write, tmp_path: Path, files: dict[str, str | bytes]
) -> None:
    folder = write(files)
    folder.mkdir(exist_ok=True)
    with pytest.raises(NothingToIndex, match=f"{len(files)} skipped") as raised:
        build_index([folder], tmp_path / "index")
    assert all(name in str(raised.value) for name in files)
    assert not Layout(tmp_path / "index").current.exists()


def test_an_article_of_furniture_alone_is_kept_but_found_nowhere(write: Write, tmp_path: Path) -> None:
    report = build_index([write({"a.txt": "© 2020 版权所有\n"})], tmp_path / "index")
    assert (report.articles, report.passages) == (1, 0)
    opened = open_index(tmp_path / "index")
    assert opened.vectors.search(opened.encoder.encode_queries(["普陀"]), 5)[1].shape == (1, 0)
    assert [article.text for article in opened.catalog.articles()] == ["© 2020 版权所有\n"]


def test_a_missing_path_is_said_before_a_model_loads(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.build.load_encoder", lambda name: pytest.fail("a model was loaded"))
    with pytest.raises(PathMissing, match="nowhere"):
        build_index([articles, tmp_path / "nowhere"], tmp_path / "index")
    assert not (tmp_path / "index").exists()


def test_without_paths_the_last_ones_are_built_again(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    build_index(["articles/putuo.txt", "articles/songjiang.md"], "index")
    (articles / "putuo.txt").write_text("普陀区发布了新的。", encoding="utf-8")
    monkeypatch.chdir(articles)  # the paths are kept absolute
    assert build_index((), tmp_path / "index").articles == 2
    assert "普陀区发布了新的。" in [article.text for article in open_index(tmp_path / "index").catalog.articles()]


def test_at_first_the_seeds_are_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    report = build_index((), tmp_path / "index")
    assert (report.articles, report.restored) == (5, 2)
    assert [Path(entry.path).as_posix() for entry in report.skipped] == ["seeds/SOURCES.md"]


def test_without_a_model_the_last_one_is_taken(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoder: Any
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("index.build.load_encoder", lambda name: asked.append(name) or encoder)
    build_index([articles], tmp_path / "index")
    build_index([articles], tmp_path / "index", model="other")
    build_index([articles], tmp_path / "index")
    assert asked == ["bundled", "other", "keywords"]  # at last the name that the encoder gave itself


def test_a_damaged_index_can_be_built_over(articles: Path, tmp_path: Path) -> None:
    build_index([articles], tmp_path / "index")
    Layout(tmp_path / "index").generation(1).manifest.unlink()
    assert build_index([articles], tmp_path / "index").articles == 3
    assert open_index(tmp_path / "index").manifest.articles == 3


def test_progress_is_told_and_ends(articles: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    build_index([articles], tmp_path / "index", progress=lambda *step: told.append(step))
    assert list(dict.fromkeys(stage for stage, _, _ in told)) == ["read", "encode", "write"]
    assert [step for step in told if step[0] == "read"] == [("read", n, 3) for n in (1, 2, 3)]
    assert {stage: (done, total) for stage, done, total in told}["encode"][0] == told[-2][2]


def test_settings_reach_the_passages_and_the_fingerprint(write: Write, tmp_path: Path) -> None:
    folder = write({"a.txt": "普陀区的政策\n\n" + "这句话共有十个字呢。" * 10})
    build_index([folder], tmp_path / "one")
    build_index([folder], tmp_path / "two", settings=Settings(passage_characters=20))
    one, two = (open_index(tmp_path / name) for name in ("one", "two"))
    assert (len(one.catalog), len(two.catalog)) == (1 + 1, 1 + 10 // 2)
    assert one.manifest.settings_fingerprint != two.manifest.settings_fingerprint


def test_an_index_of_an_earlier_format_is_built_again_from_its_own_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("普陀区发布政策。", encoding="utf-8")
    build_index([tmp_path / "a.txt"], tmp_path / "index")
    layout = Layout(tmp_path / "index")
    generation, manifest = current_manifest(layout)
    replace(manifest, format=FIRST_FORMAT).save(generation)
    with pytest.raises(IndexDamaged, match=f"format {FIRST_FORMAT}, this Wenju reads {FORMAT}"):
        open_index(tmp_path / "index")
    assert build_index([], tmp_path / "index").articles == 1
    assert current_manifest(layout)[1].paths == (str(tmp_path / "a.txt"),)
