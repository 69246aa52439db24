"""Which articles the next question looks at: a row below the question box, folded away until it is wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

import streamlit as st

from index.districts import DISTRICTS
from index.fold import fold_text
from index.i18n import Language, Message
from index.types import Description
from rag import Engine, Filters

from ..present import UNSOURCED, day_of, in_english
from ..texts import page as texts
from .markup import tag

_OPEN: Final = "filters-open"
_TITLE_WORDS: Final = "filter-title-words"
_LISTED: Final = 200
"""Up to so many articles the list has them all; of more, whose titles would travel with each drawing, those searched for."""
_KEYS: Final = ("filter-district", "filter-since", "filter-until", "filter-source", "filter-article")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen in the row; ``None``: all. ``title`` is the chosen article's."""

    district: str | None = None
    since: date | None = None
    until: date | None = None
    source: str | None = None
    article: str | None = None
    title: str = ""

    def filters(self) -> Filters:
        """Raises ``BadInput`` where ``since`` is later than ``until``."""
        since, until = (day.isoformat() if day else None for day in (self.since, self.until))
        return Filters(self.district, since, until, self.source, self.article)

    def words(self) -> Message | None:
        """All of it in one line; ``None`` for nothing."""
        parts = [
            *([Message(in_english(self.district), self.district)] if self.district else []),
            *([Message(f"on or after {self.since}", f"{self.since} 起")] if self.since else []),
            *([Message(f"on or before {self.until}", f"{self.until} 止")] if self.until else []),
            *([Message(self.source, self.source)] if self.source else []),
            *([Message(f"“{self.title}”", f"“{self.title}”")] if self.article else []),
        ]
        return Message(" · ".join(it.en for it in parts), " · ".join(it.zh for it in parts)) if parts else None


def chosen(engine: Engine) -> Chosen:
    """What this session has chosen; an article that a rebuild took away is no longer chosen."""
    district, since, until, source, article = (st.session_state.get(key) for key in _KEYS)
    its = engine.descriptions.get(article) if article else None
    return Chosen(district, since, until, source, article if its else None, its.title if its else "")


@st.fragment
def row(engine: Engine, language: Language) -> None:
    """The button that unfolds the filters, which of them are active, and the way to clear them."""
    with st.container(key="filters", horizontal=True, vertical_alignment="center", gap="small"):
        # No popover: Tab would reach its widgets last of all. What is in it is drawn once somebody looks.
        with st.expander(texts.FILTERS.in_(language), key=_OPEN, on_change="rerun") as folded:
            if folded.open:
                _choices(engine.descriptions, language)
        words = chosen(engine).words()  # after the widgets, which let go of what a rebuild took away
        if words:
            st.html(tag("span", words.in_(language), class_="wj-active"), width="content")
            st.button(texts.CLEAR.in_(language), key="filters-clear", type="tertiary", on_click=clear)


def fold() -> None:
    """Fold the row away; before the page is drawn again."""
    st.session_state[_OPEN] = False


def clear() -> None:
    """Choose nothing; before the page is drawn again."""
    for key in _KEYS:
        st.session_state[key] = None


def translate() -> None:
    """Have the browser name again what is chosen, in all views: it keeps the names of the language it was chosen in."""
    for key in (*_KEYS, "compare-districts", "compare-articles", "shelf-district"):
        if st.session_state.get(key):
            st.session_state[key] = st.session_state[key]


def _choices(descriptions: Mapping[str, Description], language: Language) -> None:
    """The widgets. Each offers what the index has, and nothing else."""
    named = {name for its in descriptions.values() for name in its.district}
    districts = [*(name for name in DISTRICTS if name in named), *sorted(named - DISTRICTS.keys())]
    labels = {name: name if language == "zh" else in_english(name) for name in districts}
    sources = sorted({its.source for its in descriptions.values() if its.source})
    with st.container(key="filters-grid"):
        _select(texts.DISTRICT, "filter-district", labels, language)
        _select(texts.SOURCE, "filter-source", {name: name for name in sources}, language)
        _day(texts.SINCE, "filter-since", descriptions, language)
        _day(texts.UNTIL, "filter-until", descriptions, language)
    _article(descriptions, language)


def _article(descriptions: Mapping[str, Description], language: Language) -> None:
    """All articles, or those whose titles hold the words of a box above, and the one that is chosen."""
    offered = descriptions
    if len(descriptions) > _LISTED:
        label = texts.TITLE_WORDS.in_(language)
        words = fold_text(st.text_input(label, key=_TITLE_WORDS, persist_state="session") or "").split()
        chosen = str(st.session_state.get("filter-article"))
        found = (key for key, its in descriptions.items() if words and _has(its.title, words))
        keys = dict.fromkeys([*([chosen] if chosen in descriptions else []), *islice(found, _LISTED)])
        offered = {key: descriptions[key] for key in keys}
    _select(texts.IN_ARTICLE, "filter-article", titles(offered, language), language)


def _has(title: str, words: Sequence[str]) -> bool:
    folded = fold_text(title)
    return all(word in folded for word in words)


def _select(label: Message, key: str, labels: Mapping[str, str], language: Language) -> None:
    """One of ``labels``' keys, or none; typing searches the labels."""
    st.selectbox(
        label.in_(language), list(labels), index=None, key=key, format_func=labels.__getitem__,
        placeholder=texts.ALL.in_(language), disabled=not labels, persist_state="session",
    )  # fmt: skip


def _day(label: Message, key: str, descriptions: Mapping[str, Description], language: Language) -> None:
    """A day between the first and the last that an article was published on."""
    days = [date.fromisoformat(its.published[:10]) for its in descriptions.values() if its.published]
    st.date_input(
        label.in_(language), None, min_value=min(days, default=None), max_value=max(days, default=None), key=key,
        format="YYYY-MM-DD", disabled=not days, persist_state="session",
    )  # fmt: skip


def titles(descriptions: Mapping[str, Description], language: Language) -> dict[str, str]:
    """Id -> a label that no other article has: Streamlit tells options apart by their labels."""
    labels = {
        article_id: f"{its.title} · {its.source or UNSOURCED.in_(language)} · {day_of(its, language)}"
        for article_id, its in descriptions.items()
    }
    seen = Counter(labels.values())
    return {key: label if seen[label] == 1 else f"{label} · {key}" for key, label in labels.items()}
