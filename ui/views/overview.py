"""The articles over time, and their passages on a map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import streamlit as st

from index.errors import WenjuError
from index.i18n import Language, Message
from index.types import Description
from rag import Engine
from rag.overview import PassageMap

from ..palette import Look, group_of, looks
from ..present import UNSOURCED, day_of
from ..texts import overview as texts
from ..texts import page
from ..timeline import Timeline, timeline
from . import charts, notices, session
from . import desk as component
from .markup import join, tag
from .reader import Place, article_html

_CHOICES: Final = "map-choices"


def render(index: Path, language: Language) -> None:
    """The whole view."""
    try:
        engine = session.engine(index)
    except WenjuError as error:
        notices.show_trouble(error, index, language)
        return
    title = tag("h2", page.OVERVIEW.in_(language), class_="wj-heading")
    st.html(join([title, tag("p", texts.SUBTITLE.in_(language), class_="wj-small")]))
    build = f"{index} {engine.manifest.built_at}"
    shown = looks(engine.descriptions.values())
    _timeline(engine, build, shown, language)
    _map(engine, build, shown, language)
    notices.footer(engine, language)


def _head(title: Message, said: Sequence[Message], shown: Mapping[str, Look], language: Language) -> None:
    """What stands above a chart: its title, what to know of it, and whose is which colour."""
    words = tag("p", " ".join(it.in_(language) for it in said), class_="wj-small")
    head = tag("h3", title.in_(language), class_="wj-section")
    st.html(join([head, words, *([charts.legend(shown, language)] if shown else [])]))


@st.fragment
def _timeline(engine: Engine, build: str, shown: Mapping[str, Look], language: Language) -> None:
    """The bars, and the articles of the one that was clicked."""
    its = timeline(engine.descriptions)
    if not its.periods:
        _head(texts.TIMELINE, [texts.NO_DATES], {}, language)
        return
    _head(
        texts.TIMELINE, [texts.TIMELINE_HINT, *([texts.undated(its.undated)] if its.undated else [])], shown, language
    )
    alt = texts.timeline_alt(len(its.periods), its.periods[0], its.periods[-1])
    clicked = charts.draw(charts.bars(its, shown, language), "timeline", "period", alt.in_(language))
    with st.expander(texts.AS_TABLE.in_(language)):
        st.html(charts.timeline_table(its, shown, language))
    if clicked in its.periods:
        _articles(engine, its, str(clicked), build, language)


def _articles(engine: Engine, its: Timeline, period: str, build: str, language: Language) -> None:
    """The articles of one period, and the one that is selected beside them."""
    found = [key for key, description in engine.descriptions.items() if its.period_of(description) == period]
    found.sort(key=lambda key: (engine.descriptions[key].published or "", key))
    described = [engine.descriptions[key] for key in found]
    st.html(tag("h4", texts.in_period(period, len(found)).in_(language), class_="wj-label"))
    left, right = st.columns([3, 2], gap="large")
    with left:
        columns = {
            page.COLUMN_TITLE: [it.title for it in described],
            page.COLUMN_DATE: [day_of(it, language) for it in described],
            page.COLUMN_SOURCE: [it.source or UNSOURCED.in_(language) for it in described],
        }
        row = charts.table(columns, f"timeline-{period}", language)
    with right:
        if row is not None and row < len(found):
            html = article_html(Place(engine.article(found[row])), language, asked_for=False, shown=session.shown())
            component.show(
                html, key="timeline-reader", stamp=f"{language}-{session.shown().script}-{build}-{found[row]}"
            )


@st.fragment
def _map(engine: Engine, build: str, shown: Mapping[str, Look], language: Language) -> None:
    """The points, and the passage of the one that was clicked, or selected in the table, beside them."""
    its = _mapped(engine, build)
    sampled = [texts.sample(len(its.points), its.passages)] if len(its.points) < its.passages else []
    _head(texts.MAP, [*sampled, texts.MAP_HINT], shown, language)
    left, right = st.columns([3, 2], gap="large")
    with left:
        spec = charts.points(its.points, engine.descriptions, shown, language)
        clicked = charts.draw(spec, "map", "passage", texts.map_alt(len(its.points)).in_(language))
    with st.expander(texts.AS_TABLE.in_(language)):
        st.html(tag("p", texts.TABLE_HINT.in_(language), class_="wj-small"))
        row = charts.table(_listed(its, engine.descriptions, language), "map-table", language)
    with right:
        selected = its.points[row].ordinal if row is not None and row < len(its.points) else None
        wanted = latest(clicked, selected)
        point = next((it for it in its.points if it.ordinal == wanted), None)
        if point is None:
            st.html(tag("p", texts.MAP_EMPTY.in_(language), class_="wj-small wj-empty"))
            return
        html = article_html(
            Place(engine.article(point.article_id), point.span), language, asked_for=False, shown=session.shown()
        )
        component.show(html, key="map-reader", stamp=f"{language}-{session.shown().script}-{build}-{point.ordinal}")


def latest(clicked: object, selected: object) -> object:
    """Of a chart's choice and its table's the one that was made last; ``None`` where that was taken back."""
    before = st.session_state.get(_CHOICES, (None, None, None))
    shown = clicked if clicked != before[0] else selected if selected != before[1] else before[2]
    st.session_state[_CHOICES] = (clicked, selected, shown)
    return shown


def _listed(its: PassageMap, descriptions: Mapping[str, Description], language: Language) -> dict[Message, list[str]]:
    described = [descriptions[point.article_id] for point in its.points]
    return {
        texts.BEGINNING: [point.beginning for point in its.points],
        page.COLUMN_TITLE: [it.title for it in described],
        page.COLUMN_DATE: [day_of(it, language) for it in described],
        page.COLUMN_DISTRICT: [charts.group_name(group_of(it), language) for it in described],
    }


@st.cache_data(show_spinner=False, max_entries=4)
def _mapped(_engine: Engine, build: str) -> PassageMap:
    """``build`` is the cache's key: a rebuild makes a new map."""
    return _engine.passage_map()
