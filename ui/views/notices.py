"""Calm words where something can't go on: an error as a panel, and the button that builds the index."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from index.errors import IndexLocked, IndexUnusable, WenjuError
from index.i18n import Language, Message
from rag import Engine

from ..rebuild import Rebuild
from ..texts import library
from ..texts import page as texts
from .markup import Html, tag
from .rebuilding import report_html, stages_html
from .session import rebuild_of

_WATCH_SECONDS = 0.3


def show_error(error: WenjuError, language: Language) -> None:
    """The message and the next step; never a traceback."""
    _show(_panel(error.message, error.hint, language))


def show_trouble(error: WenjuError, index: Path, language: Language) -> None:
    """Why there is no engine; with the button that builds the index, where that is what mends it."""
    show_error(error, language)
    if isinstance(error, IndexUnusable):
        rebuilder(index, texts.BUILD, language)


def rebuilder(index: Path, label: Message, language: Language) -> None:
    """The button that builds the index, then the build's progress, then its report, which stays."""
    rebuild = rebuild_of(str(index))
    if st.button(label.in_(language), key="rebuild", disabled=rebuild.running):
        rebuild.start()
        st.rerun()
    if rebuild.running:
        _watch(rebuild, language)
    elif rebuild.failed_unexplained:
        _show(_panel(texts.NOT_BUILT, texts.FAULT, language))
    elif isinstance(rebuild.outcome, IndexLocked):
        _show(_panel(library.BEING_BUILT, rebuild.outcome.message, language))
    elif isinstance(rebuild.outcome, WenjuError):
        show_error(rebuild.outcome, language)
    elif rebuild.outcome is not None:
        _show(report_html(rebuild.outcome, language))


@st.fragment(run_every=_WATCH_SECONDS)
def _watch(rebuild: Rebuild, language: Language) -> None:
    if not rebuild.running:
        st.rerun()  # the whole page: there is a new index to read from
    _show(stages_html(rebuild.progress, language))


def footer(engine: Engine, language: Language) -> None:
    """How old the index is and what it holds."""
    its = engine.manifest
    age = texts.index_age(its.articles, its.passages, its.model, its.built_at[:16].replace("T", " "))
    _show(tag("p", age.in_(language), class_="wj-footer"))


def _panel(message: Message, hint: Message, language: Language) -> Html:
    said = [tag("p", line) for line in message.in_(language).splitlines()]
    return tag("div", *said, tag("p", hint.in_(language), class_="wj-hint"), class_="wj-notice", role="status")


def _show(html: Html) -> None:
    st.html(html)
