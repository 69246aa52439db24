"""A question over several districts -> a question for each: 长宁和普陀的政策各叫什么? -> 长宁的政策各叫什么?, 普陀的政策各叫什么?"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from index.districts import DISTRICTS, short_name

from .query import Question, read_question

_JOINED = re.compile(r"\s*(?:和|与|跟|同|及|以及|还有|相比|比|对比|、|,|;|还是|或者?)\s*$")
_SHARED = re.compile(r",|分别|各自|各[有是叫]?|都|哪|什么|谁|多少|几|怎|如何|何时|何地|为何")
"""Where begins what is asked of all of them."""
_COMPARED = re.compile(
    r"(?:之间)?有(?:什么|何|哪些|怎样的)?(?:不同|区别|差异|差别|异同)(?:之处|点)?|(?:之间)?的(?:区别|差异|异同)是什么"
)
_COMPARE = re.compile(r"^(?:请)?(?:比较|对比)(?:一下)?")


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things that a question asks about: its name, in the question's language, and the question on it alone."""

    label: str
    question: Question


def parts_of(question: Question, today: date | None = None) -> tuple[Part, ...]:
    """A part for each district of a question over two or more, in the order that it names them; else ``()``."""
    if len(question.districts) < 2:
        return ()
    folded = _COMPARED.sub("是什么", _COMPARE.sub("", question.folded))
    named = sorted((folded.find(short_name(name)), name) for name in question.districts)
    if question.language == "en":  # no telling which words belong to which
        return tuple(Part(DISTRICTS[name].capitalize(), replace(question, districts=(name,))) for _, name in named)
    texts = _texts(folded, [at for at, _ in named])
    return tuple(
        Part(name, replace(read_question(text, today), districts=(name,)))
        for (_, name), text in zip(named, texts, strict=True)
    )


def _texts(folded: str, places: list[int]) -> list[str]:
    """The question on each of the districts that begin at ``places`` (ascending)."""
    prefix, last = folded[: places[0]], folded[places[-1] :]
    name = re.match(r"..新?区?", last)
    behind = last[name.end() :] if name else last[2:]
    shared = _SHARED.search(behind)
    own = [_JOINED.sub("", folded[at:end]) for at, end in pairwise(places)]
    # 长宁和普陀的政策: what follows the last name is asked of all; 长宁的座谈会和普陀的大会分别…: each has its own.
    rest = [behind if len(text) <= len("浦东新区") else behind[shared.start() :] if shared else "" for text in own]
    return [*(prefix + text + asked for text, asked in zip(own, rest, strict=True)), prefix + last]
