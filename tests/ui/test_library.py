"""The library without a browser: its rows, what a removal takes along, the rebuild, and the view itself."""

from __future__ import annotations

import os
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePath

import pytest
from filelock import FileLock
from streamlit.testing.v1 import AppTest

from index.build import BuildReport, build_index
from index.errors import IndexLocked, NothingToIndex
from index.i18n import Message
from index.layout import Layout
from index.open import current_manifest
from index.read import Skipped
from rag import open_engine
from ui.library import folder
from ui.library.remove import Removed, file_in, plan, remove
from ui.library.rows import found, shelf_of
from ui.library.store import Placed
from ui.rebuild import Rebuild
from ui.views import session
from ui.views.rebuilding import report_html, stages_html
from ui.views.shelf import plan_html, problems_of, removed_html
from ui.views.uploads import MOST_FILES, Batch, batch_html

from .hostile import TITLE, hostile_index

BAOSHAN = "宝山区政策\n\n宝山区设立专项资金,支持企业研发。\n"
SONGJIANG = "松江区產業園\n\n松江区新建三座产业园,面积五万平方米。\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with articles and an index of them; the working directory, as of `wenju ui` started there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WENJU_LIBRARY", raising=False)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(BAOSHAN, encoding="utf-8")
    build_index(["articles"], ".wenju")
    return tmp_path


def test_rows_hold_what_the_articles_say_of_themselves(seeds_index: Path) -> None:
    with open_engine(seeds_index) as engine:
        shelf = shelf_of(engine)
        assert [row.article_id for row in shelf.rows] == list(engine.descriptions)
        for row, article in zip(shelf.rows, engine.articles(), strict=True):
            assert row.paths == article.paths
            assert row.characters == len(article.text)
            assert row.restored == len(article.restored.edits)
            assert row.guesses == len(article.guesses)
            assert row.copies == len(engine.copies(article.article_id))
        assert any(row.restored for row in shelf.rows)


def test_rows_tell_guesses_copies_and_what_was_read_in_part(tmp_path: Path) -> None:
    body = "".join(
        f"宝山区{place}设立专项资金,支持{trade}企业研发。"
        for place, trade in zip("东南西北中上下左右", "布衣粮油钢铁船车药", strict=True)
    )
    for name, text in {"a.txt": body, "b.txt": body + "记者报道。", "c.txt": SONGJIANG}.items():
        (tmp_path / name).write_text(f"宝山区政策\n\n{text}\n", encoding="utf-8")
    (tmp_path / "c.txt.json").write_text('{"published": "someday"}', encoding="utf-8")
    (tmp_path / "d.exe").write_bytes(b"x")
    build_index([tmp_path], tmp_path / "index")
    with open_engine(tmp_path / "index") as engine:
        shelf = shelf_of(engine)
    copies = found(shelf.rows, "", None, "copies")
    assert [PurePath(row.paths[0]).name for row in copies] == ["a.txt", "b.txt"]
    assert problems_of(copies[0], "zh") == "重复 1 篇"
    part = found(shelf.rows, "", None, "part")
    assert [PurePath(row.paths[0]).name for row in part] == ["c.txt"]
    assert "someday" in problems_of(part[0], "en")
    assert [shelf.counted(it) for it in ("part", "guesses", "copies")] == [1, 0, 2]  # type: ignore[arg-type]
    assert [PurePath(entry.path).name for entry in shelf.skipped] == ["d.exe"]


def test_a_search_finds_titles_sources_and_files_in_either_script(home: Path) -> None:
    (home / "articles" / "b.txt").write_text(SONGJIANG, encoding="utf-8")
    build_index([], ".wenju")
    with open_engine() as engine:
        rows = shelf_of(engine).rows
    assert [row.paths for row in found(rows, "产业园", None, None)] == [("articles/b.txt",)]  # 產業園 in the title
    assert [row.paths for row in found(rows, "B.TXT 松江", None, None)] == [("articles/b.txt",)]
    assert [row.paths for row in found(rows, "", "宝山区", None)] == [("articles/a.txt",)]
    assert found(rows, "松江", "宝山区", None) == []
    assert found(rows, "  ", None, None) == list(rows)
    assert found(rows, "\udc80", None, None) == []


def test_the_library_lies_beside_the_index_unless_it_is_stated(home: Path) -> None:
    assert folder.library_folder(Path("/x/.wenju")) == Path("/x/library")
    assert folder.library_folder(Path(".wenju")) == home / "library"
    assert folder.library_folder(Path("/x/.wenju"), "own/../mine") == home / "mine"


