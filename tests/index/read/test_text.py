"""Bytes -> characters: every encoding that Chinese pages come in, and everything that is no text."""

from __future__ import annotations

import codecs
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import EncodingUnknown
from index.read import Unreadable
from index.read.text import check_encoding, decode

SIMPLIFIED = "普陀区发布医疗器械政策。\r\n政策分三条,企业可以申报。"
TRADITIONAL = "普陀區發布醫療器械政策。\n政策分三條,企業可以申報。"


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
        (TRADITIONAL.encode("big5"), TRADITIONAL, "cp950"),
        ("這裏的碁盤賣得很好。".encode("cp950"), "這裏的碁盤賣得很好。", "cp950"),
        ("佢哋喺香港嘅政策會議上面講過。".encode("big5hkscs"), "佢哋喺香港嘅政策會議上面講過。", "big5hkscs"),
        (TRADITIONAL.encode("utf-16-le"), TRADITIONAL, "utf-16-le"),
        (SIMPLIFIED.encode("utf-16-be"), SIMPLIFIED, "utf-16-be"),
        ("plain ASCII in two bytes".encode("utf-16-le"), "plain ASCII in two bytes", "utf-16-le"),
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


def test_the_encoding_that_is_told_is_the_one_that_is_read() -> None:
    data = TRADITIONAL.encode("big5")
    assert decode(data, "big5") == (TRADITIONAL, "big5")
    assert decode(data, "gb18030")[0] != TRADITIONAL  # told wrong, read wrong
    assert decode(codecs.BOM_UTF8 + SIMPLIFIED.encode(), "utf-8") == (SIMPLIFIED, "utf-8")
    assert decode(codecs.BOM_UTF16_BE + SIMPLIFIED.encode("utf-16-be"), "utf-16") == (SIMPLIFIED, "utf-16")
    with pytest.raises(Unreadable, match="no utf-8, the encoding that was asked for: byte 0 isn't"):
        decode(SIMPLIFIED.encode("gb18030"), "utf-8")


@pytest.mark.parametrize("name", ["no-such", "base64", "rot13", "", "utf-8\0"])
def test_a_name_that_no_encoding_of_text_bears_is_the_users_error(name: str) -> None:
    with pytest.raises(EncodingUnknown, match=re.escape(f"no such encoding: {name}")) as raised:
        check_encoding(name)
    assert raised.value.exit_code == 2
    assert "gb18030" in raised.value.hint.zh


@pytest.mark.parametrize("name", [None, "utf-8", "GBK", "big5-hkscs"])
def test_names_that_python_knows_are_taken(name: str | None) -> None:
    check_encoding(name)
