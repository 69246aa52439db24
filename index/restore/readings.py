"""Bracketed readings: some sites follow Traditional characters with their pinyin, 產(chǎn)業(yè).

A bracket is such a reading when it holds one pinyin syllable (with its tone mark, or bare) that is a true reading of
the character before it, and that character has another, Simplified form: those are the ones the sites annotate.
So (草案), (GMP), A(a) and the lone note 郫(pí)县 in clean text stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..fold import to_simplified
from .changes import Change
from .pinyin import readings_of
from .slips import SYLLABLE

BRACKET = re.compile(rf"[(\uff08]({SYLLABLE})[)\uff09]")


def find_readings(text: str) -> Iterator[Change]:
    """A change that takes it out for each bracket of ``text`` that is a reading, in order."""
    for match in BRACKET.finditer(text):
        start, end = match.span()
        if start and match[1] in _annotated(text[start - 1]):
            yield Change(start, end, "")


def without_brackets(text: str) -> str:
    """``text`` without anything that looks like a reading, whatever stands before it."""
    return BRACKET.sub("", text)


@lru_cache(maxsize=16384)
def _annotated(character: str) -> frozenset[str]:
    """The readings of a character that Simplified writes otherwise; else none."""
    return frozenset() if to_simplified(character) == character else readings_of(character)
