"""Bytes -> characters: every encoding that Chinese pages come in, and everything that is no text."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.read import Unreadable, read_text_file
from index.read.text import decode

SIMPLIFIED = "普陀区发布医疗器械政策。\r\n政策分三条,企业可以申报。"
TRADITIONAL = "普陀區發布醫療器械政策。\n政策分三條,企業可以申報。"
ANY_SIZE = 1 << 20


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (SIMPLIFIED.encode(), SIMPLIFIED, "utf-8"),
        (codecs.BOM_UTF8 + SIMPLIFIED.encode(), SIMPLIFIED, "utf-8"),
        (codecs.BOM_UTF16_LE + TRADITIONAL.encode("utf-16-le"), TRADITIONAL, "utf-16-le"),
        (codecs.BOM_UTF16_BE + TRADITIONAL.encode("utf-16-be"), TRADITIONAL, "utf-16-be"),
        (SIMPLIFIED.encode("gb18030"), SIMPLIFIED, "gb18030"),
        (SIMPLIFIED.encode("gbk"), SIMPLIFIED, "gb18030"),
        (TRADITIONAL.encode("gb18030"), TRADITIONAL, "gb18030"),
        (TRADITIONAL.encode("big5"), TRADITIONAL, "big5"),
        (b"plain ASCII", "plain ASCII", "utf-8"),
        ("发展?!逼胀訁^;\ue1e5l(fā)".encode(), "发展?!逼胀訁^;\ue1e5l(fā)", "utf-8"),  # slips keep their private-use characters
    ],
)  # fmt: skip
def test_the_encoding_is_found_out(data: bytes, text: str, encoding: str) -> None:
    assert decode(data) == (text, encoding)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", r"empty file \(0 bytes\)"),
        (b" \t\r\n", "nothing but blanks"),
        ("\ufeff\u3000\u200b\n".encode(), "nothing but blanks"),
        (codecs.BOM_UTF16_LE, "nothing but blanks"),
        (b"text with a NUL \0 in it", "no text"),
        (bytes(range(1, 9)) * 20, "no text"),
        (bytes(range(256)), "neither"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(128, 256)), "neither"),
        (SIMPLIFIED.encode("utf-32"), "no text"),
        (codecs.BOM_UTF16_LE + SIMPLIFIED.encode("utf-16-le") + b"0", "starts as utf-16-le, but byte"),
        (codecs.BOM_UTF8 + SIMPLIFIED.encode("gb18030"), "starts as utf-8, but byte 0"),
        (SIMPLIFIED.encode()[:-1] + b"\xff\xff", "neither"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(data: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why) as refused:
        decode(data)
    assert refused.value.reason.zh


@pytest.mark.parametrize(
    "blanks",
    ["\u00a0\u00a0\n", "\x0c\n", "\u2028"],
)
def test_rarer_blanks_are_blanks_too(blanks: str) -> None:
    with pytest.raises(Unreadable, match="nothing but blanks"):
        decode(blanks.encode())


@given(st.binary(max_size=80))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except Unreadable:
        return
    assert text.strip("\ufeff \n")
    assert text.encode(encoding) in (data, data.removeprefix(codecs.BOM_UTF8), data[2:])


def test_a_file_keeps_its_newlines_and_its_bytes_checksum(tmp_path: Path) -> None:
    data = codecs.BOM_UTF8 + b"a\r\nb\rc\n\n"
    (tmp_path / "a.txt").write_bytes(data)
    document = read_text_file(tmp_path / "a.txt", ANY_SIZE)
    assert (document.raw, document.path) == ("a\r\nb\rc\n\n", str(tmp_path / "a.txt"))
    assert document.sha256 == hashlib.sha256(data).hexdigest()


def test_a_file_may_be_as_large_as_allowed_but_no_larger(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 11)
    assert read_text_file(tmp_path / "a.txt", 11).raw == "x" * 11
    with pytest.raises(Unreadable, match="11 bytes, more than the 10"):
        read_text_file(tmp_path / "a.txt", 10)


def test_what_cannot_be_opened_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("text")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "loop.txt").symlink_to("loop.txt")

    def forbidden(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    for name, why in (("gone.txt", "No such file"), ("folder.txt", "Is a directory"), ("loop.txt", "symbolic links")):
        with pytest.raises(Unreadable, match=why):
            read_text_file(tmp_path / name, ANY_SIZE)
    monkeypatch.setattr(Path, "read_bytes", forbidden)
    with pytest.raises(Unreadable, match="can't be read: Permission denied"):
        read_text_file(tmp_path / "a.txt", ANY_SIZE)
