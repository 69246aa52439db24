"""What several views say, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from index.districts import DISTRICTS
from index.i18n import Message
from index.types import SectionKind

NAME: Final = Message("Wenju", "文据")
ASK: Final = Message("Ask", "提问")
COMPARE: Final = Message("Compare", "对照")
LIBRARY: Final = Message("Library", "资料库")
OVERVIEW: Final = Message("Overview", "概览")
EVALUATE: Final = Message("Evaluate", "评测")
LANGUAGE: Final = Message("Language", "语言")

TITLE: Final = Message("Ask the articles", "向资料提问")
SUBTITLE: Final = Message("Every statement comes with the passage it stands on.", "每一句回答，都附原文出处。")
QUESTION: Final = Message("Your question", "您的问题")
QUESTION_HINT: Final = Message("Ask about the articles, in Chinese or English", "用中文或英文，就资料提一个问题")
EXAMPLES: Final = Message("For example", "例如")

WRITING: Final = Message("Being written, not yet checked against the quotes", "正在撰写，尚未与引文核对")
ANSWER: Final = Message("Answer", "回答")
STRUCK: Final = Message("Struck out: ", "已划去：")
SOURCES: Final = Message("Sources", "出处")
NEAREST: Final = Message("The nearest passages", "最相近的段落")
EARLIER: Final = Message("Earlier questions", "先前的提问")
ARTICLE: Final = Message("The article", "原文")
BACK: Final = Message("Back to the answer", "返回回答")
ORIGINAL: Final = Message("original page", "原网页")

FILTERS: Final = Message("Filters", "筛选")
CLEAR: Final = Message("Clear filters", "清除筛选")
DISTRICT: Final = Message("District", "区")
SINCE: Final = Message("Published on or after", "发布日期不早于")
UNTIL: Final = Message("Published on or before", "发布日期不晚于")
SOURCE: Final = Message("Source", "来源")
IN_ARTICLE: Final = Message("Article", "文章")
TITLE_WORDS: Final = Message("Words of its title", "标题中的词")
ALL: Final = Message("All", "全部")

REBUILD: Final = Message("Rebuild the index", "重建索引")
BUILD: Final = Message("Build the index", "建立索引")
FAULT: Final = Message("A fault of Wenju's own; the terminal that runs it shows the details.",
                       "程序内部错误，详情见运行 wenju 的终端。")  # fmt: skip
BUILT: Final = Message("The index is up to date", "索引已更新")
NOT_BUILT: Final = Message("The index could not be built", "未能建立索引")

NONE_SKIPPED: Final = Message("No file was left out.", "没有遗漏的文件。")
COLUMN_TITLE: Final = Message("Title", "标题")
COLUMN_DATE: Final = Message("Date", "日期")
COLUMN_DISTRICT: Final = Message("District", "区")
COLUMN_SOURCE: Final = Message("Source", "来源")
COLUMN_CHARACTERS: Final = Message("Characters", "字数")
COLUMN_RESTORED: Final = Message("Restored", "修复")
RESTORED_HELP: Final = Message("Places where damage from scraping was mended", "抓取损坏后修复的处数")
COLUMN_FILE: Final = Message("File", "文件")
COLUMN_REASON: Final = Message("Reason", "原因")

SECTIONS: Final[dict[SectionKind, Message]] = {
    "title": Message("title", "标题"),
    "body": Message("text", "正文"),
    "caption": Message("caption", "图注"),
    "teaser": Message("teasers of other articles", "其他文章摘要"),
    "navigation": Message("page furniture", "页面导航"),
    "contact": Message("contact details", "联系方式"),
    "spam": Message("spam", "垃圾信息"),
}

QUESTIONS: Final = (
    Message("What does Putuo's policy 3.0 support?", "普陀区生命健康产业专项政策3.0版支持什么？"),
    Message("Who became strategic partners in Putuo?", "普陀区首批战略合作伙伴有哪些企业？"),
    Message("What did the Songjiang meeting discuss?", "松江区政协的会议讨论了什么？"),
    Message("What is being revised in Changning?", "长宁区正在修订什么政策？"),
    Message("What was set up in Baoshan?", "宝山区成立了什么专家委员会？"),
)
"""Candidates for examples; only those that the index answers are offered."""


def example_about(district: str) -> Message:
    """A question that any collection with articles on ``district`` may answer."""
    return Message(f"What policies does {DISTRICTS[district].title()} have?", f"{district}有哪些产业政策？")


def counted(citations: int, articles: int, took_ms: float) -> Message:
    """The line below an answer."""
    return Message(
        f"{citations} {'quote' if citations == 1 else 'quotes'} from "
        f"{articles} {'article' if articles == 1 else 'articles'} · {took_ms:.0f} ms",
        f"{citations} 处引文 · {articles} 篇文章 · {took_ms:.0f} 毫秒",
    )


def side_by_side(groups: Sequence[str]) -> Message:
    """A table's caption."""
    return Message(f"Side by side: {', '.join(groups)}", f"对照：{'、'.join(groups)}")


def saved_is(question: str) -> Message:
    """Above the buttons that save, where earlier answers stand above them too."""
    return Message(f"The latest answer, “{question}”:", f"最新的回答，“{question}”：")


def under(filters: Message) -> Message:
    """The line above an answer that was given under filters."""
    return Message(f"{FILTERS.en}: {filters.en}", f"{FILTERS.zh}：{filters.zh}")


def citation_label(number: int, title: str) -> Message:
    return Message(f"Citation {number}: {title}", f"引文 {number}：{title}")


def folded(kinds: Message, lines: int) -> Message:
    return Message(f"{kinds.en}, {lines} {'line' if lines == 1 else 'lines'}", f"{kinds.zh}，{lines} 行")


def guess(original: str, text: str) -> Message:
    """``original``: what stood there; where it is the text itself, something is lost for good."""
    if original == text:
        return Message("Something is lost here, and nothing tells what", "此处有缺字，无法推知")
    return Message(f"Restored by a guess; there stood: {original}", f"推测修复，此处原为：{original}")


def index_age(articles: int, passages: int, model: str, built: str) -> Message:
    """The page's last line."""
    return Message(
        f"{articles} {'article' if articles == 1 else 'articles'}, {passages} passages · built {built} UTC · model {model}",
        f"{articles} 篇文章，{passages} 个段落 · 建立于 {built}（UTC） · 模型 {model}",
    )
