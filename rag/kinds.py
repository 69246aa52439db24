"""The kind of answer that a question asks for, and whether a sentence holds such a thing."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = r"(?:\d[\d,.]*|[一二三四五六七八九十百千两]+)"
# Without a measure asked for: figures, or Chinese numerals that are no part of a word (一定, 统一, 十分).
_ANY_NUMBER = r"\d|[一二三四五六七八九十百千万亿两]{2,}|[一二三四五六七八九十两](?:家|个|项|条|位|名|次|人|届|种|倍)"
_PLACE = re.compile(r"在[^,。]{2,24}?(?:举行|举办|召开|开工|成立|启动|签约)|位于|地处|\bheld (?:at|in)\b|\blocated\b")
_DATE = re.compile(r"\d+月\d+日|\d{4}年|\d+年\d+月|今天|昨天|\b\d{4}\b")
_LIST = re.compile(r"[、;；][^、;；]{2,40}[、;；]|一是|包括|聚焦|分别")


@dataclass(frozen=True, slots=True)
class Kind:
    """``strict``: without such a thing in any sentence near the question, the articles don't say."""

    name: str
    held: re.Pattern[str]
    strict: bool


# (what in the folded question asks for it, its kind); the first that fits.
_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"标题|题目|\bheadline\b|\btitle\b"), Kind("title", re.compile(r"(?!)"), False)),
    (re.compile(r"什么时候|何时|哪天|哪一天|哪年|哪一年|几月|哪个月|哪日|日期|\bwhen\b|what (?:date|day|year)"), Kind("when", _DATE, True)),
    (re.compile(r"比重|占比|百分之|几成|涨了多少|增长(?:了)?多少|what (?:share|percentage)|how fast"), Kind("share", re.compile(r"\d%|\d个百分点|百分之|[\d一二三四五六七八九]成"), True)),
    (re.compile(r"多少|(?<!哪)几[^乎]|多大|多高|how (?:many|much)"), Kind("number", re.compile(_ANY_NUMBER), True)),
    (re.compile(r"在哪(?!些|几|方面)|哪里|哪儿|什么地方|哪个(?:会场|地方|城市|楼)|哪(?:栋|座)|地点|会场|\bwhere\b|\bvenue\b"), Kind("where", _PLACE, True)),
    (re.compile(r"谁|哪位|什么人|\bwho\b"), Kind("who", re.compile(r"区长|主席|书记|经理|负责人|主任|总裁|院士|[\u4e00-\u9fff]{2,4}(?:表示|说|指出|介绍)"), False)),
    (re.compile(r"为什么|为何|原因|目的|\bwhy\b"), Kind("why", re.compile(r"因为|由于|为了|旨在|为[^,]{2,20},|以[^,]{2,12}为|作为"), False)),
    (re.compile(r"什么|哪|内容|措施|如何|怎|\bwhat\b|\bwhich\b|\bhow\b"), Kind("list", _LIST, False)),
)  # fmt: skip
# 多少家, 几个, 第几次: the measure word (or the money) that the number must come with: what follows the question word.
_MEASURE = re.compile(
    r"(?:多少|(?<!哪)几)\s*(万元|亿元|公里|平方米|[元家个项条位名次人届种篇亩天年套所场辆座栋户件吨度岁期批])"
)
_SAME_MEASURE = (("位", "名", "人"), ("元", "万元", "亿元"), ("家", "个"), ("项", "个"))
_DAY_ASKED = re.compile(r"几(?:月|号|日)")


def kind_of(folded: str) -> Kind | None:
    """The kind that a folded question asks for; ``None`` for a question in the form of a statement."""
    if (measure := _MEASURE.search(folded)) and not _DAY_ASKED.search(folded):
        unit = next((group for group in _SAME_MEASURE if measure[1] in group), (measure[1],))
        pattern = rf"第?{_NUMBER}\s*[多余]?\s*[万亿]?(?:{'|'.join(unit)})"
        english = r"^[^\u3400-\u9fff]*\d[^\u3400-\u9fff]*$"  # an English sentence has other measures, but figures alike
        return Kind("number", re.compile(f"{pattern}|{english}"), True)
    return next((kind for asked, kind in _KINDS if asked.search(folded)), None)
