"""An HTML page -> its visible text, line by line, with what the markup tells of it: title, body, captions, the rest."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..i18n import Message
from ..settings import Settings
from .document import RawDocument, Unreadable
from .files import check_size
from .given import given_from
from .legacy import BIG5, COMMON_SHARE, common_share, strictly
from .main_text import NoMainText, main_lines
from .page_fields import page_fields
from .page_sections import PageLine, page_sections, title_line
from .page_text import Block, visible_blocks
from .source import Source
from .text import BOMS, check_text, decode_any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_CHARSET_BYTES = 4096
# What pages call gb2312 or big5 holds characters of the larger sets (https://encoding.spec.whatwg.org/#names-and-labels).
_MEANT = {**dict.fromkeys(("gb2312", "gbk", "gb18030"), ("gb18030",)), **dict.fromkeys(("big5", "big5hkscs"), BIG5)}
# Python's other codecs for bytes of a language; punycode and the like are none of a page.
_OF_PAGES = re.compile(r"(?:cp\d|windows|iso8859|koi8|euc_|shift_jis|mac)")
_SAYS_NOTHING = frozenset({"iso8859-1", "cp1252"})  # servers' defaults
_LOST_SHARE = 0.01
_NAMES_ITS_SOURCE = re.compile(r"[来來]源\s*[:\uff1a]\s*\S")
_TAG = re.compile("<[a-zA-Z][^>]*")
_ATTRIBUTES = 2000
_DEPTH = 2048  # libxml2's own limit
_UNUSED = {0: None, 0x1F: None}


def read_html(source: Source, settings: Settings, charset: str | None = None, url: str | None = None) -> RawDocument:
    """One page. ``charset`` and ``url``: what stands outside the page (MHTML). Raises :class:`Unreadable`."""
    check_size(len(source.data), settings.page_bytes)
    markup, encoding, broken = _decoded(source.data, settings.encoding, charset)
    tree = _parsed(markup, settings.page_tags)
    blocks = visible_blocks(tree)
    if not blocks:
        raise Unreadable(Message("a page without visible text", "网页没有可见文字"))
    raw = "".join(f"{block.text}\n" for block in blocks)
    check_text(raw)
    main, failed = _main_lines(tree, blocks)
    lines = [PageLine.of(block, inside) for block, inside in zip(blocks, main, strict=True)]
    fields = page_fields(tree, names_its_source=bool(_NAMES_ITS_SOURCE.search(raw)))
    title = title_line(lines, [str(fields.get("title", "")), tree.findtext(".//title") or ""])
    if title is not None:
        fields.pop("title", None)  # the one that stands in the text is restored with it
    if url is not None:
        fields.setdefault("url", url)
    given, refused = given_from(fields.items())
    return RawDocument(source.path, raw, encoding, source.sha256, given=given, sections=page_sections(lines, title),
                       problems=broken + failed + refused)  # fmt: skip


def _main_lines(tree: HtmlElement, blocks: Sequence[Block]) -> tuple[list[bool], tuple[Message, ...]]:
    """Which lines are the article's, and what is wrong where that can't be found out."""
    try:
        return main_lines(tree, [block.text for block in blocks]), ()
    except NoMainText as error:
        return [False] * len(blocks), (Message(f"read as plain text, its article was not found ({error})",
                                               f"未能识别正文，按纯文本读取（{error}）"),)  # fmt: skip


def _decoded(data: bytes, told: str | None, charset: str | None) -> tuple[str, str, tuple[Message, ...]]:
    """The page's markup, its encoding, and a problem where a few bytes of it can't be read.

    What is told comes first, then a BOM, UTF-8 where all bytes are; then what the page declares (but for a few bytes) or
    what is found out, whichever makes more common characters of it.
    """
    declared = () if told or any(data.startswith(bom) for bom, _ in BOMS) else _meant(charset or _declared(data))
    if not declared:
        return (*decode_any(data, told), ())
    stated = next(((text, it) for it in ("utf-8", *declared) if (text := strictly(data, it)) is not None), None)
    if stated and stated[1] == "utf-8":
        return (*stated, ())
    try:
        found = decode_any(data)
    except Unreadable:
        if stated:
            return (*stated, ())
        text = data.decode(declared[-1], "replace")
        lost = text.count("\ufffd")
        if lost > _LOST_SHARE * len(text) or common_share(text) < COMMON_SHARE:
            raise
        return text, declared[-1], (Message(f"{lost} characters of the page are no {declared[-1]}: shown as \ufffd",
                                            f"网页有 {lost} 个字符不符合 {declared[-1]}，显示为 \ufffd"),)  # fmt: skip
    is_right = stated and common_share(stated[0]) >= common_share(found[0])
    return (*(stated if stated and is_right else found), ())


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:_CHARSET_BYTES])
    return match[1].decode("ascii") if match else None


def _meant(charset: str | None) -> tuple[str, ...]:
    """The encodings that a page of this ``charset`` may be in, the widest last; none where it says nothing."""
    try:
        name = codecs.lookup(charset or "").name
    except (LookupError, ValueError):
        return ()
    is_of_pages = _OF_PAGES.match(name) and name not in _SAYS_NOTHING
    return _MEANT.get(name, (name,) if is_of_pages else ())


def _parsed(markup: str, maximum_tags: int) -> HtmlElement:
    from lxml import etree, html

    tags = markup.count("<")
    if tags > maximum_tags:
        raise Unreadable(Message(f"{tags} tags, more than the {maximum_tags} that are read",
                                 f"{tags} 个标签，超过可读取的 {maximum_tags} 个"))  # fmt: skip
    for tag in _TAG.finditer(markup):
        attributes = len(tag[0].split(None, _ATTRIBUTES + 1)) if tag.end() - tag.start() > _ATTRIBUTES else 0
        if attributes > _ATTRIBUTES:  # libxml2 compares each with all before it
            raise Unreadable(
                Message(f"a tag with more than {_ATTRIBUTES} attributes", f"有标签的属性超过 {_ATTRIBUTES} 个")
            )
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(markup.translate(_UNUSED).encode(), parser=parser)
    except etree.LxmlError as error:
        raise Unreadable(Message("no HTML page", "不是 HTML 网页")) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise Unreadable(Message(f"elements nested more than {_DEPTH} deep", f"元素嵌套超过 {_DEPTH} 层"))
    return tree
