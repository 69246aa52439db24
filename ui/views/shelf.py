"""The articles as a table: searched, filtered, read, removed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

from index.districts import DISTRICTS
from index.i18n import Language, Message
from index.layout import Generation
from rag import Engine

from ..library.remove import Plan, Removed, plan, remove
from ..library.rows import Row, Shelf, Trouble, found, shelf_of
from ..present import UNSOURCED, day_of, in_english
from ..texts import library as texts
from ..texts import page
from . import desk as component
from . import session
from .markup import Html, tag
from .reader import Place, article_html
from .session import rebuild_of

if TYPE_CHECKING:
    from streamlit.elements.lib.column_types import ColumnConfig

_TROUBLES: Final[tuple[Trouble, ...]] = ("part", "guesses", "copies")
_CATALOG: Final = Generation(Path()).catalog.name
_REMOVED: Final = "removed"
_LISTED: Final = 50
_ROWS_SHOWN: Final = 12
_ROW_HEIGHT: Final = 40  # pixels: a finger's width


@st.cache_resource(show_spinner=False, max_entries=2)
def shelf_for(build: str, _engine: Engine) -> Shelf:
    """The shelf of one build (``build``: its catalog's checksum), shared by all sessions."""
    return shelf_of(_engine)


@st.fragment
def show(index: Path, library: Path, engine: Engine, language: Language) -> None:
    """Filters, table, article; a click runs only this again."""
    build = next(file.sha256 for file in engine.manifest.files if file.name == _CATALOG)
    shelf = shelf_for(build, engine)
    words, district, trouble = _filters(shelf, language)
    rows = found(shelf.rows, words, district, trouble)
    st.html(tag("p", texts.of_all(len(rows), len(shelf.rows)).in_(language), " · ",
                texts.HINT.in_(language), class_="wj-small"))  # fmt: skip
    if not rows:
        st.html(tag("p", texts.NOTHING_FOUND.in_(language), class_="wj-small"))
        return
    with st.container(key="shelf"):
        left, right = st.columns([3, 2], gap="medium")  # the right one takes no room while nothing is open: library.css
    with left:
        table = st.dataframe(
            _table(rows, language),
            key=f"shelf-{build}-{words}-{district}-{trouble}",  # of other rows, other selections
            hide_index=True,
            on_select="rerun",
            selection_mode=["multi-row", "single-cell"],
            row_height=_ROW_HEIGHT,
            height=_ROW_HEIGHT * (min(len(rows), _ROWS_SHOWN) + 1) + 2,
            column_config=_columns(language),
        )
        ticked = [rows[row] for row in table.selection.rows if row < len(rows)]
        _removal(index, library, shelf, ticked, language)
    opened = [cell for cell in table.selection.cells if cell[0] < len(rows)]
    if opened:
        number, column = opened[0]
        with right:
            _article(engine, rows[number], column, language)


def _filters(shelf: Shelf, language: Language) -> tuple[str, str | None, Trouble | None]:
    """The words, district and trouble that are asked for."""
    districts = [*(name for name in DISTRICTS if name in shelf.districts), *sorted(shelf.districts - DISTRICTS.keys())]
    counted = {name: count for name in _TROUBLES if (count := shelf.counted(name))}
    with st.container(key="shelf-filters", horizontal=True, vertical_alignment="bottom", gap="small"):
        words = st.text_input(
            texts.SEARCH.in_(language), key="shelf-words", placeholder=texts.SEARCH.in_(language),
            label_visibility="collapsed", autocomplete="off", persist_state="session",
        )  # fmt: skip
        district = st.selectbox(
            texts.DISTRICT.in_(language), districts, index=None, key="shelf-district", persist_state="session",
            placeholder=texts.DISTRICT.in_(language), label_visibility="collapsed", disabled=not districts,
            format_func=lambda name: name if language == "zh" else in_english(name),
        )  # fmt: skip
        trouble = st.pills(
            texts.TROUBLE.in_(language), list(counted), key="shelf-trouble", label_visibility="collapsed",
            format_func=lambda name: texts.trouble(name, counted[name]).in_(language), width="content",
        ) if counted else None  # fmt: skip
    return words, district, trouble


def _table(rows: Sequence[Row], language: Language) -> dict[str, list[str] | list[int]]:
    described = [(row, row.description) for row in rows]
    return {
        page.COLUMN_TITLE.in_(language): [its.title for _, its in described],
        page.COLUMN_DATE.in_(language): [day_of(its, language) for _, its in described],
        page.COLUMN_DISTRICT.in_(language): ["、".join(its.district) for _, its in described],
        page.COLUMN_SOURCE.in_(language): [its.source or UNSOURCED.in_(language) for _, its in described],
        page.COLUMN_CHARACTERS.in_(language): [row.characters for row in rows],
        page.COLUMN_RESTORED.in_(language): [row.restored for row in rows],
        texts.COLUMN_PROBLEMS.in_(language): [problems_of(row, language) for row in rows],
        page.COLUMN_FILE.in_(language): [", ".join(row.paths) for row in rows],
    }


def problems_of(row: Row, language: Language) -> str:
    """All of an article's troubles in one line; ``""`` for none."""
    said = [
        *row.problems,
        *([texts.guesses(row.guesses)] if row.guesses else []),
        *([texts.copies(row.copies)] if row.copies else []),
    ]
    return " · ".join(it.in_(language) for it in said)


def _columns(language: Language) -> dict[str, ColumnConfig]:
    narrow = st.column_config.NumberColumn
    restored = page.RESTORED_HELP.in_(language)
    return {
        page.COLUMN_TITLE.in_(language): st.column_config.TextColumn(width="large"),
        page.COLUMN_CHARACTERS.in_(language): narrow(format="localized", width="small"),
        page.COLUMN_RESTORED.in_(language): narrow(format="localized", width="small", help=restored),
    }


def _article(engine: Engine, row: Row, stamp: str, language: Language) -> None:
    """``stamp`` differs with every click, so that on a phone the article comes back over the table."""
    shown = session.shown()
    html = article_html(
        Place(engine.article(row.article_id)), language, asked_for=True, back=texts.TO_LIST, shown=shown
    )
    component.show(html, key="shelf-reader", stamp=f"{language}-{shown.script}-{row.article_id}-{stamp}")


def _removal(index: Path, library: Path, shelf: Shelf, ticked: Sequence[Row], language: Language) -> None:
    """The button that removes what is ticked, once something is; and what was removed last."""
    if ticked and st.button(texts.remove_chosen(len(ticked)).in_(language), key="shelf-remove"):
        chosen = [path for row in ticked for path in row.paths]
        planned = plan(library, chosen, (row.paths for row in shelf.rows))
        st.dialog(texts.REMOVE.in_(language))(_confirm)(index, library, planned, language)
    removed = st.session_state.get(_REMOVED)
    if removed:
        st.html(removed_html(removed, language))


def _confirm(index: Path, library: Path, planned: Plan, language: Language) -> None:
    st.html(plan_html(planned, library, language))
    with st.container(horizontal=True):
        if planned.files and st.button(texts.REMOVE_NOW.in_(language), key="remove-now", type="primary"):
            st.session_state[_REMOVED] = remove(library, planned.files)
            rebuild_of(str(index)).start()
            st.rerun()
        if st.button(texts.CANCEL.in_(language), key="remove-cancel"):
            st.rerun()


def plan_html(planned: Plan, library: Path, language: Language) -> Html:
    """Which files go, with how many articles each, and which can't, since they lie elsewhere."""
    going = [tag("li", texts.goes_with(str(file), count).in_(language)) for file, count in planned.files.items()]
    staying = [tag("li", _staying(path, library).in_(language)) for path in planned.elsewhere]
    parts = [_list(lines, language) for lines in (going, staying) if lines]
    said = texts.FOR_GOOD if going else texts.NONE_REMOVABLE
    return tag("div", *parts, tag("p", said.in_(language), class_="wj-small"), class_="wj-plan")


def _staying(path: str, library: Path) -> Message:
    """Why ``path`` is not removed; the index may have been built in another folder than this page runs in."""
    file = Path(path.partition("#")[0])
    there = file.is_absolute() or any(parent.is_file() for parent in (file, *file.parents))
    return texts.elsewhere(path, str(library)) if there else texts.unplaced(path)


def removed_html(removed: Sequence[Removed], language: Language) -> Html:
    gone = sum(it.reason is None for it in removed)
    stuck = [tag("li", it.path, ": ", it.reason.in_(language)) for it in removed if it.reason]
    listed = [_list(stuck, language)] if stuck else []
    return tag("div", tag("p", texts.removed(gone).in_(language)), *listed, class_="wj-notice wj-batch", role="status")


def _list(lines: Sequence[Html], language: Language) -> Html:
    rest = len(lines) - _LISTED
    more = [tag("li", texts.and_more(rest).in_(language))] if rest > 0 else []
    return tag("ul", *lines[:_LISTED], *more)
