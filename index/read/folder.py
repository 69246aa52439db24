"""Paths given by the user -> the files to read, in a fixed order, and those passed over with the reason."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import PathMissing
from ..i18n import Message

TEXT_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown"})
# Files about a folder, not articles of it.
_ABOUT = frozenset({"readme.md", "readme.txt", "sources.md", "license", "license.txt", "license.md"})


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is not in the index, and why."""

    path: str
    reason: Message


def find_files(paths: Iterable[str | Path]) -> tuple[list[Path], list[Skipped]]:
    """All text files of ``paths`` (files or folders, walked through), sorted, each once; and the others.

    Hidden files and folders are passed over silently, links to folders are not followed.
    Raises :class:`PathMissing` for a path that isn't there.
    """
    files: dict[Path, None] = {}
    skipped: list[Skipped] = []
    for given in map(Path, paths):
        if not given.exists():
            raise PathMissing(Message(f"no such file or folder: {given}", f"没有这个文件或文件夹：{given}"),
                              Message("name a folder of articles that is there: wenju build FOLDER", "请给出存在的文章文件夹：wenju build 文件夹"))  # fmt: skip
        for path in [given] if given.is_file() else _walk(given, skipped):
            reason = None if path == given else _why_not(path)
            if reason is None:
                files[path] = None
            else:
                skipped.append(Skipped(str(path), reason))
    return sorted(files, key=str), skipped


def _walk(folder: Path, skipped: list[Skipped]) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        reason = Message(f"can't be read: {error.strerror}", f"无法读取：{error.strerror}")
        skipped.append(Skipped(str(error.filename), reason))

    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent) / name for name in sorted(names) if not name.startswith("."))


def _why_not(path: Path) -> Message | None:
    if path.name.lower() in _ABOUT:
        return Message("about the folder, not an article", "说明文件，不是文章")
    if path.suffix.lower() not in TEXT_SUFFIXES:
        kind = path.suffix or path.name
        return Message(f"format not read: {kind} (read: {' '.join(sorted(TEXT_SUFFIXES))})",
                       f"不支持的格式：{kind}（支持：{' '.join(sorted(TEXT_SUFFIXES))})")  # fmt: skip
    if not path.is_file():
        return Message("not a regular file, or a broken link", "不是普通文件，或链接已失效")
    return None
