"""Text -> labelled sections. Nothing is cut out: the sections partition the text, line by line.

Rules for the plain text that scrapers write: a masthead (breadcrumb, title, byline), a body, closing lines (author,
copyright, contact block), then headlines and cut-off first sentences of other articles. What a line is by itself
says `furniture.py`, which line is the title `titles.py`; here its place on the page decides.
"""

from __future__ import annotations

import re
from typing import cast

from .furniture import LineKind, is_bare_field, kind_of
from .pages import Line, page_lines
from .titles import title_lines
from .types import Section, SectionKind, Span

_BYLINE_LINES = 3
_INSERTED_LINES = 6
_PARAGRAPH_CHARACTERS = 60
_DATED = re.compile(r"\d{1,2}[-月/.]\d{1,2}")


def label_sections(text: str, fixed: tuple[Section, ...] = ()) -> tuple[Section, ...]:
    """The sections of ``text``, in order, covering it whole; ``()`` for ``""``.

    ``fixed``: sections that a reader already knows, ordered and apart; they keep their labels. Where one is a title, no
    other is looked for.
    """
    lines = page_lines(text, fixed)
    return _joined(lines, _labels(lines, _kinds(lines)))


def _kinds(lines: list[Line]) -> list[LineKind]:
    """What each line is by itself, but for the value of a table's row, which takes a line where the name has one."""
    kinds: list[LineKind] = []
    for number, line in enumerate(lines):
        kind = kind_of(line.key)
        of_field = bool(kinds) and kinds[-1] == "field" and kind != "text" and is_bare_field(lines[number - 1].key)
        kinds.append("field" if of_field else kind)
    return kinds


def _labels(lines: list[Line], kinds: list[LineKind]) -> list[SectionKind]:
    page = _Page(lines, kinds)
    return [page.label(number) for number in range(len(lines))]


class _Page:
    """A page that is read from its top: a line's label depends on whether the body has begun, and has ended."""

    def __init__(self, lines: list[Line], kinds: list[LineKind]) -> None:
        self.lines = lines
        self.kinds = kinds
        self.title = title_lines(lines, kinds)
        bodies = (number for number, line in enumerate(lines) if line.given == "body")
        self.body = next(bodies, 0)  # where a reader says that it begins
        self.begun = False  # a sentence of the body was read
        self.closed = False  # a line that stands only behind an article
        self.related = False  # a heading over other articles
        self.teasers = 0  # how many lines of teasers were read on end
        self.last: SectionKind = "navigation"

    def label(self, number: int) -> SectionKind:
        """The label of the next line."""
        line, kind = self.lines[number], self.kinds[number]
        self.last = line.given or ("title" if number in self.title else self._label(number, line, kind))
        self.begun = self.begun or (self.last == "body" and (kind == "text" or line.given is not None))
        self.closed = self.closed or line.given == "body"
        self.teasers = self.teasers + 1 if self.last == "teaser" else 0
        return self.last

    def _label(self, number: int, line: Line, kind: LineKind) -> SectionKind:
        if kind in ("spam", "caption", "contact"):
            return cast("SectionKind", kind)
        if number < self.title.start or (number < self.body and kind == "heading"):
            return "navigation"
        if kind in ("byline", "dateline") and self.last == "teaser" and _DATED.search(line.key):
            return "teaser"  # its date
        if kind in ("text", "heading") or (kind in ("dateline", "field") and not self._in_masthead(number)):
            return self._text(number)
        if kind == "related" and not self.closed and _are_paragraphs(self.lines[number + 1 : number + 2]):
            return self._text(number)  # 最新动态, a heading within a report
        self.related = self.related or (kind == "related" and (self.begun or bool(self.title)))
        self.closed = self.closed or (kind == "closing" and self.begun)
        return "navigation"

    def _in_masthead(self, number: int) -> bool:
        near = not self.title or number - self.title.stop < _BYLINE_LINES or self.last == "navigation"
        return near and not self.begun

    def _text(self, number: int) -> SectionKind:
        """Body or teaser: what stands under other articles' heading, or behind the end and looks like one's headline."""
        if self.related and self._goes_on(number):
            self.related = False
            return "body"
        line = self.lines[number]
        ended = self.closed and (self.kinds[number] == "heading" or line.is_cut_off or self.last == "teaser")
        return "teaser" if self.related or ended else "body"

    def _goes_on(self, number: int) -> bool:
        """Whether the body goes on here, behind a few headlines that stand within it: with two whole paragraphs."""
        return (
            0 < self.teasers <= _INSERTED_LINES
            and number + 1 < len(self.lines)
            and all(line.key and not line.is_cut_off for line in self.lines[number - self.teasers : number])
            and _are_paragraphs(self.lines[number : number + 2])
        )


def _are_paragraphs(lines: list[Line]) -> bool:
    """Whether there are ``lines``, each a whole paragraph: long, and not cut off."""
    return bool(lines) and all(line.end - line.start > _PARAGRAPH_CHARACTERS and line.is_sentence for line in lines)


def _joined(lines: list[Line], labels: list[SectionKind]) -> tuple[Section, ...]:
    """One section for each run of lines with the same label."""
    sections: list[Section] = []
    start = 0
    for number, line in enumerate(lines):
        if number + 1 == len(lines) or labels[number + 1] != labels[number]:
            sections.append(Section(labels[number], Span(start, line.end)))
            start = line.end
    return tuple(sections)
