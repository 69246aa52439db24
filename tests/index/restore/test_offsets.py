"""Offset maps, by hand and against brute force."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.restore.offsets import Edit, OffsetMap, replace


def test_no_edits_are_the_identity() -> None:
    assert replace("普陀", []) == ("普陀", OffsetMap())
    assert OffsetMap().to_source(3, 7) == (3, 7)


def test_a_reading_taken_out_by_hand() -> None:
    text, offsets = replace("產(chǎn)業", [(1, 7, "")])
    assert text == "產業"
    assert offsets.edits == (Edit(1, 7, 1, 1),)
    assert offsets.to_source(0, 1) == (0, 1)  # 產 alone
    assert offsets.to_source(1, 2) == (7, 8)  # 業 alone
    assert offsets.to_source(0, 2) == (0, 8)  # both, and the reading between them


def test_a_block_is_taken_whole() -> None:
    # 發展?!逼胀訁^生 -> 發展。”普陀區生: seven characters became five, none of them alone
    source = "發展?!逼胀訁^生"
    text, offsets = replace(source, [(2, 8, "。”普陀區")])
    assert text == "發展。”普陀區生"
    assert offsets.to_source(4, 6) == (2, 8)  # 普陀
    assert offsets.to_source(1, 3) == (1, 8)  # 展。
    assert offsets.to_source(6, 8) == (2, 9)  # 區生
    assert offsets.to_source(7, 8) == (8, 9)  # 生
    assert offsets.to_source(0, 2) == (0, 2)  # 發展


@pytest.mark.parametrize(
    "edits",
    [
        (Edit(0, 2, 0, 1), Edit(1, 3, 1, 1)),  # overlap
        (Edit(1, 2, 0, 0),),  # one character between in the source, none in the target
        (Edit(0, 1, 0, 0), Edit(3, 4, 1, 1)),  # two between, and one
    ],
)
def test_edits_that_do_not_fit_together_are_refused(edits: tuple[Edit, ...]) -> None:
    with pytest.raises(ValueError, match="does not follow"):
        OffsetMap(edits)


PIECES = st.lists(
    st.tuples(st.text("ab", max_size=3), st.text("xy", max_size=3), st.text("PQ", max_size=3)).filter(
        lambda piece: piece[1] or not piece[2]  # nothing is put in where nothing was
    ),
    max_size=5,
)


def changed(pieces: list[tuple[str, str, str]]) -> tuple[str, list[tuple[int, int, str]], str]:
    """A source, the changes to make in it, and the target, from (kept, found, put in its place)."""
    source, target, changes = "", "", []
    for kept, found, put in pieces:
        changes.append((len(source + kept), len(source + kept + found), put))
        source, target = source + kept + found, target + kept + put
    return source + "end", changes, target + "end"


def smallest_cover(source: str, offsets: OffsetMap, start: int, end: int) -> tuple[int, int]:
    """Try every stretch of the source, the smallest first: its image is what the blocks within it became."""
    blocks, at, to = [], 0, 0
    for edit in (*offsets.edits, Edit(len(source), len(source), -1, -1)):
        blocks += [(at + i, at + i + 1, to + i, to + i + 1) for i in range(edit.source_start - at)]
        blocks.append((edit.source_start, edit.source_end, edit.target_start, edit.target_end))
        at, to = edit.source_end, edit.target_end
    stretches = [(a, b) for a in range(len(source) + 1) for b in range(a, len(source) + 1)]
    for a, b in sorted(stretches, key=lambda stretch: stretch[1] - stretch[0]):
        image = {place for s, e, ts, te in blocks if a <= s and e <= b for place in range(ts, te)}
        if image >= set(range(start, end)):
            return a, b
    raise AssertionError("not even the whole source covers it")


@given(PIECES, st.data())
def test_to_source_is_the_smallest_stretch_that_covers(pieces: list[tuple[str, str, str]], data: st.DataObject) -> None:
    source, changes, target = changed(pieces)
    text, offsets = replace(source, changes)
    assert text == target
    start = data.draw(st.integers(0, len(target) - 1))
    end = data.draw(st.integers(start + 1, len(target)))
    assert offsets.to_source(start, end) == smallest_cover(source, offsets, start, end)


@given(PIECES)
def test_what_was_kept_is_found_where_it_stood(pieces: list[tuple[str, str, str]]) -> None:
    source, changes, target = changed(pieces)
    _, offsets = replace(source, changes)
    for place, character in enumerate(target):
        if character not in "PQ":
            start, end = offsets.to_source(place, place + 1)
            assert source[start:end] == character
