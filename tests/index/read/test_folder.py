"""Paths -> files, in one order, none dropped without a word."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import PathMissing
from index.read import find_files

Write = Callable[[dict[str, str | bytes]], Path]


def names(files: list[Path], folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in files]


def reasons(folder: Path) -> dict[str, str]:
    return {Path(entry.path).relative_to(folder).as_posix(): entry.reason.en for entry in find_files([folder])[1]}


def test_files_are_found_in_order_whatever_their_case(write: Write) -> None:
    names_of = [
        "a.md",
        "b.txt",
        "c.HTML",
        "d.markdown",
        "e.text",
        "f.pdf",
        "g.docx",
        "h.csv",
        "i.jsonl.gz",
        "j.zip",
        "k.mht",
        "l.tsv",
    ]
    folder = write(dict.fromkeys([*reversed(names_of), "sub/deep/c.TXT"], "1"))
    assert names(find_files([folder])[0], folder) == [*names_of, "sub/deep/c.TXT"]


def test_the_others_are_listed_with_their_reason(write: Write) -> None:
    folder = write(
        {
            "a.txt": "1",
            "b.png": "2",
            "noending": "3",
            "c.gz": "4",
            "d.txt.gz": "5",
            "README.md": "6",
            "SOURCES.md": "7",
            "LICENSE": "8",
        }
    )
    known = ".csv .csv.gz .docx .htm .html .jsonl .jsonl.gz .markdown .md .mht .mhtml .pdf .shtml .text .tsv .tsv.gz .txt .xhtml .zip"
    assert reasons(folder) == {
        "b.png": f"format not read: .png (read: {known})",
        "noending": f"format not read: noending (read: {known})",
        "c.gz": f"format not read: .gz (read: {known})",
        "d.txt.gz": f"format not read: .txt.gz (read: {known})",
        "README.md": "about the folder, not an article",
        "SOURCES.md": "about the folder, not an article",
        "LICENSE": "about the folder, not an article",
    }


def test_hidden_files_and_folders_are_passed_over(write: Write) -> None:
    folder = write({".a.txt": "1", ".git/b.txt": "2", "c.txt": "3"})
    assert names(find_files([folder])[0], folder) == ["c.txt"]
    assert reasons(folder) == {}


def test_odd_entries(write: Write) -> None:
    folder = write({"a.txt": "1", "x.txt/inside.txt": "2"})  # a folder may be called x.txt
    (folder / "broken.txt").symlink_to("nowhere.txt")
    (folder / "link.txt").symlink_to("a.txt")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    os.mkfifo(folder / "pipe.txt")
    assert names(find_files([folder])[0], folder) == ["a.txt", "link.txt", "x.txt/inside.txt"]
    (folder / "circle.txt").symlink_to("circle.txt")
    assert reasons(folder) == {
        **dict.fromkeys(["broken.txt", "circle.txt", "pipe.txt"], "not a regular file, or a broken link"),
        "loop": "a link to a folder, not followed: it may lead in a circle",
    }


def test_a_folder_that_may_not_be_listed_is_reported(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write({"a.txt": "1", "closed/b.txt": "2"})
    listing = os.scandir

    def guarded(path: str) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return listing(path)

    monkeypatch.setattr(os, "scandir", guarded)
    assert names(find_files([folder])[0], folder) == ["a.txt"]
    assert reasons(folder) == {"closed": "can't be read: Permission denied"}


def test_a_file_that_was_named_is_read_whatever_it_is_called(write: Write) -> None:
    folder = write({"README.md": "1", "article": "2"})
    assert find_files([folder / "README.md", folder / "article"]) == ([folder / "README.md", folder / "article"], [])


def test_each_file_once_in_one_order(write: Write) -> None:
    folder = write({"a.txt": "1", "sub/b.txt": "2"})
    once = find_files([folder])
    assert find_files([folder / "sub", folder, folder / "a.txt"]) == once


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    assert find_files([tmp_path]) == ([], [])


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.symlink_to(path.name)], ids=["missing", "loop"])
def test_a_path_that_is_not_there_is_named(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "nowhere")
    with pytest.raises(PathMissing, match="nowhere") as raised:
        find_files([tmp_path, tmp_path / "nowhere"])
    assert raised.value.exit_code == 2


def test_a_pipe_that_was_named_is_reported_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    files, skipped = find_files([tmp_path / "pipe.txt"])
    assert (files, [Path(entry.path).name for entry in skipped]) == ([], ["pipe.txt"])


def test_a_path_given_twice_is_found_and_listed_once(write: Write) -> None:
    folder = write({"a.txt": "1", "b.png": "2"})
    files, skipped = find_files([folder, folder, folder / "a.txt"])
    assert names(files, folder) == ["a.txt"]
    assert [Path(entry.path).name for entry in skipped] == ["b.png"]


def test_the_index_itself_is_no_article(write: Write) -> None:
    folder = write({"a.txt": "1", "index/x.txt": "2", "sub/index/y.txt": "3"})
    assert names(find_files([folder], apart=folder / "index")[0], folder) == ["a.txt", "sub/index/y.txt"]


def test_a_file_of_which_nothing_can_be_asked_is_listed(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write({"a.txt": "1", "b.txt": "2"})
    real = Path.stat

    def refusing(path: Path, **named: bool) -> os.stat_result:
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied")
        return real(path, **named)

    monkeypatch.setattr(Path, "stat", refusing)
    assert reasons(folder) == {"b.txt": "can't be read: Permission denied"}
