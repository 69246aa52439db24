"""The engine that a program which runs for long asks: always that of the index's current generation."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

from index.i18n import Language
from index.layout import Layout
from index.open import current_manifest, open_index
from rag import Engine
from rag.chat import Writer
from rag.rescore import Reranker


@dataclass(frozen=True, slots=True)
class _Held:
    """``generation`` and ``switched`` (when ``CURRENT`` was written, in ns) tell a rebuilt index from the one held."""

    generation: str
    switched: int
    engine: Engine


class CurrentEngine:
    """One engine, read-only, shared by all threads; a rebuild is followed at the next question.

    Who still asks the old engine goes on reading it; it goes when the last one lets go of it, so nobody closes it. While
    one thread opens the new one, the others get the old one.
    """

    def __init__(self, index: Path, reranker: Reranker | None = None, llm: Writer | None = None) -> None:
        self._layout = Layout(index)
        self._reranker = reranker
        self._llm = llm
        self._held: _Held | None = None
        self._opening = threading.Lock()

    def engine(self) -> Engine:
        """Raises what :func:`rag.open_engine` raises."""
        return self._current().engine

    def generation(self) -> tuple[str, Engine]:
        """The engine and the name of its generation (``000002``). Raises what :meth:`engine` raises."""
        held = self._current()
        return held.generation, held.engine

    def _current(self) -> _Held:
        name, switched = self._pointed_at()
        held = self._held
        if held and (held.generation, held.switched) == (name, switched):
            return held
        if not self._opening.acquire(blocking=held is None) and held:
            return held
        try:
            name, switched = self._pointed_at()  # another thread may have opened it while this one waited
            held = self._held
            if not held or (held.generation, held.switched) != (name, switched):
                opened = Engine(open_index(self._layout.root), self._reranker, self._llm)
                self._held = held = _Held(name, switched, opened)
            return held
        finally:
            self._opening.release()

    def _pointed_at(self) -> tuple[str, int]:
        """The generation that answers now, and since when."""
        generation, _ = current_manifest(self._layout)
        return generation.folder.name, self._layout.current.stat().st_mtime_ns


def language_accepted(header: str | None) -> Language | None:
    """The first of Chinese and English that an ``Accept-Language`` header names; ``None`` for neither."""
    for part in (header or "").lower().split(","):
        tag = part.partition(";")[0].strip().partition("-")[0]
        if tag in ("zh", "en"):
            return "zh" if tag == "zh" else "en"
    return None
