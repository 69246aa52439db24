"""Answers as files that leave the page: Markdown and Word, every claim with its quote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from index.errors import BadInput
from index.i18n import Language, Message
from rag import Answer

from .document import Block, Part, answer_blocks, comparison_blocks

__all__ = ["Part", "answer_blocks", "as_file", "comparison_blocks", "export", "file_name"]

SUFFIXES: Final = (".md", ".docx")
_LONGEST_NAME: Final = 40
"""Characters of the question in a file's name: with three bytes each, and the rest, under the 255 that file systems take."""


def export(answer: Answer, path: Path, language: Language) -> None:
    """Write the answer, or the refusal, to ``path``, as its suffix says; a file that is there is replaced.

    Raises ``BadInput`` for another suffix, ``OSError`` where the file can't be written.
    """
    path.write_bytes(as_file(answer_blocks(answer, language), path.suffix.lower()))


def as_file(blocks: Sequence[Block], suffix: str) -> bytes:
    """The file's bytes; Markdown in UTF-8. Raises ``BadInput`` for a suffix that is none of SUFFIXES."""
    if suffix == ".md":
        from .markdown import markdown

        return markdown(blocks).encode("utf-8")
    if suffix == ".docx":
        from .docx import docx

        return docx(blocks)
    raise BadInput(
        Message(f"no format is named {suffix!r}; there are {', '.join(SUFFIXES)}",
                f"没有 {suffix!r} 这种格式，可用：{'、'.join(SUFFIXES)}"),
        Message("name the file answer.md or answer.docx", "请把文件命名为 answer.md 或 answer.docx"),
    )  # fmt: skip


def file_name(question: str, suffix: str, day: date) -> str:
    """``2024-11-22 question.md``: the letters and digits of the question, safe on every file system."""
    words = re.sub(r"[\W_]+", "-", question)[:_LONGEST_NAME].strip("-")
    return f"{day.isoformat()} {words or 'wenju'}{suffix}"
