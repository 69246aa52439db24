"""The names in a claim that its quotes don't hold: districts and other places, persons, offices and firms, policies.

Names are found as the readers of `index/` find them, and a person besides where somebody speaks (李瑞说). In an English
claim only districts can be looked up, by their pinyin; other romanised names (Weng Huajian, Banmasu River) stand in no
Chinese quote and are left: nothing here proves or disproves them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.districts import districts_in, short_name
from index.names import PLACE
from index.organisations import organisations_in
from index.people import is_name, people_in
from index.policies import policies_in

_EVERYWHERE = frozenset({"中国", "中华", "国家", "全国", "中央", "国务院", "上海", "长三角"})
"""Places that any article of Shanghai may be said to be about."""
_SPEAKS = re.compile(
    r"(?:(?<=[,，。;；、“”\"'「」\s长任记席理裁监员授士])|^)([\u4e00-\u9fff]{2,4}?)(?=(?:表示|说(?!明)|介绍|指出|强调|认为|透露|告诉|坦言|建议(?!书)|出席))"
)
_TITLE = re.compile(r"[副正]?[\u4e00-\u9fff]{0,6}?(?:区长|书记|主任|主席|局长|总经理|总裁|董事长|院长|校长|负责人)$")
_OFFICE_PREFIX = re.compile(rf"^(?:{PLACE.pattern})?(?:新?区|市|省|县)?")
_QUOTED = re.compile(r"《([^《》\n]{2,100})》|[“「『]([^“”「」『』\n]{2,40})[”」』]")


def missing_names(claim: str, held: str) -> Iterator[str]:
    """The names in ``claim`` that ``held`` (quotes and context) lacks, as they stand in the claim, each once. Both in the
    form of `rag/comparable.py`."""
    compact = _compact(held)
    found = (
        *_places(claim, held),
        *_people(claim, compact),
        *_organisations(claim, held, compact),
        *_quoted(claim, compact),
    )
    yield from dict.fromkeys(found)


def _compact(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def _places(claim: str, held: str) -> Iterator[str]:
    theirs = districts_in(held)
    for district in districts_in(claim):
        if district not in theirs and short_name(district) not in held:
            yield short_name(district)
    for place in PLACE.findall(claim):
        if place not in _EVERYWHERE and place not in held and not districts_in(place):
            yield place


def _people(claim: str, compact: str) -> Iterator[str]:
    speaking = (name for name in _SPEAKS.findall(claim) if is_name(name) and len(name) < 4)
    for name in (*people_in(claim).named, *speaking):
        if _compact(name) not in compact:
            yield name


def _organisations(claim: str, held: str, compact: str) -> Iterator[str]:
    theirs = [_core(name) for name in organisations_in(held)]
    for name in organisations_in(claim):
        core = _core(name)
        is_firm = core.endswith("公司")
        short_forms = () if is_firm else theirs
        if core not in compact and not any(_shortens(core, other) or _shortens(other, core) for other in short_forms):
            yield name


def _core(name: str) -> str:
    """商务委 of 普陀区商务委: articles name their own place or leave it out."""
    return _compact(_OFFICE_PREFIX.sub("", name)) or _compact(name)


def _shortens(short: str, full: str) -> bool:
    """Whether ``short`` leaves characters of ``full`` out, in order: 商务委 of 商务委员会."""
    rest = iter(full)
    return len(short) > 1 and all(character in rest for character in short)


def _quoted(claim: str, compact: str) -> Iterator[str]:
    """Titles in 《》, their versions, and words in quotation marks: those are said to be the articles' own."""
    for title, phrase in _QUOTED.findall(claim):
        words = _compact(title or phrase)
        if re.search(r"[\u4e00-\u9fff]", words) and words not in compact and not _is_in_parts(title, compact):
            yield title or phrase
    for policy in policies_in(claim):
        version = _compact(policy.version or "")
        if version and not re.search(r"\d", version) and version not in compact:
            yield policy.version or ""


def _is_in_parts(title: str, compact: str) -> bool:
    """Whether a title stands there but for its version: 《…实施办法》 of 《…实施办法(草案)》 does so as it is."""
    parts = [part for part in re.split(r"[()]", title) if part]
    return len(parts) > 1 and all(_compact(part) in compact for part in parts)
