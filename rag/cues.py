"""Words of a question that its answer takes up with others: what is planned (打算) with 将, how things stand (眼下) with 目前.

They carry no information that idf or nearness would see: 将 and 目前 stand everywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """``asked`` is looked for in a folded question, ``told`` in a folded sentence."""

    asked: re.Pattern[str]
    told: re.Pattern[str]


def _cue(asked: str, told: str) -> Cue:
    return Cue(re.compile(asked), re.compile(told))


_CUES = (
    _cue(r"眼下|现在|如今|目前|现状|近况|\bnow\b|\bcurrent|so far", r"目前|截[至止]|如今|眼下|现已|近年来|\bnow\b|\bcurrently\b"),
    _cue(r"打算|计划|接下来|下一步|今后|未来|将[来要会]?|准备|\bwill\b|\bplans?\b|\bnext\b|\bintend", r"接下来|下一步|今后|未来|将|计划|继续|\bwill\b|\bplans?\b"),
    _cue(r"目标|定位|\bgoals?\b|\baims?\b|\btargets?\b|\bwant to\b", r"目标|打造|建成|力争|努力|定位|成为|承载区|高地|标杆"),
    _cue(r"建议|主张|意见|\bpropos|\bsuggest|\brecommend", r"建议|认为|应(?:当|该|进一步)?|提出|呼吁"),
    _cue(r"优点|优势|特点|改进|进步|improve|better|advantage|strength", r"更|优势|特点|首[个次创]"),
    _cue(r"介绍|汇报|presented|introduced|explained", r"介绍|汇报|解读|说明"),
    _cue(r"参加|出席|到场|受邀|attend|took part|participat", r"参加|出席|到场|受邀|参会|与会|共同参与"),
    _cue(r"叫(?:什么|做)|名称|名字|全称|\bnamed?\b|\bcalled\b", r"[《“「『]|名为|称为|叫做"),
)  # fmt: skip


def cues_of(question: str) -> tuple[Cue, ...]:
    """The cues that a folded question holds; ``()`` for none."""
    return tuple(cue for cue in _CUES if cue.asked.search(question))


def takes_up(cues: tuple[Cue, ...], sentence: str) -> float:
    """The share of ``cues`` that a folded sentence takes up, 0 to 1; 0 for none."""
    return sum(bool(cue.told.search(sentence)) for cue in cues) / len(cues) if cues else 0.0
