"""What an article says of itself: title, publication date, source, district, its makers, what it names. Never invented."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from .bylines import read_bylines
from .districts import districts_in, elsewhere
from .organisations import organisations_in
from .pages import split_lines
from .people import people_in
from .policies import policies_in
from .published import published_in, with_values
from .read.document import Given
from .scripts import either
from .types import Description, Section

_TITLE_CHARACTERS = 60
_WORD = re.compile(r"\w")
_REST = re.compile(rf"[^\n\r]{{1,{2 * _TITLE_CHARACTERS}}}")
_OPENING_CHARACTERS = 60
_NOTHING = Given()
# The paper whose report opens the body: 新民晚报讯 (记者 …), 新华社上海8月30日电.
_PUBLISHER = re.compile(
    either(
        r"\s*(?:据)?(?!本)([\u3400-\u9fff]{1,7}(?:[报社台网]|客户端))(?:\s*讯\s*[\s(\uff08]|[\u3400-\u9fff]{0,8}\d{1,2}月\d{1,2}日[电讯])"
    )
)
_URL = re.compile(
    either(r"(?:(?:本文|原文|文章)?链接(?:地址)?|网址|url)\s*[:\uff1a].{0,200}?(https?://[^\s<>\"'，。）]+)"),
    re.IGNORECASE,
)
_NAMED_TITLE = re.compile(either(r"[(\uff08]?(?:原标题|标\s*题|名\s*称)\s*[:\uff1a]\s*(.{4,80}?)[)\uff09]?$"))
_PREFIX = re.compile(either(r"\s*(?:#+|原标题\s*[:\uff1a])\s*"))
_ISSUER = re.compile(either(r"\W?(?:发文机关|发文单位|发布机构|制发机关|制定机关)"))


@dataclass(frozen=True, slots=True)
class _Parts:
    """An article's text by what it is: its title, its body, the furniture's lines around both, those behind its teasers."""

    title: str
    body: str
    around: list[str]
    behind: list[str]

    @classmethod
    def from_sections(cls, text: str, sections: tuple[Section, ...]) -> _Parts:
        title: list[str] = []
        body: list[str] = []
        around: list[str] = []
        behind: list[str] = []
        lines = around
        for section in sections:
            if section.kind == "navigation":
                lines += [line.strip() for line in split_lines(section.span.of(text))]
            elif section.kind in ("title", "body"):
                (title if section.kind == "title" else body).append(section.span.of(text))
            elif section.kind == "teaser":
                lines = behind
        return cls("\n".join(title), "\n".join(body), around, behind)


def describe(text: str, sections: tuple[Section, ...], path: str, given: Given = _NOTHING) -> Description:
    """Describe an article from its own labelled text; ``path`` names it when it has no title and no body.

    What is ``given`` beside it overrides what it says, field by field.
    """
    parts = _Parts.from_sections(text, sections)
    named = f"{parts.title}\n{parts.body}"
    byline = read_bylines(parts.around)
    people = people_in(named)
    return Description(
        title=given.title or _title(parts, path),
        published=given.published or published_in(parts.around),
        source=given.source or byline.source or _publisher(parts) or byline.site,
        url=given.url or _url(parts),
        district=_districts(parts, named) if given.district is None else given.district,
        author=(byline.author or people.reporters) if given.author is None else given.author,
        editor=byline.editor if given.editor is None else given.editor,
        policies=policies_in(named),
        people=people.named,
        organisations=organisations_in(named),
        metadata=given.metadata,
    )


def _publisher(parts: _Parts) -> str | None:
    opening = parts.body[:_OPENING_CHARACTERS]
    match = _PUBLISHER.match(opening) if any(mark in opening for mark in "电電讯訊") else None
    return match[1] if match else None


def _title(parts: _Parts, path: str) -> str:
    """The title's lines in one; else the one that the furniture names; else the body's first line, cut short."""
    title = "".join(map(_without_prefix, parts.title.splitlines()))
    if title and any(map(str.isalnum, title)):
        return title
    for line in parts.around:
        if named := _NAMED_TITLE.match(line):
            return named[1]
    word = _WORD.search(parts.body)
    if not word:
        return Path(path).stem
    before = parts.body[max(0, word.start() - _TITLE_CHARACTERS) : word.start()]
    before = before[max(before.rfind("\n"), before.rfind("\r")) + 1 :]
    rest = _REST.match(parts.body, word.start())
    line = _without_prefix(before + (rest[0] if rest else ""))
    return line if len(line) <= _TITLE_CHARACTERS else line[:_TITLE_CHARACTERS] + "…"


def _without_prefix(line: str) -> str:
    """A title's line without what Markdown or a portal puts before it."""
    prefix = _PREFIX.match(line)
    return line[prefix.end() if prefix else 0 :].strip()


def _url(parts: _Parts) -> str | None:
    lines = (line for line in (*parts.around, *parts.behind) if "http" in line)
    return next((match[1] for line in lines if (match := _URL.search(line))), None)


def _districts(parts: _Parts, named: str) -> tuple[str, ...]:
    """The districts that the title names; else the one that the body names most, if at least twice; else the issuer's."""
    counts = districts_in(named)
    if not counts:
        issuer = "\n".join(line for line in with_values(parts.around) if _ISSUER.match(line))
        return tuple(sorted(districts_in(issuer))) if issuer else ()
    most = max(counts.values())
    districts = districts_in(parts.title) or {name for name, count in counts.items() if count == most and most >= 2}
    return tuple(sorted(set(districts) - elsewhere(named)))
