"""The library's table as values: a row an article, what is to be looked at first, and what a search leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from index.fold import is_whole, to_simplified
from index.i18n import Message
from index.read import Skipped
from index.types import Description
from rag import Engine

Trouble = Literal["part", "guesses", "copies"]
"""What an article may be looked at for: read in part, restored with guesses, a near-duplicate of another."""


@dataclass(frozen=True, slots=True)
class Row:
    """One article, without its text. ``problems``: what of it could not be read; ``copies``: its near-duplicates."""

    article_id: str
    description: Description
    paths: tuple[str, ...]
    characters: int
    restored: int
    guesses: int
    copies: int
    problems: tuple[Message, ...]
    folded: str  # title, source and paths, as they are searched

    def has(self, trouble: Trouble) -> bool:
        return bool({"part": self.problems, "guesses": self.guesses, "copies": self.copies}[trouble])


@dataclass(frozen=True, slots=True)
class Shelf:
    """All that the library shows of one build of an index."""

    rows: tuple[Row, ...]
    skipped: tuple[Skipped, ...]

    def counted(self, trouble: Trouble) -> int:
        return sum(row.has(trouble) for row in self.rows)

    @property
    def districts(self) -> frozenset[str]:
        return frozenset(name for row in self.rows for name in row.description.district)


def shelf_of(engine: Engine) -> Shelf:
    """Every article by path; no text is loaded for it."""
    problems: dict[str, list[Message]] = {}
    for entry in engine.problems():
        problems.setdefault(entry.path, []).append(entry.reason)
    outlines = engine.outlines
    rows = []
    for article_id, its in engine.descriptions.items():
        outline = outlines[article_id]
        rows.append(
            Row(
                article_id, its, outline.paths, outline.characters, outline.restored, outline.guesses,
                len(engine.copies(article_id)),
                tuple(reason for path in outline.paths for reason in problems.get(path, ())),
                _folded(" ".join((its.title, its.source or "", *outline.paths))),
            )
        )  # fmt: skip
    return Shelf(tuple(rows), tuple(engine.skipped()))


def found(rows: Sequence[Row], words: str, district: str | None, trouble: Trouble | None) -> list[Row]:
    """The rows that hold every one of ``words`` (in either script, in any case), are on ``district`` and have
    ``trouble``; ``""`` and ``None`` ask for nothing."""
    asked = _folded(words).split()
    wanted: list[Callable[[Row], bool]] = [
        *([lambda row: all(word in row.folded for word in asked)] if asked else []),
        *([lambda row: district in row.description.district] if district else []),
        *([lambda row: row.has(trouble)] if trouble else []),
    ]
    return [row for row in rows if all(wants(row) for wants in wanted)]


def _folded(text: str) -> str:
    return to_simplified(text.casefold()) if is_whole(text) else text.casefold()
