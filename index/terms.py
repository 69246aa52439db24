"""Text -> the terms of the lexical leg: bigrams of Han characters; Latin words and numbers whole.

Numbers and dates are terms alike however they are written (三十条 and 30条, 2024-11-22 and 2024年11月22日).

Character bigrams beat dictionary words for BM25 on Chinese questions wherever we measured, and need no dictionary.
"""

from __future__ import annotations

import re

from .dates import with_chinese_dates
from .fold import fold_text
from .numerals import with_digits

# A run of Han; or a Latin word or number, with its decimals (3.0) and its inner hyphens and apostrophes (covid-19, jing'an).
_RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]+|[^\W_\u3400-\u9fff]+(?:[.\-'](?=\w)[^\W_\u3400-\u9fff]+)*")

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]")
_LATIN = r"A-Za-z\u00c0-\u024f\uff21-\uff3a\uff41-\uff5a"
_LATIN_WORD = re.compile(rf"(?<![\d{_LATIN}])[{_LATIN}]+(?:[.:/'\u2019-]+[{_LATIN}\d]+)*")  # an address is one


def terms_of(text: str) -> list[str]:
    """The terms of ``text`` in order, repeated as often as they stand there; ``[]`` for a text without any."""
    terms: list[str] = []
    for run in _RUN.findall(matched(text).replace("\u2019", "'")):
        if len(run) > 1 and run[0] >= "\u3400":
            terms += [run[i : i + 2] for i in range(len(run) - 1)]
        else:
            terms.append(run.removesuffix("'s"))
    return terms


def matched(text: str) -> str:
    """What is matched of ``text``: folded, in normal form."""
    return normal_form(fold_text(text))


def normal_form(folded: str) -> str:
    """A folded text with numbers in Arabic digits and dates as Chinese articles write them."""
    return with_chinese_dates(with_digits(folded))


def is_latin(text: str) -> bool:
    """Do words in Latin letters outnumber the Chinese, of two characters each? Numbers count for neither; nothing, no.

    Of a text as it is written: the normal form has Chinese in the dates of any language.
    """
    return len(_LATIN_WORD.findall(text)) > len(_HAN.findall(text)) / 2
