"""Which words of a text match a question's terms, as the text writes them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.terms import matched, matched_with_offsets, matching_spans, terms_of


def marked(text: str, question: str) -> str:
    for start, end in reversed(matching_spans(text, terms_of(question))):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("普陀区的生命健康", "普陀區發布了生命健康產業政策", "[普陀區]發布了[生命健康]產業政策"),
        ("软件和信息安全", "雲端軟體與資訊安全", "雲端[軟體]與[資訊安全]"),
        ("30条", "本办法共三十条。", "本办法共[三十条]。"),
        ("三十条", "本办法共30条。", "本办法共[30条]。"),
        ("第三十条", "第30條\uff0c第４０條", "[第30條]\uff0c[第]４０條"),
        (
            "11月22日",
            "１１月２２号\uff1b9月5日\uff1b22 November 2024",
            "[１１月２２号]\uff1b9月5日\uff1b[22 November 2024]",
        ),
        ("9月5日", "09月05号", "[09月05号]"),
        ("120万元", "1,200,000元、12元", "[1,200,000元]、12元"),
        ("Jing'an", "in Jing’an’s parks", "in [Jing’an]’s parks"),
        ("GMP", "ＧＭＰ认证", "[ＧＭＰ]认证"),
        ("普陀区", "長寧區", "長寧區"),
        ("", "普陀区", "普陀区"),
        ("普陀区", "", ""),
    ],
)
def test_by_hand(question: str, text: str, expected: str) -> None:
    assert marked(text, question) == expected


TEXTS = st.lists(
    st.sampled_from([*"普陀區軟體資訊乾隆的，。 \n三十条年月日号", "２０２４", "1,000", "22 november", "\u33a1", "e\u0301", "Jing’an’s"]),
    max_size=10,
).map("".join)  # fmt: skip


@given(TEXTS)
def test_the_form_is_the_matched_one(text: str) -> None:
    form = matched_with_offsets(text)
    assert form.text == matched(text)
    if text:
        assert form.source_span(0, len(form.text)) == (0, len(text))


@given(TEXTS)
def test_a_text_matches_its_own_terms_and_nothing_matches_none(text: str) -> None:
    spans = matching_spans(text, terms_of(text))
    assert bool(spans) == bool(terms_of(text))
    assert all(left[1] < right[0] for left, right in pairwise(spans))  # apart: those that touch are one
    assert all(terms_of(text[start:end]) for start, end in spans)
    assert matching_spans(text, ()) == ()
