"""The file of Taiwan's words is what `training/taiwan.py` makes of OpenCC's dictionaries."""

from __future__ import annotations

from index.fold import FOLDING
from training.taiwan import folding_words


def test_the_shipped_words_are_the_made_ones() -> None:
    made = "".join(f"{word}\t{folded}\n" for word, folded in folding_words().items())
    assert (FOLDING / "taiwan.txt").read_text(encoding="utf-8") == made


def test_a_class_has_one_word_of_the_mainland() -> None:
    words = folding_words()
    assert {words[word] for word in ("软体", "软件")} == {"软件"}
    assert {words[word] for word in ("程式", "行程", "进程", "程序")} == {"程序"}
    assert all(words.get(folded, folded) == folded for folded in words.values())
    assert words["恢复"] == "恢复"  # a guard: 复 may begin 复制


def test_a_word_that_would_end_within_another_is_not_found() -> None:
    words = folding_words()
    assert words["执行档"] == "可执行文件"
    assert words["执行档案"] == words["执行"] + words["档案"]  # 档案 is a word: 执行 + 档案
    assert words["数据机"] == "调制解调器"
    assert words["数据机房"] == "数据机房"
    assert words["程式设计师"] != words["程式"] + "设计师"  # a word of Taiwan's itself
    assert "资料库存" not in words  # jieba has 资料库 itself
