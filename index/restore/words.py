"""How likely a stretch of Chinese is by its words: the second opinion beside the character model.

The unigram scores of the bundled model's vocabulary, over the best segmentation.
"""

from __future__ import annotations

from functools import cache
from math import log

from ..encoders.bundled import FOLDER
from ..encoders.segment import Segmenter
from ..fold import to_simplified


def word_bits(text: str) -> float:
    """``-log2 P`` of the words of ``text``, each by itself; 0 for ``""``."""
    return -_segmenter().score(to_simplified(text).lower()) / log(2)


@cache
def _segmenter() -> Segmenter:
    return Segmenter(FOLDER)
