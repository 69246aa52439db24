"""Files -> the library folder: each under a safe name of its own, whole or not at all, nothing ever overwritten.

All is done below one descriptor of the folder, and no link in it is followed: whatever is put there meanwhile, nothing
outside of it changes.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import Final, Literal

from index.errors import of_the_system
from index.i18n import Message
from index.settings import Settings

from .check import check_file
from .names import Refused, numbered, safe_name, same_name, visible

_SPARE_BYTES: Final = 64 * 1024 * 1024
"""Left free on the disk: the index is built anew after an upload."""
_READ_BYTES: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of one file. ``name``: the one it came with, made visible; ``kept_as``: what it is called in the
    folder, ``""`` for a refused one. ``remark``: why it was refused, or what else is to be said; ``None`` for nothing."""

    name: str
    outcome: Literal["stored", "there", "refused"]
    kept_as: str = ""
    remark: Message | None = None


class Store:
    """The library folder for the time of one upload. Use :func:`opened_store`."""

    def __init__(self, folder: Path, descriptor: int, settings: Settings) -> None:
        self._folder = folder
        self._at = descriptor
        self._settings = settings
        self._names: dict[str, list[str]] = {}  # by what no two may share
        for name in os.listdir(descriptor):
            self._names.setdefault(same_name(name), []).append(name)

    def put(self, name: str, data: bytes) -> Placed:
        """Store ``data``, or say why not. A file of this name that has the same bytes is left as it is; one with others
        stays too, and the new one becomes ``name~2``."""
        shown = visible(name)
        try:
            safe = safe_name(name)
            remark = check_file(safe, data, self._settings)
            for candidate in chain([safe], (numbered(safe, number) for number in count(2))):
                taken = self._names.get(same_name(candidate), [])
                if any(self._holds(it, data) for it in taken):
                    return Placed(shown, "there", visible(taken[0]), remark)
                if not taken and self._write(candidate, data):
                    return Placed(shown, "stored", visible(candidate), remark)
        except Refused as error:
            return Placed(shown, "refused", remark=error.reason)
        except OSError as error:
            return Placed(shown, "refused", remark=self._why(error, len(data)))
        raise AssertionError("the names never end")

    def _holds(self, name: str, data: bytes) -> bool:
        """Whether the file ``name`` of the folder has these bytes; a link has none."""
        try:
            descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=self._at)
        except OSError:
            return False
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode) or status.st_size != len(data):
                return False
            return hashlib.file_digest(file, "sha256").digest() == hashlib.sha256(data).digest()

    def _write(self, name: str, data: bytes) -> bool:
        """Write the file whole and durable, then give it its name; ``False`` where somebody just took that."""
        self._check_room(len(data))
        unfinished = f".wenju-{secrets.token_hex(8)}"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        descriptor = os.open(unfinished, flags, 0o644, dir_fd=self._at)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(descriptor)
            os.link(unfinished, name, src_dir_fd=self._at, dst_dir_fd=self._at, follow_symlinks=False)
            written = True
        except FileExistsError:
            written = False
        finally:
            with suppress(OSError):
                os.unlink(unfinished, dir_fd=self._at)
        self._names.setdefault(same_name(name), []).append(name)
        return written

    def _check_room(self, size: int) -> None:
        disk = os.fstatvfs(self._at)
        free = disk.f_bavail * disk.f_frsize
        if free < size + _SPARE_BYTES:
            raise Refused(_no_room(size, free))

    def _why(self, error: OSError, size: int) -> Message:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            disk = os.fstatvfs(self._at)
            return _no_room(size, disk.f_bavail * disk.f_frsize)
        reason = error.strerror or str(error)
        return Message(f"can't be written to {self._folder}: {reason}", f"无法写入 {self._folder}：{reason}")


@contextmanager
def opened_store(folder: Path, settings: Settings | None = None) -> Iterator[Store]:
    """The folder, made where it isn't there yet. Raises ``BadInput`` where it can't be made or entered."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise of_the_system(error) from error
    try:
        yield Store(folder, descriptor, settings or Settings())
        os.fsync(descriptor)  # the names
    finally:
        os.close(descriptor)


def _no_room(size: int, free: int) -> Message:
    needed = size + _SPARE_BYTES
    return Message(
        f"{needed} bytes are needed on the disk, {free} are free", f"磁盘需要 {needed} 字节，仅剩 {free} 字节"
    )
