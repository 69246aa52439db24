"""An answer as blocks of marked text, the same for every format: question, claims, then the sources with their quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from index.i18n import Language, Message
from index.types import Article, SectionKind, Span
from rag import Answer, Citation, Claim, Struck

from ..present import (
    UNSOURCED,
    copies_line,
    day_of,
    hit_line,
    in_groups,
    marked_pieces,
    origin_line,
    place,
)
from ..texts import export as texts
from ..texts import page
from ..views.markup import is_web_address

Kind = Literal["title", "heading", "subheading", "text", "item", "quiet", "source", "quote", "detail"]


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look. ``cites``: the number of the source that it leads to; ``url``: where it links to, http(s) only."""

    text: str
    bold: bool = False
    struck: bool = False
    guess: bool = False
    cites: int | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph. ``number``: of a source, the one that the claims cite."""

    kind: Kind
    runs: tuple[Run, ...]
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One of several answers to a question; ``name``: the district or article that it was asked of."""

    name: str
    answer: Answer


def answer_blocks(answer: Answer, language: Language, under: Message | None = None) -> list[Block]:
    """The whole answer, or the refusal with the nearest passages; ``under``: the filters it was given under."""
    filters = [_line("quiet", page.under(under).in_(language))] if under else []
    said = [*_said(answer, language, "heading"), *_remarks(answer, language)]
    return [
        _line("title", answer.question),
        *filters,
        *said,
        *_sources([answer], language),
        *_nearest(answer, language),
    ]


def comparison_blocks(question: str, parts: Sequence[Part], language: Language) -> list[Block]:
    """Several answers one below the other, then all sources. The answers' numbers must differ (``ValueError``)."""
    numbers = [citation.number for part in parts for citation in part.answer.citations]
    if len(set(numbers)) < len(numbers):
        raise ValueError("two sources of the comparison bear the same number")
    blocks = [_line("title", question)]
    for part in parts:
        blocks += [_line("heading", part.name), *_said(part.answer, language, "subheading")]
        blocks += _remarks(part.answer, language)
    return [*blocks, *_sources([part.answer for part in parts], language)]


def _line(kind: Kind, text: str) -> Block:
    return Block(kind, (Run(text),))


def _said(answer: Answer, language: Language, heading: Kind) -> Iterator[Block]:
    """The claims, groups below headings, struck sentences at their place; of a refusal why."""
    if answer.refusal:
        yield _line("text", texts.NO_ANSWER.in_(language) + answer.refusal.explanation.in_(language))
    group = ""
    for position, claim in in_groups(answer):
        yield from _struck((it for it in answer.struck if it.after == position), language)
        if claim.group != group:
            group = claim.group
            if group:
                yield _line(heading, group)
        yield _claim(claim)
    yield from _struck((it for it in answer.struck if it.after >= len(answer.claims)), language)


def _claim(claim: Claim) -> Block:
    pieces = (Run(piece, bold=marked) for piece, marked in marked_pieces(claim))
    numbers = (Run(f"[{number}]", cites=number) for number in claim.citations)
    return Block("item" if claim.item else "text", (*pieces, Run(" "), *numbers))


def _struck(struck: Iterable[Struck], language: Language) -> Iterator[Block]:
    for it in struck:
        why = Run(f" ({it.reason.in_(language)})")
        yield Block("text", (Run(page.STRUCK.in_(language)), Run(it.text, struck=True), why))


def _remarks(answer: Answer, language: Language) -> Iterator[Block]:
    for note in answer.notes:
        yield _line("quiet", texts.NOTE.in_(language) + note.in_(language))
    origin = origin_line(answer, language)
    if origin:
        yield _line("quiet", origin)


def _sources(answers: Sequence[Answer], language: Language) -> Iterator[Block]:
    citations = [it for answer in answers for it in answer.citations]
    if citations:
        yield _line("heading", page.SOURCES.in_(language))
    for citation in sorted(citations, key=lambda it: it.number):
        yield from _source(citation, language)


def _source(citation: Citation, language: Language) -> Iterator[Block]:
    article = citation.article
    yield Block("source", (Run(f"[{citation.number}]"), Run(" "), Run(article.title, bold=True)), citation.number)
    yield _quote(article, citation.span)
    yield from _details(article, citation.span, citation.section, language)
    if citation.copies:
        yield _line("detail", copies_line(citation.copies, language, paths=True))


def _nearest(answer: Answer, language: Language) -> Iterator[Block]:
    if answer.refusal is None or not answer.refusal.nearest:
        return
    yield _line("heading", texts.NEAREST.in_(language))
    for hit in answer.refusal.nearest:
        yield Block("source", (Run(hit_line(hit, language), bold=True),))
        yield _quote(hit.article, hit.passage.span)
        yield from _details(hit.article, hit.passage.span, hit.section, language)


def _quote(article: Article, span: Span) -> Block:
    """What stands there, character for character, guesses told apart."""
    guesses = [(guess.start, guess.end) for guess in article.guesses]
    covered = (any(start <= at < end for start, end in guesses) for at in range(span.start, span.end))
    runs, at = [], span.start
    for guess, its in groupby(covered):
        end = at + len(list(its))
        runs.append(Run(article.text[at:end], guess=guess))
        at = end
    return Block("quote", tuple(runs))


def _details(article: Article, span: Span, section: SectionKind, language: Language) -> Iterator[Block]:
    """Source, date, district; guesses; place and section; address."""
    named = [article.source or UNSOURCED.in_(language), day_of(article, language), *article.district]
    yield _line("detail", " · ".join(named))
    for guess in article.guesses:
        if guess.start < span.end and span.start < guess.end:
            shown = article.text[guess.start : guess.end]
            said = texts.lost(shown) if shown == guess.original else texts.guessed(shown, guess.original)
            yield _line("detail", said.in_(language))
    where = [texts.PLACE.in_(language) + place(article, span)]
    if section != "body":
        where.append(texts.SECTION.in_(language) + page.SECTIONS[section].in_(language))
    yield _line("detail", texts.AND.in_(language).join(where))
    if article.url and is_web_address(article.url):
        address = article.url.strip()
        yield Block("detail", (Run(texts.ADDRESS.in_(language)), Run(address, url=address)))
