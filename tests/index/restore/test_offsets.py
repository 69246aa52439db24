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
        (Edit(0, 2, 0, 1), Edit(1, 3, 2, 3)),  # they share a character, but do not touch in the target
        (Edit(0, 3, 0, 1), Edit(1, 2, 1, 2)),  # the second ends before the first does
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


def spans(length: int) -> list[tuple[int, int]]:
    return [(start, end) for start in range(length) for end in range(start + 1, length + 1)]


def test_what_was_deleted_wholly_has_an_empty_image_in_its_place() -> None:
    _, offsets = replace("產(chǎn)業", [(1, 7, "")])
    assert offsets.to_target(1, 7) == offsets.to_target(2, 4) == (1, 1)
    assert offsets.to_target(0, 3) == (0, 1)
    assert offsets.to_target(0, 8) == (0, 2)


def largest_image(source: str, offsets: OffsetMap, start: int, end: int) -> set[int]:
    """The places of the target that hold what any of ``source[start:end]`` became, character by character."""
    places, at, to = set(), 0, 0
    for edit in (*offsets.edits, Edit(len(source), len(source), -1, -1)):
        places |= {to + i for i in range(edit.source_start - at) if start <= at + i < end}
        if edit.source_start < end and start < edit.source_end:
            places |= set(range(edit.target_start, edit.target_end))
        at, to = edit.source_end, edit.target_end
    return places


@given(PIECES)
def test_to_target_is_the_smallest_stretch_that_holds_the_image(pieces: list[tuple[str, str, str]]) -> None:
    source, changes, target = changed(pieces)
    _, offsets = replace(source, changes)
    for start, end in spans(len(source)):
        low, high = offsets.to_target(start, end)
        assert set(range(low, high)) == largest_image(source, offsets, start, end)
    for start, end in spans(len(target)):
        low, high = offsets.to_target(*offsets.to_source(start, end))
        assert low <= start < end <= high  # there and back


def test_a_block_that_two_blocks_came_from() -> None:
    # abcd -> [ab][cd] -> WXYZ as a block of W, one of XY, one of Z: X came from both blocks
    _, first = replace("abcd", [(0, 2, "12"), (2, 4, "34")])
    _, second = replace("1234", [(1, 3, "XY")])
    both = first.then(second)
    assert both.edits == (Edit(0, 2, 0, 1), Edit(0, 4, 1, 3), Edit(2, 4, 3, 4))
    assert both.to_source(0, 1) == (0, 2)
    assert both.to_source(1, 2) == (0, 4)
    assert both.to_target(0, 1) == (0, 3)
    assert both.without_overlaps() == OffsetMap((Edit(0, 4, 0, 4),))


def test_a_deletion_between_what_one_block_gave_leaves_one_block() -> None:
    _, first = replace("ab", [(0, 2, "123")])
    _, second = replace("123", [(1, 2, "")])
    assert first.then(second) == OffsetMap((Edit(0, 2, 0, 2),))


@st.composite
def chains(draw: st.DrawFn) -> tuple[list[OffsetMap], list[int]]:
    """Three maps, each of the target of the one before, and the lengths of the four texts."""
    maps, lengths = [], [draw(st.integers(1, 10))]
    for _ in range(3):
        cuts = draw(st.lists(st.integers(0, lengths[-1]), unique=True, max_size=6).map(sorted))
        changes = [
            (start, end, "x" * draw(st.integers(0, 3))) for start, end in zip(cuts[::2], cuts[1::2], strict=False)
        ]
        text, offsets = replace("a" * lengths[-1], changes)
        maps.append(offsets)
        lengths.append(len(text))
    return maps, lengths


@given(chains())
def test_a_composed_map_is_two_steps(chain: tuple[list[OffsetMap], list[int]]) -> None:
    (first, second, third), lengths = chain
    both = first.then(second)
    for span in spans(lengths[2]):
        assert both.to_source(*span) == first.to_source(*second.to_source(*span))
    for span in spans(lengths[0]):
        assert both.to_target(*span) == second.to_target(*first.to_target(*span))
    assert both.then(third) == first.then(second.then(third))


@given(chains())
def test_the_identity_changes_no_map(chain: tuple[list[OffsetMap], list[int]]) -> None:
    offsets = chain[0][0].then(chain[0][1])
    assert offsets.then(OffsetMap()) == OffsetMap().then(offsets) == offsets


def is_cut(offsets: OffsetMap, offset: int) -> bool:
    """Whether ``offset`` is inside no block; what was deleted can be cut anywhere."""
    blocks = [edit for edit in offsets.edits if edit.target_start < edit.target_end]
    return not any(block.source_start < offset < block.source_end for block in blocks)


@given(chains())
def test_without_overlaps_goes_from_cut_to_cut_of_all_maps(chain: tuple[list[OffsetMap], list[int]]) -> None:
    (first, second, _), lengths = chain
    apart = first.then(second).without_overlaps()
    cuts = []
    for offset in range(lengths[0] + 1):
        between, _ = first.to_target(offset, offset)
        if is_cut(first, offset) and is_cut(second, between):
            cuts.append((offset, second.to_target(between, between)[0]))
    for start, end in spans(lengths[2]):
        low = max(offset for offset, place in cuts if place <= start)
        high = min(offset for offset, place in cuts if place >= end)
        assert apart.to_source(start, end) == (low, high)
