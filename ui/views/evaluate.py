"""`wenju eval` and `wenju eval-answers` on a file, and their figures."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from index.i18n import Language

from ..texts import page as texts
from .markup import tag


def render(index: Path, language: Language) -> None:
    """The whole view."""
    st.html(tag("h2", texts.EVALUATE.in_(language), class_="wj-heading"))
