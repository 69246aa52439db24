"""Bars and points as Vega-Lite, and the tables that say the same. Vega draws text as text, in labels and in tooltips.

https://vega.github.io/vega-lite/docs/. No data may be named `title` or `image`: tooltips draw those otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st

from index.i18n import Language, Message
from index.types import Description
from rag.overview import MapPoint

from ..palette import SEVERAL, Look, group_of
from ..present import day_of, in_english
from ..texts import overview as texts
from ..texts import page
from ..timeline import Timeline
from .markup import Html, tag

Spec = dict[str, Any]

_GLYPHS: Final = {
    "circle": "●", "square": "■", "triangle-up": "▲", "diamond": "◆", "cross": "✚", "triangle-down": "▼", "triangle-right": "▶\ufe0e",
    "triangle-left": "◀\ufe0e",
}  # fmt: skip
_CROWD: Final = 500
"""More points than that are drawn smaller."""


def group_name(group: str, language: Language) -> str:
    """A district's name, or that there are several or none."""
    if group in (SEVERAL, ""):
        return (texts.SEVERAL if group else texts.NONE).in_(language)
    return group if language == "zh" else in_english(group)


def bars(its: Timeline, looks: Mapping[str, Look], language: Language) -> Spec:
    """A stacked bar a period; a click chooses ``period``."""
    order = {group: number for number, group in enumerate(looks)}
    rows = [
        {"period": period, "group": group_name(group, language), "count": count, "order": order[group]}
        for (period, group), count in its.counts.items()
    ]
    x = {
        "field": "period", "type": "ordinal", "scale": {"domain": list(its.periods)}, "title": None,
        "axis": {"labelAngle": 0, "labelOverlap": True, "ticks": False},
    }  # fmt: skip
    y = {"field": "count", "type": "quantitative", "title": None, "axis": {"tickMinStep": 1, "format": "d"}}
    return {
        "data": {"values": rows},
        "height": 260,
        "mark": {"type": "bar", "cursor": "pointer", "cornerRadius": 0, "width": _width(len(its.periods))},
        "params": [_chosen("period", "period")],
        "encoding": {
            "x": x, "y": y, "color": _coloured(looks, language), "opacity": _unless_chosen("period", 1.0),
            "order": {"field": "order", "type": "quantitative"},
            "tooltip": _tooltip({"period": texts.PERIOD, "group": page.COLUMN_DISTRICT, "count": texts.COUNT}, language),
        },
    }  # fmt: skip


def points(
    of: Sequence[MapPoint], descriptions: Mapping[str, Description], looks: Mapping[str, Look], language: Language
) -> Spec:
    """A point a passage; a click chooses ``passage``, its number in the index."""
    rows = [
        {
            "passage": point.ordinal, "x": round(point.x, 4), "y": round(point.y, 4), "text": point.beginning,
            "headline": its.title, "day": day_of(its, language), "group": group_name(group_of(its), language),
        }
        for point in of
        for its in (descriptions[point.article_id],)
    ]  # fmt: skip
    named = {
        "headline": page.COLUMN_TITLE,
        "day": page.COLUMN_DATE,
        "group": page.COLUMN_DISTRICT,
        "text": texts.BEGINNING,
    }
    return {
        "data": {"values": rows},
        "height": 520,
        "mark": {"type": "point", "filled": True, "cursor": "pointer"},
        "params": [_chosen("passage", "passage")],
        "encoding": {
            "x": _bare("x"), "y": _bare("y"), "color": _coloured(looks, language), "opacity": _unless_chosen("passage", 0.75),
            "size": {"condition": {"param": "passage", "empty": False, "value": 220}, "value": 55 if len(of) > _CROWD else 90},
            "shape": {
                "field": "group", "type": "nominal", "legend": None,
                "scale": {"domain": _names(looks, language), "range": [look.shape for look in looks.values()]},
            },
            "tooltip": _tooltip(named, language),
        },
    }  # fmt: skip


def legend(looks: Mapping[str, Look], language: Language) -> Html:
    """Which colour and shape is whose; bars have the colour alone, and their order."""
    entries = (
        tag(
            "li",
            tag("span", _GLYPHS[look.shape], style=f"color: {look.colour}", aria_hidden="true"),
            " ",
            group_name(group, language),
        )
        for group, look in looks.items()
    )
    return tag("ul", *entries, class_="wj-legend", aria_label=page.COLUMN_DISTRICT.in_(language))


def draw(spec: Spec, key: str, chosen: str, alt: str) -> object:
    """Draw it, and give what was clicked: the value of the field that ``chosen`` names; ``None`` for nothing."""
    event = st.vega_lite_chart(spec=spec, key=key, on_select="rerun", selection_mode=chosen, alt=alt, width="stretch")
    picked = event.selection.get(chosen)
    return picked[0].get(chosen) if isinstance(picked, list) and picked else None


def table(columns: Mapping[Message, Sequence[str]], key: str, language: Language) -> int | None:
    """A table of texts, and the number of the row that is selected, from 0; ``None`` for none."""
    shown = {head.in_(language): list(cells) for head, cells in columns.items()}
    selected = st.dataframe(
        shown, key=key, hide_index=True, on_select="rerun", selection_mode="single-row"
    ).selection.rows
    return selected[0] if selected else None


def timeline_table(its: Timeline, looks: Mapping[str, Look], language: Language) -> Html:
    """A row a period, a column a group, and the sum of each row; empty periods are left out."""
    heads = [texts.PERIOD.in_(language), *_names(looks, language), texts.TOTAL.in_(language)]
    rows = []
    for period in its.periods:
        counts = [its.counts.get((period, group), 0) for group in looks]
        if sum(counts):
            cells = (tag("td", str(count) if count else "") for count in (*counts, sum(counts)))
            rows.append(tag("tr", tag("th", period, scope="row"), *cells))
    head = tag("thead", tag("tr", *(tag("th", name, scope="col") for name in heads)))
    its_table = tag("table", head, tag("tbody", *rows), class_="wj-figures")
    return tag("div", its_table, class_="wj-wide", tabindex="0", role="region", aria_label=texts.AS_TABLE.in_(language))


def _width(bars: int) -> Spec | int:
    """In pixels where there are few: two bars need not fill the page."""
    return {"band": 0.8} if bars > 12 else 24 if bars > 6 else 36


def _names(looks: Mapping[str, Look], language: Language) -> list[str]:
    return [group_name(group, language) for group in looks]


def _coloured(looks: Mapping[str, Look], language: Language) -> Spec:
    return {
        "field": "group", "type": "nominal", "title": None,
        "scale": {"domain": _names(looks, language), "range": [look.colour for look in looks.values()]},
        "legend": None,  # ours wraps on a phone, and can be read aloud
    }  # fmt: skip


def _chosen(name: str, field: str) -> Spec:
    return {"name": name, "select": {"type": "point", "fields": [field], "toggle": False}}


def _unless_chosen(name: str, usual: float) -> Spec:
    """Where something is chosen, the rest steps back."""
    return {"condition": {"param": name, "value": usual}, "value": 0.45 * usual}


def _bare(field: str) -> Spec:
    return {
        "field": field,
        "type": "quantitative",
        "axis": None,
        "scale": {"zero": False, "nice": False, "padding": 12},
    }


def _tooltip(fields: Mapping[str, Message], language: Language) -> list[Spec]:
    return [{"field": field, "title": head.in_(language)} for field, head in fields.items()]
