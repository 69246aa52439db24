"""Text -> the terms of the lexical leg: bigrams of Han characters; Latin words and numbers whole.

Numbers and dates are terms alike however they are written (三十条 and 30条, 2024-11-22 and 2024年11月22日).

Character bigrams beat dictionary words for BM25 on Chinese questions wherever we measured, and need no dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from .dates import date_rewrites, with_chinese_dates
from .fold import fold_text
from .folded import Folded, fold_with_offsets
from .numerals import DIGIT_REWRITES, with_digits
from .restore.offsets import replace
from .rewrites import Rewrite, changes

# A run of Han; or a Latin word or number, with its decimals (3.0) and its inner hyphens and apostrophes (covid-19, jing'an).
_RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]+|[^\W_\u3400-\u9fff]+(?:[.\-'](?=\w)[^\W_\u3400-\u9fff]+)*")

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]")
_LATIN = r"A-Za-z\u00c0-\u024f\uff21-\uff3a\uff41-\uff5a"
_LATIN_WORD = re.compile(rf"(?<![\d{_LATIN}])[{_LATIN}]+(?:[.:/'\u2019-]+[{_LATIN}\d]+)*")  # an address is one


def terms_of(text: str) -> list[str]:
    """The terms of ``text`` in order, repeated as often as they stand there; ``[]`` for a text without any."""
    terms: list[str] = []
    for run in _RUN.findall(_with_straight_apostrophes(matched(text))):
        terms += _terms_in(run)
    return terms


def matching_spans(text: str, terms: Collection[str]) -> tuple[tuple[int, int], ...]:
    """Where ``text`` has any of ``terms``, as :func:`terms_of` gives them: ``(start, end)`` in order, joined where they touch.

    The spans are of ``text`` as it is written: 軟體 for the term 软件, 三十条 for 30 and 条; ``()`` where nothing matches.
    A character behind a number goes with it: 11月22日 is not asked for where 9月 is said.
    """
    form = matched_with_offsets(text)
    spans: list[tuple[int, int]] = []
    for at, end in _places(form.text, frozenset(terms)):
        span = form.source_span(at, end)
        if spans and span[0] <= spans[-1][1]:
            first, last = spans.pop()
            span = first, max(last, span[1])
        spans.append(span)
    return tuple(spans)


def _places(form: str, wanted: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where ``form`` has a wanted term."""
    marked = 0
    for run in _RUN.finditer(_with_straight_apostrophes(form)):
        for at, term in enumerate(_terms_in(run[0]), start=run.start()):
            is_behind_a_number = len(term) == 1 and term >= "\u3400" and form[at - 1 : at].isdigit()
            if term in wanted and (marked == at or not is_behind_a_number):
                marked = at + len(term)
                yield at, marked


def _terms_in(run: str) -> list[str]:
    """The terms of a run; the one after begins a character after the one before."""
    if len(run) > 1 and run[0] >= "\u3400":
        return [run[i : i + 2] for i in range(len(run) - 1)]
    return [run.removesuffix("'s")]


def _with_straight_apostrophes(form: str) -> str:
    return form.replace("\u2019", "'")


def matched(text: str) -> str:
    """What is matched of ``text``: folded, in normal form."""
    return normal_form(fold_text(text))


def matched_with_offsets(text: str) -> Folded:
    """What :func:`matched` makes of ``text``, with the map from ``text``: a number or date written anew is one piece."""
    form = _rewritten(fold_with_offsets(text), DIGIT_REWRITES)
    return _rewritten(form, date_rewrites(form.text))


def _rewritten(form: Folded, rewrites: Iterable[Rewrite]) -> Folded:
    text, offsets = form.text, form.offsets
    for rewrite in rewrites:
        text, step = replace(text, changes(text, rewrite))
        offsets = offsets.then(step)
    return Folded(text, offsets)


def normal_form(folded: str) -> str:
    """A folded text with numbers in Arabic digits and dates as Chinese articles write them."""
    return with_chinese_dates(with_digits(folded))


def is_latin(text: str) -> bool:
    """Do words in Latin letters outnumber the Chinese, of two characters each? Numbers count for neither; nothing, no.

    Of a text as it is written: the normal form has Chinese in the dates of any language.
    """
    return len(_LATIN_WORD.findall(text)) > len(_HAN.findall(text)) / 2
