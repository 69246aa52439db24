"""One file's bytes: no more than allowed, none of what is no file, none of what changes meanwhile."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.read import Unreadable
from index.read.files import load, opened

ANY_SIZE = 1 << 20


def test_a_file_may_be_as_large_as_allowed_but_no_larger(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 11)
    assert load(tmp_path / "a.txt", 11) == b"x" * 11
    with pytest.raises(Unreadable, match="11 bytes, more than the 10 that are read"):
        load(tmp_path / "a.txt", 10)


def test_of_a_larger_file_nothing_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """200 MB in one line: a sparse file, which a test can afford; opening it for reading is all that happens."""
    with (tmp_path / "line.txt").open("wb") as file:
        file.truncate(200_000_000)
    opened_files = []
    real = os.fdopen

    def watched(*arguments: object, **named: object) -> object:
        opened_files.append(real(*arguments, **named))
        return opened_files[-1]

    monkeypatch.setattr(os, "fdopen", watched)
    monkeypatch.setattr(os, "read", lambda *_: pytest.fail("read"))
    with pytest.raises(Unreadable, match="200000000 bytes, more than the 67108864"):
        load(tmp_path / "line.txt", 64 * 1024 * 1024)
    assert len(opened_files) == 1
    assert opened_files[0].closed


def test_what_cannot_be_opened_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    for name, why in (
        ("gone.txt", "No such file"),
        ("folder.txt", "not a regular file"),
        ("loop.txt", "symbolic links"),
    ):
        with pytest.raises(Unreadable, match=why):
            load(tmp_path / name, ANY_SIZE)

    def forbidden(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text("text")
    monkeypatch.setattr(os, "open", forbidden)
    with pytest.raises(Unreadable, match="can't be read: Permission denied"):
        load(tmp_path / "a.txt", ANY_SIZE)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(Unreadable, match="not a regular file"):
        load(tmp_path / "pipe.txt", ANY_SIZE)


@pytest.mark.parametrize("change", ["grows", "shrinks", "is written over"])
def test_a_file_that_changes_while_it_is_read_is_not_taken(tmp_path: Path, change: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"before")
    os.utime(path, ns=(10**18, 10**18))
    after = {"grows": b"and after", "shrinks": b"", "is written over": b"behind"}[change]
    with pytest.raises(Unreadable, match=rf"changed while it was read \(6 bytes, then {len(after)}\)"), opened(path):
        path.write_bytes(after)


def test_a_file_that_stays_is_taken(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"before")
    with opened(tmp_path / "a.txt") as stream:
        assert stream.read() == b"before"
