"""Brackets and quotation marks, blotted out."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.brackets import blotted

TEXTS = st.text("甲,、(（《“「『)）》”」』", max_size=40)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("甲,乙", "甲,乙"),
        ("甲(乙,丙)丁", "甲_____丁"),
        ("甲（乙（丙）、丁）戊", "甲________戊"),  # the outer one closes behind the inner
        ("“《甲》,乙”丙", "_______丙"),
        ("(甲）乙", "___乙"),  # as scraped pages mix them
        ("甲)乙,丙", "甲)乙,丙"),
        ("(甲)乙(丙)", "___乙___"),
    ],
)
def test_what_is_in_brackets(text: str, expected: str) -> None:
    assert blotted(text, unclosed=False) == blotted(text, unclosed=True) == expected


def test_what_is_never_closed() -> None:
    assert blotted("甲“乙(丙)丁", unclosed=True) == "甲______"
    assert blotted("甲“乙(丙)丁", unclosed=False) == "甲“乙___丁"
    assert blotted("(甲)“乙", unclosed=True) == "_____"


@given(TEXTS, st.booleans())
def test_offsets_stay(text: str, unclosed: bool) -> None:
    bare = blotted(text, unclosed=unclosed)
    assert len(bare) == len(text)
    assert all(after in (before, "_") for before, after in zip(text, bare, strict=True))
    assert blotted(bare, unclosed=unclosed) == bare


@pytest.mark.parametrize("text", ["(" * 100_000, "(" * 50_000 + ")" * 50_000, "()" * 50_000, ")" * 100_000])
def test_a_long_text_takes_no_time(text: str) -> None:
    start = perf_counter()
    assert len(blotted(text, unclosed=True)) == 100_000
    assert perf_counter() - start < 2
