"""What must always hold of the values that flow."""

from __future__ import annotations

import pytest

from index.restore.offsets import Edit, OffsetMap
from index.types import Article, Description, Passage, Section, Span


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 0)])
def test_a_span_holds_at_least_one_character(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"{start}:{end}"):
        Span(start, end)


def test_a_span_names_characters() -> None:
    assert Span(1, 3).of("普陀区政策") == "陀区"
    assert len(Span(1, 3)) == 3 - 1
    assert Span(1, 5).covers(Span(1, 3))
    assert not Span(2, 5).covers(Span(1, 3))


def article(text: str, sections: tuple[Section, ...]) -> Article:
    """``text`` came of a raw text in which a reading, (yè), followed the first character."""
    raw = text[:1] + "(yè)" + text[1:]
    return Article("0" * 16, ("a.txt", "b.txt"), raw, text, OffsetMap((Edit(1, 5, 1, 1),)), (), sections,
                   Description("题", None, None, None, ("普陀区",)), "0" * 64)  # fmt: skip


@pytest.mark.parametrize(
    "sections",
    [
        (),
        (Section("body", Span(0, 3)),),
        (Section("body", Span(1, 4)),),
        (Section("title", Span(0, 2)), Section("body", Span(3, 4))),
        (Section("title", Span(0, 3)), Section("body", Span(2, 4))),
        (Section("body", Span(0, 5)),),
    ],
)
def test_sections_must_partition_the_text(sections: tuple[Section, ...]) -> None:
    with pytest.raises(ValueError, match="0000"):
        article("業一二三", sections)


def test_an_article_knows_its_sections_and_where_its_text_came_from() -> None:
    it = article("業一二三", (Section("title", Span(0, 2)), Section("body", Span(2, 4))))
    assert [it.section_at(offset) for offset in range(4)] == ["title", "title", "body", "body"]
    with pytest.raises(ValueError, match="4 characters, none at 4"):
        it.section_at(4)
    assert it.raw_span(Span(0, 1)) == Span(0, 1)  # the reading behind it is left outside
    assert it.raw_span(Span(0, 2)) == Span(0, 6)
    assert it.raw_span(Span(1, 2)).of(it.raw) == "一"
    assert (it.path, it.title, it.district) == ("a.txt", "题", ("普陀区",))


def test_a_passage_names_itself_and_puts_its_heading_first() -> None:
    assert Passage("abc", Span(3, 9), "body", "题", "正文").passage_id == "abc:3-9"
    assert Passage("abc", Span(3, 9), "body", "题", "正文").indexed_text == "题\n正文"
    assert Passage("abc", Span(3, 9), "teaser", "", "正文").indexed_text == "正文"