def test_a_build_takes_the_last_paths_and_the_library_where_it_holds_something(home: Path) -> None:
    index, library = home / ".wenju", home / "library"
    assert folder.sources_of(index, library).paths == (str(home / "articles"),)
    library.mkdir()
    (library / ".hidden").write_text("x", encoding="utf-8")
    assert folder.sources_of(index, library).paths == (str(home / "articles"),)
    (library / "b.txt").write_text(SONGJIANG, encoding="utf-8")
    assert folder.sources_of(index, library).paths == (str(home / "articles"), str(library))
    assert folder.sources_of(home / "none", library).paths == (str(library),)
    assert folder.sources_of(home / "none", home / "nothing").paths == ()


def test_a_rebuild_keeps_the_encoding_that_the_user_gave(home: Path) -> None:
    (home / "articles" / "a.txt").write_bytes(BAOSHAN.encode("gb18030"))
    build_index(["articles"], ".wenju", encoding="gb18030")
    rebuild = Rebuild(home / ".wenju", home / "library")
    rebuild.start()
    rebuild.wait(60)
    assert current_manifest(Layout(home / ".wenju"))[1].encoding == "gb18030"


def test_of_an_index_whose_manifest_is_broken_the_library_takes_no_place(home: Path) -> None:
    next(home.glob(".wenju/generations/*/manifest.json")).write_text("no", encoding="utf-8")
    (home / "library").mkdir()
    (home / "library" / "b.txt").write_text(SONGJIANG, encoding="utf-8")
    assert folder.sources_of(home / ".wenju", home / "library") == folder.Sources()


def test_the_index_is_behind_once_the_folder_changes(home: Path) -> None:
    index, library = home / ".wenju", home / "library"
    assert not folder.is_behind(index, library)
    library.mkdir()
    built = Layout(index).current.stat().st_mtime
    os.utime(library, (built - 5, built - 5))
    assert not folder.is_behind(index, library)
    os.utime(library, (built + 5, built + 5))
    assert folder.is_behind(index, library)


def test_the_file_of_an_article_is_found_below_the_library_only(home: Path) -> None:
    library = home / "library"
    (library / "sub").mkdir(parents=True)
    for name in ("a.txt", "sub/b.txt", "t.csv", "z.zip", "#1.txt"):
        (library / name).write_bytes(b"x")
    (library / "link.txt").symlink_to(home / "articles" / "a.txt")
    (library / "out").symlink_to(home / "articles")
    assert file_in(library, "library/a.txt") == PurePath("a.txt")
    assert file_in(library, str(library / "sub" / "b.txt")) == PurePath("sub/b.txt")
    assert file_in(library, "library/t.csv#r7") == PurePath("t.csv")
    assert file_in(library, "library/z.zip/inner/c.csv#1") == PurePath("z.zip")
    assert file_in(library, "library/#1.txt") == PurePath("#1.txt")
    for elsewhere in (
        "articles/a.txt", "library/../articles/a.txt", "library/link.txt", "library/out/a.txt", "library", "library/sub",
        "library/gone.txt", "/etc/passwd", "a\0b",
    ):  # fmt: skip
        assert file_in(library, elsewhere) is None, elsewhere


def test_a_plan_counts_the_articles_that_go_with_each_file(home: Path) -> None:
    library = home / "library"
    library.mkdir()
    for name in ("a.txt", "t.csv", "z.zip"):
        (library / name).write_bytes(b"x")
    every = [
        ("library/a.txt", "articles/a.txt"), ("library/t.csv#1",), ("library/t.csv#2",), ("library/z.zip/b.txt",),
        ("library/z.zip/c.txt",), (str(library / "z.zip" / "d.csv#1"),), ("articles/t.csv#1",),
    ]  # fmt: skip
    chosen = ["library/t.csv#2", "library/z.zip/b.txt", "library/z.zip/c.txt", *every[0]]
    planned = plan(library, chosen, every)
    assert planned.files == {PurePath("a.txt"): 1, PurePath("t.csv"): 2, PurePath("z.zip"): 3}
    assert planned.elsewhere == ("articles/a.txt",)
    html = plan_html(planned, library, "en")
    assert "z.zip: the whole file, with its 3 articles" in html
    assert f"articles/a.txt: not in {library}" in html
    built_above = plan_html(plan(library, ["home/library/a.txt"], every), library, "en")
    assert "home/library/a.txt: named from the folder in which the index was built" in built_above


