"""Lists in running text."""

from __future__ import annotations

from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.items import items_of

ALPHABET = "甲乙丙丁 \n、,，;；:：。等和从到了包括一二是第(（)）“”《》①②3."


def texts_of(text: str) -> list[str]:
    return [item.of(text) for item in items_of(text)]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("一是落户奖励;二是研发补助;三是人才公寓。", ["一是落户奖励", "二是研发补助", "三是人才公寓"]),
        ("措施如下:(1)落户奖励;(2)研发补助。", ["(1)落户奖励", "(2)研发补助"]),
        ("（一）落戶獎勵（二）研發補助", ["（一）落戶獎勵", "（二）研發補助"]),
        ("①落户奖励②研发补助", ["①落户奖励", "②研发补助"]),
        ("第一,落户奖励。第二,研发补助。", ["第一,落户奖励", "第二,研发补助"]),
        ("具体而言:新设企业给予奖励;研发投入给予补助。", ["新设企业给予奖励", "研发投入给予补助"]),
        ("新设企业给予奖励；研发投入给予补助。", ["新设企业给予奖励", "研发投入给予补助"]),
        ("包括落户奖励、研发补助、人才公寓等", ["落户奖励", "研发补助", "人才公寓"]),
        ("涵蓋落戶獎勵、研發補助、租金減免和人才公寓等", ["落戶獎勵", "研發補助", "租金減免", "人才公寓"]),
        (
            "特斯拉公司、长宁药业、松江机床、普陀软件等8家企业签约。",
            ["特斯拉公司", "长宁药业", "松江机床", "普陀软件"],
        ),
    ],
)
def test_items_stand_as_the_article_has_them(text: str, items: list[str]) -> None:
    assert texts_of(text) == items


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "一是落户奖励。",  # one alone
        "统一是目标,唯一是方向",  # no marker within a word
        "新设企业给予奖励;",  # nothing behind the semicolon
        "落户奖励、研发补助",  # two are as often one name
        "5G、AI、云等技术",  # too short
        "从松江新城、虹桥枢纽、张江高科到临港新片",  # a route
        "落户奖励、研发补助、对符合条件的企业给予最高三千万元的一次性资金支持等",  # no alike
        "(落户奖励、研发补助、人才公寓)",
        "“落户奖励、研发补助、人才公寓”",
        "办法（落户奖励（试行）、研发补助、人才公寓）",  # the outer bracket still holds them
        "“《落户》奖励、研发补助、人才公寓”",
        "他说:“落户奖励、研发补助、人才公寓",  # the quote goes on
        "办法（新设企业;研发投入）",
    ],
)
def test_no_list_for_certain(text: str) -> None:
    assert items_of(text) == ()


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
    ("text", "count"),
    [
        ("、" * 100_000, 0),
        ("甲乙丙丁、" * 20_000, 20_000),
        ("甲乙丙丁;" * 20_000 + "甲", 20_001),
        ("从甲乙丙丁、" * 16_000, 16_000),  # no 到: no route
        ("(" * 100_000, 0),
        ("“甲、" * 33_000, 0),
        ("一是" * 50_000, 1),
        ("甲" * 100_000, 0),
    ],
)
def test_a_long_text_takes_no_time(text: str, count: int) -> None:
    start = perf_counter()
    items = items_of(text)
    assert perf_counter() - start < 2
    assert len(items) == (0 if count == 1 else count)
