"""A PDF's text layer, page by page. No OCR: a page that is only a picture is said to be one."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from ..i18n import Message
from ..settings import Settings
from .document import RawDocument, Unreadable
from .source import Source
from .text import check_text, looks_like_text

_BETWEEN_PAGES = "\n\n"
_SHOWN_PAGES = 20


def read_pdf(source: Source, settings: Settings) -> RawDocument:
    """All pages' text, joined by a blank line. Raises :class:`Unreadable`: no PDF, one with a password, no text layer, one
    that wants too much time or memory."""
    pages = _pages(source.data, settings)
    raw = _BETWEEN_PAGES.join(text for text in pages if text)
    if not raw and None in pages:
        raise Unreadable(Message(f"no text that can be read on any of {len(pages)} pages",
                                 f"共 {len(pages)} 页，文字均无法读取"))  # fmt: skip
    if not raw:
        raise Unreadable(Message(f"no text layer on any of {len(pages)} pages: a scan needs OCR first",
                                 f"共 {len(pages)} 页，均没有文字层：扫描件需先做文字识别"))  # fmt: skip
    check_text(raw)
    empty = [number for number, text in enumerate(pages, start=1) if text == ""]
    garbled = [number for number, text in enumerate(pages, start=1) if text is None]
    problems = (*_problem(empty, "no text layer", "没有文字层"),
                *_problem(garbled, "a text layer that can't be read", "无法读取的文字层"))  # fmt: skip
    return RawDocument(source.path, raw, "pdf", source.sha256, problems=problems)


def _pages(data: bytes, settings: Settings) -> list[str | None]:
    """The text of each page: ``""`` where it has none, ``None`` where it can't be read or is no text (a font without a
    table of its characters)."""
    command = [sys.executable, "-P", str(Path(__file__).with_name("pdf_pages.py")), str(settings.pdf_memory_bytes)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=settings.pdf_seconds, check=True)  # noqa: S603
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        megabytes, seconds = settings.pdf_memory_bytes >> 20, settings.pdf_seconds
        raise Unreadable(Message(f"a PDF that can't be read in {seconds:g} seconds and {megabytes} MB",
                                 f"无法在 {seconds:g} 秒、{megabytes} MB 内存内读取的 PDF")) from error  # fmt: skip
    found = json.loads(done.stdout)
    if found == "password":
        raise Unreadable(Message("a PDF with a password", "PDF 设有密码"))
    if found == "damaged":
        raise Unreadable(Message("no PDF, or a damaged one", "不是 PDF，或文件已损坏"))
    return [_cleaned(text) for text in found]


def _cleaned(text: str | None) -> str | None:
    if text is None:
        return None
    # PDFium marks a word that is broken at a line's end with U+FFFE.
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "\u00ad").strip()
    return text if looks_like_text(text) else None


def _problem(numbers: Sequence[int], en: str, zh: str) -> tuple[Message, ...]:
    if not numbers:
        return ()
    more = "" if len(numbers) <= _SHOWN_PAGES else ", ..."
    listed = ", ".join(map(str, numbers[:_SHOWN_PAGES])) + more
    verb = f"page {listed} has {en}" if len(numbers) == 1 else f"{len(numbers)} pages have {en}: {listed}"
    return (Message(verb, f"第 {listed} 页{zh}" if len(numbers) == 1 else f"{len(numbers)} 页{zh}：{listed}"),)
