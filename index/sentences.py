"""Text -> sentences, as spans. Chinese and English stops; half-width stops too, since scraped pages use them."""

from __future__ import annotations

import re

from .types import Span

# A stop takes the closing quotes and brackets behind it. Not a stop: a point inside a number (3.0版) or an
# abbreviation's, a question mark that stands for lost bytes (?; ?! ?dòng) before a broken character, see restore/).
_STOP = re.compile(
    r"(?:[。！？!…]+|\.{3,}|(?<![;?])\?(?![;!\ue000-\uf8ff]|[^\W\d_]{1,6}[)）])|(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bSt)(?<!\bNo)(?<!\b[A-Z])\.(?=\s+[A-Z\"'(]|\s*$)|(?<=[\u3400-\u9fff])\.(?=\s*[\u3400-\u9fff]))[”’」』）)】》\"']*"
)
_QUESTION = re.compile(r"[吗嗎呢么麼什何谁誰哪几幾多怎否]")
_LINE_BREAK = re.compile(r"[\r\n]+")
_CLAUSE_STOP = re.compile(r"[,，;；、]")


def split_sentences(text: str, within: Span, maximum: int = 400) -> tuple[Span, ...]:
    """The sentences of ``text`` in the stretch ``within``, blanks trimmed, in order; blank lines give none.

    One longer than ``maximum`` characters is cut behind the last comma before it (or hard, where there is none).
    """
    spans: list[Span] = []
    start = within.start
    for line_end, next_start in _line_ends(text, within):
        for stop in _stops(text, start, line_end):
            _append(spans, text, start, stop, maximum)
            start = stop
        _append(spans, text, start, line_end, maximum)
        start = next_start
    return tuple(spans)


def _line_ends(text: str, within: Span) -> list[tuple[int, int]]:
    """(end of the line, start of the next) for each line of the stretch."""
    ends = [(match.start(), match.end()) for match in _LINE_BREAK.finditer(text, within.start, within.end)]
    return [*ends, (within.end, within.end)]


def _stops(text: str, start: int, end: int) -> list[int]:
    return [
        match.end()
        for match in _STOP.finditer(text, start, end)
        if not (match[0] == "?" and _mid_word(text, start, match.start(), end))
    ]


def _mid_word(text: str, start: int, at: int, end: int) -> bool:
    """A ``?`` in an address (a?b=1) ends nothing; one between two Han characters with no question before it stands for
    a lost character (華潤?醫藥)."""
    before, after = text[max(start, at - 40) : at], text[at + 1 : min(at + 2, end)]
    if re.search(r"[!-~]$", before) and re.match(r"[0-9A-Za-z]", after):
        return True
    return bool(re.match(r"[\u3400-\u9fff]", after)) and not _QUESTION.search(before)


def _append(spans: list[Span], text: str, start: int, end: int, maximum: int) -> None:
    start, end = _trimmed(text, start, end)
    while end - start > maximum:
        cut = start + maximum
        commas = [match.end() for match in _CLAUSE_STOP.finditer(text, start + maximum // 2, cut)]
        cut = commas[-1] if commas else cut
        spans.append(Span(*_trimmed(text, start, cut)))  # never empty: `start` is no blank
        start, end = _trimmed(text, cut, end)
    if start < end:
        spans.append(Span(start, end))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
