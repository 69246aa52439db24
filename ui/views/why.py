"""Why a passage was found, as a small chart: the question's words and how it has them, a bar for each leg."""

from __future__ import annotations

from index.i18n import Language
from rag.types import Leg
from rag.why import Why, Word

from ..texts import ask as texts
from .markup import Html, tag


def why_html(why: Why, language: Language) -> Html:
    """Figures stand in titles and in what a screen reader reads; on the page there are words, bars and ranks."""
    met = sum(word.met != "not" for word in why.words)
    summary = tag(
        "summary",
        tag("span", texts.WHY.in_(language)),
        tag("small", texts.met_words(met, len(why.words)).in_(language)),
    )
    words = tag(
        "ul", *(_word(word, language) for word in why.words), class_="wj-words", aria_label=texts.WORDS.in_(language)
    )
    lexical = texts.lexical_figures(why.share).in_(language)
    legs = [
        _leg(texts.LEXICAL.in_(language), why.share, why.lexical, lexical, why.passages, language),
        _leg(
            texts.DENSE.in_(language), why.cosine, why.dense, texts.dense_figures(why.cosine).in_(language), why.passages, language
        ),
    ]  # fmt: skip
    return tag("details", summary, words, tag("dl", *legs, class_="wj-legs"), class_="wj-why", open=True)


def _word(word: Word, language: Language) -> Html:
    said = texts.MET[word.met].in_(language)
    title = said if word.held else f"{said} · {texts.nearness(word.near).in_(language)}"
    return tag("li", word.text, tag("span", f" ({title})", class_="wj-unseen"), title=title, data_met=word.met)


def _leg(label: str, part: float, leg: Leg | None, figures: str, passages: int, language: Language) -> Html:
    """``part``: how much of the bar is filled; less than none is none."""
    ranked = texts.rank(leg.rank, passages) if leg else texts.NOT_FOUND
    filled = f"--wj-part: {100 * min(max(part, 0), 1):.0f}%"
    return tag(
        "div",
        tag("dt", label),
        tag("dd", tag("span", "", class_="wj-bar", style=filled, aria_hidden="true"),
            tag("span", ranked.in_(language)), tag("span", f" ({figures})", class_="wj-unseen")),
        title=figures,
    )  # fmt: skip
