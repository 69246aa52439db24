"""What one step of restoring does to a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple


class Change(NamedTuple):
    """``text[start:end]`` becomes ``replacement``; ``certain``: nothing else is likely to have stood there.

    A change that replaces a stretch by itself marks it: something is lost there, and nothing tells what.
    """

    start: int
    end: int
    replacement: str
    certain: bool = True


Step = Callable[[str], Iterable[Change]]
"""Finds the changes of one kind in a text: ordered, apart; none in a text without such damage."""
