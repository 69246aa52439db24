"""Sentences that belong together."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sentences import split_sentences
from index.types import Span
from rag.statements import LONGEST, is_numbered, statements_in


def statements_of(text: str) -> list[list[str]]:
    sentences = split_sentences(text, Span(0, len(text))) if text else ()
    return [[sentence.of(text) for sentence in statement] for statement in statements_in(text, sentences)]


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("", []),
        ("政策已发布。企业可申报。", [["政策已发布。"], ["企业可申报。"]]),
        ("政策已发布。具体而言:给予补助。", [["政策已发布。", "具体而言:给予补助。"]]),
        ("政策已發佈。具體而言:給予補助。", [["政策已發佈。", "具體而言:給予補助。"]]),
        ("The policy is out. Specifically, it pays.", [["The policy is out.", "Specifically, it pays."]]),
        ("措施如下:\n一是奖励。\n二是补助。", [["措施如下:", "一是奖励。", "二是补助。"]]),
        ("條件如下。\n(1)註冊。\n(2)納稅。", [["條件如下。", "(1)註冊。", "(2)納稅。"]]),
        ("政策已发布。\n二是补助。", [["政策已发布。"], ["二是补助。"]]),  # no list was announced
        ("政策已发布。其中补助最多。其中奖励最少。", [["政策已发布。", "其中补助最多。"], ["其中奖励最少。"]]),
        ("措施如下:\n3.5亿元已到位。", [["措施如下:"], ["3.5亿元已到位。"]]),  # a figure, no number of a line
    ],
)
def test_statements(text: str, statements: list[list[str]]) -> None:
    assert statements_of(text) == statements


def test_no_statement_is_longer_than_allowed() -> None:
    lines = [f"(1){'甲' * 96}。" for _ in range(8)]  # 100 characters, and a line break
    text = "\n".join(["措施如下:", *lines])
    sentences = split_sentences(text, Span(0, len(text)))
    statements = statements_in(text, sentences)
    assert [len(statement) for statement in statements] == [4, 1, 1, 1, 1, 1]  # 5 + 3 * 101 = 308, a fourth gives 409
    assert all(statement[-1].end - statement[0].start <= LONGEST for statement in statements)


@pytest.mark.parametrize("sentence", ["一是奖励", "(2)奖励", "（二）奖励", "2.奖励", "2、奖励", "③奖励", "12)奖励"])
def test_numbered(sentence: str) -> None:
    assert is_numbered(sentence)


@pytest.mark.parametrize("sentence", ["", "奖励一是", "一定奖励", "3.5亿元", "2024.5亿元", "统一是目标", "100、奖励"])
def test_not_numbered(sentence: str) -> None:
    assert not is_numbered(sentence)


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


@pytest.mark.parametrize("text", ["以下" * 50_000, "(" * 100_000, "1" * 100_000, " " * 99_999 + "甲"])
def test_a_long_sentence_takes_no_time(text: str) -> None:
    start = perf_counter()
    assert statements_in(text, (Span(0, 50_000), Span(50_000, 100_000))) == [[Span(0, 50_000)], [Span(50_000, 100_000)]]
    assert perf_counter() - start < 2
