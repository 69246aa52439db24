"""Which changes of files an index must follow, and when: `wenju watch` without its clock and its threads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Final, Self

from index.read.folder import why_not
from index.read.sidecar import SUFFIX

CHANGES: Final = frozenset({"created", "modified", "moved", "deleted", "closed"})
"""What is done to files. Opening and reading one, as a build does, changes nothing."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes that are waiting for a build; times in seconds of one clock, ``None`` for none.

    A build comes when nothing has changed for ``quiet`` seconds, and at the latest ``longest`` seconds after the first change.
    """

    quiet: float
    longest: float
    first: float | None = None
    last: float | None = None

    def at(self, now: float) -> Self:
        """One change more."""
        return replace(self, first=now if self.first is None else self.first, last=now)

    def built(self) -> Self:
        """None left."""
        return replace(self, first=None, last=None)

    def wait(self, now: float) -> float | None:
        """The seconds until a build is due, 0 when it is; ``None`` where nothing has changed."""
        if self.first is None or self.last is None:
            return None
        return max(0.0, min(self.last + self.quiet, self.first + self.longest) - now)


@dataclass(frozen=True, slots=True)
class Watched:
    """What is watched: absolute ``paths`` (files and folders), but not the folder ``apart``, the index itself."""

    paths: tuple[Path, ...]
    apart: Path

    def concerns(self, kind: str, path: str, *, folder: bool) -> bool:
        """Whether a change may change the index: of an article, its sidecar, or a whole folder; no hidden or temporary file."""
        where = Path(path)
        if kind not in CHANGES or (folder and kind == "modified") or where.is_relative_to(self.apart):
            return False
        above = next((it for it in self.paths if where.is_relative_to(it)), None)
        if above is None:
            return False
        below = where.relative_to(above)
        if any(part.startswith((".", "~")) for part in below.parts):
            return False
        return folder or where == above or _is_read(where)

    @property
    def folders(self) -> dict[Path, bool]:
        """The folders to look at, and whether all below them: of a single file, the one that holds it."""
        found = {path.parent: False for path in self.paths if not path.is_dir()}
        return found | {path: True for path in self.paths if path.is_dir()}


def _is_read(path: PurePath) -> bool:
    return path.suffix.lower() == SUFFIX or why_not(path) is None
