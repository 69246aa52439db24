"""How likely a stretch of Chinese is by its words: the second opinion beside the character model.

The unigram scores of the bundled model's vocabulary, over the best segmentation.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from math import log

from ..encoders.bundled import FOLDER
from ..encoders.segment import Segmenter
from ..fold import to_simplified


def word_bits(texts: Iterable[str]) -> list[float]:
    """``-log2 P`` of the words of each text, each word by itself; 0 for ``""``."""
    lines = "\n".join(text.replace("\n", " ") for text in texts)  # one conversion for all: it acts on no two lines
    return [-_segmenter().score(line) / log(2) for line in to_simplified(lines).lower().split("\n")]


@cache
def _segmenter() -> Segmenter:
    return Segmenter(FOLDER)
