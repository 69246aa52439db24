"""Sentences: where they end, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sentences import split_sentences
from index.types import Span


def sentences(text: str, maximum: int = 400) -> list[str]:
    return [span.of(text) for span in split_sentences(text, Span(0, len(text)), maximum)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一句。二句!是吗?四句", ["一句。", "二句!", "是吗?", "四句"]),
        ("他说:“好。”她走了。", ["他说:“好。”", "她走了。"]),
        ("怎么办?!快跑……好", ["怎么办?!", "快跑……", "好"]),
        ("政策3.0版发布。增长30.55%。", ["政策3.0版发布。", "增长30.55%。"]),
        ("It rose 3.5 percent. Then it fell. \"Why?\" he said.", ["It rose 3.5 percent.", "Then it fell.", "\"Why?\"", "he said."]),
        ("  第一段\r\n\r\n\u3000\u3000第二段  ", ["第一段", "第二段"]),
        ("標題...更多", ["標題...", "更多"]),
        ("华润?医药商业集团成立。", ["华润?医药商业集团成立。"]),  # a lost character, nobody asks anything
        ("环境?;顒?dòng)當天,普陀。", ["环境?;顒?dòng)當天,普陀。"]),  # a byte slip
        ("支持什么?支持企业。", ["支持什么?", "支持企业。"]),
        ("\n \n", []),
    ],
)  # fmt: skip
def test_examples(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_long_one_is_cut_behind_the_last_comma_that_fits() -> None:
    clause = "四个字呢,"
    assert sentences(clause * 5, maximum=12) == [clause * 2, clause * 2, clause]


def test_a_long_one_without_commas_is_cut_hard() -> None:
    assert sentences("字" * 25, maximum=10) == ["字" * 10, "字" * 10, "字" * 5]


def test_the_pieces_of_a_long_one_are_trimmed_too() -> None:
    assert sentences("字" * 9 + " " + "句" * 9, maximum=10) == ["字" * 9, "句" * 9]


def test_only_the_stretch_asked_for_is_split() -> None:
    text = "前。中一。中二。后。"
    assert [span.of(text) for span in split_sentences(text, Span(2, 8))] == ["中一。", "中二。"]


TEXTS = st.text(st.sampled_from("字句a.。!?,、;”) \n\r\u3000\ue000("), max_size=60)


@given(TEXTS, st.integers(0, 60), st.integers(0, 60), st.integers(4, 30))
def test_sentences_lie_in_order_within_the_stretch_and_are_never_blank(
    text: str, one: int, two: int, most: int
) -> None:
    start, end = sorted((min(one, len(text)), min(two, len(text))))
    if start == end:
        return
    spans = split_sentences(text, Span(start, end), most)
    edges = [start, *(edge for span in spans for edge in (span.start, span.end)), end]
    assert edges == sorted(edges)
    for span in spans:
        assert span.of(text).strip()
        assert len(span) <= most
        assert "\n" not in span.of(text)


@given(TEXTS)
def test_nothing_but_blanks_is_left_out(text: str) -> None:
    if text:
        assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@given(TEXTS)
def test_sentences_that_were_not_cut_are_trimmed(text: str) -> None:
    assert all(sentence == sentence.strip() for sentence in sentences(f"{text}。"))


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Chen said Dr. Lee opened the U.S. Army harbour.",
        "补贴详情见 https://www.sh.gov.cn/b?id=15 网页。",
        "華潤?醫藥商業集團授牌。",
    ],
)
def test_what_only_looks_like_a_stop(text: str) -> None:
    assert split_sentences(text, Span(0, len(text))) == (Span(0, len(text)),)
