"""CSV, TSV and JSONL: a row an article, read row by row."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import TextIO

from ..i18n import Message
from ..settings import Settings
from .delimited import delimited_rows
from .document import RawDocument, Skipped, Unreadable
from .jsonl import jsonl_rows
from .legacy import legacy_encoding, strictly
from .rows import RowReader
from .text import BOMS, encoding_of

Stream = io.BufferedReader | io.BytesIO
_SAMPLE_BYTES = 1024 * 1024  # of it the encoding is found out
_CHUNK_CHARACTERS = 1024 * 1024
_NOT_ASCII = bytes(range(128, 256))
_UNPACKED_FREE = 10 * 1024 * 1024  # from here on a .gz is held to the ratio


def read_table(
    path: str, opened: AbstractContextManager[Stream], suffix: str, settings: Settings
) -> Iterator[RawDocument | Skipped]:
    """Every row. ``suffix``: .csv, .tsv or .jsonl, or one of these and .gz. Raises :class:`Unreadable` where the table as
    a whole can't be read, be it at its end: the rows before have been given."""
    with opened as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        stream.seek(0)
        unpacked = _Unpacked(stream, settings.archive_ratio) if suffix.endswith(".gz") else stream
        try:
            yield from _rows(path, unpacked, suffix.removesuffix(".gz"), sha256, settings)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise Unreadable(Message("a damaged .gz", "损坏的 .gz 文件")) from error
        except UnicodeError as error:
            raise Unreadable(Message(f"no {settings.encoding}, the encoding that was asked for",
                                     f"不是指定的编码 {settings.encoding}")) from error  # fmt: skip


def _rows(
    path: str, stream: Stream | _Unpacked, suffix: str, sha256: str, settings: Settings
) -> Iterator[RawDocument | Skipped]:
    encoding, bom = _encoding(stream.read(_SAMPLE_BYTES), settings.encoding)
    stream.seek(bom)
    # Bytes that don't fit come through as half characters (of UTF-16: as U+FFFD), and their row is refused for them.
    errors = "replace" if encoding.startswith("utf-16") else "surrogateescape"
    text = io.TextIOWrapper(stream, encoding, errors, newline="")
    reader = RowReader(path, encoding, sha256)
    lines = _lines(text, settings.row_characters)
    rows = jsonl_rows(lines) if suffix == ".jsonl" else delimited_rows(lines, suffix, settings.row_characters)
    for row in rows:
        yield reader.read(row)
    text.detach()


def _encoding(sample: bytes, told: str | None) -> tuple[str, int]:
    """The table's encoding and the length of its BOM in bytes, by the bytes that it begins with."""
    if not sample:
        raise Unreadable(Message("empty file (0 bytes)", "空文件（0 字节）"))
    if told is not None:
        bom = next(
            (len(bom) for bom, encoding in BOMS if encoding == codecs.lookup(told).name and sample.startswith(bom)), 0
        )
        return told, bom
    if len(sample) == _SAMPLE_BYTES:  # cut behind a whole character
        sample = sample[: sample.rfind(b"\n") + 1] or sample.rstrip(_NOT_ASCII) or sample
    if strictly(sample, "utf-8") is None and not sample.startswith(tuple(bom for bom, _ in BOMS)):
        found = _of_most_lines(sample)
        if found is not None:
            return found, 0
    return encoding_of(sample)


def _of_most_lines(sample: bytes) -> str | None:
    """The encoding of more than half of the lines that are not ASCII; one in which a few rows are broken."""
    lines = [line for line in sample.split(b"\n") if not line.isascii()]
    for encoding in ("utf-8", "gb18030", "big5hkscs"):
        whole = [line for line in lines if strictly(line, encoding) is not None]
        if 2 * len(whole) > len(lines):
            found = encoding if encoding == "utf-8" else legacy_encoding(b"\n".join(whole))
            if found is not None and (found == "gb18030") == (encoding == "gb18030"):
                return found
    return None


def _lines(text: TextIO, maximum_characters: int) -> Iterator[str | Message]:
    """Each line with its end; in place of one that is too long, what is wrong with it. It is never held whole."""
    while line := text.readline(maximum_characters + 1):
        if len(line) <= maximum_characters:
            yield line
            continue
        while not line.endswith(("\n", "\r")) and (line := text.readline(_CHUNK_CHARACTERS)):
            pass
        yield Message(f"more than {maximum_characters} characters", f"超过 {maximum_characters} 个字符")


class _Unpacked(gzip.GzipFile):
    """A .gz that must not be a bomb. Raises :class:`Unreadable`, with the numbers, as soon as it turns out to be one."""

    def __init__(self, packed: Stream, ratio: int) -> None:
        super().__init__(fileobj=packed, mode="rb")
        self._packed, self._ratio = packed, ratio

    def read1(self, size: int = -1) -> bytes:
        data = super().read1(size)
        allowed = max(_UNPACKED_FREE, self._ratio * self._packed.tell())
        if self.tell() > allowed:
            raise Unreadable(
                Message(f"unpacks to more than {self._ratio} times its size ({self.tell()} of {self._packed.tell()} bytes)",
                        f"解压后超过原大小的 {self._ratio} 倍（{self._packed.tell()} 字节变为 {self.tell()} 字节）")
            )  # fmt: skip
        return data
