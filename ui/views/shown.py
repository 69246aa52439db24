"""In which script the articles are shown: as published, or converted. For the eye alone: a quote is copied as published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal

from index.fold import to_simplified, to_traditional

Script = Literal["published", "hans", "hant"]


@dataclass(frozen=True, slots=True)
class Shown:
    """How texts of articles are drawn. Offsets are always those of the text as published."""

    script: Script = "published"

    def text(self, text: str) -> str:
        """``text`` in the script asked for; as it is where it is in that script already."""
        if self.script == "published" or "\0" in text:  # OpenCC stops at a NUL
            return text
        simplified = to_simplified(text)
        if self.script == "hans":
            return simplified
        return to_traditional(text) if simplified == text else text

    def pieces(self, pieces: Sequence[str]) -> list[str]:
        """The pieces of one line, each converted, so that marks stay on their words.

        The line is converted as a whole, since words decide (头发, 出发), and cut where it was; piece by piece in the rare
        case that it became longer or shorter.
        """
        whole = "".join(pieces)
        converted = self.text(whole)
        if len(converted) != len(whole):
            return [self.text(piece) for piece in pieces]
        edges = accumulate(map(len, pieces), initial=0)
        return [converted[start:end] for start, end in pairwise(edges)]

    def lang(self, text: str) -> str:
        """The language tag that makes browsers draw ``text``, as it is shown, with the right glyphs."""
        if self.script != "published":
            return "zh-Hans" if self.script == "hans" else "zh-Hant"
        return "zh-Hans" if to_simplified(text) == text else "zh-Hant"

    def original(self, text: str) -> str | None:
        """``text`` where something else is shown, for copying; else ``None``."""
        return text if self.text(text) != text else None


AS_PUBLISHED = Shown()
