"""Text -> the form that is matched: NFKC, lower case, Simplified characters, the mainland's words for Taiwan's."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

from opencc import OpenCC

FOLDING = Path(__file__).parent / "folding"
"""taiwan.txt (made by `training/taiwan.py`): 软体 -> 软件, as Simplified words; taiwan.json tells OpenCC to use it."""


@cache
def _converter(config: str) -> OpenCC:
    return OpenCC(config)


def to_simplified(text: str) -> str:
    """``text`` with Traditional characters and phrases in Simplified (OpenCC ``t2s``); the words stay the same."""
    return str(_converter("t2s").convert(text))


def is_whole(text: str) -> bool:
    """Whether no half of a surrogate pair stands in ``text``: no encoding and no converter takes one."""
    return text.isprintable() or not any("\ud800" <= character <= "\udfff" for character in text)


def fold_text(text: str) -> str:
    """The matching form of ``text``; ``""`` for ``""``. Never shown, never quoted.

    Words of Taiwan fold to the mainland's whatever the script they are in: a question in Simplified characters may well
    ask for 软体, and articles from Taiwan are also read in Simplified copies.
    """
    lower = unicodedata.normalize("NFKC", text).lower()
    composed = unicodedata.normalize("NFKC", lower)  # again: only some small letters have a composed form
    words = _converter(str(FOLDING / "taiwan.json"))  # it stops at a NUL
    return "\0".join(str(words.convert(part)) for part in to_simplified(composed).split("\0"))
