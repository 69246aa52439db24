"""Text -> the terms of the lexical leg: bigrams of Han characters; Latin words and numbers whole.

Character bigrams beat dictionary words for BM25 on Chinese questions wherever we measured, and need no dictionary.
"""

from __future__ import annotations

import re

from .fold import fold_text

# A run of Han; or a Latin word or number, with its decimals (3.0) and its inner hyphens and apostrophes (covid-19, jing'an).
_RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]+|[^\W_\u3400-\u9fff]+(?:[.\-'](?=\w)[^\W_\u3400-\u9fff]+)*")


def terms_of(text: str) -> list[str]:
    """The terms of ``text`` in order, repeated as often as they stand there; ``[]`` for a text without any."""
    terms: list[str] = []
    for run in _RUN.findall(fold_text(text).replace("\u2019", "'")):
        if len(run) > 1 and run[0] >= "\u3400":
            terms += [run[i : i + 2] for i in range(len(run) - 1)]
        else:
            terms.append(run.removesuffix("'s"))
    return terms
