"""The items of a list in running text."""

from __future__ import annotations

import time

import pytest

from rag.items import items_of


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("一是支持落户，二是支持平台。", ["一是支持落户", "二是支持平台"]),
        ("措施有：(1)支持落户；(2)支持研發。", ["(1)支持落户", "(2)支持研發"]),
        ("①补贴企业②奖励人才", ["①补贴企业", "②奖励人才"]),
        ("第一，補貼企業；第二，獎勵人才。", ["第一，補貼企業", "第二，獎勵人才"]),
        ("具体而言:支持企业落户;支持平台建设;优化机制。", ["支持企业落户", "支持平台建设", "优化机制"]),
        ("一次性補貼；按年獎勵。", ["一次性補貼", "按年獎勵"]),
        ("来自长江大学、黄河大学、珠江大学等8家单位。", ["长江大学", "黄河大学", "珠江大学"]),
        ("包括企業落戶、平臺建設、金融支持和人才引進。", ["企業落戶", "平臺建設", "金融支持", "人才引進"]),
        ("聚焦基础研究（含数学、物理）、成果转化、人才引进等。", ["基础研究（含数学、物理）", "成果转化", "人才引进"]),
    ],
)  # fmt: skip
def test_items(text: str, items: list[str]) -> None:
    assert [item.of(text) for item in items_of(text)] == items


@pytest.mark.parametrize(
    "text",
    [
        "",
        "会议在普陀区举行。",
        "这三是一样的，第一是大局。",  # 是 behind a numeral inside a word, and one marker alone
        "发展5G、AI、云等技术。",  # too short to stand alone
        "长江大学、黄河大学参加。",  # two are as often one name
        "從企業落戶、平臺建設、人才引進到金融支持。",
        "长江大学、黄河大学、珠江大学参加了本次在普陀区举行的推进大会。",  # the last holds the rest of the sentence
        "（支持落户；支持平台；优化机制）",
        "支持企业落户；",
    ],
)
def test_no_list(text: str) -> None:
    assert items_of(text) == ()


@pytest.mark.parametrize("unit", ["一是", "甲乙丙丁、", "甲；", "（", "“", "从", "(1", "来自", "、", " "])
def test_a_long_text_takes_no_long_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    started = time.perf_counter()
    items_of(text)
    assert time.perf_counter() - started < 2
