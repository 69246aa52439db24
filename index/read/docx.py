"""A Word document (.docx) -> its text: a line a paragraph, a line a table's row, footnotes last.

Read from the XML itself (ECMA-376 part 1, 17.3) as it streams out of the archive, so that memory is bounded and nothing is
left out that Word shows: content controls, text boxes and tracked insertions are where libraries drop text.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..i18n import Message
from ..settings import Settings
from ..types import Section, Span
from .document import Given, RawDocument, Unreadable
from .files import ZIP_DAMAGED, check_no_bomb, check_size
from .given import given_from
from .source import Source
from .text import check_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an OLE file: .doc, or a docx that is encrypted
_MAIN_PART, _RELATIONS, _PROPERTIES = "word/document.xml", "_rels/.rels", "docProps/core.xml"
_NOTES = ("footnotes.xml", "endnotes.xml")
# Deleted and moved text, codes of fields, settings, and what older programs show in place of a shape that is there too.
_UNSEEN = frozenset({"del", "moveFrom", "instrText", "Fallback", "pPr", "rPr", "sectPr"})
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Whom Word names where nobody gave a name.
_NOBODY = re.compile(
    r"(admin|administrator|user|owner|windows|microsoft|微软|lenovo|dell|asus|python-docx)\b.*|.*用户", re.IGNORECASE
)


@dataclass(slots=True)
class _Body:
    """The document as far as it has streamed past."""

    lines: list[str] = field(default_factory=list)
    paragraphs: list[list[str]] = field(default_factory=list)  # the open ones: a text box stands inside a paragraph
    rows: list[list[list[str]]] = field(default_factory=list)  # the open ones, their cells, the lines of these
    unseen: int = 0

    def begin(self, name: str) -> None:
        self.unseen += name in _UNSEEN
        if name == "p":
            self.paragraphs.append([])
        elif name == "tr":
            self.rows.append([])
        elif name == "tc" and self.rows:
            self.rows[-1].append([])

    def end(self, name: str, text: str) -> None:
        self.unseen -= name in _UNSEEN
        if name == "p":
            self._add("".join(self.paragraphs.pop()).splitlines())
        elif name == "tr":
            cells = [cell for cell in self.rows.pop() if cell]
            lines = [line for cell in cells for line in cell]
            one_line_each = len(lines) == len(cells)  # else the table is there for its layout
            self._add(["\t".join(lines)] if one_line_each else lines)
        elif self.paragraphs and not self.unseen:
            self.paragraphs[-1].append(text if name == "t" else _SIGNS.get(name, ""))

    def _add(self, lines: list[str]) -> None:
        into = self.rows[-1][-1] if self.rows and self.rows[-1] else self.lines
        into.extend(line.strip() for line in lines if line.strip())


def read_docx(source: Source, settings: Settings) -> RawDocument:
    """One document. Raises :class:`Unreadable`: no docx, an old .doc or one with a password, one that unpacks to too much.

    The title that its properties state counts only where it stands in the text: else it may be another document's, from
    which this one was made.
    """
    lines, properties = _contents(source.data, settings)
    raw = "".join(f"{line}\n" for line in lines)
    check_text(raw)
    title, author = " ".join(properties.get("title", "").split()), properties.get("creator", "").strip()
    given, _ = given_from((("author", "" if _NOBODY.fullmatch(author) else author), ("title", title)))
    if given.title not in lines:
        return RawDocument(source.path, raw, "docx", source.sha256, given=Given(author=given.author))
    start = sum(len(line) + 1 for line in lines[: lines.index(title)])
    section = Section("title", Span(start, start + len(title) + 1))
    return RawDocument(source.path, raw, "docx", source.sha256, given=Given(author=given.author), sections=(section,))


def _contents(data: bytes, settings: Settings) -> tuple[list[str], dict[str, str]]:
    """The document's lines and its properties (name -> text)."""
    from lxml.etree import LxmlError

    if data.startswith(_OLD_WORD):
        raise Unreadable(
            Message("an old Word document (.doc), or one with a password", "旧版 Word 文档（.doc），或设有密码")
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check(package, (_RELATIONS, _PROPERTIES), settings)
            main = _main_part(package)
            parts = (main, *(posixpath.join(posixpath.dirname(main), notes) for notes in _NOTES))
            _check(package, parts, settings)
            body = _Body()
            for name in parts:
                if name == main or name in package.namelist():
                    _stream(package, name, body)
            return body.lines, _properties(package)
    except (*ZIP_DAMAGED, LxmlError) as error:
        raise Unreadable(
            Message("no Word document (.docx), or a damaged one", "不是 Word 文档（.docx），或文件已损坏")
        ) from error


def _check(package: zipfile.ZipFile, names: Iterable[str], settings: Settings) -> None:
    parts = [package.getinfo(name) for name in names if name in package.namelist()]
    for part in parts:
        check_size(part.file_size, settings.file_bytes)
    check_no_bomb(parts, settings)


def _main_part(package: zipfile.ZipFile) -> str:
    """Word online calls it document2.xml; the relations tell."""
    for event, _, element in _elements(package, _RELATIONS) if _RELATIONS in package.namelist() else ():
        if event == "end" and str(element.get("Type")).endswith("/officeDocument"):
            return posixpath.normpath(str(element.get("Target")).lstrip("/"))
    return _MAIN_PART


def _stream(package: zipfile.ZipFile, name: str, body: _Body) -> None:
    for event, tag, element in _elements(package, name):
        if event == "start":
            body.begin(tag)
        else:
            body.end(tag, element.text or "")
            if tag in ("p", "tr"):  # else all of them stay in memory
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]


def _properties(package: zipfile.ZipFile) -> dict[str, str]:
    if _PROPERTIES not in package.namelist():
        return {}
    return {tag: element.text or "" for event, tag, element in _elements(package, _PROPERTIES) if event == "end"}


def _elements(package: zipfile.ZipFile, name: str) -> Iterator[tuple[str, str, _Element]]:
    """``start`` or ``end``, the name without its namespace (there are two sets of these), the element."""
    from lxml.etree import iterparse

    with package.open(name) as part:
        for event, element in iterparse(
            part, ("start", "end"), resolve_entities=False, no_network=True, load_dtd=False
        ):
            yield event, element.tag.rpartition("}")[2], element
