"""A map between two versions of a text: where did these characters come from, and what became of them?"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from sys import maxsize
from typing import NamedTuple


class Edit(NamedTuple):
    """``source[source_start:source_end]``, never empty, became ``target[target_start:target_end]`` as one block."""

    source_start: int
    source_end: int
    target_start: int
    target_end: int


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Ordered edits between a source and a target; what lies between two edits corresponds character by character.

    No edits: the identity. Edits are apart in the target. Two that touch there may overlap in the source: in a composed
    map (:meth:`then`) one block of the source may have given the end of one block and the beginning of the next.
    Raises ``ValueError`` when edits overlap in any other way or the lengths between them differ.
    """

    edits: tuple[Edit, ...] = ()
    _source_starts: list[int] = field(init=False, repr=False, compare=False)
    _source_ends: list[int] = field(init=False, repr=False, compare=False)
    _target_starts: list[int] = field(init=False, repr=False, compare=False)
    _target_ends: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        before = Edit(0, 0, 0, 0)
        for edit in self.edits:
            between = (
                edit[2] - before[3]
            )  # by place: pages that a converter annotated have an edit every few characters
            if between < 0 or (between != edit[0] - before[1] and not _overlap(before, edit)):
                raise ValueError(
                    f"{edit} does not follow on {before.source_end} in the source and {before.target_end} in the target"
                )
            before = edit
        columns = map(list, zip(*self.edits, strict=True)) if self.edits else ([], [], [], [])
        for side, column in zip(("source_starts", "source_ends", "target_starts", "target_ends"), columns, strict=True):
            object.__setattr__(self, f"_{side}", column)

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The smallest stretch of the source whose image covers ``target[start:end]`` (``start < end``)."""
        first = self._source_start(start)
        return first, max(first, self._source_end(end))

    def to_target(self, start: int, end: int) -> tuple[int, int]:
        """The smallest stretch of the target that holds all of the image of ``source[start:end]`` (``start <= end``).

        What was deleted wholly has an empty image, at the place where it would stand: ``(place, place)``.
        """
        first = self._target_start(start)
        return first, max(first, self._target_end(end))

    def then(self, other: OffsetMap) -> OffsetMap:
        """The map from this one's source to the target of ``other``, whose source is this one's target.

        ``a.then(b).to_source(s, e) == a.to_source(*b.to_source(s, e))``, and ``to_target`` likewise, the other way round.
        Linear in the number of edits, up to a binary search for each.
        """
        if not self.edits or not other.edits:
            return self if self.edits else other
        pieces = [
            (edit.target_start, edit.target_end, *self.to_source(edit.source_start, edit.source_end), True)
            for edit in other.edits
            if edit.target_start < edit.target_end
        ]
        for start, end, shift in other._unchanged():
            for low, high, is_edit in self._parts(start, end):
                pieces.append((low + shift, high + shift, *self.to_source(low, high), is_edit))
        edits: list[Edit] = []
        at = 0
        for target_start, target_end, source_start, source_end, is_edit in sorted(pieces):
            if at < source_start:  # no piece of the target came from there
                edits.append(Edit(at, source_start, target_start, target_start))
            if is_edit:
                block = Edit(source_start, source_end, target_start, target_end)
                edits.append(_joined(edits.pop(), block) if edits and _is_same_block(edits[-1], block) else block)
            at = source_end
        return OffsetMap(tuple(edits))

    def without_overlaps(self) -> OffsetMap:
        """The same map, coarser where edits overlap in the source: those are one block."""
        edits: list[Edit] = []
        for edit in self.edits:
            edits.append(_joined(edits.pop(), edit) if edits and _overlap(edits[-1], edit) else edit)
        return OffsetMap(tuple(edits))

    def _unchanged(self) -> Iterator[tuple[int, int, int]]:
        """The stretches of the source that lie between edits, and how far each is shifted in the target."""
        source = target = 0
        for edit in self.edits:
            if source < edit.source_start:
                yield source, edit.source_start, target - source
            source, target = edit.source_end, edit.target_end
        yield source, maxsize, target - source

    def _parts(self, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
        """``target[start:end]`` cut where edits begin and end, in order; whether each part is of an edit."""
        for edit in self.edits[bisect_right(self._target_ends, start) : bisect_left(self._target_starts, end)]:
            if start < edit.target_start:
                yield start, edit.target_start, False
            start, stop = max(start, edit.target_start), min(end, edit.target_end)
            if start < stop:
                yield start, stop, True
            start = stop
        if start < end:
            yield start, end, False

    def _source_start(self, offset: int) -> int:
        # The last edit that ends at or before `offset` shifts it; one that straddles it takes it whole.
        after = bisect_right(self._target_ends, offset)
        if after < len(self.edits) and self.edits[after].target_start <= offset < self.edits[after].target_end:
            return self.edits[after].source_start
        if after == 0:
            return offset
        last = self.edits[after - 1]
        return last.source_end + offset - last.target_end

    def _source_end(self, offset: int) -> int:
        # Mirror image: only edits that start before `offset` count; a deletion at `offset` is left outside.
        before = bisect_left(self._target_starts, offset)
        if before == 0:
            return offset
        last = self.edits[before - 1]
        return last.source_end if offset <= last.target_end else last.source_end + offset - last.target_end

    def _target_start(self, offset: int) -> int:
        after = bisect_right(self._source_ends, offset)
        if after < len(self.edits) and self.edits[after].source_start <= offset:
            return self.edits[after].target_start
        if after == 0:
            return offset
        last = self.edits[after - 1]
        return last.target_end + offset - last.source_end

    def _target_end(self, offset: int) -> int:
        before = bisect_left(self._source_starts, offset)
        if before == 0:
            return offset
        last = self.edits[before - 1]
        return last.target_end if offset <= last.source_end else last.target_end + offset - last.source_end


def _overlap(left: Edit, right: Edit) -> bool:
    """Do two blocks that touch in the target share characters of the source?"""
    return (
        left.target_start < left.target_end == right.target_start < right.target_end
        and left.source_start <= right.source_start < left.source_end <= right.source_end
    )


def _is_same_block(left: Edit, right: Edit) -> bool:
    same_source = (left.source_start, left.source_end) == (right.source_start, right.source_end)
    return same_source and left.target_start < left.target_end == right.target_start


def _joined(left: Edit, right: Edit) -> Edit:
    return Edit(left.source_start, right.source_end, left.target_start, right.target_end)


def replace(text: str, changes: Iterable[tuple[int, int, str]]) -> tuple[str, OffsetMap]:
    """``text`` with each ``(start, end, replacement)`` made (ordered, apart), and the map back to it."""
    pieces: list[str] = []
    edits: list[Edit] = []
    at = shift = 0
    for start, end, replacement in changes:
        pieces.append(text[at:start])
        pieces.append(replacement)
        place, length = start + shift, len(replacement)
        edits.append(Edit(start, end, place, place + length))
        shift += length - (end - start)
        at = end
    pieces.append(text[at:])
    return "".join(pieces), OffsetMap(tuple(edits))
