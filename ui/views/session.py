"""What one visitor's session holds, and the engine that all sessions share."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import streamlit as st

from index.errors import WenjuError
from index.i18n import Language, Message
from index.layout import Layout
from index.open import current_manifest, open_index
from rag import Answer, Engine
from rag.chat import Writer, writer_at
from rag.rescore import Reranker, load_reranker

from ..cli import llm_key
from ..instead import Help, Instead
from ..language import locale_language
from ..library import folder
from ..rebuild import Rebuild
from .answers import Turn, places_of
from .reader import Place
from .shown import Script, Shown

_KEY = "wenju"


@dataclass(frozen=True, slots=True)
class Desk:
    """The questions asked so far, and what lies open beside them."""

    history: tuple[Turn, ...] = ()
    open: str = ""  # "turn-number" of the place that is open
    asked_for: bool = False  # opened by a click, not laid there by us
    opened: int = 0  # counts openings, so that opening the same place again scrolls to it again
    error: WenjuError | None = None  # why the last question could not be asked
    raw: bool = False  # the open article is shown as its file was read
    copy: str = ""  # the near-duplicate that is shown in its place, by id
    asked: int = 0  # counts questions, one that was asked twice as two

    @property
    def place(self) -> Place | None:
        """The open place; ``None`` for none, and for what the browser made up."""
        turn, number = self._numbers(self.open)
        return places_of(turn.answer).get(number) if turn else None

    @property
    def question(self) -> str:
        """The one whose answer the open place belongs to; ``""`` for none."""
        turn, _ = self._numbers(self.open)
        return turn.answer.question if turn else ""

    def instead(self, suggested: str) -> Instead | None:
        """The suggestion that the browser names, likewise."""
        turn, number = self._numbers(suggested)
        offered = turn.help.instead if turn and turn.help else ()
        return offered[number] if number < len(offered) else None

    def _numbers(self, named: str) -> tuple[Turn | None, int]:
        turn, _, number = named.partition("-")
        if not (turn.isdecimal() and number.isdecimal() and int(turn) < len(self.history)):
            return None, 0
        return self.history[int(turn)], int(number)

    def answered(self, answer: Answer, under: Message | None = None, help: Help | None = None) -> Desk:
        """With one answer more, its first citation open; ``under``: the filters that it was given under.

        The last question asked again, as by a double click, takes its first answer's place.
        """
        last = self.history[-1] if self.history else None
        again = last is not None and (last.answer.question, last.under) == (answer.question, under)
        history = (*(self.history[:-1] if again else self.history), Turn(answer, under, help))
        opened = f"{len(history) - 1}-1" if answer.claims else ""
        return Desk(history, opened, opened=self.opened + 1, asked=self.asked + 1)

    def opening(self, place: str) -> Desk:
        return replace(self, open=place, asked_for=True, opened=self.opened + 1, raw=False, copy="")

    def viewing(self, view: str) -> Desk:
        """The open article otherwise: ``raw``, ``text``, or ``copy:`` and the id of a near-duplicate."""
        kind, _, copy = view.partition(":")
        if kind == "copy":
            return replace(self, raw=False, copy=copy, asked_for=True, opened=self.opened + 1)
        return replace(self, raw=kind == "raw", asked_for=True, opened=self.opened + 1)

    def closed(self) -> Desk:
        return replace(self, asked_for=False)


def desk() -> Desk:
    """This session's desk; an empty one at first."""
    return cast(Desk, st.session_state.get(_KEY, Desk()))


def put(changed: Desk) -> None:
    st.session_state[_KEY] = changed


def shown() -> Shown:
    """The script that the masthead's switch asks for; as published at first."""
    chosen = st.session_state.get("script")
    return Shown(cast(Script, chosen) if chosen in ("hans", "hant") else "published")


def index_folder() -> Path:
    """The index that `wenju ui` was started for."""
    return Path(os.environ.get("WENJU_INDEX") or ".wenju").absolute()


def library_folder() -> Path:
    """Where uploads go: ``wenju ui --library``, else beside the index."""
    return _library_of(index_folder())


def _library_of(index: Path) -> Path:
    return folder.library_folder(index, os.environ.get("WENJU_LIBRARY", ""))


def first_language() -> Language:
    """``wenju ui --lang``, else the browser's, else the locale's."""
    asked = os.environ.get("WENJU_LANG")
    if asked in ("zh", "en"):
        return "zh" if asked == "zh" else "en"
    browser = st.context.locale
    if browser:
        return "zh" if browser.lower().startswith("zh") else "en"
    return locale_language()


def engine(index: Path) -> Engine:
    """The engine of the index's current generation, shared by all sessions and never changed.

    It has the :func:`reranker` and the :func:`writer`. Raises what :func:`rag.open_engine` raises.
    """
    layout = Layout(index)
    generation, _ = current_manifest(layout)
    switched = layout.current.stat().st_mtime_ns
    return _engine(str(index), generation.folder.name, switched, _reranker_name(), *_writer_named())


@st.cache_resource(show_spinner=False, max_entries=2)
def _engine(index: str, generation: str, switched: int, name: str, llm: str, llm_model: str) -> Engine:
    """All of these are the cache's key, ``name`` the reranker's, the last two the writer's; ``generation`` and ``switched`` are there for that alone:
    a rebuild makes a new engine, and sessions that still hold the old one go on reading it. Nobody closes it; it goes when
    the last one lets go of it.
    """
    loaded = reranker()  # first: when it fails, nothing is open yet
    return Engine(open_index(Path(index)), loaded, writer())


def reranker() -> Reranker | None:
    """The one that `wenju ui` was started with, loaded once for all engines; ``None`` for none.

    Raises what :func:`rag.rescore.load_reranker` raises, the same each time.
    """
    loaded = _loaded(_reranker_name())
    if isinstance(loaded, WenjuError):
        raise loaded.with_traceback(None)
    return loaded


def _reranker_name() -> str:
    return os.environ.get("WENJU_RERANKER", "")


def writer() -> Writer | None:
    """The language model that `wenju ui` was started with; ``None`` for none. Raises what :func:`rag.chat.writer_at` raises."""
    return writer_at(*_writer_named(), llm_key())


def _writer_named() -> tuple[str, str]:
    """Where it is served, and its name."""
    return os.environ.get("WENJU_LLM", ""), os.environ.get("WENJU_LLM_MODEL", "")


@st.cache_resource(show_spinner=False, max_entries=1)
def _loaded(name: str) -> Reranker | WenjuError | None:
    """Failures are kept too: trying again takes seconds each time that the page is drawn."""
    try:
        return load_reranker(name)
    except WenjuError as error:
        return error


@st.cache_resource(show_spinner=False)
def rebuild_of(index: str) -> Rebuild:
    """The one builder of this index, shared by all sessions."""
    return Rebuild(Path(index), _library_of(Path(index)))
