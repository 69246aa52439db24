"""Paths given by the user -> the files to read, in a fixed order, and those passed over with the reason."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from ..errors import PathMissing
from ..i18n import Message
from .document import Skipped
from .files import NOT_REGULAR, refused
from .formats import DOCUMENTS, SUFFIXES, suffix_of
from .sidecar import NO_ARTICLE, SUFFIX, sidecar_names

# Files about a folder, not articles of it.
_ABOUT = frozenset({"readme.md", "readme.txt", "sources.md", "license", "license.txt", "license.md"})
_LINKED_FOLDER = Message(
    "a link to a folder, not followed: it may lead in a circle", "指向文件夹的链接，未跟随：可能形成循环"
)


def find_files(paths: Iterable[str | Path]) -> tuple[list[Path], list[Skipped]]:
    """All files of ``paths`` (files or folders, walked through) that can be read, sorted, each once; and the others.

    Sidecars are neither: they are read with their articles. Hidden files and folders are passed over silently, links to
    folders are not followed. Raises :class:`PathMissing` for a path that isn't there.
    """
    files: dict[Path, None] = {}
    skipped: list[Skipped] = []
    for given in map(Path, paths):
        if not given.exists():
            raise PathMissing(Message(f"no such file or folder: {given}", f"没有这个文件或文件夹：{given}"),
                              Message("name a folder of articles that is there: wenju build FOLDER", "请给出存在的文章文件夹：wenju build 文件夹"))  # fmt: skip
        for path in [given] if given.is_file() else _walk(given, skipped):
            if suffix_of(path.name) == SUFFIX:
                skipped += [] if _is_sidecar(path) else [Skipped(str(path), NO_ARTICLE)]
                continue
            reason = None if path == given else why_not(path) or (None if path.is_file() else NOT_REGULAR)
            if reason is None:
                files[path] = None
            else:
                skipped.append(Skipped(str(path), reason))
    return sorted(files, key=str), skipped


def _walk(folder: Path, skipped: list[Skipped]) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        skipped.append(Skipped(str(error.filename), refused(error)))

    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        skipped += [
            Skipped(str(path), _LINKED_FOLDER) for name in folders if (path := Path(parent) / name).is_symlink()
        ]
        yield from (Path(parent) / name for name in sorted(names) if not name.startswith("."))


def why_not(path: PurePath) -> Message | None:
    """Why a file is passed over by its name; ``None`` where it isn't."""
    if path.name.lower() in _ABOUT:
        return Message("about the folder, not an article", "说明文件，不是文章")
    if suffix_of(path.name) not in SUFFIXES:
        kind = suffix_of(path.name) or path.name
        return Message(f"format not read: {kind} (read: {' '.join(sorted(SUFFIXES))})",
                       f"不支持的格式：{kind}（支持：{' '.join(sorted(SUFFIXES))}）")  # fmt: skip
    return None


def is_article(path: PurePath) -> bool:
    """Whether a file of this name is one article, and so may have a sidecar."""
    return suffix_of(path.name) in DOCUMENTS and why_not(path) is None


def _is_sidecar(path: Path) -> bool:
    """Whether an article of its name stands beside it."""
    endings = [path.stem, *(f"{path.stem}{cased}" for suffix in DOCUMENTS for cased in (suffix, suffix.upper()))]
    return any(
        path.name in sidecar_names(name) and is_article(PurePath(name)) and path.with_name(name).is_file()
        for name in endings
    )
