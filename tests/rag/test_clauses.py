"""The clauses of a sentence."""

from __future__ import annotations

import time

import pytest

from index.types import Span
from rag.clauses import clauses_of


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        ("企业落户后，给予补贴；另有奖励。", ["企业落户后", "给予补贴", "另有奖励。"]),
        ("企業落戶後,給予補貼;另有獎勵。", ["企業落戶後", "給予補貼", "另有獎勵。"]),
        ("会议通过《办法，试行》，即日施行。", ["会议通过《办法，试行》", "即日施行。"]),
        ("奖励（最高百万，分期）另发，共三次", ["奖励（最高百万，分期）另发", "共三次"]),
        ("他说“很好，”，然后离开。", ["他说“很好，”", "然后离开。"]),
        ("没有逗号。", ["没有逗号。"]),
        ("，，先行先试，", ["先行先试"]),
    ],
)
def test_clauses(sentence: str, clauses: list[str]) -> None:
    text = f"前一句，有逗号。{sentence}后一句，也有。"
    found = clauses_of(text, Span(8, 8 + len(sentence)))
    assert [clause.of(text) for clause in found] == clauses


@pytest.mark.parametrize("unit", ["，", "（", "“，", "甲，”", "（，）", "；”'"])
def test_a_long_sentence_takes_no_long_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    started = time.perf_counter()
    clauses_of(text, Span(0, len(text)))
    assert time.perf_counter() - started < 2
