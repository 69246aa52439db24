"""The page's frame: masthead, navigation, language; the views are in `ui/views/`. Started by `wenju ui`.

Imports are absolute: Streamlit runs this file as a script.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from importlib import import_module
from pathlib import Path

import streamlit as st

from index.i18n import Language
from ui.texts import ask as ask_texts
from ui.texts import page as texts
from ui.views import filters, login, session
from ui.views.desk import speak, style
from ui.views.markup import join, tag

_SEAL = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#9E3524"/>'
    '<path d="M9 10h14M9 16h14M9 22h8" stroke="#FBFAF6" stroke-width="3" stroke-linecap="round"/></svg>'
)

# The modules of `ui/views/` that are one, as the masthead names them; the first is where people come in.
_VIEWS = {
    "ask": texts.ASK,
    "compare": texts.COMPARE,
    "library": texts.LIBRARY,
    "overview": texts.OVERVIEW,
    "evaluate": texts.EVALUATE,
}


def main() -> None:
    """Draw the page once."""
    language = _language()
    st.set_page_config(page_title=texts.NAME.in_(language), page_icon=_SEAL, layout="wide")
    st.html(style())
    speak(language)
    if not login.admitted(language):
        return
    index = session.index_folder()
    views = [
        st.Page(
            partial(_render, name, index, language), title=title.in_(language), url_path=name, default=name == "ask"
        )
        for name, title in _VIEWS.items()
    ]
    view = st.navigation(views, position="hidden")
    st.set_page_config(page_title=f"{view.title} · {texts.NAME.in_(language)}")
    _masthead(views, language)
    with st.container(key="content"):
        st.html(tag("span", "", id="wj-content", tabindex="-1"))
    view.run()


def _masthead(views: Sequence[st.Page], language: Language) -> None:
    """Name, views and switches."""
    with st.container(key="masthead", horizontal=True, vertical_alignment="center", gap="small"):
        skip = tag("a", ask_texts.SKIP.in_(language), href="#wj-content", class_="wj-skip")
        st.html(join([skip, tag("span", "文据", tag("small", "Wenju"), class_="wj-name")]), width="content")
        for page in views:
            st.page_link(page, label=page.title)
        st.segmented_control(
            ask_texts.SCRIPT.in_(language), list(ask_texts.SCRIPTS), key="script", required=True, default="published",
            label_visibility="collapsed", format_func=lambda code: ask_texts.SCRIPTS[code].in_(language),
        )  # fmt: skip
        st.segmented_control(
            texts.LANGUAGE.in_(language), ["zh", "en"], key="language", required=True, label_visibility="collapsed",
            format_func=lambda code: {"zh": "中文", "en": "English"}[code], on_change=filters.translate,
        )  # fmt: skip
        login.way_out(language)


def _render(name: str, index: Path, language: Language) -> None:
    """A view is loaded when it is first looked at: nobody waits for the others."""
    import_module(f"ui.views.{name}").render(index, language)


def _language() -> Language:
    """The switch's, which this session starts at what the browser prefers."""
    st.session_state.setdefault("language", session.first_language())
    return "zh" if st.session_state["language"] == "zh" else "en"


main()
