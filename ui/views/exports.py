"""The buttons that save an answer, or a comparison, as a file; the file is made when one is clicked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

import streamlit as st

from index.i18n import Language, Message
from rag import Answer

from ..export import Part, answer_blocks, as_file, comparison_blocks, file_name
from ..export.document import Block
from ..texts import export as texts

_FORMATS = (
    (".md", texts.MARKDOWN, "text/markdown"),
    (".docx", texts.WORD, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
)


def buttons(answer: Answer, language: Language, key: str, under: Message | None = None) -> None:
    """For one answer; ``under``: the filters that it was given under, in words."""
    _buttons(answer.question, lambda: answer_blocks(answer, language, under), language, key)


def comparison_buttons(question: str, parts: Sequence[Part], language: Language, key: str) -> None:
    _buttons(question, lambda: comparison_blocks(question, parts, language), language, key)


def _buttons(question: str, blocks: Callable[[], Sequence[Block]], language: Language, key: str) -> None:
    day = datetime.now().astimezone().date()
    with st.container(key=f"{key}-exports", horizontal=True, gap="small"):
        for suffix, label, mime in _FORMATS:
            st.download_button(
                label.in_(language), partial(_file, blocks, suffix), file_name(question, suffix, day), mime,
                key=f"{key}{suffix}", type="tertiary", on_click="ignore",
            )  # fmt: skip


def _file(blocks: Callable[[], Sequence[Block]], suffix: str) -> bytes:
    return as_file(blocks(), suffix)
