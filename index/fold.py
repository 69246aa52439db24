"""Text -> the form that is matched: NFKC, lower case, Simplified characters."""

from __future__ import annotations

import unicodedata
from functools import cache

from opencc import OpenCC


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def to_simplified(text: str) -> str:
    """``text`` with Traditional characters and phrases in Simplified (OpenCC ``t2s``)."""
    return str(_converter().convert(text))


def fold_text(text: str) -> str:
    """The matching form of ``text``; ``""`` for ``""``. Never shown, never quoted."""
    lower = unicodedata.normalize("NFKC", text).lower()
    return to_simplified(unicodedata.normalize("NFKC", lower))  # again: only some small letters have a composed form
