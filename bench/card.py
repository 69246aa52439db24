"""The blocks of the model card that a measurement writes: between ``<!-- NAME -->`` and ``<!-- end of NAME -->``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.encoders.bundled import FOLDER

CARD = FOLDER / "README.md"


def read_block(name: str) -> list[str]:
    """The lines of a block. Raises ``ValueError`` where the card has none of that name."""
    return _find(CARD.read_text(encoding="utf-8"), name).group(2).strip().split("\n")


def write_block(name: str, lines: Iterable[str]) -> None:
    """Put ``lines`` in the place of those that the block holds. Raises ``ValueError`` where there is no such block."""
    text = CARD.read_text(encoding="utf-8")
    match = _find(text, name)
    body = "\n".join(lines)
    CARD.write_text(f"{text[: match.end(1)]}{body}\n{text[match.start(3) :]}", encoding="utf-8")


def _find(text: str, name: str) -> re.Match[str]:
    match = re.search(rf"(<!-- {name} -->\n)(.*?)(<!-- end of {name} -->)", text, re.DOTALL)
    if match is None:
        raise ValueError(f"{CARD} has no block {name!r}")
    return match
