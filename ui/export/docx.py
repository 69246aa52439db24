"""Blocks -> a Word file: headings, paragraphs of runs, numbered sources that the claims' numbers lead to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from ..present import plain
from ..texts.export import FONT
from .document import Block, Kind, Run

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_STYLES: Final[dict[Kind, str]] = {
    "title": "Title", "heading": "Heading 1", "subheading": "Heading 2", "item": "List Bullet", "quote": "Quote",
}  # fmt: skip
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""https://www.w3.org/TR/xml/#charsets"""
_LONGEST_TITLE: Final = 255
"""So many characters a file's properties take."""
_GREY: Final = (0x59, 0x59, 0x59)
_INDENT: Final = 22
"""Points that sources stand in, for their numbers to hang before them."""


def docx(blocks: Sequence[Block]) -> bytes:
    """The file. All text is runs, so none of it is markup; what XML forbids is made visible."""
    from docx import Document

    document = Document()
    _prepare(document)
    for number, block in enumerate(blocks):
        _add(document, block, number)
    if blocks:
        document.core_properties.title = "".join(_shown(run.text) for run in blocks[0].runs)[:_LONGEST_TITLE]
    document.core_properties.author = "Wenju"
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _prepare(document: Document) -> None:
    """Fonts for Chinese in every style used; its own look for a title and a quote."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name in ("Normal", *_STYLES.values()):
        style = document.styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("eastAsiaTheme", "asciiTheme", "hAnsiTheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)  # a theme's font would win
        fonts.set(qn("w:eastAsia"), FONT)
        style.font.name = "Calibri"
        if name.startswith(("Title", "Heading")):
            style.font.color.rgb = RGBColor(0x23, 0x20, 0x1B)
    document.styles["Title"].font.size = Pt(20)
    document.styles["Quote"].font.italic = False  # Chinese has no italics
    document.styles["Quote"].font.color.rgb = RGBColor(0x23, 0x20, 0x1B)


def _add(document: Document, block: Block, position: int) -> None:
    from docx.shared import Pt

    paragraph = document.add_paragraph(style=_STYLES.get(block.kind))
    if block.kind in ("source", "quote", "detail"):
        paragraph.paragraph_format.left_indent = Pt(_INDENT)
        paragraph.paragraph_format.space_after = Pt(3)
    if block.kind == "source":
        paragraph.paragraph_format.first_line_indent = Pt(-_INDENT)
        paragraph.paragraph_format.space_before = Pt(10)
        paragraph.paragraph_format.keep_with_next = True
    if block.number is not None:
        _bookmark(paragraph, block.number, position)
    for run in block.runs:
        _run(paragraph, run, quiet=block.kind in ("quiet", "detail"))


def _run(paragraph: Paragraph, run: Run, *, quiet: bool) -> None:
    from docx.enum.text import WD_UNDERLINE
    from docx.shared import RGBColor

    written = paragraph.add_run(_shown(run.text))
    written.bold, written.font.strike = run.bold or None, run.struck or None
    if run.guess:
        written.font.underline = WD_UNDERLINE.DOTTED
    if quiet:
        written.font.color.rgb = RGBColor(*_GREY)
    if run.cites is not None:
        _linked(paragraph, written, anchor=_anchor(run.cites))
    elif run.url:
        relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        _linked(paragraph, written, id=paragraph.part.relate_to(_shown(run.url), relation, is_external=True))


def _linked(paragraph: Paragraph, written: Any, *, anchor: str | None = None, id: str | None = None) -> None:
    """Put a run into a link: to a bookmark, or to a related address."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(*((qn("w:anchor"), anchor) if anchor else (qn("r:id"), str(id))))
    paragraph._p.append(link)
    link.append(written._r)


def _bookmark(paragraph: Paragraph, number: int, position: int) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for name in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(name)
        mark.set(qn("w:id"), str(position))
        if name == "w:bookmarkStart":
            mark.set(qn("w:name"), _anchor(number))
        paragraph._p.append(mark)


def _anchor(number: int) -> str:
    return f"source{number}"


def _shown(text: str) -> str:
    return _NO_XML.sub(lambda found: f"<U+{ord(found[0]):04X}>", plain(text))
