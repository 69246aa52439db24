"""The organisations that a text names in full: 区商务委, 普陀区市场监管局, 上海医药集团有限公司, 同济大学.

Precise rather than complete: a name ends with a word that says what it is, and counts only where it is clear where it
begins: with a place (上海市…, 区…), with a university's own name, or, for a firm, as an item of a list.
"""

from __future__ import annotations

import re

from .names import COUNTRIES, PLACE
from .scripts import all_spellings, any_word, either, spellings

_KIND = re.compile(
    any_word("有限公司 有限责任公司 委员会 大学 研究院 联盟 协会 人民政府办公室 人民政府办公厅 人民政府 局 委")
)
_FIRM = re.compile(either(r"公司$"))
_UNIVERSITIES = frozenset(spellings("大学"))
_GOVERNMENTS = frozenset(all_spellings("人民政府 人民政府办公室 人民政府办公厅"))
_LONGEST = 32
# What a name runs over, read backwards; marks, blanks and numbers end it.
_RUN = re.compile(r"[\u3400-\u9fff()\uff08\uff09A-Za-z·]*")
_DATE_UNITS = "年月日时時许許"
_BAD_BRACKET = re.compile(
    r".*(?:[(\uff08](?![\u3400-\u9fffA-Za-z]{2,8}[)\uff09])|(?<![\u3400-\u9fffA-Za-z]{2})[)\uff09])"
)
# Behind these a name may begin.
_WORD_BEFORE = re.compile(
    either(
        r"的|了|在|由|是|被|包括|并|将|和|与|及|以及|等|来自|联合|会同|据|获|对|向|从|给|让|到|至|为|经|经由|赴|同|于|当选|担任|访问|走进|走访|前往|来到|加入|进入|邀请|成立|设立|组建"
        r"|组织|举办|调研|考察|参观|起诉|报|送|任|原|现任|系|即|名为|叫作|入驻|落户|引进|培育了?|依托|请|驻|时任|按照|根据|关于|指导|介绍|跟随|配合|协助|委托|授予|签约|以下简称|随后|目前|近日|日前|今天|此次|其中|会上|不久"
    )
)
_LEVEL = re.compile(
    either(r"(?:市(?![场民值面集属内中])|区(?![域块位间别属内级])|县(?![级域城内])|省(?![级内会份])|州(?!市))")
)
_AREA = re.compile(
    either(
        r"(?![这那该本各全在和与某据经接任原由从向对为被将请到至于日月年时包并])[\u3400-\u9fff]{2,3}(?:市(?!场)|区(?!域)|县|省|自治州|镇|乡|街道)"
    )
)
_IN_PLACE = re.compile(either(rf"[(\uff08](?:{PLACE.pattern}|集团)[)\uff09]"))
_UNIVERSITY = re.compile(
    either(
        r"(?:同济|复旦|清华|南开|暨南|华[东南北中]|西[南北]|东[南北华]|中南|首都|哈佛|剑桥|牛津|斯坦福|耶鲁|普林斯顿|麻省)[\u3400-\u9fff]{0,6}大学$"
    )
)


def _ending_with(last: str, words: str) -> tuple[str, ...]:
    return all_spellings(" ".join(word + last for word in words.split()))


# An office's short name says what it does: 结局, 大局, 常委 are no offices.
_OFFICES = {
    "局": _ending_with(
        "局",
        "公安 税务 财政 教育 民政 司法 人社 社会保障 监管 监督 管理 环境 环保 商务 旅游 文旅 卫生 卫健 统计 审计 水务 水利 气象 应急 城管 住建 房管 规划 资源 林业 农业 农村 体育 广电 电视 海事 邮政 产权 药监 医保 "
        "医疗保障 信访 事务 国资 金融 投促 促进 科技 经信 工信 改革 发改 交通 运输 铁路 民航 能源 储备 地震 档案 外汇 证监 烟草 文物 移民 总 分 执法 绿化市容 监狱 就业 外事 人才 工作 服务 信息化 文化 建设 园林 市容 "
        "港务 机场 安全 质监 工商 消防 海洋 粮食",
    ),
    "委": _ending_with(
        "委",
        "商务 卫健 卫生健康 卫计 经信 区经 市经 科技 区科 市科 县科 发改 发展改革 区教 市教 省教 住建 区建 市建 建设 建管 国资 农业农村 市农 区农 网信 民宗 交通 城管 金融 经济信息化 经济和信息化 科学技术 绿化 人社",
    ),
}
_OFFICE_ENDS = frozenset(office[-2:] for offices in _OFFICES.values() for office in offices)
_NOT_BEHIND = {
    "局": re.compile(either(r"[面势部域限促间内外里地级麻]|集团|长会议")),
    "委": re.compile(either(r"[员托派会屈任曲婉培常书]")),
    "大": re.compile(either(r"[生城校园路毕里堂入排学专]")),
    "联": re.compile(either(r"[赛]")),
}
_WHOLE = re.compile(either(r"[省市区县州镇局院府厅部会驻]$|大学$|集团$|[(\uff08]$"))
# And in no name of an organisation do these stand.
_VETO = re.compile(
    either(
        r"[的了在是被将把这那该某各两多几每哪何其此也都不只没曾已就前后由给让到与于拟签称说时]|我们|他们|举行|召开|参加|参与|介绍|表示|进行|开展|推进|加强|通过|发布|认为|一家|全体|所有|所属|旗下|相关|有关"
        r"|负责|书记|主任|主席|局长|市长|区长|会长|院长|校长|副|可以|应当|必须|需要|如果|因为|所以|会上|联合(?!会|大学|国)|会同|来自|前往|向(?!阳)|对(?!外)|从(?!化)|及(?!其)|为(?!民)|内地|还有|会员|机构|包括|根据|按照|随着|域内|充分|率先|完成|领导|统一"
        r"|成立|设立|组建|访问|走进|走访|来到|加入|进入|邀请|参观|供图|起诉|担任|入驻|落户|引进|培育|依托|授予|签约|(?:局|厅|大学|委|公司|政府|中心|馆)[和与及]|[上读考念]大学|和[^局委]*(?:公司|大学)"
    )
)


