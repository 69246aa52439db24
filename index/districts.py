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

# Other places have a 普陀区, a 宝山区, a 长宁县: so introduced, or where only their city is named, it is not Shanghai's.
_NAMESAKES = {"普陀区": "舟山", "宝山区": "双鸭山", "长宁区": "宜宾"}
_ELSEWHERE = "".join(f"(?<!{city}市)(?<!{city})" for city in _NAMESAKES.values())
# And a river, mountains, a city, a firm and a saying only look like one: (not behind, not before).
_ONLY_ALIKE = {
    "黄浦区": ("", "(?!江)"),
    "普陀区": ("", "(?!山)"),
    "长宁区": ("", "(?!县)"),
    "金山区": ("(?<!旧)", "(?!银山|办公|软件)"),
}


def short_name(district: str) -> str:
    """``普陀区`` -> ``普陀``; ``浦东新区`` -> ``浦东``."""
    return district[:2]


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    return {
        name: (
            re.compile(f"{_ELSEWHERE}{before}{short_name(name)}{behind}"),
            re.compile(rf"\b{english.replace(chr(39), chr(39) + '?')}\b"),
        )
        for name, english in DISTRICTS.items()
        for before, behind in (_ONLY_ALIKE.get(name, ("", "")),)
    }


def elsewhere(text: str) -> frozenset[str]:
    """The districts whose namesake ``text`` speaks of: it names that one's city, and not Shanghai."""
    folded = fold_text(text)
    if "上海" in folded:
        return frozenset()
    return frozenset(name for name, city in _NAMESAKES.items() if city in folded)


def districts_in(text: str) -> dict[str, int]:
    """How often each district is named in ``text`` (any script, Chinese or English); only those that are."""
    folded = fold_text(text).replace("\u2019", "'")
    counts = {
        name: len(chinese.findall(folded)) + len(english.findall(folded))
        for name, (chinese, english) in _patterns().items()
    }
    return {name: count for name, count in counts.items() if count}


@cache
def _english_names() -> dict[str, re.Pattern[str]]:
    """What an English question may write for each district: putuo, putuo's, putuo district, jing’an."""
    return {
        name: re.compile(
            rf"\b{english.replace(chr(39), '[’' + chr(39) + ']?')}(?:['’]s)?(?:\s+(?:new\s+)?(?:district|area))?\b"
        )
        for name, english in DISTRICTS.items()
    }


def with_chinese_names(folded: str) -> str:
    """A folded English question names districts in pinyin: put the name that the articles use (putuo -> 普陀)."""
    for name, pattern in _english_names().items():
        folded = pattern.sub(f" {short_name(name)} ", folded)
    return folded
