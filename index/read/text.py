"""A text file -> its characters, with the encoding found out (BOM, UTF-8, then GB18030 against Big5)."""

from __future__ import annotations

import codecs
import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from ..i18n import Message

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A file as it was decoded: BOM dropped, newlines untouched."""

    path: str
    raw: str
    encoding: str
    sha256: str


class Unreadable(Exception):
    """Why one file can't be an article. Caught by the build, which lists it."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.en)
        self.reason = reason


def read_text_file(path: Path, maximum_bytes: int) -> RawDocument:
    """Read and decode one file. Raises :class:`Unreadable` with the reason when it is no text."""
    try:
        size = path.stat().st_size
        if size > maximum_bytes:
            raise Unreadable(Message(f"{size} bytes, more than the {maximum_bytes} that are read",
                                     f"{size} 字节，超过可读取的 {maximum_bytes} 字节"))  # fmt: skip
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(Message(f"can't be read: {error.strerror}", f"无法读取：{error.strerror}")) from error
    raw, encoding = decode(data)
    return RawDocument(str(path), raw, encoding, hashlib.sha256(data).hexdigest())


def decode(data: bytes) -> tuple[str, str]:
    """``data`` as text, and its encoding. Raises :class:`Unreadable` for nothing, for blanks and for no text."""
    if not data:
        raise Unreadable(Message("empty file (0 bytes)", "空文件（0 字节）"))
    text, encoding = _decoded(data)
    if not _looks_like_text(text):
        raise Unreadable(Message("the bytes are no text", "内容不是文本"))
    if not any(character.isalnum() for character in text):
        raise Unreadable(Message("nothing but blanks and signs", "没有文字，只有空白或符号"))
    return text, encoding


def _decoded(data: bytes) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data[len(bom) :].decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise Unreadable(Message(f"starts as {encoding}, but byte {error.start} isn't",
                                         f"开头标明 {encoding}，但第 {error.start} 字节不是")) from error  # fmt: skip
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _legacy(data, error.start)


def _legacy(data: bytes, not_utf8_at: int) -> tuple[str, str]:
    """GB18030 or Big5, whichever charset-normalizer finds the likelier."""
    from charset_normalizer import from_bytes  # late: only odd files need it

    best = from_bytes(data, cp_isolation=["gb18030", "big5"]).best()
    if best is None:
        raise Unreadable(
            Message(
                f"byte {not_utf8_at} is no UTF-8, and the file is neither GB18030 nor Big5",
                f"第 {not_utf8_at} 字节不是 UTF-8，文件也不是 GB18030 或 Big5",
            )
        )
    return data.decode(best.encoding), best.encoding


def _looks_like_text(text: str) -> bool:
    """No NUL, and at most one character in twenty is a control, unassigned or replacement character."""
    sample = text[:20_000]
    odd = sum(1 for c in sample if c == "\ufffd" or (unicodedata.category(c) in ("Cc", "Cn") and c not in "\t\n\r\f\v"))
    return "\0" not in text and odd * 20 <= len(sample)