def organisations_in(text: str) -> tuple[str, ...]:
    """The organisations that ``text`` names in full, each once, in the order of their first mention."""
    found: list[tuple[int, str]] = []
    for match in _KIND.finditer(text):
        name = _name_of(text, match)
        if name:
            start = match.end() - len(name)
            while found and found[-1][0] >= start:
                found.pop()  # 国家税务总局 in 国家税务总局上海市税务局
            found.append((start, name))
    return tuple(dict.fromkeys(name for _, name in found))


def _name_of(text: str, kind: re.Match[str]) -> str | None:
    """The name that ends with ``kind``; ``None`` where it is no name, or not clear where it begins."""
    end, first = kind.end(), _first(kind[0])
    at = max(0, end - _LONGEST)
    if end - kind.start() == 1 and not (
        text[end - 2 : end] in _OFFICE_ENDS and text.endswith(_OFFICES[first], at, end)
    ):
        return None
    if (no := _NOT_BEHIND.get(first)) and no.match(text, end):
        return None
    start = _edge(text, at, end)
    if start == at and at > 0:
        return None
    name = text[start:end]
    words = list(_WORD_BEFORE.finditer(name))
    for begin in (0, *(word.end() for word in words)):
        if _begins(name[begin:], kind[0]) and not _VETO.search(name, begin):
            return _from_its_place(name[begin:])
    return _firm(name, words, _is_item(text, start, end)) if _FIRM.search(kind[0]) else None


def _edge(text: str, at: int, end: int) -> int:
    """Where the run of characters begins in which a name that ends at ``end`` can stand; ``at`` at the earliest."""
    run = _RUN.match(text[at:end][::-1])
    start = end - run.end() if run else end
    start += text[start] in _DATE_UNITS and text[start - 1 : start].isdigit()
    if "(" in text[start:end] or "\uff08" in text[start:end]:
        bad = _BAD_BRACKET.match(text, start, end)
        start = bad.end() if bad else start
    return start


def _firm(name: str, words: list[re.Match[str]], is_item: bool) -> str | None:
    """A firm's name that begins with no place: an item of a list, or with its place in brackets."""
    if is_item and not _VETO.search(name):
        return name
    if _IN_PLACE.search(name):
        for begin in (0, *(word.end() for word in words if len(word[0]) > 1)):
            if not _VETO.search(name, begin):
                return name[begin:]
    return None


def _from_its_place(name: str) -> str:
    """``name`` from the place that is its own: 浦东企业|上海…有限公司, but 国家税务总局上海市税务局 whole."""
    start = at = 0
    for place in PLACE.finditer(name):
        if at < place.start() and not _WHOLE.search(name[at : place.start()]):
            start = place.start()
        at = place.end()
    return name[start:]


def _first(kind: str) -> str:
    """A kind's first character, Simplified: the key of the tables above."""
    return "联" if kind[0] == "聯" else kind[0]


def _begins(name: str, kind: str) -> bool:
    """Whether ``name`` begins as the name of such an organisation does."""
    place = PLACE.match(name) or _AREA.match(name)
    inner = len(name) - len(kind) - (place.end() if place else 0)
    if _FIRM.search(kind):
        return bool(place and inner >= 2)
    if kind in _UNIVERSITIES:
        return bool(_UNIVERSITY.match(name)) or bool(place and (inner or place[0] not in COUNTRIES))
    if kind in _GOVERNMENTS:
        return bool(place)
    return bool(place and inner >= (1 if len(kind) == 1 else 2)) or bool(_LEVEL.match(name))


def _is_item(text: str, start: int, end: int) -> bool:
    """Whether a firm stands in a list: 某某有限公司、某某有限公司."""
    before = text[start - 1 : start]
    return before == "、" or (text[end : end + 1] == "、" and before in ("", "\n", " ", "\u3000", "\t"))
