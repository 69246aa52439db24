"""The policies that a text names, with their versions: 《…实施办法(草案)》, 专项政策3.0版."""

from __future__ import annotations

import re

from .names import PLACE
from .scripts import either
from .types import Policy

_KIND = (
    r"(?:办法|细则|意见|通知|规定|条例|方案|规划|计划|政策|措施|举措|指南|导则|标准|规范|纲要|决定|公告|通告|章程|准则|指引|规则|清单|要点|预案|制度"
    r"|目录|规程|条款|法典|(?<![方兵书说做看想用疗语魔佛技手写句历笔])法|[一二三四五六七八九十\d]条)"
)
_NUMBER = r"[vV]?[\d\uff10-\uff19]+(?:[.\uff0e][\d\uff10-\uff19]+)+"
_STAGE = r"(?:(?:修订|修正|修改)?草案(?:[一二三]次审议稿)?|(?:公开)?征求意见稿|试行|暂行|修订[版稿]?|修正[版稿]?|送审稿|讨论稿|审议稿|新版|(?:\d{4}|[二〇○零一三四五六七八九]{4})年?(?:修订|修正|征求意见|试行)?(?:版本?|稿|本|修订|修正)|第[一二三四五六七八九十\d]+版)"
_BRACKETED = rf"[(\uff08]\s*({_STAGE}|{_NUMBER}\s*版?)\s*[)\uff09]"
_VERSION = re.compile(
    either(rf"\s*(?:{_BRACKETED}|({_NUMBER}\s*版?|(?:修订|修正)?草案|征求意见稿|\d{{4}}\s*年?版))本?$")
)
_VERSION_BEHIND = re.compile(either(rf"\s*(?:{_BRACKETED}|({_NUMBER}\s*版?|\d{{4}}\s*年?版))"))
_QUOTED = re.compile(r"《([^《》\n]{2,100})》")
_IS_POLICY = re.compile(either(rf"{_KIND}(?:[(\uff08][^()\uff08\uff09]{{1,20}}[)\uff09])?$"))  # …计划(2021-2023年)
_GENERIC = re.compile(either(rf"(?:实施|管理|暂行|若干|指导|工作|行动|本|该)?{_KIND}"))  # 《办法》 names one again
_NUMBERED = re.compile(rf"{_NUMBER}\s*版")
_RUN = re.compile("[\u3400-\u9fff“”·]*")  # of a name that is not quoted, read backwards
_NAME_CHARACTERS = 40
_KIND_CHARACTERS = 4
# What stands before a policy's name and is not of it.
_BEFORE = re.compile(
    either(
        r".*(?:发布|出台|推出|印发|制定|制订|修订|实施|执行|升级|解读|宣讲|起草|形成|落实|新版|聚焦|围绕|根据|按照|的|了|是|为|与|和|将|版)"
    )
)


def policies_in(text: str) -> tuple[Policy, ...]:
    """The policies that ``text`` names, each once, in the order of their first mention.

    《…》 around anything else, a newspaper or a film, is passed over.
    """
    found: dict[int, Policy] = {}
    if "《" in text:
        for match in _QUOTED.finditer(text):
            name, version = _split_version(match[1])
            behind = _VERSION_BEHIND.match(text, match.end())
            version = version or (_group(behind) if behind else None)
            if _IS_POLICY.search(name) and (version or not _GENERIC.fullmatch(name)):
                found[match.start()] = Policy(name, version)
    if "版" in text:
        for match in _NUMBERED.finditer(text):
            before = _name_before(text[max(0, match.start() - _NAME_CHARACTERS) : match.start()])
            if before and not _GENERIC.fullmatch(before):
                found[match.start()] = Policy(before, match[0])
    return tuple(dict.fromkeys(found[at] for at in sorted(found)))


def _split_version(quoted: str) -> tuple[str, str | None]:
    """What stands in 《》 as name and version; of several versions the first ends the name: ...办法(2023年修订)(试行)."""
    name = quoted.strip()
    versions: list[str] = []
    while match := _VERSION.search(name):
        name = name[: match.start()]
        versions.insert(0, _group(match))
    return name, " ".join(versions) or None


def _group(match: re.Match[str]) -> str:
    return next(group for group in match.groups() if group)


def _name_before(before: str) -> str | None:
    """The name of the policy whose version stands behind ``before``; ``None`` where it is not clear where it begins."""
    before = before.rstrip()
    if not _IS_POLICY.search(before, max(0, len(before) - _KIND_CHARACTERS)):
        return None
    run = _RUN.match(before[::-1])
    start = len(before) - (run.end() if run else 0)
    name = before[start:]
    place = PLACE.search(name)
    if place:
        return name[place.start() :]
    return (_BEFORE.sub("", name) if _BEFORE.match(name) else name if start else "") or None
