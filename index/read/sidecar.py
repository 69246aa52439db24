"""``a.json`` or ``a.txt.json`` beside ``a.txt``: an object with the article's fields. It overrides front matter."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from posixpath import splitext

from ..i18n import Message
from .document import Given, RawDocument, Unreadable
from .given import given_from, override
from .text import decode_any

SUFFIX = ".json"
MAXIMUM_BYTES = 1024 * 1024
NO_ARTICLE = Message("a .json that describes no article beside it", "旁边没有该 .json 所描述的文章")


def sidecar_names(name: str) -> tuple[str, str]:
    """What the sidecar of the file ``name`` may be called, the likelier first: ``a.txt.json``, ``a.json``."""
    return f"{name}{SUFFIX}", f"{splitext(name)[0]}{SUFFIX}"


def with_sidecar(document: RawDocument, name: str, load: Callable[[], bytes]) -> RawDocument:
    """``document`` as the sidecar ``name`` describes it, which ``load`` reads; a broken one is said as a problem."""
    try:
        given, problems = _read(load())
    except Unreadable as error:
        reason = Message(f"{name} left out: {error.reason.en}", f"未采用 {name}：{error.reason.zh}")
        return replace(document, problems=(*document.problems, reason))
    return replace(document, given=override(document.given, given), problems=document.problems + problems)


def _read(data: bytes) -> tuple[Given, tuple[Message, ...]]:
    text, _ = decode_any(data)
    try:
        fields = json.loads(text, parse_int=str, parse_float=str)  # numbers stay as they are written
        if not isinstance(fields, dict):
            raise Unreadable(Message("no JSON object", "不是 JSON 对象"))
        return given_from(fields.items())
    except json.JSONDecodeError as error:
        raise Unreadable(Message(f"no JSON at line {error.lineno}", f"第 {error.lineno} 行不是 JSON")) from error
    except RecursionError as error:
        raise Unreadable(Message("nested too deep", "嵌套过深")) from error
