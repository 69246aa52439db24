"""The items of a list in running text."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        "办法（落户奖励（试行）、研发补助、人才公寓）",  # the outer bracket still holds them
        "“《落户》奖励、研发补助、人才公寓”",
        "他说:“落户奖励、研发补助、人才公寓",  # the quote goes on
    ],
)
def test_no_list(text: str) -> None:
    assert items_of(text) == ()


@pytest.mark.parametrize(
    "unit", ["一是", "甲乙丙丁、", "甲；", "（", "“", "从", "从甲乙丙丁、", "(1", "来自", "、", " "]
)
def test_a_long_text_takes_no_long_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    started = time.perf_counter()
    items_of(text)
    assert time.perf_counter() - started < 2


ALPHABET = "甲乙丙丁 \n、,，;；:：。等和从到了包括一二是第(（)）“”《》①②3."


def texts_of(text: str) -> list[str]:
    return [item.of(text) for item in items_of(text)]


def test_the_last_may_be_longer_only_where_the_list_is_closed() -> None:
    assert items_of("提供落户奖励、研发补助、人才公寓建设资金") == ()  # 8 > 1.6 * 4
    assert texts_of("提供落户奖励、研发补助、人才公寓建设资金等") == ["落户奖励", "研发补助", "人才公寓建设资金"]


def test_blanks_around_the_word_that_joins_the_last_two_are_no_part_of_them() -> None:
    assert texts_of("包括落户奖励、研发补助、租金减免 和 人才公寓等") == [
        "落户奖励",
        "研发补助",
        "租金减免",
        "人才公寓",
    ]


def test_the_longest_run_wins() -> None:
    text = "包括甲乙丙丁、戊己庚辛、壬癸子丑等;聚焦落户奖励、研发补助、人才公寓、上市辅导等"
    assert texts_of(text.replace(";", "。")) == ["落户奖励", "研发补助", "人才公寓", "上市辅导"]


@given(st.text(ALPHABET, max_size=60))
def test_items_are_disjoint_in_order_within_the_text_and_trimmed(text: str) -> None:
    items = items_of(text)
    assert all(before.end <= after.start for before, after in pairwise(items))
    assert all(item.end <= len(text) for item in items)
    assert all(item.of(text) == item.of(text).strip(" \t\r\n;；。,，、") for item in items)


@given(st.lists(st.text("甲乙丙丁戊己", min_size=4, max_size=6), min_size=3, max_size=8))
def test_a_closed_list_gives_all_that_was_listed(names: list[str]) -> None:
    assert texts_of(f"包括{'、'.join(names)}等") == names
    assert texts_of("".join(f"({number}){name};" for number, name in enumerate(names, start=1))) == [
        f"({number}){name}" for number, name in enumerate(names, start=1)
    ]


@pytest.mark.parametrize(
    ("asked", "text", "items"),
    [
        ("引进了哪些企业", "引进了上海医药公司、宝济药业、某某科技等。", ["上海医药公司", "宝济药业", "某某科技"]),
        ("引进了哪些企业", "采取加快建设、完善配套、优化平台等举措。", []),  # a list, but of no companies
        ("有哪些举措", "采取加快建设、完善配套、优化平台等举措。", ["采取加快建设", "完善配套", "优化平台"]),
    ],
)
def test_where_companies_are_asked_for_a_list_is_of_such(asked: str, text: str, items: list[str]) -> None:
    assert [span.of(text) for span in items_of(text, asked)] == items
