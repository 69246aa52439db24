"""Paths given by the user -> the files to read, in a fixed order, and those passed over with the reason."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path, PurePath

from ..errors import PathMissing
from ..i18n import Message
from .document import Skipped
from .files import refused, why_no_file
from .formats import DOCUMENTS, SUFFIXES, suffix_of
from .sidecar import NO_ARTICLE, SUFFIX, sidecar_names

ABOUT = frozenset({"readme.md", "readme.txt", "sources.md", "license", "license.txt", "license.md"})
"""Files about a folder, not articles of it."""
_LINKED_FOLDER = Message(
    "a link to a folder, not followed: it may lead in a circle", "指向文件夹的链接，未跟随：可能形成循环"
)


def find_files(paths: Iterable[str | Path], apart: Path | None = None) -> tuple[list[Path], list[Skipped]]:
    """All files of ``paths`` (files or folders, walked through) that can be read, sorted, each once; and the others.

    Sidecars are neither: they are read with their articles. Hidden files and folders, and the folder ``apart`` (the index
    itself), are passed over silently, links to folders are not followed. Raises :class:`PathMissing` for a path that isn't there.
    """
    files: dict[Path, None] = {}
    skipped: dict[str, Skipped] = {}
    for given in map(Path, paths):
        if not os.path.exists(given):  # noqa: PTH110 - which, unlike Path.exists, raises nothing
            raise PathMissing(Message(f"no such file or folder: {given}", f"没有这个文件或文件夹：{given}"),
                              Message("name a folder of articles that is there: wenju build FOLDER", "请给出存在的文章文件夹：wenju build 文件夹"))  # fmt: skip
        walked = [] if given.is_dir() else [(given, _sidecars_beside(given))]
        for path, sidecars in walked or _walk(given, skipped, apart and apart.absolute()):
            if suffix_of(path.name) == SUFFIX:
                reason = None if path.name in sidecars else NO_ARTICLE
            else:
                reason = (None if path == given else why_not(path)) or why_no_file(path)
                if reason is None:
                    files[path] = None
            if reason is not None:
                skipped[str(path)] = Skipped(str(path), reason)
    return sorted(files, key=str), list(skipped.values())


def _walk(folder: Path, skipped: dict[str, Skipped], apart: Path | None) -> Iterator[tuple[Path, Collection[str]]]:
    """Every file, with the names of the sidecars beside it."""

    def unreadable(error: OSError) -> None:
        skipped[str(error.filename)] = Skipped(str(error.filename), refused(error))

    for parent, folders, names in os.walk(folder, onerror=unreadable):
        above = Path(parent).absolute()
        folders[:] = sorted(name for name in folders if not name.startswith(".") and above / name != apart)
        for path in (Path(parent) / name for name in folders):
            if path.is_symlink():
                skipped[str(path)] = Skipped(str(path), _LINKED_FOLDER)
        sidecars = frozenset(sidecars_among(names).values())
        yield from ((Path(parent) / name, sidecars) for name in sorted(names) if not name.startswith("."))


def _sidecars_beside(path: Path) -> Collection[str]:
    try:
        return sidecars_among([entry.name for entry in path.parent.iterdir()]).values()
    except OSError:
        return ()


def why_not(path: PurePath) -> Message | None:
    """Why a file is passed over by its name; ``None`` where it isn't."""
    if path.name.lower() in ABOUT:
        return Message("about the folder, not an article", "说明文件，不是文章")
    if suffix_of(path.name) not in SUFFIXES:
        kind = suffix_of(path.name) or path.name
        return Message(f"format not read: {kind} (read: {' '.join(sorted(SUFFIXES))})",
                       f"不支持的格式：{kind}（支持：{' '.join(sorted(SUFFIXES))}）")  # fmt: skip
    return None


def is_article(path: PurePath) -> bool:
    """Whether a file of this name is one article, and so may have a sidecar."""
    return suffix_of(path.name) in DOCUMENTS and why_not(path) is None


def sidecars_among(names: Collection[str]) -> dict[str, str]:
    """Of files beside each other (or an archive's members) the articles that have a sidecar, each with its name."""
    there = frozenset(names)
    found = {}
    for name in names:
        beside = next((it for it in sidecar_names(name) if it in there), None)
        if beside is not None and is_article(PurePath(name)):
            found[name] = beside
    return found
