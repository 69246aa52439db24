"""What stands in brackets and quotation marks, blotted out, so that commas in it part nothing."""

from __future__ import annotations

_OPENING, _CLOSING = "“「『(（《", "”」』)）》"


def blotted(text: str, *, unclosed: bool) -> str:
    """``text`` with ``_`` for each character in brackets or quotation marks and for the marks, at the same offsets.

    Any mark that closes closes the last that opened: scraped pages mix them. ``unclosed``: what is never closed counts, to the end.
    """
    opened: list[int] = []
    closed: list[tuple[int, int]] = []
    for at, character in enumerate(text):
        if character in _OPENING:
            opened.append(at)
        elif character in _CLOSING and opened:
            start = opened.pop()
            while closed and closed[-1][0] > start:  # within this one
                closed.pop()
            closed.append((start, at + 1))
    if unclosed and opened:
        closed = [*(it for it in closed if it[0] < opened[0]), (opened[0], len(text))]
    pieces, end = [], 0
    for start, stop in closed:
        pieces += [text[end:start], "_" * (stop - start)]
        end = stop
    return "".join([*pieces, text[end:]])
