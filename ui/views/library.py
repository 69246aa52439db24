"""The second view: the articles, the files left out, and the rebuild."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from index.errors import WenjuError
from index.i18n import Language, Message
from index.read import Skipped
from index.types import Article

from ..present import UNSOURCED, day_of
from ..texts import page as texts
from . import desk as component
from . import notices, session
from .markup import tag
from .reader import Place, article_html


def render(index: Path, language: Language) -> None:
    """The whole view."""
    try:
        engine = session.engine(index)
    except WenjuError as error:
        notices.show_trouble(error, index, language)
        return
    st.html(tag("h2", texts.LIBRARY.in_(language), class_="wj-heading"))
    with st.container(key="rebuilder"):
        folders = ", ".join(engine.manifest.paths)
        st.html(tag("p", f"{texts.FOLDERS.in_(language)} {folders}", class_="wj-small"))
        notices.rebuilder(index, texts.REBUILD, language)
    _shelf(engine.articles(), language)
    _reasons(texts.SKIPPED, engine.skipped(), language)
    _reasons(texts.IN_PART, engine.problems(), language)
    notices.footer(engine, language)


@st.fragment
def _shelf(articles: Sequence[Article], language: Language) -> None:
    """The table, and the article of the selected row below it."""
    st.html(tag("p", texts.ARTICLES_HINT.in_(language), class_="wj-small"))
    table = st.dataframe(
        _rows(articles, language),
        key="shelf",
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        row_height=44,
        column_config={
            texts.COLUMN_TITLE.in_(language): st.column_config.TextColumn(width="large"),
            texts.COLUMN_CHARACTERS.in_(language): st.column_config.NumberColumn(format="localized", width="small"),
            texts.COLUMN_RESTORED.in_(language): st.column_config.NumberColumn(
                format="localized", width="small", help=texts.RESTORED_HELP.in_(language)
            ),
        },
    )
    selected = [row for row in table.selection.rows if row < len(articles)]
    if selected:
        article = articles[selected[0]]
        html = article_html(Place(article), language, asked_for=False)
        component.show(html, key="shelf-reader", stamp=f"{language}-{article.article_id}")


def _rows(articles: Sequence[Article], language: Language) -> dict[str, list[str] | list[int]]:
    """The table's columns."""
    return {
        texts.COLUMN_TITLE.in_(language): [article.title for article in articles],
        texts.COLUMN_DATE.in_(language): [day_of(article, language) for article in articles],
        texts.COLUMN_DISTRICT.in_(language): ["、".join(article.district) for article in articles],
        texts.COLUMN_SOURCE.in_(language): [article.source or UNSOURCED.in_(language) for article in articles],
        texts.COLUMN_CHARACTERS.in_(language): [len(article.text) for article in articles],
        texts.COLUMN_RESTORED.in_(language): [len(article.restored.edits) for article in articles],
    }


def _reasons(heading: Message, entries: Sequence[Skipped], language: Language) -> None:
    """The files left out, or those read in part; nothing where there are none of the latter."""
    if not entries and heading is not texts.SKIPPED:
        return
    st.html(tag("h3", heading.in_(language), class_="wj-label"))
    if not entries:
        st.html(tag("p", texts.NONE_SKIPPED.in_(language), class_="wj-small"))
        return
    st.dataframe(
        {
            texts.COLUMN_FILE.in_(language): [entry.path for entry in entries],
            texts.COLUMN_REASON.in_(language): [entry.reason.in_(language) for entry in entries],
        },
        key=f"reasons-{heading.en}",
        hide_index=True,
    )
