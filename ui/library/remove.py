"""Removing files from the library folder, and from nowhere else."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

from index.i18n import Message
from index.read.sidecar import sidecar_names

from .names import Refused

_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW


@dataclass(frozen=True, slots=True)
class Removed:
    """What became of one file: ``reason`` says why it is still there, ``None`` that it is gone."""

    path: str
    reason: Message | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What removing some articles comes to: the files of the library (relative to it), each with how many articles go
    with it, and the paths that lie elsewhere."""

    files: Mapping[PurePath, int]
    elsewhere: tuple[str, ...]


def plan(library: Path, chosen: Iterable[str], every: Iterable[Collection[str]]) -> Plan:
    """``chosen``: the paths of the articles to be removed; ``every``: the paths of each article of the index."""
    found = {shown: file_in(library, shown) for shown in chosen}
    files = {str(library / file): file for file in found.values() if file is not None}
    counted: Counter[str] = Counter()
    for paths in every:
        counted.update({holder for path in paths for holder in _holders(path)} & files.keys())
    return Plan(
        {file: counted[path] for path, file in sorted(files.items())},
        tuple(shown for shown, file in found.items() if file is None),
    )


def _holders(shown: str) -> Iterator[str]:
    """The files that may hold the article at ``shown``: itself, its table, an archive above it; as absolute paths."""
    path = os.path.normpath(os.path.join(os.getcwd(), shown))  # noqa: PTH109, PTH118 - thousands of them
    yield path
    yield path.rpartition("#")[0]
    while len(path) > 1:
        path = os.path.dirname(path)  # noqa: PTH120
        yield path


def file_in(library: Path, shown: str) -> PurePath | None:
    """The file below ``library`` that the article at ``shown`` (a path of the catalog) comes from, relative to it: for a
    member ``a.zip/b.txt`` and a row ``a.csv#7`` the file that holds it. ``None`` where it lies elsewhere or is gone.

    Relative paths count from the working directory, as a build started by the page writes them. Links are not followed.
    """
    path = PurePath(os.path.normpath(Path(shown).absolute()))
    if not path.is_relative_to(library):
        return None
    try:
        return _find(library, path.relative_to(library).parts)
    except OSError:
        return None


def remove(library: Path, files: Iterable[PurePath]) -> list[Removed]:
    """Delete these files (relative to ``library``), each with its sidecar; what can't be is said."""
    return [_remove(library, file) for file in files]


def _find(library: Path, parts: tuple[str, ...]) -> PurePath | None:
    """The first part of the path that is a file. Raises ``OSError`` for a part that isn't there or is a link."""
    parent = os.open(library, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for depth, part in enumerate(parts):
            name = _existing(parent, part)
            if name is None:
                return None
            if stat.S_ISREG(os.stat(name, dir_fd=parent, follow_symlinks=False).st_mode):
                return PurePath(*parts[:depth], name)
            below = os.open(name, _FOLDER, dir_fd=parent)
            os.close(parent)
            parent = below
    finally:
        os.close(parent)
    return None


def _existing(parent: int, part: str) -> str | None:
    """``part``, else what stands before its last ``#``: the table that a row belongs to."""
    for name in (part, part.rpartition("#")[0]):
        with suppress(OSError, ValueError):
            if name and os.stat(name, dir_fd=parent, follow_symlinks=False):
                return name
    return None


def _remove(library: Path, file: PurePath) -> Removed:
    try:
        parent = _opened(library, file.parts[:-1])
        try:
            if not stat.S_ISREG(os.stat(file.name, dir_fd=parent, follow_symlinks=False).st_mode):
                raise Refused(Message("a link or no file: not touched", "是链接或不是文件，未作改动"))
            os.unlink(file.name, dir_fd=parent)
            for sidecar in sidecar_names(file.name)[:1]:  # a.txt.json belongs to a.txt alone, a.json may to others
                with suppress(FileNotFoundError):
                    os.unlink(sidecar, dir_fd=parent)
            os.fsync(parent)
        finally:
            os.close(parent)
    except Refused as error:
        return Removed(str(file), error.reason)
    except OSError as error:
        reason = error.strerror or str(error)
        return Removed(str(file), Message(f"can't be removed: {reason}", f"无法删除：{reason}"))
    return Removed(str(file))


def _opened(library: Path, folders: tuple[str, ...]) -> int:
    """A descriptor of a folder below the library; no link on the way is followed. Raises ``OSError``, :class:`Refused`."""
    if ".." in folders:
        raise Refused(Message("it lies outside the library folder", "位于资料库文件夹之外"))
    parent = os.open(library, os.O_RDONLY | os.O_DIRECTORY)
    for name in folders:
        try:
            below = os.open(name, _FOLDER, dir_fd=parent)
        finally:
            os.close(parent)
        parent = below
    return parent
