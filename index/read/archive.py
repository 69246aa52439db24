"""A zip of articles. Its members are read in memory, one after the other; nothing is ever written to disk, so that their
names are but labels. An archive within an archive is not read."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path, PurePosixPath
from posixpath import splitext
from typing import IO

from ..i18n import Message
from ..settings import Settings
from .document import RawDocument, Skipped, Unreadable
from .files import ZIP_DAMAGED, check_no_bomb, check_size, opened
from .folder import sidecars_among, why_not
from .formats import ARCHIVES, SUFFIXES, read_source, suffix_of
from .legacy import legacy_encoding
from .sidecar import MAXIMUM_BYTES, NO_ARTICLE, SUFFIX, with_sidecar
from .source import Source

_UTF_8_NAME, _ENCRYPTED = 0x800, 0x1  # APPNOTE.TXT 4.4.4
_MODE = 16  # bits from here on are Unix's mode, where the member was packed there
_UNPACKED = (SUFFIXES - ARCHIVES) | {SUFFIX}
_READ_BYTES = 1024 * 1024
_DIRECTORY_BYTES = 16 * 1024 * 1024  # names of all members; a larger one would fill the memory before they are counted

NESTED = Message("an archive within an archive is not read", "不读取压缩包中的压缩包")

Members = Mapping[str, zipfile.ZipInfo]
"""The archive's files by their names, in the names' order."""


def read_archive(path: Path, settings: Settings) -> Iterator[RawDocument | Skipped]:
    """The documents of all members, in the order of their names, as ``a.zip/inner/b.txt``. Raises :class:`Unreadable` for
    what is no zip and for a bomb."""
    with opened(path) as stream, _zip(stream) as archive:
        members = _members(archive.infolist(), settings)
        sidecars = sidecars_among(members)
        described = frozenset(sidecars.values())
        for name in members:
            if _is_hidden(name):
                continue
            label = f"{path}/{name}"
            try:
                if suffix_of(name) != SUFFIX:
                    yield from _documents(archive, members, name, sidecars.get(name), label, settings)
                elif name not in described:
                    raise Unreadable(NO_ARTICLE)
            except Unreadable as error:
                yield Skipped(label, error.reason)


def check_members(stream: IO[bytes], settings: Settings) -> dict[str, Message | None]:
    """Every member that :func:`read_archive` would look at, by its name as it is labelled, with why it is sure not to be
    read; ``None`` where it may be. Nothing is unpacked for it, and a sidecar counts as no member.

    Raises :class:`Unreadable` as :func:`read_archive` does: no zip, too many members, a bomb.
    """
    with _zip(stream) as archive:
        members = _members(archive.infolist(), settings)
        described = frozenset(sidecars_among(members).values())
        return {
            name: _why_not_member(name, member, settings)
            for name, member in members.items()
            if not _is_hidden(name) and name not in described
        }


def _why_not_member(name: str, member: zipfile.ZipInfo, settings: Settings) -> Message | None:
    if suffix_of(name) in ARCHIVES:
        return NESTED
    if reason := why_not(PurePosixPath(name)):
        return reason
    try:
        _check_member(member, settings.file_bytes)
    except Unreadable as error:
        return error.reason
    return None


def _zip(stream: IO[bytes]) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(_Careful(stream))
    except ZIP_DAMAGED as error:
        raise Unreadable(Message("no zip archive, or a damaged one", "不是 zip 压缩包，或文件已损坏")) from error


def _is_hidden(name: str) -> bool:
    """As in a folder, and what macOS adds."""
    return any(part.startswith((".", "__MACOSX")) and part not in (".", "..") for part in name.split("/"))


def _documents(
    archive: zipfile.ZipFile, members: Members, name: str, sidecar: str | None, label: str, settings: Settings
) -> Iterator[RawDocument | Skipped]:
    if suffix_of(name) in ARCHIVES:
        raise Unreadable(NESTED)
    if reason := why_not(PurePosixPath(name)):
        raise Unreadable(reason)
    for document in read_source(Source(label, _unpacked(archive, members[name], settings.file_bytes)), settings):
        if sidecar is None or isinstance(document, Skipped):
            yield document
        else:
            yield with_sidecar(document, sidecar, lambda: _unpacked(archive, members[sidecar], MAXIMUM_BYTES))


def _members(infos: Sequence[zipfile.ZipInfo], settings: Settings) -> Members:
    """The files that the archive names. Raises :class:`Unreadable`, with both numbers, for too many and too much."""
    files = [(name, info) for name, info in zip(_names(infos), infos, strict=True) if not name.endswith("/")]
    if len(files) > settings.archive_members:
        raise Unreadable(Message(f"{len(files)} members, more than the {settings.archive_members} that are read",
                                 f"{len(files)} 个成员，超过可读取的 {settings.archive_members} 个"))  # fmt: skip
    check_no_bomb([info for name, info in files if suffix_of(name) in _UNPACKED], settings)
    taken = {name for name, _ in files}
    named: dict[str, zipfile.ZipInfo] = {}
    for name, info in sorted(files, key=lambda pair: pair[0]):
        stem, suffix = splitext(name)  # two of one name are two files
        others = (f"{stem}~{number}{suffix}" for number in count(2))
        named[name if name not in named else next(it for it in others if it not in taken and it not in named)] = info
    return named


def _names(infos: Sequence[zipfile.ZipInfo]) -> list[str]:
    """The members' names as they were meant: without the flag for UTF-8 they are in what the system used, mostly GBK.

    The encoding is judged by all names together: one alone is short.
    """
    unflagged = b"\n".join(
        info.orig_filename.encode("cp437", "replace") for info in infos if not info.flag_bits & _UTF_8_NAME
    )
    try:
        unflagged.decode("utf-8")
        encoding = "utf-8"
    except UnicodeDecodeError:
        encoding = legacy_encoding(unflagged) or "cp437"
    names = (
        info.orig_filename
        if info.flag_bits & _UTF_8_NAME
        else info.orig_filename.encode("cp437", "replace").decode(encoding)
        for info in infos
    )
    return ["".join(c if c.isprintable() else "\ufffd" for c in name.replace("\\", "/")) or "?" for name in names]


def _check_member(member: zipfile.ZipInfo, maximum_bytes: int) -> None:
    if member.flag_bits & _ENCRYPTED:
        raise Unreadable(Message("it needs a password", "需要密码"))
    if stat.S_ISLNK(member.external_attr >> _MODE):
        raise Unreadable(Message("a link, not followed", "链接，未跟随"))
    check_size(member.file_size, maximum_bytes)


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, maximum_bytes: int) -> bytes:
    """A member's bytes: as many as the archive's directory says, which are no more than allowed."""
    _check_member(member, maximum_bytes)
    try:
        with archive.open(member) as stream:
            return b"".join(iter(lambda: stream.read(_READ_BYTES), b""))
    except ZIP_DAMAGED as error:
        raise Unreadable(Message("damaged, or packed in a way that isn't read", "已损坏，或压缩方式不支持")) from error


class _Careful:
    """A file of which no more is read at once than a directory of members may have."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.seek, self.tell, self.seekable = stream.seek, stream.tell, stream.seekable

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size if 0 <= size <= _DIRECTORY_BYTES else _DIRECTORY_BYTES + 1)
        if len(data) > _DIRECTORY_BYTES:
            raise zipfile.BadZipFile("a directory of members that is too large")
        return data
