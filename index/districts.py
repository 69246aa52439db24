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


_NO_PERSON = frozenset({"putuo", "pudong", "hongkou", "minhang"})
_SYLLABLES = re.compile(r"([^aeiou]+[aeiou]+(?:ng?)?)'?(.+)")  # huang pu, jing an
_TONES = {"a": "āáǎà", "e": "ēéěè", "i": "īíǐì", "o": "ōóǒò", "u": "ūúǔù"}


def short_name(district: str) -> str:
    """``普陀区`` -> ``普陀``; ``浦东新区`` -> ``浦东``."""
    return district[:2]


@cache
def _chinese_names() -> dict[str, re.Pattern[str]]:
    return {
        name: re.compile(f"{_ELSEWHERE}{before}{short_name(name)}{behind}")
        for name in DISTRICTS
        for before, behind in (_ONLY_ALIKE.get(name, ("", "")),)
    }


@cache
def _english_names() -> dict[str, re.Pattern[str]]:
    """What English may write for each district: putuo, putuo's, pu-tuo, pǔtuó, putuo district, pu tuo qu, jing’an.

    In two words it may be a person (Xu Hui, Song Jiang, Yang Pu), unless the word for district follows.
    """
    letter = r"[^\W\d_\u3400-\u9fff]"  # Minhang区 ends behind the g
    district = rf"\s*新?区|\s+(?:new\s+)?(?:district|area)\b|\s+(?:{_toned('xin')}\s*)?{_toned('qu')}\b"
    patterns = {}
    for name, english in DISTRICTS.items():
        first, second = map(_toned, _SYLLABLES.sub(r"\1 \2", english).split())
        apart = rf"[\s-]+(?={second}{'' if english in _NO_PERSON else f'(?:{district})'})"
        patterns[name] = re.compile(
            rf"(?<!{letter}){first}(?:['\u2018\u2019]?|{apart}){second}(?:['\u2019]s)?(?!{letter})(?:{district})?"
        )
    return patterns


def _toned(pinyin: str) -> str:
    """A pattern for a syllable with its tone mark or without."""
    return "".join(f"[{letter}{_TONES[letter]}]" if letter in _TONES else letter for letter in pinyin)


def elsewhere(text: str) -> frozenset[str]:
    """The districts whose namesake ``text`` speaks of: it names that one's city, and not Shanghai."""
    folded = fold_text(text)
    if "上海" in folded:
        return frozenset()
    return frozenset(name for name, city in _NAMESAKES.items() if city in folded)


def districts_in(text: str) -> dict[str, int]:
    """How often each district is named in ``text`` (any script, Chinese or English); only those that are."""
    folded = fold_text(text)
    english = _english_names()
    counts = {name: len([*zh.findall(folded), *english[name].findall(folded)]) for name, zh in _chinese_names().items()}
    return {name: count for name, count in counts.items() if count}


def with_chinese_names(folded: str) -> str:
    """A folded English question names districts in pinyin: put the name that the articles use (putuo -> 普陀)."""
    for name, pattern in _english_names().items():
        folded = pattern.sub(f" {short_name(name)} ", folded)
    return folded
