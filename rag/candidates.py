"""The statements of the passages found, each with what scoring needs of it: its words in matching form, its tokens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.fold import fold_text
from index.tokens import TokenIndex, sentences_of
from index.types import Span

from .coverage import ANSWERING_SECTIONS
from .statements import statements_in
from .types import Hit

_HEADING = re.compile(
    r"^(?:#+\s|[一二三四五六七八九十]{1,3}[、.\uff0e]|[((\uff08][一二三四五六七八九十\d]{1,3}[))\uff09]|第[一二三四五六七八九十\d]{1,3}[章節条條])"
    r"[^。!?\uff01\uff1f;\uff1b]{1,30}$"
)
_ONLY_SAYS_WHO = re.compile(r"^[^,，:：]{0,6}(?:说道?|表示|指出|介绍说?)[。.!！]?$")
"""李瑞說道。: who said what stands before or behind it."""

Tokens = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement of a hit's passage. The heading over it (一、支持对象) is counted with it but is no answer.

    ``span``: in the article's text. ``folded``: the statement folded; ``form``: its heading and it. Not in normal form, which
    takes longer than all else here: what that would find besides, 三十条 for 30条, the tokens have.
    ``tokens``: of both, ``int32 (n,)``; ``title``: of the passage's title.
    """

    hit: Hit
    span: Span
    text: str
    folded: str
    form: str
    tokens: Tokens
    title: Tokens


def candidates_of(hits: Sequence[Hit], tokens: TokenIndex) -> list[Candidate]:
    """The statements of the hits' titles and bodies, hit by hit, in order; ``[]`` for no such hit."""
    return [it for hit in hits if hit.section in ANSWERING_SECTIONS for it in _of_hit(hit, tokens)]


def _of_hit(hit: Hit, tokens: TokenIndex) -> list[Candidate]:
    sentences = sentences_of(hit.passage)
    title, *pieces = tokens.pieces_of(hit.ordinal)
    place = {sentence.start: number for number, sentence in enumerate(sentences)}
    found: list[Candidate] = []
    heading, over = "", title[:0]
    for statement in statements_in(hit.text, sentences):
        first, last = statement[0], statement[-1]
        text = hit.text[first.start : last.end]
        own = np.concatenate(pieces[place[first.start] : place[last.start] + 1])
        folded = fold_text(text)
        if hit.section == "body" and _HEADING.search(text):
            heading, over = folded, own
            continue
        if _ONLY_SAYS_WHO.search(folded):
            continue
        span = Span(hit.start + first.start, hit.start + last.end)
        form = f"{heading} {folded}".strip()
        found.append(Candidate(hit, span, text, folded, form, np.concatenate((over, own)), title))
    return found
