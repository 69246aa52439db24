"""A text file -> its characters, with the encoding found out: BOM, UTF-8, then what `legacy.py` judges."""

from __future__ import annotations

import codecs
import unicodedata

from ..errors import EncodingUnknown
from ..fold import is_whole
from ..i18n import Message
from .document import Unreadable
from .legacy import legacy_encoding, utf_16_encoding

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def check_encoding(name: str | None) -> None:
    """Raises :class:`EncodingUnknown` unless ``name`` is a codec for text (or ``None``)."""
    try:
        known = name is None or isinstance(
            b"text".decode(name, "replace"), str
        )  # base64 and the like are codecs, but not for text
    except (LookupError, ValueError):
        known = False
    if not known:
        raise EncodingUnknown(
            Message(f"no such encoding: {name}", f"没有这种编码：{name}"),
            Message("name one that Python knows: utf-8, gb18030, big5, utf-16; or none, and it is found out",
                    "请使用 Python 支持的编码名：utf-8、gb18030、big5、utf-16；不指定则自动识别"),
        )  # fmt: skip


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """``data`` as text without its BOM, and its encoding: the one given, else the one found out.

    Raises :class:`Unreadable` for nothing, for blanks and for what is no text.
    """
    text, encoding = decode_any(data, encoding)
    check_text(text)
    return text, encoding


def decode_any(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """As :func:`decode`, but the characters may be any."""
    if not data:
        raise Unreadable(Message("empty file (0 bytes)", "空文件（0 字节）"))
    return _as_told(data, encoding) if encoding else _found_out(data)


def check_text(text: str) -> None:
    """Raises :class:`Unreadable` unless ``text`` is text and says something."""
    if not looks_like_text(text) or not is_whole(text):
        raise Unreadable(Message("the bytes are no text", "内容不是文本"))
    if not any(character.isalnum() for character in text):
        raise Unreadable(Message("nothing but blanks and signs", "没有文字，只有空白或符号"))


def encoding_of(data: bytes) -> tuple[str, int]:
    """The encoding of ``data`` (not empty), found out, and the length of its BOM in bytes. Raises :class:`Unreadable`."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return encoding, len(bom)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        found = legacy_encoding(data)
        if found is None:
            raise Unreadable(
                Message(f"byte {error.start} is no UTF-8, and the file is neither GB18030 nor Big5: name its encoding if it has another",
                        f"第 {error.start} 字节不是 UTF-8，文件也不是 GB18030 或 Big5：若为其他编码，请指明")
            ) from error  # fmt: skip
        return found, 0
    return ("\0" in text and utf_16_encoding(data)) or "utf-8", 0


def _found_out(data: bytes) -> tuple[str, str]:
    encoding, bom = encoding_of(data)
    try:
        return data[bom:].decode(encoding), encoding
    except UnicodeDecodeError as error:
        raise Unreadable(Message(f"starts as {encoding}, but byte {error.start} isn't",
                                 f"开头标明 {encoding}，但第 {error.start} 字节不是")) from error  # fmt: skip


def _as_told(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        return data.decode(encoding).removeprefix("\ufeff"), encoding
    except UnicodeError as error:
        at = error.start if isinstance(error, UnicodeDecodeError) else 0
        raise Unreadable(Message(f"no {encoding}, the encoding that was asked for: byte {at} isn't",
                                 f"不是指定的编码 {encoding}：第 {at} 字节不符")) from error  # fmt: skip


def looks_like_text(text: str) -> bool:
    """No NUL, and at most one character in twenty is a control, unassigned or replacement character."""
    sample = text[:20_000]
    odd = sum(sample.count(character) for character in set(sample) if _is_odd(character))
    return "\0" not in text and odd * 20 <= len(sample)


def _is_odd(character: str) -> bool:
    return character == "\ufffd" or (unicodedata.category(character) in ("Cc", "Cn") and character not in "\t\n\r\f\v")
