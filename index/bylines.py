"""What the lines around an article say of who made it: source, author, editor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .furniture import DAY, ROLE, ROLES
from .scripts import all_spellings, either, one_of

# Roles run together on one line (文:张晓鸣图:采访对象供图编辑:周辰): a value ends where the next label begins.
_ENDS_VALUE = "发布时间 发布日期 发表时间 更新时间 发稿时间 上传时间 发文日期 成文日期 印发日期 时间 日期 字号 字体 点击 点击量 点击数 浏览 浏览量 浏览次数 阅读 阅读量 阅读数 关键词 标签 分享"
_LABEL = re.compile(
    either(
        rf"(?={one_of(f'{ROLES} {_ENDS_VALUE} 返回')})(?:(?P<role>{ROLE}(?<![全原本正下上公]文)(?:\s*[/、&]\s*{ROLE})*)\s*[:\uff1a|\uff5c丨]"
        rf"|(?P<slashed>文|图|编辑|责编|摄影)\s*[/\uff0f]|(?P<spaced>责任编辑|编辑|责编|记者|通讯员|实习生|作者|校对|审核)(?:\s+(?=[\u3400-\u9fff])|(?=[\u3400-\u9fff]{{2,4}}\s*[/\uff0f]))"
        rf"|{one_of(_ENDS_VALUE)}\s*[:\uff1a]|返回搜狐)"
    )
)
_SOURCE = re.compile(either(r"来源|稿源|出处"))
_EDITOR = re.compile(either(r"编辑|责编"))
_AUTHOR = re.compile(either(r"作者|记者|通讯员|实习生|撰文|撰稿|执笔|采写|图文|(?:^|[/、&\s])文"))
_NEWSPAPER = re.compile(rf"《\s*([^》\s]{{2,10}})\s*》\s*[(\uff08]\s*{DAY}")  # 《人民日报》(2023年08月30日 第10版)
_SITE = re.compile(either(r"本文由(?!本站)([^\s,\uff0c。]{2,20}?)(?:整理|原创|独家|采编)?发布"))
_BEHIND_DAY = re.compile(either(rf"^\W*{DAY}\s+([^\s:\uff1a]{{2,12}}(?:[报网社台]|周刊|在线|新闻|客户端))\s*$"))
_NO_SOURCE = frozenset(all_spellings("本站 本网 网络 网路 互联网 未知 未提供 原创 转载 其他 综合"))
_NOBODY = frozenset(
    all_spellings("小编 佚名 本站 网络 未知 管理员 admin 综合 整理 匿名 报道 报导 综合报道 综合报导 采访对象供图")
)
# Up to a day, a blank or a bracket; but 中国(上海)自由贸易试验区 and 新华社《每日电讯》 are names.
_SOURCE_NAME = re.compile(
    rf"(?:(?!{DAY})[^\s|\uff5c,\uff0c;\uff1b()\uff08\uff09【】《》]|《[^《》]*》|[(\uff08][^()\uff08\uff09]{{1,6}}[)\uff09](?=[\u3400-\u9fff]{{2}}))+"
)
_OUTER = " \t\u3000《》“”\"'()\uff08\uff09[]【】<>·.。*"
_BEFORE_NAMES = re.compile(either(r"^[^\s]{0,10}?(?:记者|通讯员|实习生)(?:\s|$|(?=[\u3400-\u9fff]{2,4}$))"))
_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z .'\u2019-]{1,39}")
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,20}|[\u3400-\u9fff]+(?:[·\u2022][\u3400-\u9fff]+)+")


@dataclass(frozen=True, slots=True)
class Byline:
    """Source, author and editor; ``None`` and ``()`` where no line says. ``site``: whose page it is, by its own notice."""

    source: str | None
    site: str | None
    author: tuple[str, ...]
    editor: tuple[str, ...]


def read_bylines(lines: Iterable[str]) -> Byline:
    """What the lines of an article's masthead and of its end say; of several sources the first."""
    source = site = None
    author: dict[str, None] = {}
    editor: dict[str, None] = {}
    for line in lines:
        for role, value in _fields(line):
            if _SOURCE.search(role):
                source = source or _source_of(value)
            elif _EDITOR.search(role):
                editor |= dict.fromkeys(persons_in(value))
            elif _AUTHOR.search(role):
                author |= dict.fromkeys(persons_in(value))
        if match := _BEHIND_DAY.match(line):
            source = source or match[1]
        elif match := _NEWSPAPER.search(line) or _SITE.search(line):
            site = site or match[1]
    return Byline(source, site, tuple(author), tuple(editor))


def _fields(line: str) -> Iterator[tuple[str, str]]:
    """(role, value) of each label in a line, in order."""
    found = list(_LABEL.finditer(line))
    ends = [*(match.start() for match in found), len(line)]
    for match, end in zip(found, ends[1:], strict=True):
        role = match["role"] or match["slashed"] or match["spaced"]
        value = line[match.end() : end].strip()
        if role and value:
            yield role, value


def _source_of(value: str) -> str | None:
    match = _SOURCE_NAME.match(value.lstrip(_OUTER))
    source = match[0].rstrip("\"'”>·.。*") if match else ""
    return source if source and source not in _NO_SOURCE else None


def persons_in(value: str) -> tuple[str, ...]:
    """The persons (or the office) that a byline's value names: 张晓鸣 丁婉星 -> two; 王 五 -> one."""
    value = _BEFORE_NAMES.sub("", value.strip(_OUTER))
    if _LATIN_NAME.fullmatch(value):
        return () if value.lower() in _NOBODY else (value,)
    words = [word.strip(_OUTER) for word in re.split(r"[\s、,\uff0c/\uff0f;\uff1b&|]+", value)]
    if len(words) == 2 and all(len(word) == 1 for word in words):
        words = ["".join(words)]
    longest = 20 if len(words) == 1 else 4
    return tuple(
        word
        for word in words
        if _HAN_NAME.fullmatch(word) and word not in _NOBODY and (len(word) <= longest or "·" in word)
    )
