"""How characters are read: pypinyin's dictionary, heteronyms too."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from ..fold import to_simplified


@lru_cache(maxsize=16384)
def readings_of(character: str) -> frozenset[str]:
    """All readings of a character, with tone marks and without; none for what has none.

    Its Simplified form's too: pypinyin gives 說 one reading, 说 all four.
    """
    from pypinyin import Style, pinyin  # late: its dictionaries take a third of a second to load

    forms = dict.fromkeys((character, to_simplified(character)))
    toned = [
        reading
        for form in forms
        for found in pinyin(form, style=Style.TONE, heteronym=True, errors="ignore")
        for reading in found
    ]
    return frozenset(toned) | {_without_tone(reading) for reading in toned}


def _without_tone(syllable: str) -> str:
    """``yīng`` -> ``ying``, ``lǜ`` -> ``lü``: the tone marks are macron, acute, caron and grave."""
    decomposed = unicodedata.normalize("NFD", syllable)
    return unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in "\u0304\u0301\u030c\u0300"))
