"""Files from the browser into the library folder, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from index.errors import WenjuError
from index.i18n import Language, Message

from ..library.store import Placed, opened_store
from ..texts import library as texts
from . import notices
from .markup import Html, join, tag
from .session import rebuild_of

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

MOST_FILES: Final = 1000
"""At a time: a browser takes a minute over so many, and hangs over ten times as many. A zip may hold 50,000."""
_KEY: Final = "batch"
_LISTED: Final = 100
_REDRAWN: Final = 50  # files between two steps of the bar


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of the files that were sent last; ``error`` where none could be taken."""

    placed: tuple[Placed, ...] = ()
    said: Message | None = None
    error: WenjuError | None = None


def uploader(index: Path, library: Path, language: Language) -> None:
    """The place to drop files, the button that takes them, and what became of them."""
    with st.container(key=f"add-{language}"), st.form("add", clear_on_submit=True, border=False):
        st.html(tag("h3", texts.ADD.in_(language), class_="wj-label"))
        files = st.file_uploader(texts.ADD_LABEL.in_(language), accept_multiple_files=True, key="add-files")
        sent = st.form_submit_button(texts.ADD_BUTTON.in_(language), key="add-send")
    if sent:
        st.session_state[_KEY] = _taken(files, library, language)
        st.session_state.pop("removed", None)
        if any(it.outcome == "stored" for it in st.session_state[_KEY].placed):
            rebuild_of(str(index)).start()
        st.rerun()
    batch = st.session_state.get(_KEY)
    if isinstance(batch, Batch):
        if batch.error:
            notices.show_error(batch.error, language)
        else:
            st.html(batch_html(batch, language))


def _taken(files: Sequence[UploadedFile], library: Path, language: Language) -> Batch:
    """Store the files; the server lets go of each as soon as it is."""
    if not files:
        return Batch(said=texts.NO_FILES)
    try:
        if len(files) > MOST_FILES:
            return Batch(said=texts.too_many(len(files), MOST_FILES))
        return Batch(tuple(_stored(files, library, language)))
    except WenjuError as error:
        return Batch(error=error)
    finally:
        _let_go(files)


def _stored(files: Sequence[UploadedFile], library: Path, language: Language) -> Iterator[Placed]:
    bar = st.progress(0.0) if len(files) > _REDRAWN else None
    with opened_store(library) as store:
        for number, file in enumerate(files, start=1):
            yield store.put(file.name, file.getvalue())
            if bar and number % _REDRAWN == 0:
                bar.progress(number / len(files), text=f"{texts.STORING.in_(language)} {number:,} / {len(files):,}")


def _let_go(files: Sequence[UploadedFile]) -> None:
    """Else the server keeps them in memory for as long as the session lasts."""
    context = get_script_run_ctx()
    manager = context and context.uploaded_file_mgr
    if context and isinstance(manager, MemoryUploadedFileManager):
        for file in files:
            manager.remove_file(context.session_id, file.file_id)


def batch_html(batch: Batch, language: Language) -> Html:
    """How many were stored, were there, were refused; then a line for each file of which more is to be said."""
    if batch.said:
        return tag("div", tag("p", batch.said.in_(language)), class_="wj-notice", role="status")
    counts = [
        (texts.stored, sum(it.outcome == "stored" for it in batch.placed)),
        (texts.there, sum(it.outcome == "there" for it in batch.placed)),
        (texts.refused, sum(it.outcome == "refused" for it in batch.placed)),
    ]
    said = Message("; ", "；").in_(language).join(words(count).in_(language) for words, count in counts if count)
    lines = [tag("li", line) for it in batch.placed if (line := _line(it, language))]
    rest = len(lines) - _LISTED
    more = [tag("li", texts.and_more(rest).in_(language))] if rest > 0 else []
    listed = [tag("ul", join([*lines[:_LISTED], *more]))] if lines else []
    return tag("div", tag("p", said), *listed, class_="wj-notice wj-batch", role="status")


def _line(placed: Placed, language: Language) -> str:
    """What is to be said of one file; ``""`` for one that was stored as it came."""
    renamed = placed.kept_as and placed.kept_as != placed.name
    named = texts.kept_as(placed.name, placed.kept_as).in_(language) if renamed else placed.name
    if placed.remark:
        return f"{named}: {placed.remark.in_(language)}"
    return named if renamed else ""
