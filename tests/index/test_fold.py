"""Folding: one form for both scripts, both widths and both cases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fold import fold_text, to_simplified

# OpenCC's own table chains 薴 -> 苧 -> 苎: the one character that takes two steps.
TWO_STEPS = "薴"
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
    ],
)
def test_examples(text: str, folded: str) -> None:
    assert fold_text(text) == folded


@given(st.text(HAN | PRINTED))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)


def test_every_han_character_folds_to_one_that_stays() -> None:
    characters = "".join(map(chr, range(0x3400, 0xA000))).replace(TWO_STEPS, "")
    simplified = [to_simplified(character) for character in characters]
    assert {len(character) for character in simplified} == {1}
    assert [to_simplified(character) for character in simplified] == simplified


def test_folding_composes_what_lower_case_has_a_letter_for() -> None:
    assert fold_text("J\u030c") == "\u01f0"  # no capital of ǰ exists, so NFKC leaves two characters


@given(st.text(HAN))
def test_both_scripts_meet(text: str) -> None:
    assert fold_text(to_simplified(text)) == fold_text(text)
