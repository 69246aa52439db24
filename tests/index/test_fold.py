"""Folding: one form for both scripts, both widths and both cases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fold import FOLDING, fold_text, to_simplified

# OpenCC's own tables chain 薴 -> 苧 -> 苎 and 么麼 -> 幺麽 -> 幺么: these take two steps.
TWO_STEPS = "薴么麼麽"
HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF, exclude_characters=TWO_STEPS)
PRINTED = st.characters(min_codepoint=0x20, max_codepoint=0x7E) | st.characters(
    min_codepoint=0xFF01, max_codepoint=0xFF5E
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("專項政策３．０版", "专项政策3.0版"),
        ("ＧＭＰ與Ｇ60", "gmp与g60"),
        ("“三支持、一優化”", "“三支持、一优化”"),
        ("乾隆", "乾隆"),  # a phrase that OpenCC knows: not 干隆
        ("㎡", "m2"),
        ("a\0b", "a\0b"),
        ("軟體與資訊安全", "软件与信息安全"),  # Taiwan's words
        ("软体与资讯安全", "软件与信息安全"),  # in Simplified characters too
        ("B肝", "乙肝"),
        ("恢复制度", "恢复制度"),  # no 复制 stands there
        ("先进程度与诚信道德", "先进程度与诚信道德"),  # no 进程, no 信道
        ("蚌埠市", "蚌埠市"),  # 埠 alone is a 端口
        ("进行程序设计", "进行程序设计"),
        ("乌兹别克斯坦", "乌兹别克斯坦"),  # 乌兹别克 alone becomes this
        ("執行檔", "可执行文件"),
        ("執行檔案", "运行文件"),  # 執行 and 檔案, no 執行檔
        ("全省数据机房", "全省数据机房"),  # no 数据机, a modem
    ],
)
def test_examples(text: str, folded: str) -> None:
    assert fold_text(text) == folded


@given(st.text(HAN | PRINTED))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)


def test_every_han_character_folds_to_one_that_stays() -> None:
    characters = "".join(map(chr, range(0x3400, 0xA000))).translate(dict.fromkeys(map(ord, TWO_STEPS)))
    simplified = [to_simplified(character) for character in characters]
    assert {len(character) for character in simplified} == {1}
    assert [to_simplified(character) for character in simplified] == simplified


def test_folding_composes_what_lower_case_has_a_letter_for() -> None:
    assert fold_text("J\u030c") == "\u01f0"  # no capital of ǰ exists, so NFKC leaves two characters


def test_every_word_of_the_list_folds_to_one_that_stays() -> None:
    words = dict(line.split("\t") for line in (FOLDING / "taiwan.txt").read_text(encoding="utf-8").splitlines())
    assert {word: fold_text(word) for word in words} == words
    assert all(fold_text(folded) == folded for folded in words.values())


@given(st.text(HAN))
def test_both_scripts_meet(text: str) -> None:
    assert fold_text(to_simplified(text)) == fold_text(text)
