"""Restoring whole texts: the five seeds, and what holds for any."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import restore_text

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
# ../shared/design/CORRUPTION.md section 1: readings behind a Han character.
READINGS = {"000": 0, "001": 372, "002": 0, "003": 0, "004": 235}
BRACKETS = st.lists(
    st.sampled_from(["產", "(chǎn)", "业", "(草案)", "區", "(qū)", "?", "!逼胀訁^", "。", "\n", "a", "(a)"])
).map("".join)


def seed(number: str) -> str:
    return next(SEEDS.glob(f"{number}_*.txt")).read_bytes().decode()


@pytest.mark.parametrize("number", READINGS)
def test_the_seeds_lose_their_readings_and_nothing_else(number: str) -> None:
    raw = seed(number)
    restored = restore_text(raw)
    removed = [
        edit
        for edit in restored.offsets.edits
        if raw[edit.source_start] in "(（" and edit.target_start == edit.target_end
    ]
    assert len(removed) == READINGS[number]
    if not READINGS[number]:
        assert restored.text == raw
        assert (restored.guesses, restored.offsets.edits) == ((), ())


@pytest.mark.parametrize("number", READINGS)
def test_every_character_can_be_followed_back_to_the_file(number: str) -> None:
    raw = seed(number)
    restored = restore_text(raw)
    changed = {place for edit in restored.offsets.edits for place in range(edit.target_start, edit.target_end)}
    for place, character in enumerate(restored.text):
        start, end = restored.raw_span(place, place + 1)
        assert place in changed or raw[start:end] == character


@pytest.mark.parametrize(
    ("number", "bracket"),
    [("000", "(草案)"), ("000", "(上海)"), ("001", "(集團)"), ("001", "(上海)"), ("002", "(09-21)"), ("002", "(扩大)"), ("003", "(09-24)")],
)  # fmt: skip
def test_the_seeds_keep_their_real_brackets(number: str, bracket: str) -> None:
    assert bracket in restore_text(seed(number)).text


def test_a_quote_is_found_in_the_file_with_its_readings() -> None:
    raw = seed("001")
    restored = restore_text(raw)
    start = restored.text.index("三支持、一優化")
    raw_start, raw_end = restored.raw_span(start, start + len("三支持、一優化"))
    assert raw[raw_start:raw_end] == "三支持、一優(yōu)化"


def test_nothing_gives_nothing() -> None:
    assert restore_text("").text == ""


@given(BRACKETS)
def test_clean_simplified_comes_through_unchanged_and_spans_stay_in_the_file(raw: str) -> None:
    restored = restore_text(raw)
    for place in range(len(restored.text)):
        start, end = restored.raw_span(place, place + 1)
        assert 0 <= start < end <= len(raw)


@given(
    st.text(st.characters(max_codepoint=0x2FFF, exclude_categories=("Cc", "Cf"), exclude_characters="&"), max_size=40)
)
def test_text_without_han_comes_through_unchanged(raw: str) -> None:
    """But for what nobody sees, entities, and letters that would be Chinese in UTF-8 (`test_mojibake.py`)."""
    restored = restore_text(raw)
    assert (restored.text, restored.offsets.edits) == (raw, ())
