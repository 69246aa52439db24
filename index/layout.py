"""Every file name of an index on disk.

.wenju/
├── CURRENT              the name of the generation that answers; replaced atomically
├── CURRENT.new          its successor, for the moment of the switch
├── lock, lock.holder    held while somebody builds, and by which process
└── generations/000001/
    ├── catalog.sqlite   articles, passages, skipped files
    ├── vectors.faiss    the dense leg
    ├── lexical/         the lexical leg (bm25s)
    ├── token_*.npy      the passages' token ids, for late interaction
    └── manifest.json    written last: a generation without it is not one
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

GENERATION_NAME = re.compile(r"\d{6,}")


@dataclass(frozen=True, slots=True)
class Generation:
    """The files of one generation."""

    folder: Path

    @property
    def catalog(self) -> Path:
        return self.folder / "catalog.sqlite"

    @property
    def vectors(self) -> Path:
        return self.folder / "vectors.faiss"

    @property
    def lexical(self) -> Path:
        return self.folder / "lexical"

    @property
    def manifest(self) -> Path:
        return self.folder / "manifest.json"


@dataclass(frozen=True, slots=True)
class Layout:
    """The files of an index folder."""

    root: Path

    @property
    def current(self) -> Path:
        return self.root / "CURRENT"

    @property
    def lock(self) -> Path:
        return self.root / "lock"

    @property
    def holder(self) -> Path:
        """Who holds the lock, as the number of a process; gone when its build has ended."""
        return self.root / "lock.holder"

    @property
    def generations(self) -> Path:
        return self.root / "generations"

    def numbers(self) -> list[int]:
        """The numbers of the generations that are there, finished or not, ascending."""
        if not self.generations.is_dir():
            return []
        return sorted(
            int(folder.name) for folder in self.generations.iterdir() if GENERATION_NAME.fullmatch(folder.name)
        )

    def generation(self, number: int) -> Generation:
        return Generation(self.generations / f"{number:06d}")
