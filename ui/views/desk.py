"""The two halves of the desk as one Streamlit component: it shows escaped HTML and reports what was clicked."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from index.i18n import Language

from .markup import Html

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_HERE = Path(__file__).parent


def style() -> Html:
    """The page's style sheets, `page.css` first: what several views share, then a sheet a view."""
    return Html("<style>" + "".join(path.read_text(encoding="utf-8") for path in _sheets()) + "</style>")


def _sheets() -> list[Path]:
    return sorted((_HERE / "styles").glob("*.css"), key=lambda path: (path.stem != "page", path.stem))


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component(
        "wenju_desk", js="".join(_script(name) for name in ("aids.js", "desk.js")), isolate_styles=False
    )


def _script(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


@cache
def _speaker() -> ComponentRenderer:
    js = "export default ({ data }) => { document.documentElement.lang = data.lang; }"
    return st.components.v2.component("wenju_language", js=js, isolate_styles=False)


def speak(language: Language) -> None:
    """Tell the browser the page's language, which screen readers read it in; Streamlit says English of every page."""
    with st.container(key="speaker"):
        _speaker()(key="spoken", data={"lang": "zh-CN" if language == "zh" else "en"})


def show(
    html: Html,
    *,
    key: str,
    stamp: str,
    current: str = "",
    focus: bool = False,
    on_open: Callable[[str], None] = lambda place: None,
    on_close: Callable[[], None] = lambda: None,
    on_view: Callable[[str], None] = lambda view: None,
    on_ask: Callable[[str], None] = lambda suggested: None,
) -> None:
    """Show ``html``; the browser takes it in anew only where ``stamp`` differs from the one before.

    ``current`` is the ``data-open`` of what is open; ``on_open`` is called with the one that was clicked. ``focus`` puts
    the cursor into the question box. ``on_view`` and ``on_ask`` are called with the ``data-view`` or ``data-ask`` that was.
    """

    def told(trigger: str, callback: Callable[[str], None]) -> Callable[[], None]:
        def tell() -> None:
            value = st.session_state[key][trigger]
            if isinstance(value, str):
                callback(value)

        return tell

    _component()(
        key=key,
        data={"html": str(html), "stamp": stamp, "current": current, "focus": focus},
        on_open_change=told("open", on_open),
        on_close_change=on_close,
        on_view_change=told("view", on_view),
        on_ask_change=told("ask", on_ask),
    )
