"""What no reader sees goes, entities are written out, and joiners stay where they join."""

from __future__ import annotations

import pytest

from index import restore_text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("普\u200b陀\ufeff区", "普陀区"),
        ("产\u00ad业", "产业"),
        ("政\x00策\x07\x7f", "政策"),
        ("一\u202e二", "一二"),
        ("A&amp;B&lt;C&gt;", "A&B<C>"),
        ("&ldquo;普陀&rdquo;&middot;3&#46;0&#x7248;", "“普陀”·3.0版"),
        ("&nbsp;二", "\xa0二"),
        ("零&#8203;宽&shy;", "零宽"),
        ("&notit; &unknown; R&D; AT&T", "&notit; &unknown; R&D; AT&T"),  # no entities
        ("&#0;&#55296;", "&#0;&#55296;"),  # no text
        ("👨\u200d👩\u200d👧 一家\u200d人", "👨\u200d👩\u200d👧 一家人"),  # one joins emoji, the other joins nothing
        ("👨&zwj;👩 👨&#8205;👩 一家&zwj;人", "👨\u200d👩 👨\u200d👩 一家人"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("می&zwnj;خواهم", "می\u200cخواهم"),
        ("制表\t符 和\n换行\r\n", "制表\t符 和\n换行\r\n"),
        ("６０㎡①ﬁ", "６０㎡①ﬁ"),  # compatibility forms are kept for display, and folded for search
    ],
)
def test_odd_characters(raw: str, text: str) -> None:
    assert restore_text(raw).text == text


def test_what_was_taken_out_can_be_followed_back() -> None:
    restored = restore_text("普\u200b陀&amp;区")
    assert restored.text == "普陀&区"
    assert [restored.raw_span(at, at + 1) for at in range(4)] == [(0, 1), (2, 3), (3, 8), (8, 9)]
