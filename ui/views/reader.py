"""An article as HTML: its text paragraph by paragraph, the quote marked, page furniture folded away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from index.i18n import Language, Message
from index.types import Article, Section, SectionKind, Span

from ..present import UNSOURCED, day_of
from ..texts import page as texts
from .markup import Html, join, link, tag
from .raw import raw_html
from .shown import AS_PUBLISHED, Shown
from .tools import Around, tools_html

FOLDED: frozenset[SectionKind] = frozenset({"navigation", "contact", "spam", "teaser"})
QUOTE_ID = "quote"


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of an article to be shown; the whole article where ``span`` is ``None``."""

    article: Article
    span: Span | None = None


def script_of(text: str) -> str:
    """The language tag that makes browsers draw ``text`` with the right glyphs."""
    return AS_PUBLISHED.lang(text)


def meta_line(article: Article, language: Language, shown: Shown = AS_PUBLISHED) -> Html:
    """``source · date · district``"""
    source = shown.text(article.source) if article.source else UNSOURCED.in_(language)
    parts = [source, day_of(article, language), *map(shown.text, article.district)]
    return join((tag("span", part) for part in parts), between=" · ")


def article_html(
    place: Place, language: Language, *, asked_for: bool, back: Message = texts.BACK, shown: Shown = AS_PUBLISHED,
    around: Around | None = None,
) -> Html:  # fmt: skip
    """The article for the right-hand side; ``asked_for`` lets it cover a phone's screen, ``back`` leads off it again.

    ``around``: what is offered beside the text; ``None``: nothing is.
    """
    article = place.article
    marker = _Marker(place, language, shown)
    is_raw = around is not None and around.raw
    body = [raw_html(article, place.span, language)] if is_raw else _blocks(article, marker, language)
    return tag(
        "aside",
        _head(place, marker, language, back=back, around=around),
        tag("div", *body, class_="wj-text", lang=script_of(article.title) if is_raw else shown.lang(article.title)),
        tag("p", article.path, class_="wj-path"),
        *([around.foot] if around and around.foot else []),
        class_="wj-reader",
        tabindex="0",
        aria_label=texts.ARTICLE.in_(language),
        data_state="open" if asked_for else "aside",
    )


def _head(place: Place, marker: _Marker, language: Language, *, back: Message, around: Around | None) -> Html:
    article, shown = place.article, marker.shown
    original = link(texts.ORIGINAL.in_(language), article.url)
    meta = [meta_line(article, language, shown), *([original] if original else [])]
    converted = shown.original(article.title) is not None
    tools = [tools_html(article, place.span, around, language, converted=converted)] if around else []
    return tag(
        "header",
        tag("button", back.in_(language), type="button", class_="wj-back", data_close="1"),
        tag("h2", _title(article, marker), class_="wj-title", lang=shown.lang(article.title),
            data_original=shown.original(article.title)),
        tag("p", join(meta, between=" · "), class_="wj-meta"),
        *tools,
        class_="wj-head",
    )  # fmt: skip


def _title(article: Article, marker: _Marker) -> Html:
    """The title; where the quote lies in it, as it stands in the text, marked."""
    quoted = [section for section in article.sections if section.kind == "title" and marker.touches(section.span)]
    lines = [line.inner for section in quoted for line in marker.lines(section.span)]
    return join(lines or [marker.shown.text(article.title)], between=" ")


def _blocks(article: Article, marker: _Marker, language: Language) -> Iterator[Html]:
    shown = [section for section in article.sections if section.kind != "title"]
    for hidden, run in groupby(shown, key=lambda section: section.kind in FOLDED):
        sections = list(run)
        if hidden:
            yield _fold(sections, marker, language)
            continue
        for section in sections:
            kind = "wj-caption" if section.kind == "caption" else None
            yield from (line.html(kind) for line in marker.lines(section.span))


def _fold(sections: Sequence[Section], marker: _Marker, language: Language) -> Html:
    kinds = list(dict.fromkeys(texts.SECTIONS[section.kind] for section in sections))
    named = Message(", ".join(kind.en for kind in kinds), "、".join(kind.zh for kind in kinds))
    lines = [line for section in sections for line in marker.lines(section.span)]
    return tag(
        "details",
        tag("summary", texts.folded(named, len(lines)).in_(language), lang=language),
        *(line.html() for line in lines),
        class_="wj-fold",
        open=any(marker.touches(section.span) for section in sections),
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as finished HTML; ``original``: as published, where it is shown converted."""

    inner: Html
    original: str | None

    def html(self, kind: str | None = None) -> Html:
        return tag("p", self.inner, class_=kind, data_original=self.original)


class _Marker:
    """Cuts the article's text into lines of HTML with the quote and the guesses marked."""

    def __init__(self, place: Place, language: Language, shown: Shown) -> None:
        self.shown = shown
        self._text = place.article.text
        self._quote = place.span
        self._guesses = place.article.guesses
        self._language = language
        self._marked = False  # the first piece of the quote carries the id

    def touches(self, span: Span) -> bool:
        quote = self._quote
        return quote is not None and quote.start < span.end and span.start < quote.end

    def lines(self, span: Span) -> Iterator[_Line]:
        """Each line of ``span`` that holds something."""
        at = span.start
        for line in span.of(self._text).splitlines(keepends=True):
            content = line.strip()
            if content:
                start = at + line.index(content)
                yield _Line(join(self._pieces(start, start + len(content))), self.shown.original(content))
            at += len(line)

    def _pieces(self, start: int, end: int) -> Iterator[Html]:
        """``text[start:end]``, cut wherever a quote or a guess begins or ends."""
        spans = [(guess.start, guess.end) for guess in self._guesses]
        if self._quote:
            spans.append((self._quote.start, self._quote.end))
        cuts = {edge for span in spans for edge in span if start < edge < end}
        edges = [start, *sorted(cuts), end]
        places = list(pairwise(edges))
        drawn = self.shown.pieces([self._text[a:b] for a, b in places])
        pieces = zip((at for at, _ in places), drawn, strict=True)
        for quoted, run in groupby(pieces, key=lambda piece: self._in_quote(piece[0])):
            inner = join(self._guessed(at, piece) for at, piece in run)
            yield self._mark(inner) if quoted else inner

    def _in_quote(self, offset: int) -> bool:
        return self._quote is not None and self._quote.start <= offset < self._quote.end

    def _mark(self, inner: Html) -> Html:
        first, self._marked = not self._marked, True
        return tag("mark", inner, id=QUOTE_ID if first else None, class_="wj-quote")

    def _guessed(self, start: int, piece: str) -> Html:
        """``piece``, as it is shown, of what begins at ``start``."""
        for guess in self._guesses:
            if guess.start <= start < guess.end:
                restored = self._text[guess.start : guess.end]
                title = texts.guess(guess.original, restored).in_(self._language)
                return tag("span", piece, class_="wj-guess", title=title, data_was=title, tabindex="0")
        return join([piece])
