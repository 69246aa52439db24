"""A PDF's text layer, page by page. No OCR: a page that is only a picture is said to be one."""

from __future__ import annotations

from collections.abc import Sequence

from ..i18n import Message
from .document import RawDocument, Unreadable
from .source import Source
from .text import check_text, looks_like_text

_BETWEEN_PAGES = "\n\n"
_SHOWN_PAGES = 20


def read_pdf(source: Source) -> RawDocument:
    """All pages' text, joined by a blank line. Raises :class:`Unreadable`: no PDF, one with a password, no text layer."""
    pages = _pages(source.data)
    raw = _BETWEEN_PAGES.join(text for text in pages if text)
    if not raw:
        raise Unreadable(Message(f"no text layer on any of {len(pages)} pages: a scan needs OCR first",
                                 f"共 {len(pages)} 页，均没有文字层：扫描件需先做文字识别"))  # fmt: skip
    check_text(raw)
    empty = [number for number, text in enumerate(pages, start=1) if text == ""]
    garbled = [number for number, text in enumerate(pages, start=1) if text is None]
    problems = (*_problem(empty, "no text layer", "没有文字层"),
                *_problem(garbled, "a text layer that can't be read", "无法读取的文字层"))  # fmt: skip
    return RawDocument(source.path, raw, "pdf", source.sha256, problems=problems)


def _pages(data: bytes) -> list[str | None]:
    """The text of each page: ``""`` where it has none, ``None`` where it can't be read or is no text (a font without a
    table of its characters)."""
    from pypdfium2 import PdfDocument, PdfiumError
    from pypdfium2.raw import FPDF_ERR_PASSWORD

    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        if error.err_code == FPDF_ERR_PASSWORD:
            raise Unreadable(Message("a PDF with a password", "PDF 设有密码")) from error
        raise Unreadable(Message("no PDF, or a damaged one", "不是 PDF，或文件已损坏")) from error
    pages: list[str | None] = []
    try:
        for number in range(len(document)):
            try:
                page = document[number]
                text = page.get_textpage().get_text_bounded()
                page.close()  # else all pages stay in memory
            except PdfiumError:
                pages.append(None)
                continue
            # PDFium marks a word that is broken at a line's end with U+FFFE.
            text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "\u00ad").strip()
            pages.append(text if looks_like_text(text) else None)
    finally:
        document.close()
    return pages


def _problem(numbers: Sequence[int], en: str, zh: str) -> tuple[Message, ...]:
    if not numbers:
        return ()
    more = "" if len(numbers) <= _SHOWN_PAGES else ", ..."
    listed = ", ".join(map(str, numbers[:_SHOWN_PAGES])) + more
    verb = f"page {listed} has {en}" if len(numbers) == 1 else f"{len(numbers)} pages have {en}: {listed}"
    return (Message(verb, f"第 {listed} 页{zh}" if len(numbers) == 1 else f"{len(numbers)} 页{zh}：{listed}"),)
