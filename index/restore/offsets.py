"""A map between two versions of a text: where did these characters come from?"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Edit:
    """``source[source_start:source_end]`` became ``target[target_start:target_end]`` as one block."""

    source_start: int
    source_end: int
    target_start: int
    target_end: int


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Ordered edits between a source and a target; what lies between two edits is the same in both.

    No edits: the identity. Raises ``ValueError`` when the edits overlap or the lengths between them differ.
    """

    edits: tuple[Edit, ...] = ()
    _target_starts: list[int] = field(init=False, repr=False, compare=False)
    _target_ends: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        source = target = 0
        for edit in self.edits:
            between = edit.source_start - source
            if between < 0 or between != edit.target_start - target:
                raise ValueError(f"{edit} does not follow on {source} in the source and {target} in the target")
            source, target = edit.source_end, edit.target_end
        object.__setattr__(self, "_target_starts", [edit.target_start for edit in self.edits])
        object.__setattr__(self, "_target_ends", [edit.target_end for edit in self.edits])

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The smallest stretch of the source whose image covers ``target[start:end]`` (``start < end``)."""
        return self._source_start(start), self._source_end(end)

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


def replace(text: str, changes: Iterable[tuple[int, int, str]]) -> tuple[str, OffsetMap]:
    """``text`` with each ``(start, end, replacement)`` made (ordered, apart), and the map back to it."""
    pieces: list[str] = []
    edits: list[Edit] = []
    at = target = 0
    for start, end, replacement in changes:
        pieces += (text[at:start], replacement)
        target += start - at
        edits.append(Edit(start, end, target, target + len(replacement)))
        target += len(replacement)
        at = end
    pieces.append(text[at:])
    return "".join(pieces), OffsetMap(tuple(edits))
