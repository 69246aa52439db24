"""The library: articles come in, the index is rebuilt, what needs a look comes first, then the shelf."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from index.errors import WenjuError
from index.i18n import Language, Message
from index.read import Skipped

from ..library.folder import is_behind
from ..texts import library as texts
from ..texts import page
from . import notices, session, shelf
from .markup import tag
from .uploads import uploader


def render(index: Path, language: Language) -> None:
    """The whole view. Without an index too: files can be added, and the index built from them."""
    library = session.library_folder()
    st.html(tag("h2", page.LIBRARY.in_(language), class_="wj-heading"))
    with st.container(key="library-in"):
        left, right = st.columns([3, 2], gap="large")
    with left:
        uploader(index, library, language)
    try:
        engine = session.engine(index)
    except WenjuError as error:
        with right:
            _folder(texts.GOES_TO, str(library), language)
            notices.show_trouble(error, index, language)
        return
    with right, st.container(key="rebuilder"):
        st.html(tag("h3", texts.INDEX.in_(language), class_="wj-label"))
        _folder(texts.BUILT_FROM, ", ".join(engine.manifest.paths), language)
        _folder(texts.GOES_TO, str(library), language)
        if is_behind(index, library) and not session.rebuild_of(str(index)).running:
            st.html(tag("p", texts.BEHIND.in_(language), class_="wj-note", role="status"))
        notices.rebuilder(index, page.REBUILD, language)
    _left_out(engine.skipped(), language)
    shelf.show(index, library, engine, language)
    notices.footer(engine, language)


def _folder(said: Message, folders: str, language: Language) -> None:
    st.html(tag("p", f"{said.in_(language)} {folders}", class_="wj-small wj-where"))


def _left_out(entries: Sequence[Skipped], language: Language) -> None:
    """The files, or parts of them, that the build could not use; nothing where there are none."""
    if not entries:
        return
    st.html(tag("h3", texts.left_out(len(entries)).in_(language), class_="wj-label"))
    st.dataframe(
        {
            page.COLUMN_FILE.in_(language): [entry.path for entry in entries],
            page.COLUMN_REASON.in_(language): [entry.reason.in_(language) for entry in entries],
        },
        key="left-out",
        hide_index=True,
        height=min(len(entries), 4) * 35 + 37,
    )
