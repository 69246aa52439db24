"""The bytes of one file: no more of them than allowed, none of a pipe, none of a file that changes under the reader."""

from __future__ import annotations

import errno
import io
import lzma
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ..i18n import Message
from ..settings import Settings
from .document import Unreadable

_FREE_BYTES = 1024 * 1024  # a smaller part of an archive is no bomb, whatever its ratio
ZIP_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError, RuntimeError, EOFError,
               OSError, LookupError, ValueError, ArithmeticError)  # fmt: skip
"""What `zipfile` raises for archives that are damaged, or packed in ways that it doesn't know."""


def load(path: Path, maximum_bytes: int) -> bytes:
    """The whole file. Raises :class:`Unreadable` for one that is larger, can't be read or changes meanwhile."""
    with opened(path) as stream:
        check_size(os.fstat(stream.fileno()).st_size, maximum_bytes)
        data = stream.read(maximum_bytes + 1)
        check_size(len(data), maximum_bytes)
    return data


def check_size(size: int, maximum_bytes: int) -> None:
    """Raises :class:`Unreadable`, with both numbers, for more than ``maximum_bytes``."""
    if size > maximum_bytes:
        raise Unreadable(Message(f"{size} bytes, more than the {maximum_bytes} that are read",
                                 f"{size} 字节，超过可读取的 {maximum_bytes} 字节"))  # fmt: skip


def check_no_bomb(infos: Sequence[zipfile.ZipInfo], settings: Settings) -> None:
    """Raises :class:`Unreadable`, with both numbers, where these parts of an archive unpack to too much."""
    unpacked = sum(info.file_size for info in infos)
    if unpacked > settings.archive_bytes:
        raise Unreadable(Message(f"unpacks to {unpacked} bytes, more than the {settings.archive_bytes} that are read",
                                 f"解压后 {unpacked} 字节，超过可读取的 {settings.archive_bytes} 字节"))  # fmt: skip
    for info in infos:
        if info.file_size > max(_FREE_BYTES, settings.archive_ratio * info.compress_size):
            raise Unreadable(
                Message(f"a bomb: {info.compress_size} bytes of it unpack to {info.file_size}, "
                        f"more than {settings.archive_ratio} times",
                        f"压缩炸弹：其中 {info.compress_size} 字节解压后为 {info.file_size} 字节，超过 {settings.archive_ratio} 倍")
            )  # fmt: skip


@contextmanager
def opened(path: Path) -> Iterator[io.BufferedReader]:
    """The file, open for reading. Raises :class:`Unreadable` where it can't be opened or read, and, at the end, where
    its size or time of change is no longer what it was."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)  # a pipe without a writer must not be waited for
        try:
            before = os.fstat(descriptor)
            if not stat.S_ISREG(before.st_mode):
                raise Unreadable(NOT_REGULAR)
            with os.fdopen(descriptor, "rb", closefd=False) as stream:
                yield stream
            after = os.fstat(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise Unreadable(refused(error)) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise Unreadable(Message(f"changed while it was read ({before.st_size} bytes, then {after.st_size}): build again",
                                 f"读取期间文件被修改（{before.st_size} 字节变为 {after.st_size} 字节），请重新建立"))  # fmt: skip


def why_no_file(path: Path) -> Message | None:
    """Why ``path`` can't be read as a file, be it a folder above it that may not be entered; ``None`` where it can."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return NOT_REGULAR if error.errno in (errno.ENOENT, errno.ELOOP) else refused(error)
    return None if stat.S_ISREG(mode) else NOT_REGULAR


NOT_REGULAR = Message("not a regular file, or a broken link", "不是普通文件，或链接已失效")


def refused(error: OSError) -> Message:
    """What the operating system said."""
    return Message(f"can't be read: {error.strerror}", f"无法读取：{error.strerror}")
