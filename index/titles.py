"""Which line of a page is its title."""

from __future__ import annotations

import re

from .furniture import LineKind
from .pages import Line
from .scripts import either

_MASTHEAD_LINES = 40
_TITLE_CHARACTERS = 80
_SHORTEST = 4
_MENU_CHARACTERS = 6
_SKIPPED_LINES = 3
_NO_TITLE = re.compile(
    either(
        r"^[\W\d_]+$|[。;]|(?<!\.)\.$|[:,、]$|^(?:\(?[一二三四五六七八九十]+[、)]|第[一二三四五六七八九十百]+[条章节]|\d+[.、](?!\d)|——)"
        r"|^[^,]{0,24}(?:[电讯]|报道)\s*(?:$|\()|^\S{0,10}(?:记者|通讯员|编辑)(?:[:\s]|$)|^[^\s:]{0,4}(?:时间|日期|地点|地址|对象|主持人?|出席):"  # 荆楚网(湖北日报网)讯(通讯员 张三
    )
)
_OFFICIAL = re.compile(
    either(r"关于.{4,}的(?:通知|意见|决定|公告|通告|批复|函|报告|请示|规定|办法|方案|公示)(?:\(.{1,12}\))?$")
)
_OFFICE = re.compile(either(r"[\u3400-\u9fff、]{2,30}(?:政府|办公室|委员会|局|厅|部|委)$"))


def title_lines(lines: list[Line], kinds: list[LineKind]) -> range:
    """The numbers of the title's lines; an empty range where there is none.

    Of the lines before the body that could be a title: the one before a byline; else the one that reads like the title
    of an official document, or stands under its table; else the first that is no item of a menu.
    """
    for number, line in enumerate(lines):
        if line.given == "title":
            return range(number, number + 1)
    best, most, passed = range(0), -100, 0
    for number, (line, kind) in enumerate(zip(lines[:_MASTHEAD_LINES], kinds, strict=False)):
        if kind not in ("text", "heading"):
            continue
        if kind == "heading" and len(line.key) < _SHORTEST:
            continue  # an item of a menu
        if line.given or not _could_be_title(line):
            break  # the body has begun
        title = range(number, number + 1 + _is_continued(lines, number))
        score = _score(lines, kinds, title)
        if score > most and passed <= _SKIPPED_LINES:
            best, most = title, score
        passed += score >= 0  # no item of a menu
    return best


def _could_be_title(line: Line) -> bool:
    stripped = line.key.lstrip("# ")
    return _SHORTEST <= len(stripped) <= _TITLE_CHARACTERS and not _NO_TITLE.search(stripped)


def _is_continued(lines: list[Line], number: int) -> bool:
    """Whether the next line belongs to the title: ——副标题, or 关于…的通知 under the name of the office."""
    if number + 1 == len(lines) or lines[number + 1].given:
        return False
    line, after = lines[number].key, lines[number + 1].key
    return (after.startswith("——") and len(after) <= _TITLE_CHARACTERS) or bool(
        _OFFICE.match(line) and _OFFICIAL.match(after)
    )


def _score(lines: list[Line], kinds: list[LineKind], title: range) -> int:
    line = lines[title.start].key.lstrip("# ")
    score = 4 * _has_byline(kinds[title.stop : title.stop + 3])
    if _OFFICIAL.search(lines[title.stop - 1].key) or (title.start and kinds[title.start - 1] == "field"):
        score += 2
    if len(line) <= _MENU_CHARACTERS and any(
        kinds[near] == "heading" and len(lines[near].key) <= _MENU_CHARACTERS
        for near in (title.start - 1, title.stop)
        if 0 <= near < len(lines)
    ):
        score -= 3
    return score


def _has_byline(after: list[LineKind]) -> bool:
    """Whether a byline comes next, behind nothing but furniture."""
    for kind in after:
        if kind in ("byline", "dateline"):
            return True
        if kind not in ("navigation", "caption", "contact"):
            return False
    return False
