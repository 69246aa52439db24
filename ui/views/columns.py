"""Answers side by side as HTML: a column each, its claims with their numbers, what they stand on below."""

from __future__ import annotations

from collections.abc import Sequence

from index.i18n import Language
from rag import Citation

from ..comparison import Column
from ..present import hit_line, origin_line, snippet
from ..texts import compare as texts
from .claims import claims_html, number_button
from .markup import Html, tag
from .reader import meta_line, script_of
from .shown import AS_PUBLISHED, Shown

_SNIPPET = 70
_NEAREST = 2
"""Of a refusal's passages so many are shown: a cell is no place to browse in."""


def columns_html(columns: Sequence[Column], language: Language, shown: Shown = AS_PUBLISHED) -> Html:
    """All of them, one region that scrolls sideways where they don't fit."""
    cells = (_column(number, column, language, shown) for number, column in enumerate(columns))
    return tag("div", *cells, class_="wj-columns", tabindex="0", role="region", aria_label=texts.COLUMNS.in_(language))


def _column(number: int, column: Column, language: Language, shown: Shown) -> Html:
    answer, name = column.answer, column.target.name
    below = _nearest(number, column, language, shown) if answer.refusal else _sources(number, column, language, shown)
    refused = [tag("p", answer.refusal.explanation.in_(language), class_="wj-refusal")] if answer.refusal else []
    notes = (tag("p", note.in_(language), class_="wj-note", lang=language) for note in answer.notes)
    origin = origin_line(answer, language)
    return tag(
        "section",
        tag("h3", name, class_="wj-column-head", lang=script_of(name)),
        *(*refused, *claims_html(number, answer, language, shown), *notes),
        *([tag("p", origin, class_="wj-small")] if origin else []),
        *below,
        class_="wj-column",
        aria_label=name,
    )


def _sources(number: int, column: Column, language: Language, shown: Shown) -> list[Html]:
    """The cited articles, each once, behind the numbers that lead into it."""
    cited: dict[str, list[Citation]] = {}
    for citation in column.answer.citations:
        cited.setdefault(citation.article_id, []).append(citation)
    rows = []
    for its in cited.values():
        buttons = [number_button(number, it.number, shown.text(it.title), language) for it in its]
        title, meta = its[0].title, tag("p", meta_line(its[0].article, language, shown), class_="wj-meta")
        rows.append(tag("li", *buttons, " ", tag("span", shown.text(title), lang=shown.lang(title)), meta))
    return [tag("ul", *rows, class_="wj-column-sources")]


def _nearest(number: int, column: Column, language: Language, shown: Shown) -> list[Html]:
    refusal = column.answer.refusal
    rows = []
    for at, hit in enumerate(refusal.nearest[:_NEAREST] if refusal else (), start=1):
        beginning = snippet(hit.text, _SNIPPET)
        opener = tag(
            "button",
            shown.text(beginning),
            type="button",
            class_="wj-passage",
            data_open=f"{number}-{at}",
            lang=shown.lang(beginning),
        )
        rows.append(tag("li", opener, tag("p", shown.text(hit_line(hit, language)), class_="wj-meta")))
    return [tag("ul", *rows, class_="wj-column-sources")] if rows else []
