"""The persons whom a text marks as such: behind a title (副区长刘福升表示) or as its reporters (记者 郭剑烽).

Precise rather than complete: a name counts only where it is clear where it ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from .names import COMPOUND_SURNAMES, SURNAMES
from .scripts import all_spellings, any_word, either

_TITLES = all_spellings(
    "书记 主任 主席 区长 市长 县长 镇长 乡长 省长 州长 部长 局长 厅长 处长 科长 司长 院长 校长 所长 会长 行长 站长 队长 馆长 社长 台长 庭长 检察长 审判长 秘书长 理事长 董事长 总经理 经理 总裁 总监 "
    "首席执行官 董事 监事 教授 研究员 院士 工程师 设计师 分析师 经济学家 发言人 创始人 负责人 委员 医师 律师 法官 检察官 总理 总统 首相 大臣 大使 专员 常委 政委 参赞 民警 辅警 厂长 园长 总编辑 主编 代表 "
    "委员长 记者 编辑 导演 教练"
)
_LAST = "".join(sorted({title[-1] for title in _TITLES}))
_MARK = re.compile(
    rf"[{_LAST}](?=[{''.join(sorted(SURNAMES))}{''.join(sorted({name[0] for name in COMPOUND_SURNAMES}))}])"
)
_LONGEST_TITLE = max(map(len, _TITLES))
# Where a name ends: a mark, or a word with which what he does begins.
_END = re.compile(
    either(
        r"[,\uff0c、。;\uff1b:\uff1a!\uff01?\uff1f)\uff09\]】”’」』》…—\s]|$"
        r"|表示|说|介绍|指出|强调|认为|出席|透露|告诉|坦言|称|致辞|致词|主持|宣布|参加|作(?!为)|在|就|对|提出|建议|呼吁|回应|解释|回忆|分享|带领|带队|陪同|一行|同志|先生|女士|教授|院士|博士|主任|主席"
        r"|发言|讲话|出任|担任|当选|率|会见|前往|到|赴|与|和|及|等|代表|\d|接受|深入|走进|调研|考察|直言|提醒|补充|向(?!阳)|从|也|还|曾|已|是|为|以|用|把|将|受|因|于|被|看到|看来|周[一二三四五六日]|当[天日地]|[上本]周|近日|日前|手下|发布|参与|牵头"
    )
)
_NO_GIVEN_NAME = frozenset(all_spellings(" ".join("在就对作率到与和及等向从也还曾已是为以用把将受因于被的了们说称某")))
_NO_NAME = frozenset(
    all_spellings(
        "方面 卫队 安全 高度 金融 高校 华为 万科 马上 时间 关于 单位 安排 高级 项目 方案 石油 白天 平时 强调 任务 任职 曾任 利用 元首 牛奶 广大 广东 江苏 江西 安徽 云南 海南 温州 常州 金山 宁波 关键 高中 包括 "
        "包含 管理 解决 解释 程序 常务 荣获 易于 万元 万人 古代 古城 边境 古今 游客 项下 权威 代理 代言 申请 申报 方便 尤其 强化 强大 季度 关注 关系 解读 解答 安装 康复 陆续 严格 严肃 严重 席位 章程 和平"
    )
)
_EDGE = 200
_REPORTER = re.compile(any_word("记者 通讯员"))
_IN_BRACKETS = re.compile(r"[^()\uff08\uff09\n]{1,60}?[)\uff09]")
_OPENING = re.compile(r"[(\uff08]([^()\uff08\uff09\n]*)$")
_OPENING_CHARACTERS = 16
_APART = re.compile(
    either(
        r"[:\uff1a\s]{0,2}([\u3400-\u9fff]{2,4}?)(?=\s?摄)|[:\uff1a\s]{1,2}([\u3400-\u9fff]{2,4})(?=\s|[)\uff09。,\uff0c、]|$)"
    )
)
_ROLES = re.compile(either(r"[^\s、,\uff0c]*?(?:记者|通讯员|实习生|摄影|图|文|摄)[:\uff1a]?"))
_DOT_CHARACTERS = 8
_FOREIGN = "(?:(?![的日天周年月时了是和与與])[\u3400-\u9fff])"
_DOTTED = re.compile(rf"(?:{_FOREIGN}{{1,7}}·)+{_FOREIGN}{{1,6}}?(?=的|{_END.pattern})")


@dataclass(frozen=True, slots=True)
class People:
    """The persons whom a text marks, each once, in the order of their first mention; and who of them report it."""

    named: tuple[str, ...]
    reporters: tuple[str, ...]


def people_in(text: str) -> People:
    """The persons in ``text``. Its reporters are those that it calls so near its beginning or its end, not with a
    picture's."""
    found: list[tuple[int, str]] = []
    for match in _MARK.finditer(text):
        at = match.end()
        if text.endswith(_TITLES, max(0, at - _LONGEST_TITLE), at) and (name := _name_at(text, at)):
            found.append((at, name))
    reporters: dict[str, None] = {}
    for at, names, bracketed in _reporters(text):
        found += [(at, name) for name in names]
        if bracketed and not _EDGE <= at < len(text) - _EDGE:
            reporters |= dict.fromkeys(names)
    return People(tuple(dict.fromkeys(name for _, name in sorted(found, key=itemgetter(0)))), tuple(reporters))


def _name_at(text: str, at: int) -> str | None:
    """The name that begins at ``at``; ``None`` where none does, or where it is not clear where it ends."""
    if "·" in text[at : at + _DOT_CHARACTERS] and (dotted := _DOTTED.match(text, at)):
        return dotted[0]
    compound = text[at : at + 2] in COMPOUND_SURNAMES
    for length in (3, 4) if compound else (2, 3):
        name = text[at : at + length]
        if len(name) == length and _END.match(text, at + length) and is_name(name):
            return name
    return None


def is_name(word: str) -> bool:
    """Whether a word of two to four Han characters reads like a Chinese name: 张晓鸣, 欧阳修."""
    if not word:
        return False
    surname = 2 if word[:2] in COMPOUND_SURNAMES and len(word) > 2 else 1
    given = word[surname:]
    return (
        (surname == 2 or word[0] in SURNAMES)
        and 1 <= len(given) <= 2
        and all("\u3400" <= character <= "\u9fff" for character in given)
        and (given[-1] not in _NO_GIVEN_NAME)
        and word not in _NO_NAME
        and word[:2] not in _NO_NAME
    )


def _reporters(text: str) -> Iterator[tuple[int, tuple[str, ...], bool]]:
    """Where reporters are named, who, and whether in brackets: (记者 郭剑烽), (记者韩晓玲、通讯员周尤); 记者 刘续 摄."""
    at = 0
    for match in _REPORTER.finditer(text):
        if match.start() < at:
            continue  # in brackets that were read
        words: str | None = None
        opening = _OPENING.search(text, max(0, match.start() - _OPENING_CHARACTERS), match.start())
        if opening and (closing := _IN_BRACKETS.match(text, match.end())):
            words, at = text[opening.start(1) : closing.end() - 1], closing.end()
        elif apart := _APART.match(text, match.end()):
            words = apart[1] or apart[2]
        if words:
            names = (_ROLES.sub("", word) for word in re.split(r"[\s、,\uff0c]+", words))
            yield match.start(), tuple(name for name in names if is_name(name)), match.start() < at
