"""Answers and refusals as HTML: claims with their numbers, sources below, earlier questions folded."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from index.i18n import Language
from index.types import Article
from rag import Answer, Citation, Hit, Refusal

from .. import texts
from ..present import copies_line, hit_line
from .markup import Html, join, tag
from .reader import Place, meta_line, script_of

_SNIPPET = 110  # characters of a near passage; about three lines


def places_of(answer: Answer) -> dict[int, Place]:
    """What each number of the answer opens: citations, or the nearest passages of a refusal, counted from 1."""
    if answer.refusal:
        hits = enumerate(answer.refusal.nearest, start=1)
        return {number: Place(hit.article, hit.passage.span) for number, hit in hits}
    return {citation.number: Place(citation.article, citation.span) for citation in answer.citations}


def answers_html(history: Sequence[Answer], language: Language) -> Html:
    """The last answer, and the ones before it folded, the newest first; nothing for no question."""
    if not history:
        return join(())
    *earlier, last = enumerate(history)
    folded = [
        tag("details", tag("summary", answer.question), _answer(turn, answer, language), class_="wj-earlier")
        for turn, answer in reversed(earlier)
    ]
    rest = [tag("h3", texts.EARLIER.in_(language), class_="wj-label"), *folded] if folded else []
    asked = tag("p", last[1].question, class_="wj-asked")  # the box above may hold another one by now
    return tag("div", asked, _answer(*last, language), *rest, class_="wj-answers")


def _answer(turn: int, answer: Answer, language: Language) -> Html:
    inner = _refusal(turn, answer.refusal, language) if answer.refusal else _claims(turn, answer, language)
    return tag("section", *inner, class_="wj-answer", aria_label=texts.ANSWER.in_(language))


def _claims(turn: int, answer: Answer, language: Language) -> list[Html]:
    citations = {citation.number: citation for citation in answer.citations}
    claims = [
        tag(
            "p",
            tag("span", claim.text),
            *(_number(turn, number, citations[number].title, language) for number in claim.citations),
            class_="wj-claim",
            lang=script_of(claim.text),
        )
        for claim in answer.claims
    ]
    articles = len({citation.article_id for citation in answer.citations})
    count = texts.counted(len(answer.citations), articles, answer.took_ms).in_(language)
    return [*claims, _sources(turn, answer.citations, language), tag("p", count, class_="wj-small")]


def _number(turn: int, number: int, title: str, language: Language) -> Html:
    label = texts.citation_label(number, title).in_(language)
    return tag(
        "button", f"[{number}]", type="button", class_="wj-cite", data_open=f"{turn}-{number}", title=title,
        aria_label=label,
    )  # fmt: skip


def _sources(turn: int, citations: Sequence[Citation], language: Language) -> Html:
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
        numbers = [_number(turn, citation.number, citation.title, language) for citation in cited]
        meta = tag("p", meta_line(cited[0].article, language), " ", *numbers, class_="wj-meta")
        rows.append(tag("li", _heading(cited[0].article), meta, *_copies(cited, language)))
    return tag(
        "section", tag("h3", texts.SOURCES.in_(language), class_="wj-label"), tag("ul", *rows), class_="wj-sources"
    )


def _copies(cited: Sequence[Citation], language: Language) -> list[Html]:
    """The line that names the near-duplicates that hold one of the quotes, each once; nothing for none."""
    copies = {article.article_id: article for citation in cited for article in citation.copies}
    return [tag("p", copies_line(list(copies.values()), language), class_="wj-meta")] if copies else []


def _heading(article: Article) -> Html:
    return tag("p", article.title, class_="wj-source", lang=script_of(article.title))


def _refusal(turn: int, refusal: Refusal, language: Language) -> list[Html]:
    said = tag("p", refusal.explanation.in_(language), class_="wj-refusal", role="status")
    if not refusal.nearest:
        return [said]
    rows = [_near(turn, number, hit, language) for number, hit in enumerate(refusal.nearest, start=1)]
    return [said, tag("h3", texts.NEAREST.in_(language), class_="wj-label"), tag("ul", *rows, class_="wj-near")]


def _near(turn: int, number: int, hit: Hit, language: Language) -> Html:
    opener = tag(
        "button", _snippet(hit.text), type="button", class_="wj-passage",
        data_open=f"{turn}-{number}", lang=script_of(hit.text),
    )  # fmt: skip
    return tag(
        "li", opener, tag("p", hit_line(hit, language), " · ", meta_line(hit.article, language), class_="wj-meta")
    )


def _snippet(text: str) -> str:
    shown = " ".join(text.split())
    return shown if len(shown) <= _SNIPPET else shown[:_SNIPPET].rstrip() + "…"
