"""The kind of answer that a question asks for, and whether a sentence holds such a thing.

Questions and sentences are looked at folded, so patterns are in Simplified and lower case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Numbers begin where no digit stands before them: else a long row of digits is looked through from each of them.
_DIGITS = r"(?<!\d)(?<!\d[.,])\d+(?:[.,]\d+)*"
_NUMBER = rf"(?:{_DIGITS}|(?<![一二三四五六七八九十百千两])[一二三四五六七八九十百千两]+)"
_ABOUT = r"(?:不(?:超过|足|到|少于|低于|超于)|最多|最长|最高|至少|超过?|近|约|逾|达)?"
_OR_SO = r"(?:以[上下内]|左右|上下)?"
# Without a measure asked for: figures that are no date and no version, or Chinese numerals that are no part of a word (一定, 统一, 十分).
_NO_DATE = r"(?!\d|[.,]\d|\s*[年月日号时点版])"
_ANY_NUMBER = (
    rf"\d{_NO_DATE}|[一二三四五六七八九十百千万亿两]{{2,}}|[一二三四五六七八九十两](?:家|个|项|条|位|名|次|人|届|种|倍)"
)
_FIGURE = re.compile(
    rf"(?P<answer>{_ABOUT}(?:{_DIGITS}{_NO_DATE}|[一二三四五六七八九十百千两]{{2,}})(?:\s*[多余])?(?:\s*(?:万亿|[万亿]))?"
    rf"(?:\s*(?:元|美元|公里|平方(?:米|公里)|千瓦时?|[家个项条位名次人届种篇亩天年套所场辆座栋户件吨度岁期批倍%件台只米]|个百分点))?{_OR_SO})"
)
_HELD_AT = r"举行|举办|召开|开工|成立|启动|签约|开幕|发布|揭牌|落成|开业"
_SITE = r"(?:[省市区县州镇乡村路街巷国岛山湖河港湾馆场园厦楼院校站店厅城桥寺洞厂]|公司|中心|基地|酒店|大学|街道)"
_PLACE = re.compile(
    rf"在[^,。]{{2,24}}?(?:{_HELD_AT})|位于|地处|坐落|落户|来到|抵达|[在于至到往][^,。]{{1,20}}?{_SITE}"
    r"|\bheld (?:at|in)\b|\blocated\b"
)
_WHERE = re.compile(
    rf"(?:(?<!存)在(?=[^,。;在]{{2,24}}?(?:顺利|隆重|正式)?(?:{_HELD_AT}))|位于|地处|坐落[于在]?|落户(?:于|在)?)"
    rf"(?P<answer>[^,。;在]{{2,24}}?)(?=(?:顺利|隆重|正式)?(?:{_HELD_AT})|[,。;]|$)"
)
_DATE = re.compile(r"\d月|\d{4}年|今天|昨天|\d[日号]|\d[时点](?!\d)|\b\d{4}\b")
_DAY = re.compile(
    r"(?P<answer>(?:\d{4}年)?\d{1,2}月(?:\d{1,2}[日号](?:(?:上|下)午|晚)?|底|初|中旬|上旬|下旬)?|\d{4}年(?:底|初)?|\d{1,2}[日号](?:\d{1,2}[时点](?:\d{1,2}分|半|许)?)?|(?:今|昨|明)天(?!的))"
)
_SPAN = re.compile(
    rf"(?P<answer>{_ABOUT}(?:{_DIGITS}|(?<![一二三四五六七八九十百两半])[一二三四五六七八九十百两半]+)\s*(?:[多余]\s*)?(?:年|个?月(?!\d)|周|星期|天|个?小时|分钟|秒){_OR_SO})(?!\d)"
)
_LIST = re.compile(r"[、;；][^、;；]{2,40}[、;；]|一是|包括|聚焦|分别")
_PERSON = re.compile(r"区长|主席|书记|经理|负责人|主任|总裁|院士|[\u4e00-\u9fff]{2,4}(?:表示|说|指出|介绍)")
_BODY = re.compile(r"委|局|部门|办公室|公司|集团|大学|学院|研究院|中心|医院|协会|联盟|银行|政府|机构")
_REASON = re.compile(r"因为|由于|为了|旨在|为[^,]{2,20},|以[^,]{2,12}为|作为|原因|导致|出于|得益于|考虑到")
_SHARE = re.compile(
    rf"(?P<answer>{_ABOUT}(?:{_DIGITS}(?:%|个百分点)|百分之[一二三四五六七八九十百点]+|[一二三四五六七八九两]成){_OR_SO})"
)


@dataclass(frozen=True, slots=True)
class Kind:
    """``held``: what a sentence that answers holds. ``strict``: without such a thing in any sentence near the question, the
    articles don't say. ``marked``: where in it the answer itself stands, its group ``answer``; ``None`` where no form tells.
    """

    name: str
    held: re.Pattern[str]
    strict: bool
    marked: re.Pattern[str] | None = None


# (what in the folded question asks for it, its kind); the first that fits.
_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"标题|题目|\bheadline\b|\btitle\b"), Kind("title", re.compile(r"(?!)"), False)),
    (re.compile(r"什么时候|何时|哪天|哪一天|哪年|哪一年|几月|哪个月|哪日|几[号日点]|日期|\bwhen\b|what (?:date|day|year)"), Kind("when", _DATE, True, _DAY)),
    (re.compile(r"多久|多长时间|多少(?:年|个?月|天|个?小时|分钟)|how long"), Kind("span", _SPAN, True, _SPAN)),
    (re.compile(r"比重|占比|比例|百分之|几成|涨了多少|增长(?:了)?多少|what (?:share|percentage)|how fast"), Kind("share", re.compile(r"\d%|\d个百分点|百分之|[\d一二三四五六七八九]成"), True, _SHARE)),
    (re.compile(r"多少|(?<!哪)几[^乎]|多[大高长远久重宽深快强厚]|how (?:many|much)"), Kind("number", re.compile(_ANY_NUMBER), True, _FIGURE)),
    (re.compile(r"在哪(?!些|几|方面)|哪里|哪儿|什么地方|哪个(?:会场|地方|城市|楼)|哪(?:栋|座)|地点|会场|\bwhere\b|\bvenue\b"), Kind("where", _PLACE, True, _WHERE)),
    (re.compile(r"谁|哪位|哪一位|什么人|\bwho\b"), Kind("who", _PERSON, False)),
    (re.compile(r"为什么|为何|原因|目的|\bwhy\b"), Kind("why", _REASON, False)),
    (re.compile(r"哪(?:一)?(?:个|家|所)(?:[^,?]{0,4})(?:部门|单位|机构|公司|企业|大学|学校|医院|银行|组织)|哪家|哪所|which (?:[\w-]+ ){0,3}(?:department|company|university|body|agency|institution|bank|hospital|ministry|bureau)\b"), Kind("body", _BODY, False)),
    (re.compile(r"什么|哪|内容|措施|如何|怎|\bwhat\b|\bwhich\b|\bhow\b"), Kind("list", _LIST, False)),
)  # fmt: skip
# 多少家, 几个, 第几次: the measure word (or the money) that the number must come with: what follows the question word.
_MEASURE = re.compile(
    r"(?:多少|(?<!哪)几)\s*(万元|亿元|公里|平方米|[元家个项条位名次人届种篇亩天年套所场辆座栋户件吨度岁期批])"
)
_SAME_MEASURE = (("位", "名", "人"), ("元", "万元", "亿元"), ("家", "个"), ("项", "个"), ("岁", "周岁"), ("天", "日"))
_DAY_ASKED = re.compile(r"几(?:月|号|日)")
_SEVERAL = re.compile(
    r"哪些|哪[几两二三四五六七八九十]|分别|支持什么|什么(?:内容|措施|支持|要求|条件)|方面|措施|有什么"
    r"|(?:which|what) (?:[\w-]+ )?[\w-]+s\b"
    r"|what does .{0,200} (?:support|offer|cover|include)"
)


def kind_of(folded: str) -> Kind | None:
    """The kind that a folded question asks for; ``None`` for a question in the form of a statement."""
    if (measure := _MEASURE.search(folded)) and not _DAY_ASKED.search(folded):
        unit = next((group for group in _SAME_MEASURE if measure[1] in group), (measure[1],))
        pattern = rf"第?{_NUMBER}\s*(?:[多余]\s*)?[万亿]?(?:{'|'.join(unit)})"
        english = (
            r"^[^\u3400-\u9fff\d]*\d[^\u3400-\u9fff]*$"  # an English sentence has other measures, but figures alike
        )
        marked = re.compile(rf"(?P<answer>{_ABOUT}{pattern}{_OR_SO})")
        return Kind("number", re.compile(f"{pattern}|{english}"), True, marked)
    return next((kind for asked, kind in _KINDS if asked.search(folded)), None)


def asks_for_several(folded: str) -> bool:
    """Whether a folded question asks for a list: 哪些企业, 支持什么, which companies."""
    return bool(_SEVERAL.search(folded))
