"""Sentences that belong together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sentences import split_sentences
from index.types import Span
from rag.statements import LONGEST, is_numbered, statements_in, with_neighbour

from .small import small, span_of


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("", []),
        ("政策出台。大会召开。", [1, 1]),
        ("政策出台。具体而言，补贴企业。大会召开。", [2, 1]),
        ("簽署協議。根據協議，雙方共建平臺。", [2]),
        ("政策出台。其中，补贴企业。其中，奖励人才。", [2, 1]),  # only the one sentence before is spelled out
        ("措施如下：\n一是补贴企业。\n二是奖励人才。\n大会召开。", [3, 1]),
        ("具體條件如下：\n(1)企業落戶。\n(2)人才落戶。", [3]),
        ("政策出台。\n(1)企业落户。\n(2)人才落户。", [1, 1, 1]),  # nothing announces them
    ],
)
def test_statements(text: str, sizes: list[int]) -> None:
    sentences = split_sentences(text, Span(0, len(text))) if text else ()
    found = statements_in(text, sentences)
    assert [len(statement) for statement in found] == sizes
    assert [sentence for statement in found for sentence in statement] == list(sentences)


@pytest.mark.parametrize(("length", "sizes"), [(LONGEST, [2]), (LONGEST + 1, [1, 1])])
def test_no_statement_is_longer_than_the_longest(length: int, sizes: list[int]) -> None:
    text = "政策出台。其中，" + "补" * (length - 9) + "。"
    assert len(text) == length
    found = statements_in(text, [Span(0, 5), Span(5, length)])
    assert [len(statement) for statement in found] == sizes


@pytest.mark.parametrize(
    ("sentence", "numbered"),
    [
        ("一是补贴企业", True), ("(2)獎勵人才", True), ("③优化机制", True), ("三、总体目标", True), ("1. 目标", True),
        ("3.0版发布", False), ("2024年发布", False), ("统一是必要的", False), ("", False),
    ],
)  # fmt: skip
def test_numbered(sentence: str, numbered: bool) -> None:
    assert is_numbered(sentence) is numbered


@pytest.mark.parametrize(
    ("body", "sentence", "quote"),
    [
        ("甲出台。乙政策出台。该政策支持企业。", "该政策支持企业。", "乙政策出台。该政策支持企业。"),
        ("乙政策出臺。同時，補貼企業。", "同時，補貼企業。", "乙政策出臺。同時，補貼企業。"),
        ("乙政策出台。政策支持企业。", "政策支持企业。", "政策支持企业。"),
        ("该政策支持企业。", "该政策支持企业。", "该政策支持企业。"),  # the title is another section
    ],
)
def test_what_leans_back_is_quoted_with_what_it_leans_on(body: str, sentence: str, quote: str) -> None:
    article = small(body)
    assert with_neighbour(article, span_of(article, sentence)).of(article.text) == quote


@given(
    st.lists(
        st.sampled_from(["政策如下:", "一是奖励。", "(2)补助。", "其中甲。", "乙。", "甲" * 390 + "。"]), max_size=12
    )
)
def test_statements_partition_the_sentences(lines: list[str]) -> None:
    text = "\n".join(lines)
    sentences = split_sentences(text, Span(0, len(text))) if text else ()
    statements = statements_in(text, sentences)
    assert [sentence for statement in statements for sentence in statement] == list(sentences)
    assert all(statement for statement in statements)
