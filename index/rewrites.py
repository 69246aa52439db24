"""Rewriting by patterns: made in a text, or listed as changes with their places. One set of rules serves both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What ``pattern`` finds becomes ``replacement``, as in ``re.sub``; what its group ``before`` holds must stay."""

    pattern: re.Pattern[str]
    replacement: str | Callable[[re.Match[str]], str]


def rewritten(text: str, rewrites: Iterable[Rewrite]) -> str:
    """``text`` with the rewrites made, one after the other."""
    for rewrite in rewrites:
        text = rewrite.pattern.sub(rewrite.replacement, text)
    return text


def changes(text: str, rewrite: Rewrite) -> Iterator[tuple[int, int, str]]:
    """The ``(start, end, replacement)`` that make ``text`` what :func:`rewritten` makes of it, in order and apart."""
    replacement = rewrite.replacement
    has_before = "before" in rewrite.pattern.groupindex
    for match in rewrite.pattern.finditer(text):
        after = match.expand(replacement) if isinstance(replacement, str) else replacement(match)
        if after != match[0]:
            kept = len(match["before"] or "") if has_before else 0
            yield match.start() + kept, match.end(), after[kept:]
