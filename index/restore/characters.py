"""Characters that no reader sees, and HTML entities that were left as they were written."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.entities import html5

from .changes import Change

# Soft hyphen; zero-width space, non-joiner and joiner; marks that turn the direction; word joiner and invisible signs; BOM.
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_UNSEEN = f"[{_INVISIBLE}{_CONTROLS}]+"
_ODD = re.compile(f"{_UNSEEN}|&(?:#[0-9]{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,30}});")
# Joiners hold emoji together (and the letters of scripts that join): they stay between two such.
_JOINED = re.compile("[\u0600-\u1cff\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")
_JOINERS = frozenset("\u200c\u200d")


def find_odd_characters(text: str) -> Iterator[Change]:
    """A change for each run of invisible or control characters (taken out) and each entity (written out, or taken out
    where it stands for such a character)."""
    for match in _ODD.finditer(text):
        written = _written(match[0]) if match[0][0] == "&" else match[0]
        if written and re.fullmatch(_UNSEEN, written) and not _stays(written, text, match):
            written = ""
        if written is not None and written != match[0]:
            yield Change(match.start(), match.end(), written)


def _written(entity: str) -> str | None:
    """What an entity stands for; ``None``: it is none, or stands for no text."""
    if entity[1] != "#" and entity[1:] not in html5:  # html.unescape would take the &not of &notit;
        return None
    written = html.unescape(entity)
    return None if "\ud800" <= written <= "\udfff" or written == "\ufffd" else written


def _stays(joiners: str, text: str, match: re.Match[str]) -> bool:
    """Whether what ``match`` found, or stands for, are joiners between two characters that they join."""
    start, end = match.span()
    is_between = start > 0 and _JOINED.match(text, start - 1) and _JOINED.match(text, end)
    return bool(is_between and _JOINERS.issuperset(joiners))
