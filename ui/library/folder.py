"""The library folder among the paths that the index is built from."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from index.errors import IndexDamaged, IndexMissing
from index.layout import Layout
from index.manifest import FIRST_FORMAT, Manifest
from index.open import current_manifest


@dataclass(frozen=True, slots=True)
class Sources:
    """What to build: absolute paths, ``()`` for those of the last build; and the encoding that the user gave."""

    paths: tuple[str, ...] = ()
    encoding: str | None = None


def library_folder(index: Path, stated: str = "") -> Path:
    """``stated`` (an option, a variable), else ``library/`` beside the index; absolute, not resolved."""
    return Path(os.path.normpath(Path(stated).absolute() if stated else index.absolute().parent / "library"))


def holds_something(folder: Path) -> bool:
    """Whether a file lies in it that a build would look at: a hidden one is none."""
    for _, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        if any(not name.startswith(".") for name in names):
            return True
    return False


def sources_of(index: Path, library: Path) -> Sources:
    """The paths of the last build, and the library where it holds something; without an index the library alone.

    Of an index whose manifest can't be read, none: the build then says so instead of replacing it by the library.
    """
    try:
        last: Manifest | None = current_manifest(Layout(index), FIRST_FORMAT)[1]
    except IndexMissing:
        last = None
    except IndexDamaged:
        return Sources()
    others = tuple(path for path in (last.paths if last else ()) if path != str(library))
    paths = (*others, str(library)) if holds_something(library) else others
    return Sources(paths, last.encoding if last else None)


def is_behind(index: Path, library: Path) -> bool:
    """Whether files came into the library folder, or went, after the index was built."""
    try:
        return library.stat().st_mtime_ns > Layout(index).current.stat().st_mtime_ns
    except OSError:
        return False
