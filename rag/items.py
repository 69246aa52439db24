"""The items of a list in running text, split where the article splits it.

一是…二是…; (1)…(2)…; A;B;C; or A、B、C等8家. A text with no list for certain has none: half a list misleads.
"""

from __future__ import annotations

import re
from statistics import median

from index.types import Span

from .brackets import blotted

_FEWEST = 3
"""Of what 、 sets apart; two are as often one name."""
_EVEN, _TRAILING = 3.0, 1.6
"""The longest item, and the last where no 等 follows it, may have so many times the characters of the middle one, or it holds
words that are no part of the list."""
_NAMES = 4
"""Characters that the middle item has at least: 5G、AI、云 stay in their sentence."""

_MARKER = re.compile(
    r"(?<![\u3400-\u9fff])[一二三四五六七八九]是|(?<=[。;；:：,，])\s*第[一二三四五六七八九](?=[,，])|^第[一二三四五六七八九](?=[,，])"
    r"|[①-⑩]|[(（][一二三四五六七八九\d]{1,2}[)）]"
)
_ENDS = " \t\r\n;；。,，、"
_COLON = re.compile(r"[:：]")
# Before the first item and behind the last of those that 、 sets apart.
_BEFORE = re.compile(
    r".*(?:[,，:：;；。]|包括|涵[盖蓋]|分[别別]是|以及|[来來]自|[围圍][绕繞]|聚焦|通[过過]|推[进進动動]|提供|搭建|了|(?<![\u3400-\u9fff])[由有])",
    re.DOTALL,
)
_BEHIND = re.compile(r"等|[,，:：;；。!！\n]|$")
_ROUTE = re.compile(r"[^从從]*[从從].*到")
_LAST_TWO = re.compile(r"(?<=.{2})(?:和|与|與|及|以及)(?=.{2})")
_PAUSE = re.compile(r"、")
_BODIES_ASKED = re.compile(
    r"(?:哪些|哪[几两二三四五六七八九十]+[家个]?)[^,?]{0,4}?(?:企业|公司|单位|机构|部门|医院|院校|大学|高校)"
)
_BODY_ENDS = re.compile(
    r"(?:公司|企[业業]|集[团團]|[药藥][业業]|制[药藥]|[医醫][药藥]|科技|[医醫][疗療]|生物|[银銀]行|[协協][会會]|[联聯]盟|大[学學]|[学學]院|[医醫]院|研究[院所]|中心|委员[会會]|[委局办辦院所部])"
    r"(?:[(（][^()（）]*[)）])?$"
)


def items_of(text: str, asked: str = "") -> tuple[Span, ...]:
    """The items of the list in ``text``, in order, as spans of it, blanks and separators trimmed; ``()`` for no list.

    What introduces the first item (具体而言:) is left out where a colon ends it. ``asked``: the folded question; where it asks for
    companies or authorities, a list of which fewer than half are such is none.
    """
    found = _marked(text) or _parted(text) or _enumerated(text)
    bodies = sum(bool(_BODY_ENDS.search(span.of(text))) for span in found)
    return () if _BODIES_ASKED.search(asked) and 2 * bodies < len(found) else found


def _marked(text: str) -> tuple[Span, ...]:
    starts = [match.start() for match in _MARKER.finditer(text)]
    return _between(text, starts) if len(starts) > 1 else ()


def _parted(text: str) -> tuple[Span, ...]:
    """What semicolons set apart, outside brackets and quotes."""
    bare = blotted(text, unclosed=True)
    stops = [match.start() for match in re.finditer(r"[;；]", bare)]
    if not stops or not text[stops[-1] + 1 :].strip(_ENDS):
        return ()
    colon = _COLON.search(bare, 0, stops[0])
    return _between(text, [colon.end() if colon else 0, *(stop + 1 for stop in stops)])


def _enumerated(text: str) -> tuple[Span, ...]:
    """What 、 sets apart: the longest run of such items that are about alike."""
    bare = blotted(text, unclosed=True)
    best: tuple[Span, ...] = ()
    for run in re.finditer(r"[^,，:：;；。!！\n]+", bare):
        pauses = [match.start() for match in _PAUSE.finditer(bare, run.start(), run.end())]
        if len(pauses) + 1 < _FEWEST or _ROUTE.match(run[0]):
            continue
        first = run.start() + (before.end() if (before := _BEFORE.match(bare[run.start() : pauses[0]])) else 0)
        behind = _BEHIND.search(bare, pauses[-1] + 1, run.end())
        end = behind.start() if behind else run.end()
        spans = _last_two_apart(text, _between(text[:end], [first, *(at + 1 for at in pauses)]))
        if len(spans) > len(best) and _alike(spans, closed=text.startswith("等", end)):
            best = spans
    return best


def _last_two_apart(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The last item in two, where 和 joins them."""
    last = _LAST_TWO.search(spans[-1].of(text)) if spans else None
    if last is None:
        return spans
    at, end = spans[-1].start, spans[-1].end
    return (*spans[:-1], *_between(text[: at + last.start()], [at]), *_between(text[:end], [at + last.end()]))


def _alike(spans: tuple[Span, ...], *, closed: bool) -> bool:
    """Whether the items are about as long as each other; ``closed``: 等 follows the last."""
    lengths = [len(span) for span in spans]
    middle = median(lengths)
    return middle >= _NAMES and max(lengths) <= _EVEN * middle and (closed or lengths[-1] <= _TRAILING * middle)


def _between(text: str, starts: list[int]) -> tuple[Span, ...]:
    """The stretches that begin at ``starts`` and end before the next, or at the end of the text, trimmed."""
    spans = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        piece = text[start:end]
        left = len(piece) - len(piece.lstrip(_ENDS))
        right = len(piece.rstrip(_ENDS))
        if left < right:
            spans.append(Span(start + left, start + right))
    return tuple(spans)
