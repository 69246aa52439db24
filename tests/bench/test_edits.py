"""The edits between two texts: the fewest, where they are, and what they leave."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import edits
from bench.edits import Change, changes, distance, kept

SHORT = st.text("ab\u533a", max_size=12)


def levenshtein(before: str, after: str) -> int:
    """The textbook's table, row by row."""
    row = list(range(len(after) + 1))
    for number, character in enumerate(before, 1):
        last, row = row, [number]
        for column, other in enumerate(after, 1):
            row.append(min(last[column] + 1, row[-1] + 1, last[column - 1] + (character != other)))
    return row[-1]


@given(SHORT, SHORT)
def test_changes_are_the_fewest_and_account_for_all(before: str, after: str) -> None:
    found = changes(before, after)
    assert distance(found) == levenshtein(before, after)
    rebuilt, place = "", 0
    for change in found:
        rebuilt += before[place : change.start] + after[change.new_start : change.new_end]
        place = change.end
    assert rebuilt + before[place:] == after


@given(SHORT, SHORT)
def test_what_is_kept_is_the_same_and_in_order(before: str, after: str) -> None:
    places = kept(before, after, changes(before, after))
    assert len(places) == len(before)
    assert all(after[place] == before[number] for number, place in enumerate(places) if place >= 0)
    assert sorted(set(places) - {-1}) == [place for place in places if place >= 0]


def test_examples() -> None:
    assert changes("", "") == changes("普陀區", "普陀區") == []
    assert changes("普陀區", "普陀?區") == [Change(2, 2, 2, 3)]
    assert changes("ab普陀區cd", "ab逼胀訁^cd") == [Change(2, 5, 2, 6)]
    assert distance([Change(2, 5, 2, 6)]) == 4
    assert kept("ab普陀區cd", "ab逼胀訁^cd", [Change(2, 5, 2, 6)]) == [0, 1, -1, -1, -1, 6, 7]


@pytest.mark.parametrize(("before", "after"), [("a" * 900, "b" * 900), ("ab" * 400, "a"), ("", "x" * 900)])
def test_texts_far_apart_are_not_searched_for_long(before: str, after: str) -> None:
    assert distance(changes(before, after)) >= edits._MANY
    assert distance(changes(before, after)) == max(len(before), len(after)) - ("a" in before and "a" in after)
