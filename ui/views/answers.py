"""Answers and refusals as HTML: claims with their numbers, sources below, earlier questions folded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from index.i18n import Language, Message
from index.types import Article
from rag import Answer, Citation, Hit, Refusal

from ..instead import Help
from ..present import copies_line, hit_line, origin_line, snippet
from ..texts import ask as ask_texts
from ..texts import page as texts
from .claims import claims_html, number_button
from .markup import Html, join, tag
from .reader import Place, meta_line
from .shown import AS_PUBLISHED, Shown
from .tools import answer_text, copy_button

_SNIPPET = 110  # characters of a near passage; about three lines


@dataclass(frozen=True, slots=True)
class Turn:
    """A question's answer, the filters that it was given under, in words, and what helps where it is a refusal; ``None``
    for none."""

    answer: Answer
    under: Message | None = None
    help: Help | None = None


def places_of(answer: Answer) -> dict[int, Place]:
    """What each number of the answer opens: citations, or the nearest passages of a refusal, counted from 1."""
    if answer.refusal:
        hits = enumerate(answer.refusal.nearest, start=1)
        return {number: Place(hit.article, hit.passage.span) for number, hit in hits}
    return {citation.number: Place(citation.article, citation.span) for citation in answer.citations}


def answers_html(history: Sequence[Turn], language: Language, shown: Shown = AS_PUBLISHED) -> Html:
    """The last answer, and the ones before it folded, the newest first; nothing for no question."""
    if not history:
        return join(())
    *earlier, last = enumerate(history)
    folded = [
        tag(
            "details", tag("summary", turn.answer.question), _answer(number, turn, language, shown), class_="wj-earlier"
        )
        for number, turn in reversed(earlier)
    ]
    rest = [tag("h3", texts.EARLIER.in_(language), class_="wj-label"), *folded] if folded else []
    asked = tag("p", last[1].answer.question, class_="wj-asked")  # the box above may hold another one by now
    return tag("div", asked, _answer(*last, language, shown), *rest, class_="wj-answers")


def _answer(number: int, turn: Turn, language: Language, shown: Shown) -> Html:
    answer, refusal = turn.answer, turn.answer.refusal
    under = [tag("p", texts.under(turn.under).in_(language), class_="wj-small wj-under")] if turn.under else []
    refused = [tag("p", refusal.explanation.in_(language), class_="wj-refusal", role="status")] if refusal else []
    helped = _help(number, turn.help, language) if turn.help else []
    below = (
        [*helped, *_nearest(number, refusal, language, shown)]
        if refusal
        else _evidence(number, answer, language, shown)
    )
    return tag(
        "section",
        *(*under, *refused, *claims_html(number, answer, language, shown), *_remarks(answer, language), *below),
        class_="wj-answer",
        aria_label=texts.ANSWER.in_(language),
    )


def _help(number: int, help: Help, language: Language) -> list[Html]:
    """What there is of what was missing, and the questions that have an answer."""
    there = [tag("p", help.there.in_(language), class_="wj-there")] if help.there else []
    if not help.instead:
        return there
    buttons = [
        tag("li", tag("button", it.label.in_(language), type="button", class_="wj-instead", data_ask=f"{number}-{at}",
                      title=it.question))
        for at, it in enumerate(help.instead)
    ]  # fmt: skip
    label = tag("h3", ask_texts.INSTEAD.in_(language), class_="wj-label")
    return [*there, label, tag("ul", *buttons, class_="wj-insteads")]


def _remarks(answer: Answer, language: Language) -> list[Html]:
    """What the reader should know of the answer, then how recent it is and which model wrote it."""
    origin = origin_line(answer, language)
    return [
        *(tag("p", note.in_(language), class_="wj-note", lang=language) for note in answer.notes),
        *([tag("p", origin, class_="wj-small wj-origin")] if origin else []),
    ]


def _evidence(turn: int, answer: Answer, language: Language, shown: Shown) -> list[Html]:
    articles = len({citation.article_id for citation in answer.citations})
    count = texts.counted(len(answer.citations), articles, answer.took_ms).in_(language)
    copy = copy_button(answer_text(answer, language), ask_texts.COPY_ANSWER, language)
    return [
        _sources(turn, answer.citations, language, shown),
        tag("p", count, " · ", copy, class_="wj-small"),
        _quotes(turn, answer.citations, shown),
    ]


def _quotes(turn: int, citations: Sequence[Citation], shown: Shown) -> Html:
    """What the numbers show when they are hovered or focused (`aids.js`)."""
    quotes = [
        tag("q", shown.text(it.quote), data_quote_of=f"{turn}-{it.number}", data_from=shown.text(it.title), lang=shown.lang(it.quote))
        for it in citations
    ]  # fmt: skip
    return tag("div", *quotes, hidden=True)


def _sources(turn: int, citations: Sequence[Citation], language: Language, shown: Shown) -> Html:
    """The cited articles, each once, with the numbers that lead into it."""
    ordered = sorted(citations, key=lambda citation: citation.number)
    first = {citation.article_id: citation.number for citation in reversed(ordered)}
    grouped = groupby(
        sorted(ordered, key=lambda citation: (first[citation.article_id], citation.number)),
        key=lambda citation: citation.article_id,
    )
    rows = []
    for _, group in grouped:
        cited = list(group)
        numbers = [number_button(turn, citation.number, shown.text(citation.title), language) for citation in cited]
        meta = tag("p", meta_line(cited[0].article, language, shown), " ", *numbers, class_="wj-meta")
        rows.append(tag("li", _heading(cited[0].article, shown), meta, *_copies(cited, language)))
    return tag(
        "section", tag("h3", texts.SOURCES.in_(language), class_="wj-label"), tag("ul", *rows), class_="wj-sources"
    )


def _copies(cited: Sequence[Citation], language: Language) -> list[Html]:
    """The line that names the near-duplicates that hold one of the quotes, each once; nothing for none."""
    copies = {article.article_id: article for citation in cited for article in citation.copies}
    return [tag("p", copies_line(list(copies.values()), language), class_="wj-meta")] if copies else []


def _heading(article: Article, shown: Shown) -> Html:
    title, original = shown.text(article.title), shown.original(article.title)
    return tag("p", title, class_="wj-source", lang=shown.lang(article.title), data_original=original)


def _nearest(turn: int, refusal: Refusal, language: Language, shown: Shown) -> list[Html]:
    if not refusal.nearest:
        return []
    rows = [_near(turn, number, hit, language, shown) for number, hit in enumerate(refusal.nearest, start=1)]
    return [tag("h3", texts.NEAREST.in_(language), class_="wj-label"), tag("ul", *rows, class_="wj-near")]


def _near(turn: int, number: int, hit: Hit, language: Language, shown: Shown) -> Html:
    beginning = snippet(hit.text, _SNIPPET)
    opener = tag(
        "button", shown.text(beginning), type="button", class_="wj-passage", data_open=f"{turn}-{number}",
        lang=shown.lang(hit.text), data_original=shown.original(beginning),
    )  # fmt: skip
    title = shown.text(hit_line(hit, language))
    return tag("li", opener, tag("p", title, " · ", meta_line(hit.article, language, shown), class_="wj-meta"))
