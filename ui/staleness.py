"""The files of an index's folders against those that it was built from."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath


@dataclass(frozen=True, slots=True)
class Difference:
    """What a build would find otherwise: paths, as they are on disk and, of those that are gone, as the index has them."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    deleted: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.deleted)


def compare(files: Iterable[Path], others: Iterable[Path], known: Collection[str], built: float) -> Difference:
    """``files``: those there now; ``others``: those of them that are passed over; ``known``: the paths in the index, relative to wherever it was built, of rows
    (``a.csv#3``) and of archives' members (``a.zip/b.txt``) too; ``built``: when, in seconds since 1970.

    A file is known where a known path is the end of its own, and changed where it was written or replaced after ``built``.
    """
    whole = {part for path in known for part in _files_of(path)}
    new, changed = [], []
    met = {_known(path.absolute(), whole) for path in others}
    for file in map(Path.absolute, files):
        found = _known(file, whole)
        met.add(found)
        if found is None:
            new.append(str(file))
        elif int(max(file.stat().st_mtime, file.stat().st_ctime)) > built:
            changed.append(str(file))
    containers = {path for path in known if not met.isdisjoint(_files_of(path))}
    return Difference(tuple(new), tuple(changed), tuple(sorted(set(known) - containers)))


def _known(file: Path, whole: Collection[str]) -> str | None:
    """The longest end of the absolute ``file`` that is one of ``whole``."""
    ends = (file.as_posix(), *("/".join(file.parts[at:]) for at in range(1, len(file.parts))))
    return next((end for end in ends if end in whole), None)


def _files_of(path: str) -> list[str]:
    """The file that ``path`` may name: itself, a table (before ``#``), an archive (a folder above it)."""
    table = path.rpartition("#")[0]
    return [path, *([table] if table else []), *(str(it) for it in PurePath(path).parents if it.suffix.lower() == ".zip")]  # fmt: skip