def test_removing_takes_the_file_and_its_sidecar_and_follows_no_link(home: Path) -> None:
    library = home / "library"
    (library / "sub").mkdir(parents=True)
    for name in ("a.txt", "a.txt.json", "a.json", "sub/b.txt"):
        (library / name).write_bytes(b"x")
    (library / "link.txt").symlink_to(home / "articles" / "a.txt")
    (library / "out").symlink_to(home / "articles")
    files = [
        PurePath(name) for name in ("a.txt", "sub/b.txt", "link.txt", "out/a.txt", "../articles/a.txt", "gone.txt")
    ]
    gone, below, *stuck = remove(library, files)
    assert (gone, below) == (Removed("a.txt"), Removed("sub/b.txt"))
    assert all(it.reason for it in stuck)
    assert sorted(path.name for path in library.iterdir()) == ["a.json", "link.txt", "out", "sub"]
    assert (home / "articles" / "a.txt").read_text(encoding="utf-8") == BAOSHAN
    assert "link.txt" in removed_html([gone, below, *stuck], "zh")


def test_stages_are_all_shown_and_those_over_said_in_words() -> None:
    html = stages_html({"read": (5, 5), "encode": (1024, 4096)}, "en")
    assert "5 · done" in html
    assert '<progress max="4096" value="1024"' in html
    assert "1,024 / 4,096" in html
    assert html.count("waiting</span>") == 1
    assert stages_html({}, "zh").count("<progress") == 1
    between = stages_html({"read": (5, 5)}, "en")  # duplicates are being looked for
    assert between.index("done") < between.index('data-state="current"') < between.index("<progress")
    over = stages_html({"read": (2, 2), "encode": (3, 3), "write": (1, 1)}, "zh")
    assert over.count("完成") == 3
    assert "<progress" not in over


def test_the_report_lists_what_was_left_out_as_plain_text() -> None:
    skipped = tuple(Skipped(f"<b>{n}.txt", Message("<i>empty", "空")) for n in range(101))
    report = BuildReport("x", "bundled", 7, 70, 6, skipped, 1.25, skipped[:1], guessed=5, copies=4)
    html = report_html(report, "en")
    for said in (
        "7 articles read, 70 passages, 1.2 s",
        "6 restored",
        "5 of the repairs",
        "4 near-duplicates",
        "101 files",
    ):
        assert said in html
    assert "&lt;b&gt;0.txt: &lt;i&gt;empty" in html
    assert "and 1 more" in html
    assert "<b>" not in html


def test_what_became_of_the_files_is_said_without_markup() -> None:
    placed = (
        Placed("a.txt", "stored", "a.txt"), Placed("<b>.txt", "stored", "_b_.txt"), Placed("c.txt", "there", "c.txt"),
        Placed("<i>", "refused", remark=Message("no", "不")),
    )  # fmt: skip
    html = batch_html(Batch(placed), "en")
    assert "2 files added; 1 already there, with the same content; 1 not taken" in html
    assert "&lt;b&gt;.txt: kept as _b_.txt" in html
    assert "&lt;i&gt;: no" in html
    assert html.count("<li>") == 2


def test_a_rebuild_that_another_builder_holds_up_says_so(home: Path) -> None:
    rebuild = Rebuild(home / ".wenju", home / "library")
    with FileLock(Layout(home / ".wenju").lock):
        rebuild.start()
        rebuild.wait(60)
    assert isinstance(rebuild.outcome, IndexLocked)
    rebuild.start()
    rebuild.wait(60)
    assert isinstance(rebuild.outcome, BuildReport)


def test_what_comes_in_while_a_build_runs_is_built_after_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = threading.Event(), threading.Event()
    say = Rebuild._say

    def slowly(self: Rebuild, stage: str, done: int, total: int) -> None:
        begun.set()
        go_on.wait(30)
        say(self, stage, done, total)

    monkeypatch.setattr(Rebuild, "_say", slowly)
    rebuild = Rebuild(home / ".wenju", home / "library")
    rebuild.start()
    assert begun.wait(30)
    (home / "library").mkdir()
    (home / "library" / "b.txt").write_text(SONGJIANG, encoding="utf-8")
    rebuild.start()
    go_on.set()
    rebuild.wait(60)
    assert isinstance(rebuild.outcome, BuildReport)
    assert rebuild.outcome.articles == 2
    assert not rebuild.running


