"""YAML between two lines of ``---`` at the top of a text file: what the article's writer says of it.

Only text, lists and mappings are made of it (``BaseLoader``: a date stays as it is written, ``no`` stays ``no``), and aliases
are refused: nine lines of them can stand for a billion words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..i18n import Message
from ..types import Section, Span
from .document import Given, Unreadable
from .given import given_from

_LINE_END = r"[ \t]*(?:\r\n|\r|\n)"
_FENCED = re.compile(rf"---{_LINE_END}(?P<yaml>.*?)(?<=[\r\n])(?:---|\.\.\.)(?:{_LINE_END}|[ \t]*\Z)", re.DOTALL)
_CHARACTERS = 64 * 1024
_DEPTH = 20  # the scanner's time grows with the square of it


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a text file says of itself on top: nothing, in most."""

    given: Given = field(default_factory=Given)
    sections: tuple[Section, ...] = ()  # its lines: kept, but no part of the article
    problems: tuple[Message, ...] = ()


def front_matter(raw: str) -> FrontMatter:
    """The front matter of ``raw``; where it is broken, the file is plain text and the reason is a problem.

    Raises :class:`Unreadable` where nothing follows it.
    """
    match = _FENCED.match(raw[:_CHARACTERS])
    if match is None:
        return FrontMatter()
    try:
        fields = _mapping(match["yaml"])
        if fields is None:
            return FrontMatter()
        given, problems = given_from(fields.items())
    except _Broken as error:
        return FrontMatter(problems=(error.reason,))
    if not raw[match.end() :].strip():
        raise Unreadable(Message("front matter and no text", "只有文件头信息，没有正文"))
    return FrontMatter(given, (Section("navigation", Span(0, match.end())),), problems)


class _Broken(Exception):
    def __init__(self, en: str, zh: str) -> None:
        self.reason = Message(f"front matter read as text: {en}", f"文件头信息按正文读取：{zh}")


def _mapping(text: str) -> dict[str, object] | None:
    """The YAML's names and values; ``None`` where it is no mapping (a text between two rules). Raises ``_Broken``."""
    import yaml

    try:
        depth = 0
        for token in yaml.scan(text):  # lazy: it stops at what would cost much
            if isinstance(token, yaml.AliasToken):
                raise _Broken("it holds an alias (*name)", "含有别名（*name）")
            name = type(token).__name__
            depth += name.endswith(("SequenceStartToken", "MappingStartToken"))
            depth -= name in ("BlockEndToken", "FlowSequenceEndToken", "FlowMappingEndToken")
            if depth > _DEPTH:
                raise _Broken(f"nested more than {_DEPTH} deep", f"嵌套超过 {_DEPTH} 层")
        loaded = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - the safest: it makes text, lists and mappings
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the latter two: a character or a number that is none
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 2}" if mark else "somewhere"
        raise _Broken(f"no YAML at {line}", f"第 {mark.line + 2 if mark else '?'} 行不是 YAML") from error
    if loaded == "":
        return {}
    return {str(name): value for name, value in loaded.items()} if isinstance(loaded, dict) else None
