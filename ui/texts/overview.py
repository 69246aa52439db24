"""What the overview says."""

from __future__ import annotations

from typing import Final

from index.i18n import Message

SUBTITLE: Final = Message("What the articles are about, before you ask.", "提问之前，先看看有哪些资料。")
TIMELINE: Final = Message("Articles over time", "文章的时间分布")
TIMELINE_HINT: Final = Message("A click on a bar lists its articles.", "点按柱形，列出该时段的文章。")
NO_DATES: Final = Message("None of the articles has a date.", "所有文章均日期不详。")
MAP: Final = Message("Passages that are alike lie near each other", "内容相近的段落，位置也相近")
MAP_HINT: Final = Message(
    "A click on a point opens its passage. The axes have no meaning of their own: they are the two directions in which the "
    "passages differ most, and much of what tells them apart lies in others.",
    "点按一点，打开对应段落。坐标轴本身没有含义，只是段落差异最大的两个方向；其余差异在图上看不到。",
)
MAP_EMPTY: Final = Message("The passage of the point that you click opens here.", "点按图中一点，段落在此打开。")
AS_TABLE: Final = Message("As a table", "以表格查看")
TABLE_HINT: Final = Message("Select a row to read the passage.", "选择一行即可阅读该段落。")
PERIOD: Final = Message("Time", "时间")
COUNT: Final = Message("Articles", "篇数")
TOTAL: Final = Message("All", "合计")
BEGINNING: Final = Message("Passage", "段落")
SEVERAL: Final = Message("several districts", "多个区")
NONE: Final = Message("no district", "未涉及区")


def undated(count: int) -> Message:
    return Message(
        f"{count} {'article has' if count == 1 else 'articles have'} no date and {'is' if count == 1 else 'are'} not shown here.",
        f"另有 {count} 篇日期不详，不在图中。",
    )


def in_period(period: str, count: int) -> Message:
    return Message(f"{period}: {count} {'article' if count == 1 else 'articles'}", f"{period}：{count} 篇")


def sample(shown: int, passages: int) -> Message:
    return Message(
        f"{shown} of {passages} passages, drawn by lot, the same ones each time.",
        f"共 {passages} 个段落，图中为随机抽取的 {shown} 个，每次相同。",
    )


def timeline_alt(periods: int, first: str, last: str) -> Message:
    return Message(
        f"Bars for {periods} times from {first} to {last}, coloured by district; the table below has the figures.",
        f"{first} 至 {last} 共 {periods} 个时段的柱形图，按区着色；数字见下方表格。",
    )


def map_alt(points: int) -> Message:
    return Message(
        f"A map of {points} passages, coloured by district; the table below lists them.",
        f"{points} 个段落的散点图，按区着色；下方表格列出全部段落。",
    )