def open_view(index: Path, language: str = "zh") -> AppTest:
    script = (
        f"from pathlib import Path; from ui.views import library\n"
        f"import os; os.environ['WENJU_INDEX'] = {str(index)!r}\n"
        f"library.render(Path({str(index)!r}), {language!r})"
    )
    view = AppTest.from_string(script, default_timeout=60).run()
    assert not view.exception
    return view


def said(view: AppTest) -> str:
    return "".join(element.proto.body for element in view.get("html"))


def send(view: AppTest, *files: tuple[str, bytes]) -> AppTest:
    view.file_uploader[0].set_value([(name, data, "text/plain") for name, data in files])
    view.button(key="add-send").click().run()
    assert not view.exception
    return view


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], AppTest]:
    """Opens the view of an index whose environment is put back afterwards."""
    monkeypatch.setenv("WENJU_INDEX", "unset")
    return open_view


def test_an_upload_is_stored_built_and_shown(home: Path, told: Callable[[Path], AppTest]) -> None:
    index = home / ".wenju"
    view = send(told(index), ("松江.txt", SONGJIANG.encode()), ("../../x.txt", b"x"), ("<b>.exe", b"x"))
    assert "已加入 1 个文件；2 个未收" in said(view)
    assert "../../x.txt: 文件名含有路径" in said(view)
    assert "&lt;b&gt;.exe: " in said(view)
    session.rebuild_of(str(index)).wait(60)
    view.run()
    assert "读取 2 篇文章" in said(view)
    assert (home / "library" / "松江.txt").read_text(encoding="utf-8") == SONGJIANG
    table = view.dataframe[-1].value
    assert list(table["文件"]) == ["articles/a.txt", "library/松江.txt"]
    assert list(table["区"]) == ["宝山区", "松江区"]
    assert "2 篇文章" in said(view)
    again = open_view(index)  # another visitor
    assert "读取 2 篇文章" in said(again)


def test_sending_nothing_is_said(home: Path, told: Callable[[Path], AppTest]) -> None:
    assert "尚未选择文件" in said(send(told(home / ".wenju")))


def test_too_many_files_at_a_time_are_refused_whole(home: Path, told: Callable[[Path], AppTest]) -> None:
    view = send(told(home / ".wenju"), *((f"{n}.txt", b"x") for n in range(MOST_FILES + 1)))
    assert f"{MOST_FILES + 1:,} 个文件，超过上限 {MOST_FILES:,} 个" in said(view)
    assert not (home / "library").exists()


def test_without_an_index_articles_are_added_and_it_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Callable[[Path], AppTest]
) -> None:
    monkeypatch.chdir(tmp_path)
    index = tmp_path / ".wenju"
    view = told(index)
    assert "没有索引" in said(view)
    send(view, ("松江.txt", SONGJIANG.encode()))
    session.rebuild_of(str(index)).wait(60)
    view.run()
    assert list(view.dataframe[-1].value["文件"]) == ["library/松江.txt"]
    assert current_manifest(Layout(index))[1].paths == (str(tmp_path / "library"),)


def test_the_last_article_is_removed_and_the_page_says_why_the_index_stays(home: Path) -> None:
    library = home / "library"
    library.mkdir()
    (library / "b.txt").write_text(SONGJIANG, encoding="utf-8")
    build_index([library], "alone")
    assert remove(library, [PurePath("b.txt")]) == [Removed("b.txt")]
    rebuild = Rebuild(home / "alone", library)
    rebuild.start()
    rebuild.wait(60)
    assert isinstance(rebuild.outcome, NothingToIndex)
    assert str(library) in rebuild.outcome.message.en


def test_hostile_titles_and_paths_are_plain_text(tmp_path: Path, told: Callable[[Path], AppTest]) -> None:
    view = told(hostile_index(tmp_path))
    assert TITLE in list(view.dataframe[-1].value["标题"])
    for widget in (*view.button, *view.markdown, *view.text_input, *view.selectbox):
        assert "hacked" not in str(widget.proto)
    assert "<script" not in said(view)


def test_a_zip_in_the_library_is_read_where_it_lies(home: Path, told: Callable[[Path], AppTest]) -> None:
    with zipfile.ZipFile(home / "z.zip", "w") as archive:
        archive.writestr("内/b.txt", SONGJIANG)
    view = send(told(home / ".wenju"), ("z.zip", (home / "z.zip").read_bytes()))
    session.rebuild_of(str(home / ".wenju")).wait(60)
    view.run()
    assert "library/z.zip/内/b.txt" in list(view.dataframe[-1].value["文件"])
    assert [path.name for path in (home / "library").iterdir()] == ["z.zip"]
