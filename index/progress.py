"""How long work says how far it is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with (stage, done, total); stages: read, encode, write, ask."""


def silent(stage: str, done: int, total: int) -> None:
    """Says nothing."""
