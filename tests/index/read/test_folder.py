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


def test_text_files_are_found_in_order_whatever_their_case(write: Write) -> None:
    folder = write({"b.txt": "1", "a.md": "2", "sub/deep/c.TXT": "3", "d.markdown": "4", "e.text": "5"})
    assert names(find_files([folder])[0], folder) == ["a.md", "b.txt", "d.markdown", "e.text", "sub/deep/c.TXT"]


def test_the_others_are_listed_with_their_reason(write: Write) -> None:
    folder = write({"a.txt": "1", "b.pdf": "2", "noending": "3", "README.md": "4", "SOURCES.md": "5", "LICENSE": "6"})
    assert reasons(folder) == {
        "b.pdf": "format not read: .pdf (read: .markdown .md .text .txt)",
        "noending": "format not read: noending (read: .markdown .md .text .txt)",
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
    assert reasons(folder) == dict.fromkeys(["broken.txt", "pipe.txt"], "not a regular file, or a broken link")


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
