"""A PDF's text layer: page by page, Chinese through the font's table of characters; what has none is said."""

from __future__ import annotations

import hashlib

import pytest

from index.read import RawDocument, Unreadable
from index.read.pdf import read_pdf
from index.read.source import Source
from index.settings import Settings

from .pdfs import bomb_of, pdf_of

SETTINGS = Settings()


def read(data: bytes, settings: Settings = SETTINGS) -> RawDocument:
    return read_pdf(Source("a.pdf", data), settings)


FIRST = "普陀区发布政策\n自2025年1月1日起施行"
LAST = "Support for 医疗器械, 𠮷 included"


def test_pages_are_joined_by_a_blank_line_and_read_through_the_fonts_table() -> None:
    data = pdf_of([FIRST, LAST])
    document = read(data)
    assert document.raw == f"{FIRST}\n\n{LAST}"
    assert (document.encoding, document.sha256) == ("pdf", hashlib.sha256(data).hexdigest())
    assert (document.problems, document.sections) == ((), ())


def test_a_page_without_text_is_a_problem_and_the_others_are_read() -> None:
    document = read(pdf_of([FIRST, "", LAST]))
    assert document.raw == f"{FIRST}\n\n{LAST}"
    assert [(problem.en, problem.zh) for problem in document.problems] == [
        ("page 2 has no text layer", "第 2 页没有文字层")
    ]


def test_many_pages_without_text_are_one_problem() -> None:
    document = read(pdf_of([FIRST, "", LAST, *[""] * 30]))
    listed = ", ".join(map(str, [2, *range(4, 23)]))  # the first twenty of 2 and 4 to 33
    assert [problem.en for problem in document.problems] == [f"31 pages have no text layer: {listed}, ..."]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (pdf_of(["", ""]), "no text layer on any of 2 pages"),
        (pdf_of([FIRST], password="secret"), "a PDF with a password"),
        (b"%PDF-1.7\nnothing else", "no PDF, or a damaged one"),
        (pdf_of([FIRST])[:300], "no PDF, or a damaged one"),
        (b"", "no PDF"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why) as refused:
        read(data)
    assert refused.value.reason.zh


def test_a_text_layer_that_is_no_text_is_a_problem() -> None:
    """A font without a true table gives control characters."""
    document = read(pdf_of([FIRST, "\x01\x02\x03\x04\x05\x06普"]))
    assert document.raw == FIRST
    assert [problem.en for problem in document.problems] == ["page 2 has a text layer that can't be read"]


def test_a_page_that_wants_too_much_memory_or_time_is_said() -> None:
    bomb = bomb_of(100_000)
    assert len(bomb) < 20_000
    with pytest.raises(Unreadable, match=r"can't be read in 120 seconds and 500 MB"):
        read(bomb, Settings(pdf_memory_bytes=500 * 1024 * 1024))
    with pytest.raises(Unreadable, match=r"can't be read in 0\.01 seconds"):
        read(bomb, Settings(pdf_seconds=0.01))
