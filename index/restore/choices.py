"""What a unit of a run may have been: all characters that its known bytes and the reading behind it allow."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .ngrams import code_points, load_ngrams
from .pinyin import readings_of
from .script import other_script
from .slips import Unit

_LEADS = tuple(range(0x81, 0xFF))
_TRAILS = tuple(byte for byte in range(0x40, 0xFF) if byte != 0x7F)
_RARE = 100  # a character seen less often in all of the training text is none that a slip hid

Choices = str | tuple[str, ...]
"""Texts of one length, one character each or more: hashable, so that what was weighed is found again."""


@lru_cache(maxsize=16384)
def choices_of(unit: Unit, syllable: str = "") -> str:
    """The Han characters and signs that a unit may be, all its known bytes and the reading behind it given."""
    lead, trail = unit
    leads = _LEADS if lead is None else (lead,)
    codes = [bytes((first, second)) for first in leads for second in (_TRAILS if trail is None else (trail,))]
    characters = [code.decode("gb18030") for code in codes]
    return "".join(c for c in characters if _is_text(c) and (not syllable or reads(c, syllable)))


def _is_text(character: str) -> bool:
    """Han, or one of GBK's signs (A1 and A3; fullwidth letters are none that a page would have)."""
    return "\u4e00" <= character <= "\u9fff" or (
        character.encode("gb18030")[0] in (0xA1, 0xA3) and not character.isalnum()
    )


def reads(character: str, syllable: str) -> bool:
    return syllable in readings_of(character)


def reads_across(before: str, character: str, syllable: str) -> bool:
    """Whether the last byte of ``before`` and the first of ``character`` make a character that is read so."""
    last, first = before[-1:].encode("gb18030", "replace")[-1:], character.encode("gb18030")[:1]
    across = (last + first).decode("gb18030", "replace")
    return len(across) == 1 and reads(across, syllable)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Texts of one length, their ids ``int64 (n, length)``, the code points of their first characters, and how many
    characters of each only the other script has."""

    choices: tuple[str, ...]
    ids: NDArray[np.int64]
    first: NDArray[np.uint32]
    foreign: NDArray[np.int64]


@lru_cache(maxsize=2048)
def prepared(choices: Choices, traditional: bool) -> Prepared:
    """``choices`` but for those with a rare character, where that leaves any."""
    model = load_ngrams()
    points = code_points("".join(choices)).reshape(len(choices), -1)
    ids = model.ids_of(points)
    common = (model.singles[ids] >= _RARE).all(axis=1)
    kept = np.flatnonzero(common if common.any() else ~common)
    kept = kept[np.argsort(ids[kept, 0], kind="stable")]  # looked up faster in this order
    foreign = other_script(points[kept], traditional=traditional).sum(axis=1)
    return Prepared(tuple(choices[n] for n in kept), ids[kept], points[kept, 0], foreign)
