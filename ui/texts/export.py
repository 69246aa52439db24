"""What an exported answer says besides the answer itself."""

from __future__ import annotations

from typing import Final

from index.i18n import Message

NOTE: Final = Message("Note: ", "说明：")
NO_ANSWER: Final = Message("No answer: ", "未能作答：")
NEAREST: Final = Message("The nearest passages", "最相近的段落")
PLACE: Final = Message("Place: ", "位置：")
SECTION: Final = Message("Section: ", "所在部分：")
ADDRESS: Final = Message("Address: ", "网址：")
AND: Final = Message("; ", "；")
FONT: Final = "Microsoft YaHei"
"""For Chinese in Word files; where it is not installed, the reader's program takes another of its fonts."""

MARKDOWN: Final = Message("Save as Markdown", "存为 Markdown")
WORD: Final = Message("Save as Word", "存为 Word")


def lost(shown: str) -> Message:
    return Message(f"“{shown}”: something is lost here, and nothing tells what", f"“{shown}”：此处有缺字，无法推知")


def guessed(shown: str, original: str) -> Message:
    return Message(
        f"“{shown}” is restored by a guess; there stood: {original}", f"“{shown}”为推测修复，此处原为：{original}"
    )
