"""Shanghai's sixteen districts, as texts and English questions name them."""

from __future__ import annotations

import re
from functools import cache

from .fold import fold_text

# Name -> how English writes it. https://www.shanghai.gov.cn lists the sixteen.
DISTRICTS: dict[str, str] = {
    "黄浦区": "huangpu", "徐汇区": "xuhui", "长宁区": "changning", "静安区": "jing'an", "普陀区": "putuo", "虹口区": "hongkou",
    "杨浦区": "yangpu", "闵行区": "minhang", "宝山区": "baoshan", "嘉定区": "jiading", "浦东新区": "pudong", "金山区": "jinshan",
    "松江区": "songjiang", "青浦区": "qingpu", "奉贤区": "fengxian", "崇明区": "chongming",
}  # fmt: skip

# Zhoushan in Zhejiang has a 普陀区 and Beijing, Shenyang... have namesakes too: a name so introduced is not Shanghai's.
_ELSEWHERE = r"(?<!舟山市)(?<!舟山)(?<!双鸭山市)(?<!南宁市)"


def short_name(district: str) -> str:
    """``普陀区`` -> ``普陀``; ``浦东新区`` -> ``浦东``."""
    return district[:2]


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    return {
        name: (
            re.compile(_ELSEWHERE + re.escape(short_name(name))),
            re.compile(rf"\b{english.replace(chr(39), chr(39) + '?')}\b"),
        )
        for name, english in DISTRICTS.items()
    }


def districts_in(text: str) -> dict[str, int]:
    """How often each district is named in ``text`` (any script, Chinese or English); only those that are."""
    folded = fold_text(text).replace("\u2019", "'")
    counts = {
        name: len(chinese.findall(folded)) + len(english.findall(folded))
        for name, (chinese, english) in _patterns().items()
    }
    return {name: count for name, count in counts.items() if count}
