"""One question over several districts or articles, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, cast

import streamlit as st

from index.errors import WenjuError
from index.fold import fold_text
from index.i18n import Language
from index.types import Description
from rag import Engine, Filters

from ..comparison import Column, Target, compare
from ..export import Part
from ..palette import districts_of
from ..present import in_english
from ..texts import compare as texts
from ..texts import page
from . import desk as component
from . import exports, notices, session
from .answers import places_of
from .columns import columns_html
from .filters import titles
from .markup import join, tag
from .reader import Place, article_html

_MOST: Final = 16
"""Columns: as many as there are districts."""
_PRESET: Final = 3
_OFFERED: Final = 200
"""Articles in the list at a time: with all of 10,000, a megabyte of titles would travel with each drawing of the page."""
_STATE, _QUESTION, _BY, _DISTRICTS, _ARTICLES, _SEARCH = (
    *("compare", "compare-question", "compare-by", "compare-districts", "compare-articles", "compare-search"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Comparison:
    """The last comparison of this session, and what lies open over it (``column-number``, as the browser names it)."""

    question: str = ""
    columns: tuple[Column, ...] = ()
    open: str = ""
    opened: int = 0
    error: WenjuError | None = None
    unchosen: bool = False

    @property
    def place(self) -> Place | None:
        """``None`` for nothing open, and for what the browser made up."""
        column, _, number = self.open.partition("-")
        if not (column.isdecimal() and number.isdecimal() and int(column) < len(self.columns)):
            return None
        return places_of(self.columns[int(column)].answer).get(int(number))

    def opening(self, place: str) -> Comparison:
        return replace(self, open=place, opened=self.opened + 1)


def render(index: Path, language: Language) -> None:
    """The whole view."""
    try:
        engine = session.engine(index)
    except WenjuError as error:
        notices.show_trouble(error, index, language)
        return
    title = tag("h2", page.COMPARE.in_(language), class_="wj-heading")
    st.html(join([title, tag("p", texts.SUBTITLE.in_(language), class_="wj-small")]))
    _choice(engine, language)
    with (
        st.container(key="compare-ask"),
        st.form("compare-form", border=False),
        st.container(key="compare-row", horizontal=True),
    ):
        st.text_input(
            page.QUESTION.in_(language), key=_QUESTION, placeholder=texts.QUESTION_HINT.in_(language),
            label_visibility="collapsed", autocomplete="off", persist_state="session",
        )  # fmt: skip
        st.form_submit_button(
            texts.COMPARE.in_(language), type="primary", width="content", on_click=_compare, args=(index,)
        )
    its = _state()
    if its.error:
        notices.show_error(its.error, language)
    elif its.unchosen:
        st.html(tag("p", texts.NOTHING_CHOSEN.in_(language), class_="wj-notice", role="status"))
    if its.columns:
        _columns(language)
        parts = [Part(column.target.name, column.answer) for column in _named(its.columns, language)]
        exports.comparison_buttons(its.question, parts, language, "compare")
    notices.footer(engine, language)


def _state() -> Comparison:
    return cast(Comparison, st.session_state.get(_STATE, Comparison()))


@st.fragment
def _choice(engine: Engine, language: Language) -> None:
    """Districts, or articles found by their titles."""
    descriptions = engine.descriptions
    with st.container(key="compare-choice"):
        by = st.segmented_control(
            texts.BY.in_(language), [_DISTRICTS, _ARTICLES], key=_BY, default=_DISTRICTS, required=True, persist_state="session",
            format_func=lambda it: (texts.DISTRICTS if it == _DISTRICTS else texts.ARTICLES).in_(language),
        )  # fmt: skip
        if by == _ARTICLES:
            _articles(descriptions, language)
            return
        districts = districts_of(descriptions.values())
        st.session_state.setdefault(_DISTRICTS, districts[:_PRESET])
        st.multiselect(
            texts.CHOOSE_DISTRICTS.in_(language), districts, key=_DISTRICTS,
            format_func=lambda name: name if language == "zh" else in_english(name), max_selections=_MOST,
            placeholder=texts.CHOOSE_DISTRICTS.in_(language), persist_state="session",
        )  # fmt: skip


def _articles(descriptions: Mapping[str, Description], language: Language) -> None:
    """A box that searches titles, and below it what was found and what is chosen already."""
    words = st.text_input(texts.SEARCH.in_(language), key=_SEARCH, placeholder=texts.SEARCH_HINT.in_(language))
    chosen = [it for it in st.session_state.get(_ARTICLES) or () if it in descriptions]
    found = [key for key, its in descriptions.items() if _has(its.title, words or "")]
    offered = list(dict.fromkeys([*found[:_OFFERED], *chosen]))  # in this order, choosing changes no list that is open
    labels = titles({key: descriptions[key] for key in offered}, language)
    st.multiselect(
        texts.CHOOSE_ARTICLES.in_(language), offered, key=_ARTICLES, format_func=labels.__getitem__, max_selections=_MOST,
        placeholder=texts.CHOOSE_ARTICLES.in_(language), persist_state="session",
    )  # fmt: skip
    said = texts.matches(min(len(found), _OFFERED), len(found)).in_(language)
    st.html(tag("p", said, class_="wj-small", role="status"))


def _has(title: str, words: str) -> bool:
    """Whether all of the words stand in the title, whatever their script."""
    folded = fold_text(title)
    return all(word in folded for word in fold_text(words).split())


def _compare(index: Path) -> None:
    """Ask, before the page is drawn again."""
    try:
        engine = session.engine(index)
    except WenjuError:
        return  # the page itself says what is wrong
    question, targets = str(st.session_state[_QUESTION]), list(_targets(engine))
    if not targets:
        st.session_state[_STATE] = replace(_state(), unchosen=True, error=None)
        return
    try:
        st.session_state[_STATE] = Comparison(question, compare(engine, question, targets), opened=_state().opened + 1)
    except WenjuError as error:
        st.session_state[_STATE] = replace(_state(), error=error)


def _targets(engine: Engine) -> Iterator[Target]:
    """What is chosen; an article that a rebuild took away is none."""
    if st.session_state.get(_BY) == _ARTICLES:
        for key in st.session_state.get(_ARTICLES) or ():
            if key in engine.descriptions:
                yield Target(engine.descriptions[key].title, Filters(article=key))
        return
    for name in st.session_state.get(_DISTRICTS) or ():
        yield Target(name, Filters(district=name))


def _named(columns: Sequence[Column], language: Language) -> list[Column]:
    """The columns with their districts named in the page's language, which may have changed since they were asked."""
    return [
        replace(it, target=replace(it.target, name=in_english(it.target.name)))
        if language == "en" and it.target.filters.district else it
        for it in columns
    ]  # fmt: skip


@st.fragment
def _columns(language: Language) -> None:
    """The answers, and the article that was opened, over them; a click runs only this again."""
    its, shown = _state(), session.shown()
    component.show(
        columns_html(_named(its.columns, language), language, shown),
        key="compare-answers",
        stamp=f"{language}-{shown.script}-{its.question}-{id(its.columns)}",
        current=its.open,
        on_open=lambda place: st.session_state.update({_STATE: _state().opening(place)}),
    )
    place = its.place
    if place:
        component.show(
            article_html(place, language, asked_for=True, shown=shown),
            key="compare-reader",
            stamp=f"{language}-{shown.script}-{its.opened}",
            on_close=lambda: st.session_state.update({_STATE: replace(_state(), open="")}),
        )
