"""Shanghai's sixteen districts, as texts and English questions name them."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from unicodedata import normalize

from .scripts import spellings

# Name -> how English writes it. https://www.shanghai.gov.cn lists the sixteen.
DISTRICTS: dict[str, str] = {
    "黄浦区": "huangpu", "徐汇区": "xuhui", "长宁区": "changning", "静安区": "jing'an", "普陀区": "putuo", "虹口区": "hongkou",
    "杨浦区": "yangpu", "闵行区": "minhang", "宝山区": "baoshan", "嘉定区": "jiading", "浦东新区": "pudong", "金山区": "jinshan",
    "松江区": "songjiang", "青浦区": "qingpu", "奉贤区": "fengxian", "崇明区": "chongming",
}  # fmt: skip

# Other places have a 普陀区, a 宝山区, a 长宁县: so introduced, or where only their city is named, it is not Shanghai's.
_NAMESAKES = {"普陀区": "舟山", "宝山区": "双鸭山", "长宁区": "宜宾"}
_PROVINCES = {"普陀区": "浙江", "宝山区": "黑龙江", "长宁区": "四川"}
# And rivers, mountains, railways, firms and a saying only look like one: what stands before it, what behind.
_BEFORE = {
    "金山区": ("旧", "紫", "阿尔"),
    "宝山区": ("八",),
    "长宁区": ("事",),  # 董事长宁某
    "普陀区": ("南",),  # 南普陀寺
}
_BEHIND = {
    "黄浦区": ("江",),
    "普陀区": ("山", "寺"),
    "长宁区": ("县", "线", "快线"),
    "金山区": ("银山", "办公", "软件", "云", "词霸", "打字"),
}
_STREETS = ("路", "街")
_GIVEN_NAMES = frozenset({"金山区", "宝山区", "崇明区", "长宁区"})
"""Those that are given names too: behind a surname they are somebody's, unless 区 follows."""
_SURNAMES = "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅"
_COMMON = frozenset({"黄浦区", "长宁区", "宝山区", "金山区", "松江区"})
"""Those that are also persons, streets and clubs: what is not called 区 is theirs only where Shanghai is named."""
_SHANGHAI = ("上海", "沪", "滬", "申城")

_NO_PERSON = frozenset({"putuo", "pudong", "hongkou", "minhang"})
_SYLLABLES = re.compile(r"([^aeiou]+[aeiou]+(?:ng?)?)'?(.+)")  # huang pu, jing an
_TONES = {"a": "āáǎà", "e": "ēéěè", "i": "īíǐì", "o": "ōóǒò", "u": "ūúǔù"}
# Words in Latin letters, wide ones too, and what may show that they name a district.
_LETTER = "a-zA-Z\u00c0-\u024f\uff21-\uff3a\uff41-\uff5a"
_LATIN = re.compile(rf"[{_LETTER}][{_LETTER}\s'\u2018\u2019-]{{3,}}(?:新?[区區])?")
# Every name has one of these, and few other words do; a mark is a tone, or a letter from elsewhere.
_HINT = re.compile(
    r"[^\x00-\x7f]|(?:pu|hui|ning|an|tuo|kou|hang|shan|ding|dong|jiang|xian|ming)(?:'s|s'|\b|[ -])", re.IGNORECASE
)


def short_name(district: str) -> str:
    """``普陀区`` -> ``普陀``; ``浦东新区`` -> ``浦东``."""
    return district[:2]


@cache
def _chinese_names() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern for every district's short name in either script, and whose each is."""
    whose, patterns = {}, []
    for name in DISTRICTS:
        behind = "|".join(word for behind in (*_BEHIND.get(name, ()), *_STREETS) for word in spellings(behind))
        for short in spellings(short_name(name)):
            whose[short] = name
            elsewhere = (
                *_BEFORE.get(name, ()),
                *(f"{city}{tail}" for city in _NAMESAKES.values() for tail in ("", "市")),
                *(f"{province}{tail}" for province in _PROVINCES.values() for tail in ("", "省")),
            )
            before = "".join(f"(?<!{word}{short})" for before in elsewhere for word in spellings(before))
            named = rf"(?:(?<![{_SURNAMES}]{short})|(?=[区區]))" if name in _GIVEN_NAMES else ""
            patterns.append(f"{short}{before}{named}(?!{behind})")
    return re.compile("|".join(patterns)), whose


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
    """The districts that ``text`` does not mean by their names: it speaks of a namesake, or only of something alike.

    A namesake it is where its city or province introduces it, whatever of Shanghai is spoken of besides: 舟山市普陀区来上海招商.
    """
    introduced = {name for name, pattern in _introductions().items() if (first := pattern.search(text)) and first[1]}
    if any(word in text for word in _SHANGHAI):
        return frozenset(introduced)
    namesakes = {name for name, city in _NAMESAKES.items() if any(word in text for word in spellings(city))}
    others = {name for name in _COMMON if not any(word in text for word in spellings(name))}
    return frozenset(introduced | namesakes | others)


@cache
def _introductions() -> dict[str, re.Pattern[str]]:
    """For each district with a namesake a pattern for its name, with group 1 where the namesake's city stands before it."""
    return {
        name: re.compile(
            rf"((?:{'|'.join((*spellings(city), *spellings(_PROVINCES[name])))})[省市]?)?(?:{'|'.join(spellings(short_name(name)))})"
        )
        for name, city in _NAMESAKES.items()
    }


def districts_in(text: str) -> dict[str, int]:
    """How often each district is named in ``text`` (any script, Chinese or English); only those that are."""
    pattern, whose = _chinese_names()
    named = [whose[short] for short in pattern.findall(text)]
    latin = " | ".join(_LATIN.findall(text))
    if latin and _HINT.search(latin):
        latin = normalize("NFKC", latin).lower()
        named += [name for name, english in _english_names().items() for _ in english.finditer(latin)]
    counts = Counter(named)
    return {name: counts[name] for name in DISTRICTS if name in counts}


def chinese_name(name: str) -> str:
    """The district that ``name`` writes in Latin letters (Putuo, pudong new area, Jing'an District); others as they are."""
    latin = normalize("NFKC", name).strip().lower()
    meant = [district for district, english in _english_names().items() if english.fullmatch(latin)]
    return meant[0] if meant else name


def with_chinese_names(folded: str) -> str:
    """A folded English question names districts in pinyin: put the name that the articles use (putuo -> 普陀)."""
    for name, pattern in _english_names().items():
        folded = pattern.sub(f" {short_name(name)} ", folded)
    return folded
