"""The first view: a question, its answer, and the article beside it."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Final

import streamlit as st

from index.districts import DISTRICTS
from index.errors import WenjuError
from index.fold import to_simplified
from index.i18n import Language
from index.types import Article, Span
from rag import Engine
from rag.draft import without_thoughts
from rag.generate import OnText

from ..instead import help_with
from ..texts import page as texts
from . import desk as component
from . import exports, filters, notices, session
from .answers import answers_html
from .markup import Html, tag
from .reader import Place, article_html
from .session import Desk
from .tools import Around
from .why import why_html

_EXAMPLES: Final = 3
_QUESTION: Final = "question"
_TO_WRITE: Final = "to-write"
_REDRAW: Final = "redraw"
_REDRAWN: Final = 0.1
"""Seconds between two drawings of a text that is being written: each sends all of it."""


def render(index: Path, language: Language) -> None:
    """The whole view. The box is drawn before the index is opened, so that nobody waits for it."""
    desk = session.desk()
    with st.container(key="intro"):
        if not (desk.history or st.session_state.get(_TO_WRITE)):
            st.html(_intro(language))
            st.html("<style>.stApp { --wj-measure: 44rem; }</style>")
    _form(index, language)
    try:
        engine = session.engine(index)
    except WenjuError as error:
        with st.container(key="trouble"):
            notices.show_trouble(error, index, language)
        return
    filters.row(engine, language)
    if st.session_state.pop(_TO_WRITE, False):
        _write(engine, language)
        st.rerun()
    if desk.error:
        with st.container(key="trouble"):
            notices.show_error(desk.error, language)
    if not desk.history:
        _examples(index, engine, language)
    _desk(index, engine, language)
    notices.footer(engine, language)


def _intro(language: Language) -> Html:
    return tag("div", tag("h1", texts.TITLE.in_(language)), tag("p", texts.SUBTITLE.in_(language)), class_="wj-intro")


def _form(index: Path, language: Language) -> None:
    hint, label = texts.QUESTION_HINT.in_(language), texts.QUESTION.in_(language)
    with st.container(key="ask"), st.form("ask-form", border=False), st.container(key="ask-row", horizontal=True):
        st.text_input(
            label, key=_QUESTION, placeholder=hint, label_visibility="collapsed", autocomplete="off", persist_state="session"
        )  # fmt: skip
        st.form_submit_button(texts.ASK.in_(language), type="primary", width="content", on_click=_ask, args=(index,))


def _ask(index: Path, example: str | None = None) -> None:
    """Answer what stands in the box, or an example, before the page is drawn again; a language model, while it is."""
    if example is not None:
        st.session_state[_QUESTION] = example
    try:
        engine = session.engine(index)
    except WenjuError:
        return  # the page itself says what is wrong, for as long as it is
    filters.fold()
    if engine.llm:
        st.session_state[_TO_WRITE] = True  # that takes seconds, and is watched: nothing can be drawn from here
    else:
        _answer(engine)


def _answer(engine: Engine, on_text: OnText | None = None) -> None:
    desk = session.desk()
    try:
        chosen = filters.chosen(engine)
        within = chosen.filters()
        answer = engine.ask(str(st.session_state[_QUESTION]), within, on_text=on_text)
        session.put(desk.answered(answer, chosen.words(), help_with(engine, answer, within)))
    except WenjuError as error:
        session.put(replace(desk, error=error))


def _write(engine: Engine, language: Language) -> None:
    """Answer as :func:`_answer` does, while what the language model writes is seen as it comes."""
    written, drawn = "", 0.0
    with st.container(key="writing"):
        st.html(tag("p", texts.WRITING.in_(language), class_="wj-label"))
        slot = st.empty()

    def on_text(piece: str) -> None:
        nonlocal written, drawn
        written += piece
        if time.monotonic() - drawn >= _REDRAWN:
            slot.html(tag("p", without_thoughts(written), class_="wj-writing"))
            drawn = time.monotonic()

    _answer(engine, on_text)


def _examples(index: Path, engine: Engine, language: Language) -> None:
    questions = _answerable(engine, f"{index} {engine.manifest.built_at}", language)
    if not questions:
        return
    with st.container(key="examples"):
        st.html(tag("p", texts.EXAMPLES.in_(language), class_="wj-label"))
        for number, question in enumerate(questions):
            st.button(question, key=f"example-{number}", type="tertiary", on_click=_ask, args=(index, question))


@st.cache_data(show_spinner=False, max_entries=4)
def _answerable(_engine: Engine, build: str, language: Language) -> list[str]:
    """The first examples that this build of the index has an answer to: none leads to a refusal."""
    named = dict.fromkeys(name for its in _engine.descriptions.values() for name in its.district)
    districts = [name for name in named if name in DISTRICTS]  # another one is whatever a file says of itself
    candidates = [*texts.QUESTIONS, *(texts.example_about(name) for name in districts)]
    found: list[str] = []
    for candidate in candidates:
        question = candidate.in_(language)
        if len(found) < _EXAMPLES and _engine.ask(question, extractive=True).claims:
            found.append(question)
    return found


@st.fragment
def _desk(index: Path, engine: Engine, language: Language) -> None:
    """Answer and article; a click runs only this again, but for a question, which changes the box as well."""
    if st.session_state.pop(_REDRAW, False):
        st.rerun()
    desk, shown = session.desk(), session.shown()
    left, right = st.columns([1, 1], gap="large")
    with left:
        component.show(
            answers_html(desk.history, language, shown),
            key="answers",
            stamp=f"{language}-{shown.script}-{desk.asked}",
            current=desk.open,
            focus=not desk.history,
            on_open=lambda place: session.put(session.desk().opening(place)),
            on_ask=lambda suggested: _ask_instead(index, suggested),
        )
        if desk.history:
            _below_answer(desk, language)
    with right:
        _reader(desk, engine, language)


def _below_answer(desk: Desk, language: Language) -> None:
    """What can be done with the last answer."""
    last = desk.history[-1]
    if len(desk.history) > 1:  # earlier answers lie between
        st.html(tag("p", texts.saved_is(last.answer.question).in_(language), class_="wj-small"))
    exports.buttons(last.answer, language, "answer", last.under)


def _ask_instead(index: Path, suggested: str) -> None:
    """Ask what a refusal suggested, under the same filters or none."""
    chosen = session.desk().instead(suggested)
    if chosen is None:
        return  # the browser made it up
    if chosen.clears:
        filters.clear()
    _ask(index, chosen.question)
    st.session_state[_REDRAW] = True


def _reader(desk: Desk, engine: Engine, language: Language) -> None:
    """The open article, or the copy of it that was asked for; drawn last, so that the answer does not wait for the chart."""
    cited = desk.place
    if cited is None:
        return
    copies = engine.copies(cited.article.article_id)
    place = _in_copy(cited, engine.article(desk.copy)) if desk.copy in copies else cited
    others = (it for it in (cited.article.article_id, *copies) if it != place.article.article_id)
    shown = session.shown()
    around = Around(desk.raw, tuple(map(engine.article, others)), _why(desk, place, engine, language))
    component.show(
        article_html(place, language, asked_for=desk.asked_for, shown=shown, around=around),
        key="reader",
        stamp=f"{language}-{shown.script}-{desk.opened}",
        on_close=lambda: session.put(session.desk().closed()),
        on_view=lambda view: session.put(session.desk().viewing(view)),
    )


def _why(desk: Desk, place: Place, engine: Engine, language: Language) -> Html | None:
    """``None`` where there is nothing to say: of an article that a rebuild took away, or of page furniture."""
    if place.span is None or place.article.article_id not in engine.descriptions:
        return None
    why = engine.why(desk.question, place.article.article_id, place.span)
    return why_html(why, language) if why else None


def _in_copy(cited: Place, copy: Article) -> Place:
    """The same quote in a copy, in whichever script that is; the whole copy where its wording differs."""
    quote = cited.span.of(cited.article.text) if cited.span else ""
    for convert in (str, to_simplified):
        text = convert(copy.text)
        at = text.find(convert(quote)) if len(text) == len(copy.text) and quote else -1
        if at >= 0:
            return Place(copy, Span(at, at + len(quote)))
    return Place(copy)
