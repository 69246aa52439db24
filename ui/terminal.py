"""Text for a terminal: how wide it is, where Han characters take two columns, and where a line may end."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Iterator
from typing import Final

_WIDEST: Final = 100
_NARROWEST: Final = 20
_NEVER_FIRST: Final = frozenset("，。、；：？！）》」』】〕”’…—,.;:?!)]}%％")
_NEVER_LAST: Final = frozenset("（《「『【〔“‘([{")


def width_of(text: str) -> int:
    """In columns of a terminal."""
    return sum(map(_columns, text))


def line_width() -> int | None:
    """How many columns a line of stdout may take; ``None`` where it is no terminal, and nobody needs lines cut."""
    if not sys.stdout.isatty():
        return None
    return max(_NARROWEST, min(shutil.get_terminal_size().columns, _WIDEST))


def wrapped(text: str, width: int | None) -> Iterator[str]:
    """The lines of ``text`` that hold something, cut to ``width`` columns: between words, between Han characters, but
    no comma or closing mark first and no opening one last. ``None``: as they are."""
    for line in text.splitlines():
        if not line.strip():
            continue
        rest = line.strip()
        while width is not None and width_of(rest) > width:
            at = _cut(rest, width)
            yield rest[:at].rstrip()
            rest = rest[at:].lstrip()
        if rest:
            yield rest


def _cut(line: str, width: int) -> int:
    """Where to cut ``line``, which is wider than ``width``: the last fit place, at most ``width`` columns in, at least 1."""
    columns, limit = 0, 0
    for character in line:
        columns += _columns(character)
        if columns > width:
            break
        limit += 1
    fit = (at for at in range(limit, 0, -1) if _may_end(line[at - 1], line[at]))
    return next(fit, max(limit, 1))


def _may_end(before: str, after: str) -> bool:
    if after in _NEVER_FIRST or before in _NEVER_LAST:
        return False
    return before.isspace() or after.isspace() or _columns(before) == 2 or _columns(after) == 2


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
