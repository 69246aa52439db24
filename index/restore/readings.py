"""Bracketed readings: some sites follow Traditional characters with their pinyin, 產(chǎn)業(yè).

A bracket is such a reading when it holds one pinyin syllable (with its tone mark, or bare) that is a true reading of
the character before it, and that character has another, Simplified form: those are the ones the sites annotate.
So (草案), (GMP), A(a) and the lone note 郫(pí)县 in clean text stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from ..fold import to_simplified

_BRACKET = re.compile(r"(?<=([\u3400-\u9fff]))[(（]([a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ]{1,6})[)）]")


def find_readings(text: str) -> Iterator[tuple[int, int, str]]:
    """``(start, end, "")`` for each bracket of ``text`` that is a reading, in order."""
    for match in _BRACKET.finditer(text):
        character, syllable = match[1], match[2]
        if syllable in _readings(character):
            yield match.start(), match.end(), ""


@lru_cache(maxsize=8192)
def _readings(character: str) -> frozenset[str]:
    """All readings of a character that Simplified writes otherwise, with and without tone marks; else none."""
    simplified = to_simplified(character)
    if simplified == character:
        return frozenset()
    from pypinyin import Style, pinyin  # late: its dictionaries take a third of a second to load

    # The Simplified form's too: pypinyin gives 說 one reading, 说 all four.
    toned = [
        reading for form in (character, simplified) for reading in pinyin(form, style=Style.TONE, heteronym=True)[0]
    ]
    return frozenset(toned) | {_without_tone(reading) for reading in toned}


def _without_tone(syllable: str) -> str:
    """``yīng`` -> ``ying``, ``lǜ`` -> ``lü``: the tone marks are macron, acute, caron and grave."""
    decomposed = unicodedata.normalize("NFD", syllable)
    return unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in "\u0304\u0301\u030c\u0300"))
