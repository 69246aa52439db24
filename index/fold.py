"""Text -> the form that is matched: NFKC, lower case, Simplified characters, the mainland's words for Taiwan's."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

from opencc import OpenCC

FOLDING = Path(__file__).parent / "folding"
"""taiwan.txt (made by `training/taiwan.py`): 软体 -> 软件, as Simplified words; taiwan.json tells OpenCC to use it."""
_TAIWAN = str(FOLDING / "taiwan.json")


@cache
def _converter(config: str) -> OpenCC:
    return OpenCC(config)


def to_simplified(text: str) -> str:
    """``text`` with Traditional characters and phrases in Simplified (OpenCC ``t2s``); the words stay the same."""
    return str(_converter("t2s").convert(text))


def to_traditional(text: str) -> str:
    """``text`` with Simplified characters in Traditional ones (OpenCC ``s2t``)."""
    return str(_converter("s2t").convert(text))


def is_whole(text: str) -> bool:
    """Whether no half of a surrogate pair stands in ``text``: no encoding and no converter takes one."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def compatible(text: str) -> str:
    """``text`` in NFKC: full-width letters and digits in half width, ㎡ as m2, accents joined to their letters."""
    return unicodedata.normalize("NFKC", text)


def in_mainland_words(text: str) -> str:
    """``text``, Simplified and in small letters, with the mainland's words for Taiwan's."""
    words = _converter(_TAIWAN)  # it stops at a NUL
    return "\0".join(str(words.convert(part)) for part in text.split("\0"))


@cache
def taiwan_words() -> dict[str, str]:
    """What :func:`in_mainland_words` looks for, and what each becomes: a word that only guards others, itself."""
    lines = (FOLDING / "taiwan.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


# NFKC again: only some small letters have a composed form.
STEPS: tuple[Callable[[str], str], ...] = (compatible, str.lower, compatible, to_simplified, in_mainland_words)


def fold_text(text: str) -> str:
    """The matching form of ``text``; ``""`` for ``""``. Never shown, never quoted. Raises ``UnicodeEncodeError`` for half a
    surrogate pair (:func:`is_whole` tells).

    Words of Taiwan fold to the mainland's whatever the script they are in: a question in Simplified characters may well
    ask for 软体, and articles from Taiwan are also read in Simplified copies.
    """
    for step in STEPS:
        text = step(text)
    return text
