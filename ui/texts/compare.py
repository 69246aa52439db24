"""What the comparison says."""

from __future__ import annotations

from typing import Final

from index.i18n import Message

SUBTITLE: Final = Message(
    "One question, asked of each district or article by itself; every answer with its own quotes.",
    "同一个问题，分别向各区或各篇文章提问；每个回答各有引文。",
)
QUESTION_HINT: Final = Message(
    "A question for all of them, without a district's name", "写一个对各方都适用的问题，不必写区名"
)
COMPARE: Final = Message("Compare", "对照")
BY: Final = Message("Compare by", "对照对象")
DISTRICTS: Final = Message("Districts", "区")
ARTICLES: Final = Message("Articles", "文章")
CHOOSE_DISTRICTS: Final = Message("Choose districts", "选择区")
CHOOSE_ARTICLES: Final = Message("Choose articles", "选择文章")
SEARCH: Final = Message("Search titles", "按标题查找")
SEARCH_HINT: Final = Message("Words of the title", "标题中的文字")
COLUMNS: Final = Message("Answers side by side", "并列的回答")
NOTHING_CHOSEN: Final = Message("Choose at least one district or article first.", "请先选择至少一个区或一篇文章。")


def matches(shown: int, found: int) -> Message:
    """``shown`` of the ``found`` articles are offered."""
    if shown == found:
        return Message(f"{found} {'article' if found == 1 else 'articles'} to choose from", f"可选 {found} 篇")
    return Message(f"{shown} of {found} articles offered; words of the title narrow them down",
                   f"共 {found} 篇，先列出 {shown} 篇；输入标题文字可缩小范围")  # fmt: skip
