"""JSONL: an object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ..i18n import Message
from .rows import Row


def jsonl_rows(lines: Iterable[str | Message]) -> Iterator[Row]:
    """Each line that isn't blank (a ``Message``: why it could not be read), as a row of the line's number."""
    for number, line in enumerate(lines, start=1):
        if isinstance(line, Message):
            yield Row(number, broken=line)
        elif line.strip():
            yield _row(number, line.strip())


def _row(number: int, line: str) -> Row:
    try:
        loaded = json.loads(line, parse_int=str, parse_float=str, strict=False)  # numbers stay as they are written
    except json.JSONDecodeError as error:
        return Row(
            number, broken=Message(f"no JSON at character {error.pos + 1}", f"第 {error.pos + 1} 个字符不是 JSON")
        )
    except RecursionError:
        return Row(number, broken=Message("nested too deep", "嵌套过深"))
    if not isinstance(loaded, dict):
        return Row(number, broken=Message("no JSON object", "不是 JSON 对象"))
    return Row(number, tuple(loaded.items()))
