"""What models write is read as plain sentences with the numbers they cite."""

from __future__ import annotations

import time

import pytest

from rag.draft import Drafted, drafted, without_thoughts


def sentence(text: str, *numbers: int, item: bool = False) -> Drafted:
    return Drafted(text, numbers, item)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", []),
        ("…\n---\n```\n", []),
        ("甲有3000家。[1] 乙有200家[2]。", [sentence("甲有3000家。", 1), sentence("乙有200家。", 2)]),
        ("甲有3.0版[1]，乙有草案[2]。丙没有。", [sentence("甲有3.0版，乙有草案。", 1, 2), sentence("丙没有。")]),
        ("支持甲。[1][2][1]", [sentence("支持甲。", 1, 2)]),
        ("支持甲【1】。支持乙［2、3］。", [sentence("支持甲。", 1), sentence("支持乙。", 2, 3)]),
        ("支持甲[资料1]。支持乙[^2]", [sentence("支持甲。", 1), sentence("支持乙", 2)]),
        ("A grows [1]. B has 3.0 [2, 3]. C!", [sentence("A grows.", 1), sentence("B has 3.0.", 2, 3), sentence("C!")]),
        ("《2024[修订]办法》。[1]", [sentence("《2024[修订]办法》。", 1)]),
        ("- 支持甲[1]\n* 支持乙[2]\n1. 支持丙[3]\n2、支持丁[4]\n（3）支持戊", [
            sentence(f"支持{what}", *cited, item=True)
            for what, cited in (("甲", [1]), ("乙", [2]), ("丙", [3]), ("丁", [4]), ("戊", []))
        ]),
        ("3.0版支持甲。\n2024年支持乙。", [sentence("3.0版支持甲。"), sentence("2024年支持乙。")]),
        ("# 标题\n**支持内容：**\n包括以下几项：\n> 支持甲。[1]", [sentence("支持甲。", 1)]),
        ("```text\n支持甲。[1]\n```", [sentence("支持甲。", 1)]),
        ("**支持**`甲`，*3*4*。[1](http://x)", [sentence("支持甲，3*4。", 1)]),
        ("见[官网](javascript:alert)。![图](http://x/y.png)", [sentence("见官网。"), sentence("图")]),
        ("<think>先想：1亿元。\n</think>\n支持甲。[1]", [sentence("支持甲。", 1)]),
        ("先想。</think>支持甲。[1]", [sentence("支持甲。", 1)]),
        ("支持甲。[1]<think>没想完", [sentence("支持甲。", 1)]),
    ],
)  # fmt: skip
def test_sentences_and_their_numbers(written: str, expected: list[Drafted]) -> None:
    assert list(drafted(written)) == expected


@pytest.mark.parametrize(
    ("text", "says_nothing"),
    [
        ("未说明。", True),
        ("补贴金额未说明。", True),
        ("关于补贴金额，资料中没有提到。", True),
        ("Not stated.", True),
        ("As for the amount, the sources do not say.", True),
        ("补贴1亿元，发放时间未说明。", False),  # it says something else too, which is to be checked
        ("政策没有取消补贴。", False),
        ("The policy does not cover hospitals.", False),
    ],
)
def test_what_only_says_that_nothing_is_said(text: str, says_nothing: bool) -> None:
    assert sentence(text).says_nothing is says_nothing


def test_thoughts_are_not_shown_while_they_are_written() -> None:
    assert [without_thoughts("<think>a</think>b"[:end]) for end in (8, 12, 17)] == ["", "", "b"]


@pytest.mark.parametrize(
    "piece", ["*", "`", " ", "[", "[1", "**a", "a*", "1,", "![](", "<think>", "（1）", "> ", "[a](b ", "_"]
)
def test_no_text_takes_long(piece: str) -> None:
    started = time.perf_counter()
    drafted((piece * 20_000)[:20_000])
    assert time.perf_counter() - started < 1
