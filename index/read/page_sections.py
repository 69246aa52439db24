"""The lines of an HTML page -> what each is, as far as the markup and trafilatura tell it.

What they leave open (a byline or a caption within the article, a line that joins on to it) is left to `clean.py`, whose patterns
for single lines are used here as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..furniture import LineKind, kind_of
from ..pages import key_of
from ..types import Section, SectionKind, Span
from .main_text import letters_of
from .page_text import Block

_LINKED = 0.6  # a line of which so much is link text is a link
_TITLE_LETTERS = 6  # shorter beginnings of a page's <title> are names of its parts
_HEADLINE_LETTERS = 10  # links of a menu are shorter
_DATE_LETTERS = 20
_BYLINE_LINES = 3
_CUT_OFF = re.compile(r"(?:…|\.\.\.)[\[【(\uff08]?(?:全文|详情|详细|詳細|更多)?[\]】)\uff09]?$")


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of the page: what it is by itself, and whether trafilatura counts it to the article."""

    block: Block
    main: bool
    kind: LineKind

    @classmethod
    def of(cls, block: Block, main: bool) -> PageLine:
        return cls(block, main, kind_of(key_of(block.text)))

    @property
    def letters(self) -> str:
        return letters_of(self.block.text)

    @property
    def is_link(self) -> bool:
        return self.block.linked >= _LINKED


def title_line(lines: Sequence[PageLine], stated: Sequence[str]) -> int | None:
    """The number of the title's line: what the page's head states, else the only h1, else the last heading with a byline
    below; ``None`` where none is.

    One that is stated is looked for above most of the article (trafilatura may find more of it higher up), the others
    above its first sentence: below, they are links to the article itself, or its subheadings.
    """
    sentences = [n for n, line in enumerate(lines) if line.main and line.kind == "text"]
    middle = sentences[len(sentences) // 2] if sentences else len(lines) - 1
    unlinked = [n for n, line in enumerate(lines[: middle + 1]) if not line.is_link]
    matching = [n for n in unlinked if any(_agree(lines[n].letters, letters_of(title)) for title in stated)]
    if matching:
        return max([n for n in matching if lines[n].block.heading] or matching)
    first = sentences[0] if sentences else middle
    headings = [
        n for n in unlinked if n <= first and lines[n].block.heading and len(lines[n].letters) >= _TITLE_LETTERS
    ]
    top = [n for n in headings if lines[n].block.heading == 1]
    if len(top) == 1:
        return top[0]
    below = {n: {line.kind for line in lines[n + 1 : n + 1 + _BYLINE_LINES]} for n in headings}
    return max((n for n in headings if {"byline", "dateline"} & below[n]), default=None)


def _agree(line: str, title: str) -> bool:
    """Whether a line is a title or its beginning (a <title> goes on with the site's name), or the title that of the line."""
    if min(len(line), len(title)) < _TITLE_LETTERS:
        return bool(line) and line == title
    return title.startswith(line) or line.startswith(title)


def page_sections(lines: Sequence[PageLine], title: int | None) -> tuple[Section, ...]:
    """The labelled lines' spans in the page's text, one for each run of lines with the same label."""
    sections: list[Section] = []
    start = 0
    for line, label in zip(lines, _labels(lines, title), strict=True):
        end = start + len(line.block.text) + 1
        if sections and sections[-1].kind == label and sections[-1].span.end == start:
            sections[-1] = Section(label, Span(sections[-1].span.start, end))
        elif label is not None:
            sections.append(Section(label, Span(start, end)))
        start = end
    return tuple(sections)


def _labels(lines: Sequence[PageLine], title: int | None) -> list[SectionKind | None]:
    """A label for each line, ``None`` where it is left open: on a page without an article, all but the title."""
    article = _article(lines, 0 if title is None else title + 1)
    if not article:
        return ["title" if n == title else None for n in range(len(lines))]
    joined = _with_neighbours(lines, article)
    labels: list[SectionKind | None] = []
    for n, line in enumerate(lines):
        if n == title:
            labels.append("title")
        elif line.block.furniture or (title is not None and n < title):
            labels.append("navigation")
        elif n in article:
            labels.append(_within(line))
        else:
            may_belong = n in joined or (title is None and n < article.start)
            labels.append(_around(line, may_belong, n > article.start))
    for n in range(article.stop + 1, len(lines)):
        followed = n + 1 < len(lines) and labels[n + 1] == "teaser"
        if labels[n] == "navigation" and labels[n - 1] == "teaser" and _goes_with_headline(lines[n], followed):
            labels[n] = "teaser"
    return labels


def _article(lines: Sequence[PageLine], start: int) -> range:
    """The lines from the article's first sentence to its last; empty where it has none.

    A heading over other articles ends it, whatever trafilatura finds below.
    """
    first = last = -1
    for n in range(start, len(lines)):
        if first >= 0 and lines[n].kind == "related":
            break
        if lines[n].main and lines[n].kind == "text" and not lines[n].is_link:
            first, last = (n if first < 0 else first), n
    return range(first, last + 1) if first >= 0 else range(0)


def _with_neighbours(lines: Sequence[PageLine], article: range) -> range:
    """``article`` and what trafilatura joins to it: a subtitle; whoever signed it, and when."""
    first, stop = article.start, article.stop
    while first > 0 and lines[first - 1].main:
        first -= 1
    while stop < len(lines) and lines[stop].main:
        stop += 1
    return range(first, stop)


def _within(line: PageLine) -> SectionKind | None:
    """The label of a line between the article's first sentence and its last."""
    if line.block.caption:
        return "caption"
    if line.is_link and not line.main:
        return "teaser" if len(line.letters) >= _HEADLINE_LETTERS else "navigation"
    return "body" if line.kind == "text" or (line.main and line.kind == "heading") else None


def _around(line: PageLine, may_belong: bool, below: bool) -> SectionKind | None:
    """The label of a line above or ``below`` the article, to which it ``may_belong``: a line that is no sentence may be
    the title or a byline above, is a signature or a list of annexes below."""
    if line.is_link:
        return "teaser" if below and len(line.letters) >= _HEADLINE_LETTERS else "navigation"
    if line.kind in ("contact", "spam", "caption"):
        return line.kind
    if line.block.caption and not below:
        return "caption"
    if may_belong and line.kind == "heading":
        return "body" if below else None
    return "navigation"


def _goes_with_headline(line: PageLine, followed: bool) -> bool:
    """Whether a line behind a headline is its date or its first sentence: cut off, or ``followed`` by another headline."""
    length = len(line.letters)
    is_date = length <= _DATE_LETTERS and any(character.isdigit() for character in line.block.text)
    return (followed and (is_date or length > 2 * _HEADLINE_LETTERS)) or bool(_CUT_OFF.search(line.block.text))
