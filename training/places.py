"""Romanised Chinese place names: an English question writes 普陀 as "Putuo".

The place list (AreaCity) holds whole addresses, such as 上海市虹口区广中路街道 = "Guangzhonglu Subdistrict, Hongkou
District, Shanghai". The last step of each address is cut out of it, with and without the word for its kind, so that
普陀区 = "putuo district" and 普陀 = "putuo" are pairs of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pypinyin import lazy_pinyin

from index.districts import DISTRICTS, short_name

__all__ = ["SHANGHAI_DISTRICTS", "TOPICS_FILE", "place_pairs", "policy_pairs", "romanise"]

TOPICS_FILE = "topics.tsv"

SHANGHAI_DISTRICTS = tuple((english.replace("'", ""), short_name(name)) for name, english in DISTRICTS.items())
"""(pinyin, name) of the sixteen, ("changning", "长宁"); not by :func:`romanise`, which takes 长 for zhang."""

_KINDS_ZH = re.compile(r"(新区|自治县|街道|[区县市镇乡])$")
_KINDS_EN = re.compile(r" (new district|new area|autonomous county|subdistrict|district|county|town|township|city)$")

_TEMPLATES: tuple[tuple[str, str], ...] = (
    ("{place} district policies supporting {topic_en}", "{place_zh}关于支持{topic_zh}的若干政策"),
    ("what does {place}'s policy on {topic_en} support?", "{place_zh}支持{topic_zh}发展的实施意见"),
    ("how much {topic_en} can a company in {place} get?", "{place_zh}企业可获得{topic_zh}"),
    ("{topic_en} in {place}, shanghai", "上海市{place_zh}{topic_zh}"),
)


def romanise(name: str) -> str:
    """Pinyin of ``name`` written as one word without tones: ``普陀`` -> ``putuo`` (ü as v becomes u: ``绿`` -> ``lu``)."""
    return "".join(lazy_pinyin(name)).replace("ü", "u").lower()


def place_pairs(addresses: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """(Chinese, English) for the last step of every (Chinese, English) address, folded; longest known parent cut off."""
    known = dict(addresses)
    for address, english in known.items():
        cut = max((end for end in range(2, len(address) - 1) if _is_parent(address, end, known)), default=0)
        name, name_en = address[cut:], english.split(",")[0].strip()
        yield name, name_en
        short, short_en = _KINDS_ZH.sub("", name), _KINDS_EN.sub("", name_en)
        if len(short) >= 2 and short != name and short_en != name_en:
            yield short, short_en


def _is_parent(address: str, end: int, known: dict[str, str]) -> bool:
    return address[:end] in known or (address[end - 1] in "省市" and end <= 4)


def policy_pairs(topics: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """(English, Chinese) by rule: every district of Shanghai times every (English, Chinese) topic, templates in turn."""
    topics = list(topics)
    for number, (pinyin, name) in enumerate(SHANGHAI_DISTRICTS):
        names = {"place": pinyin, "place_zh": next(full for full in DISTRICTS if full.startswith(name))}
        for offset, (topic_en, topic_zh) in enumerate(topics):
            english, chinese = _TEMPLATES[(number + offset) % len(_TEMPLATES)]
            yield english.format(**names, topic_en=topic_en), chinese.format(**names, topic_zh=topic_zh)
