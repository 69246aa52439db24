"""What the ask view and the reader say, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from index.i18n import Message
from rag.why import Met

SCRIPT: Final = Message("Script in which articles are shown", "文章显示的字体")
SCRIPTS: Final = {
    "published": Message("Original", "原文"),
    "hans": Message("简", "简"),
    "hant": Message("繁", "繁"),
}
SKIP: Final = Message("Skip to the content", "跳到正文")
CONVERTED: Final = Message(
    "Script converted for display; copies are as published", "繁简已转换，复制所得仍为原文"
)  # fmt: skip

VERSIONS: Final = Message("Which form of the text", "文本形式")
RESTORED: Final = Message("Restored", "修复后")
RAW: Final = Message("As it was read", "修复前")
COPIES: Final = Message("Also in", "同文另见")
COPY_CITATION: Final = Message("Copy the quote", "复制引文")
COPY_ANSWER: Final = Message("Copy the answer", "复制回答")
COPIED: Final = Message("Copied", "已复制")
NOT_COPIED: Final = Message("The browser did not allow it", "浏览器未允许复制")

WHY: Final = Message("Why this was found", "为何找到")
WORDS: Final = Message("Words of the question", "问题中的词")
LEXICAL: Final = Message("Words", "字面")
DENSE: Final = Message("Meaning", "语义")
NOT_FOUND: Final = Message("not found this way", "此路未找到")
MET: Final[dict[Met, Message]] = {
    "exact": Message("stands there", "原样出现"),
    "near": Message("a near word stands there", "有近义词"),
    "not": Message("does not stand there", "未出现"),
}

INSTEAD: Final = Message("You could ask", "可以改问")
CLEAR_AND_ASK: Final = Message("The same without the filters", "清除筛选后再问")


def repairs(number: int) -> Message:
    return Message(f"{number} {'repair' if number == 1 else 'repairs'}", f"{number} 处修复")


def became(text: str) -> Message:
    """What stands in the restored text for a stretch of the file."""
    if not text.strip():
        return Message("Left out when restored", "修复时去除")
    return Message(f"Restored to: {text}", f"修复为：{text}")


def met_words(met: int, words: int) -> Message:
    return Message(f"{met} of {words} words", f"{words} 个词中 {met} 个")


def rank(number: int, passages: int) -> Message:
    return Message(f"{number} of {passages}", f"第 {number}（共 {passages} 段）")


def lexical_figures(share: float) -> Message:
    held = f"{100 * share:.0f}%"
    return Message(f"holds {held} of the question's information word for word", f"逐字含有问题信息量的 {held}")


def dense_figures(cosine: float) -> Message:
    return Message(f"cosine {cosine:.2f}", f"余弦相似度 {cosine:.2f}")


def nearness(near: float) -> Message:
    return Message(f"nearest word: cosine {near:.2f}", f"最近的词：余弦 {near:.2f}")


def versions_there(versions: Sequence[str]) -> Message:
    return Message(
        f"The articles speak of version {', '.join(versions)}.", f"文章中提到的版本：{'、'.join(versions)}。"
    )


def districts_there(english: Sequence[str], chinese: Sequence[str]) -> Message:
    return Message(f"There are articles about {', '.join(english)}.", f"文章涉及：{'、'.join(chinese)}。")


def days_there(first: str, last: str) -> Message:
    if first == last:
        return Message(f"The articles were published on {first}.", f"文章发布于 {first}。")
    return Message(f"The articles were published from {first} to {last}.", f"文章发布于 {first} 至 {last}。")


def ask_version(version: str) -> Message:
    return Message(f"The same about version {version}", f"改问 {version} 版")


def ask_district(english: str, chinese: str) -> Message:
    return Message(f"The same about {english}", f"改问{chinese}")


def ask_year(year: str) -> Message:
    return Message(f"The same about {year}", f"改问 {year} 年")
