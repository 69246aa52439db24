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
from .scripts import either
from .titles import title_lines
from .types import Section, SectionKind, Span

_BYLINE_LINES = 3
_INSERTED_LINES = 6
_PARAGRAPH_CHARACTERS = 60
_DATED = re.compile(r"\d{1,2}[-月/.]\d{1,2}")
# An article of a rule, a numbered part, an annex: no headline of another article begins so.
_PART = re.compile(
    either(
        r"第[一二三四五六七八九十百\d]+[条章节](?:\s|:|$)|\(?[一二三四五六七八九十]+[、)]|附\s*件?\s*[一二三四五六七八九十\d]*\s*:"
    )
)
_DISCLAIMER = re.compile(either(r"转载|版权|本[网站]"))
_WHEN = re.compile(either(r"(?:\S{0,4}时间|日期)\s*:"))
_WHERE = re.compile(either(r"\S{0,4}(?:地点|主题|对象|内容|议程|议题|方式|主持人?|出席|参会人?员?|参加人?员?)\s*:"))


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
        if kind == "dateline" and _is_of_an_event(lines, number):
            kind = "text"
        of_field = bool(kinds) and kinds[-1] == "field" and kind != "text" and is_bare_field(lines[number - 1].key)
        kinds.append("field" if of_field else kind)
    return kinds


def _is_of_an_event(lines: list[Line], number: int) -> bool:
    """Whether a line says when something takes place, the one beside it where: 时间:…, 地点:…"""
    near = lines[max(0, number - 1) : number] + lines[number + 1 : number + 2]
    return bool(_WHEN.match(lines[number].key)) and any(_WHERE.match(line.key) for line in near)


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
        if kind == "related" and not self.closed and self._is_statement(number + 1):
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
        if _PART.match(line.key) and not _DISCLAIMER.search(line.key):
            self.related = self.closed = False
            return "body"
        ended = self.closed and (self.kinds[number] == "heading" or line.is_cut_off or self.last == "teaser")
        return "teaser" if self.related or ended else "body"

    def _goes_on(self, number: int) -> bool:
        """Whether the body goes on here, behind a few headlines that stand within it: with a whole paragraph, and a
        sentence or the end of an article behind that."""
        return (
            0 < self.teasers <= _INSERTED_LINES
            and number + 1 < len(self.lines)
            and all(line.key and not line.is_cut_off for line in self.lines[number - self.teasers : number])
            and self.lines[number].end - self.lines[number].start > _PARAGRAPH_CHARACTERS
            and self._is_statement(number)
            and (self._is_statement(number + 1) or self.kinds[number + 1] in ("closing", "byline"))
        )

    def _is_statement(self, number: int) -> bool:
        return number < len(self.lines) and self.lines[number].is_statement


def _joined(lines: list[Line], labels: list[SectionKind]) -> tuple[Section, ...]:
    """One section for each run of lines with the same label."""
    sections: list[Section] = []
    start = 0
    for number, line in enumerate(lines):
        if number + 1 == len(lines) or labels[number + 1] != labels[number]:
            sections.append(Section(labels[number], Span(start, line.end)))
            start = line.end
    return tuple(sections)
