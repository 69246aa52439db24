"""Uploads into the library folder: nothing outside of it changes, nothing in it is overwritten, nothing is lost silently."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import stat
import struct
import unicodedata
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from index.errors import BadInput
from index.settings import Settings
from ui.library import check, store
from ui.library.names import MAXIMUM_BYTES, numbered
from ui.library.store import Placed, opened_store

TEXT = "宝山区设立专项资金。\n".encode()
Tree = dict[str, tuple[int, int, str]]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The folder that uploads go to, among others that must stay as they are."""
    (tmp_path / "beside").mkdir()
    (tmp_path / "beside" / "x.txt").write_text("untouched", encoding="utf-8")
    (tmp_path / "x.txt").write_text("untouched", encoding="utf-8")
    (tmp_path / "home" / "library").mkdir(parents=True)
    return tmp_path / "home" / "library"


def tree(root: Path, apart: Path) -> Tree:
    """Path -> (mode, time of change, hash) of all below ``root`` but what lies in ``apart``."""
    found = {}
    for path in [root, *root.rglob("*")]:
        if path == apart or apart in path.parents:
            continue
        status = path.lstat()
        content = hashlib.sha256(path.read_bytes()).hexdigest() if stat.S_ISREG(status.st_mode) else ""
        found[str(path)] = (status.st_mode, status.st_mtime_ns, content)
    return found


def put(library: Path, name: str, data: bytes = TEXT, settings: Settings | None = None) -> Placed:
    """One upload; what surrounds the folder is the same before and after."""
    root = library.parents[1]
    before = tree(root, library)
    with opened_store(library, settings) as opened:
        placed = opened.put(name, data)
    assert tree(root, library) == before
    return placed


def held(library: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(library.iterdir())}


def test_a_plain_file_is_stored_and_the_folder_made(library: Path) -> None:
    library.rmdir()
    library.parent.rmdir()
    with opened_store(library) as opened:
        assert opened.put("宝山.txt", TEXT) == Placed("宝山.txt", "stored", "宝山.txt")
    assert held(library) == {"宝山.txt": TEXT}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("../../x.txt", "a path"),
        ("..\\..\\x.txt", "a path"),
        ("/etc/passwd.txt", "a path"),
        ("C:\\x.txt", "a path"),
        ("\\\\host\\share\\x.txt", "a path"),
        ("beside/x.txt", "a path"),
        ("..", "hidden"),
        ("", "hidden"),
        ("   ", "hidden"),
        (".bashrc.txt", "hidden"),
        ("a\0.txt", "U+0000"),
        ("a\n.txt", "U+000A"),
        ("a\x1b[31m.txt", "U+001B"),
        ("fdp.\u202etxt", "U+202E"),
        ("\udc80.txt", "U+DC80"),
        ("NUL.txt", "device"),
        ("com1.old.txt", "device"),
        ("长" * 84 + ".txt", "256 bytes, more than the 255"),
        ("a.exe", "format not read"),
        ("a", "format not read"),
        ("README.md", "not an article"),
        ("a.txt.", "format"),
    ],
)  # fmt: skip
def test_a_hostile_name_is_refused_with_its_reason(name: str, said: str, library: Path) -> None:
    if name == "a.txt.":  # ends as Windows would have it: stored
        assert put(library, name).kept_as == "a.txt"
        return
    placed = put(library, name)
    assert placed.outcome == "refused"
    assert placed.remark is not None
    assert said in placed.remark.en
    assert placed.remark.zh != placed.remark.en
    assert placed.name.isprintable() or "\udc80" in name
    assert held(library) == {}


def test_a_name_of_255_bytes_is_stored_and_its_second_cut(library: Path) -> None:
    name = "长" * 83 + "xx.txt"
    assert len(name.encode()) == MAXIMUM_BYTES
    assert put(library, name).outcome == "stored"
    second = put(library, name, TEXT + b"2")
    assert second.outcome == "stored"
    assert held(library).keys() == {name, "长" * 83 + "~2.txt"}  # 249 + 6 bytes: xx made way
    assert numbered("a.csv.gz", 2) == "a~2.csv.gz"


def test_what_windows_does_not_take_is_replaced_and_said(library: Path) -> None:
    assert put(library, '为什么?"<a>".txt').kept_as == "为什么___a__.txt"


def test_the_same_name_the_same_bytes_and_others(library: Path) -> None:
    assert put(library, "a.txt").outcome == "stored"
    assert put(library, "a.txt") == Placed("a.txt", "there", "a.txt")
    assert put(library, "a.txt", b"other").kept_as == "a~2.txt"
    assert put(library, "a.txt", b"more").kept_as == "a~3.txt"
    assert put(library, "a.txt", b"other") == Placed("a.txt", "there", "a~2.txt")
    assert held(library) == {"a.txt": TEXT, "a~2.txt": b"other", "a~3.txt": b"more"}


def test_names_that_differ_in_case_or_unicode_form_are_one_name(library: Path) -> None:
    composed, decomposed = "caf\u00e9.txt", "cafe\u0301.txt"
    assert put(library, decomposed).kept_as == unicodedata.normalize("NFC", decomposed)
    assert put(library, composed).outcome == "there"
    assert put(library, "CAFÉ.TXT", b"other").kept_as == "CAFÉ~2.TXT"
    assert len(held(library)) == 2


