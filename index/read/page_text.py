"""An HTML page's tree -> its visible text, block by block: what a reader of the page sees, a line a block."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Their text is no part of the page that is seen.
_UNSEEN = frozenset({
    "head", "script", "style", "template", "noscript", "iframe", "object", "canvas", "audio", "video", "svg", "math",
    "datalist", "map", "textarea", "rp",
})  # fmt: skip
# Not visibility:hidden: WeChat's articles have it until a script takes it off.
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
# All other elements begin and end a line.
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "nobr", "output", "picture", "q", "rb", "rt", "ruby", "s",
    "samp", "small", "source", "span", "strike", "strong", "sub", "sup", "time", "track", "tt", "u", "var",
    "wbr", "button", "input", "select", "td", "th",
})  # fmt: skip
_KINDS = {
    **{f"h{level}": f"h{level}" for level in range(1, 7)},
    "a": "link",
    "figcaption": "caption",
    "nav": "furniture",
    "footer": "furniture",
    "pre": "pre",
}
_WIDE = r"\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
# https://drafts.csswg.org/css-text-4/#line-break-transform: a line end between two wide characters is no blank.
_SOURCE_LINE_END = re.compile(rf"(?<=[{_WIDE}])[ \t]*[\r\n][ \t\r\n]*(?=[{_WIDE}])")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_CELL = "\x1f"  # between two cells of a table, until the line is done: no page can hold it (`html.py`)


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the page."""

    text: str
    linked: float  # the share of its characters that stand in links
    heading: int  # 1 in an h1, 6 in an h6; 0 elsewhere
    caption: bool  # in a figcaption
    furniture: bool  # in a nav or a footer


@dataclass(slots=True)
class _Page:
    """The page as far as it is walked."""

    blocks: list[Block] = field(default_factory=list)
    inside: Counter[str] = field(default_factory=Counter)  # kind -> open elements of it
    line: list[str] = field(default_factory=list)
    linked: int = 0

    def write(self, text: str) -> None:
        if self.inside["pre"]:
            first, *others = text.splitlines() or [""]
            self.line.append(first)
            for other in others:
                self.end_line()
                self.line.append(other)
        else:
            self.line.append(text)
        if self.inside["link"]:
            self.linked += len("".join(text.split()))

    def end_line(self) -> None:
        text = _laid_out("".join(self.line))
        if text:
            heading = next((level for level in range(1, 7) if self.inside[f"h{level}"]), 0)
            linked = self.linked / len("".join(text.split()))
            self.blocks.append(Block(text, linked, heading, self.inside["caption"] > 0, self.inside["furniture"] > 0))
        self.line, self.linked = [], 0


def visible_blocks(tree: HtmlElement) -> list[Block]:
    """The lines of the page from top to bottom; none is empty, a table's row is one with tabs between its cells."""
    from lxml.etree import iterwalk

    page = _Page()
    walk = iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if _is_unseen(element):
                walk.skip_subtree()
            else:
                _begin(page, element)
                page.write(element.text or "")
        else:
            if not _is_unseen(element):
                _end(page, element)
            page.write(element.tail or "")
    page.end_line()
    return page.blocks


def _is_unseen(element: HtmlElement) -> bool:
    return (
        element.tag in _UNSEEN
        or "hidden" in element.attrib
        or (element.tag == "input" and element.get("type") == "hidden")
        or bool(_HIDDEN_STYLE.search(element.get("style", "")))
    )


def _begin(page: _Page, element: HtmlElement) -> None:
    if element.tag in ("td", "th"):
        page.line.append(_CELL)
    elif element.tag == "rt":
        page.line.append("(")  # a reading: restored like one that a site puts in brackets
    elif element.tag not in _INLINE:
        page.end_line()
    if kind := _KINDS.get(element.tag):
        page.inside[kind] += 1


def _end(page: _Page, element: HtmlElement) -> None:
    if element.tag == "rt":
        page.line.append(")")
    elif element.tag not in _INLINE:
        page.end_line()
    if kind := _KINDS.get(element.tag):
        page.inside[kind] -= 1


def _laid_out(line: str) -> str:
    """``line`` as a browser lays it out: blanks run together, line ends of the source gone, cells apart by a tab."""
    line = _SOURCE_LINE_END.sub("", line)
    cells = (_BLANKS.sub(" ", cell).strip() for cell in line.split(_CELL))
    return "\t".join(cell for cell in cells if cell)