def test_a_link_in_the_folder_is_neither_followed_nor_written_through(library: Path) -> None:
    outside = library.parents[1] / "beside"
    (library / "x.txt").symlink_to(outside / "x.txt")
    (library / "y.txt").symlink_to(outside / "none.txt")
    (library / "z.txt").symlink_to(outside)
    for name in ("x.txt", "y.txt", "z.txt"):
        assert put(library, name, b"untouched").kept_as == name.replace(".", "~2.")
        assert (library / name).is_symlink()
    assert not (outside / "none.txt").exists()


def test_a_link_made_between_looking_and_writing_is_not_written_through(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    victim = library.parents[1] / "x.txt"
    link = os.link

    def late(*args: object, **more: object) -> None:
        if not (library / "a.txt").is_symlink():
            (library / "a.txt").symlink_to(victim)
        link(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(store.os, "link", late)
    assert put(library, "a.txt").kept_as == "a~2.txt"
    assert victim.read_text(encoding="utf-8") == "untouched"


def test_an_empty_and_a_large_file_are_refused_with_the_numbers(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "empty" in str(put(library, "a.txt", b"").remark)
    monkeypatch.setattr(check, "FILE_BYTES", 10)
    assert "11 bytes, more than the 10" in str(put(library, "a.txt", b"12345678901").remark)
    assert put(library, "a.txt", b"1234567890").outcome == "stored"


def test_a_full_disk_is_said_with_both_numbers_and_leaves_nothing(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store.os, "fstatvfs", lambda _: SimpleNamespace(f_bavail=5, f_frsize=1000))
    needed = len(TEXT) + 64 * 1024 * 1024
    assert f"{needed} bytes are needed on the disk, 5000 are free" in str(put(library, "a.txt").remark)
    monkeypatch.undo()

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with opened_store(library) as opened:
        monkeypatch.setattr(store.os, "fsync", full)
        assert "are free" in str(opened.put("a.txt", TEXT).remark)
        monkeypatch.undo()
    assert held(library) == {}  # not even the half of it


def test_a_folder_that_cannot_be_written_or_made_is_said(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened_store(library) as opened:
        real = os.open

        def read_only(path: str, flags: int, *args: int, **more: int) -> int:
            if flags & os.O_CREAT:
                raise OSError(errno.EROFS, "Read-only file system")
            return real(path, flags, *args, **more)

        monkeypatch.setattr(store.os, "open", read_only)
        assert f"can't be written to {library}: Read-only file system" in str(opened.put("a.txt", TEXT).remark)
        monkeypatch.undo()
    with pytest.raises(BadInput), opened_store(library.parents[1] / "x.txt" / "library"):
        pass


def zipped(members: dict[str | zipfile.ZipInfo, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", packing) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return written.getvalue()


def a_link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return info


def encrypted(data: bytes) -> bytes:
    """The same archive with the flag of encryption on its first member, here and in the directory."""
    changed, directory = bytearray(data), data.index(b"PK\x01\x02")
    for at in (6, directory + 8):
        changed[at : at + 2] = struct.pack("<H", struct.unpack_from("<H", changed, at)[0] | 1)
    return bytes(changed)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (zipped({"a.txt": b"0" * 5_000_000}), "a bomb"),
        (zipped({"../../x.txt": TEXT}), "member ../../x.txt leads out"),
        (zipped({"a/../../x.txt": TEXT, "b.txt": TEXT}), "leads out"),
        (zipped({"/etc/cron.d/x.txt": TEXT}), "leads out"),
        (zipped({"C:\\x.txt": TEXT}), "leads out"),
        (zipped({"..\\x.txt": TEXT}), "leads out"),
        (zipped({a_link("a.txt"): b"/etc/passwd"}), "no article in it: a link"),
        (encrypted(zipped({"a.txt": TEXT})), "no article in it: it needs a password"),
        (zipped({"inner.zip": zipped({"a.txt": TEXT})}), "an archive within an archive"),
        (zipped({"a.exe": b"x"}), "format not read"),
        (zipped({}), "no article in it"),
        (b"PK\x03\x04 no archive", "no zip archive"),
        (zipped({"a.txt": TEXT})[:-10], "no zip archive"),
    ],
)  # fmt: skip
def test_a_hostile_zip_is_refused_with_its_reason(data: bytes, said: str, library: Path) -> None:
    placed = put(library, "a.zip", data)
    assert placed.outcome == "refused"
    assert said in str(placed.remark)
    assert held(library) == {}


def test_a_zip_of_ten_thousand_is_stored_as_it_is_and_one_of_too_many_refused(library: Path) -> None:
    many = zipped({f"{n:05}.txt": TEXT for n in range(10_000)}, zipfile.ZIP_STORED)
    assert put(library, "many.zip", many) == Placed("many.zip", "stored", "many.zip")
    assert held(library) == {"many.zip": many}
    few = Settings(archive_members=9_999)
    assert "10000 members, more than the 9999" in str(put(library, "too-many.zip", many, few).remark)


def test_what_a_zip_will_not_give_is_said_when_it_is_stored(library: Path) -> None:
    mixed = zipped({"a.txt": TEXT, "a.txt.json": b"{}", "b.exe": b"x", "c.exe": b"x", "d.zip": b"x", ".e.txt": b"x"})
    placed = put(library, "a.zip", mixed)
    assert placed.outcome == "stored"
    assert "3 of its 4 files will be left out: format not read: .exe" in str(placed.remark)
