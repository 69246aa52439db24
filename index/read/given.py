"""What stands beside an article (front matter, a sidecar, a table's columns, a page's meta tags) -> checked fields."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace

from ..districts import districts_in
from ..fold import is_whole
from ..i18n import Message
from .document import Given
from .iso import iso_date

Fields = Iterable[tuple[str, object]]
"""(name, value) as parsed: text, numbers, lists, what else JSON and YAML have; in their order."""

_NAMES = {"title": "title", "published": "published", "date": "published", "source": "source", "url": "url",
          "district": "district", "author": "author", "editor": "editor"}  # fmt: skip
_BETWEEN_NAMES = re.compile(r"[、,;\uff0c\uff1b]")
_ADDRESS = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
_SHOWN_CHARACTERS = 60
_NOTHING = frozenset({"", "~", "null", "none", "nan"})


def given_from(fields: Fields) -> tuple[Given, tuple[Message, ...]]:
    """The fields that an article has, checked, the others as ``metadata``; and what of them could not be taken.

    A field that says nothing ("", null) is none. Of two with the same meaning (published, date) the first counts.
    """
    given = Given()
    metadata: list[tuple[str, str]] = []
    problems: list[Message] = []
    for name, value in fields:
        texts = _texts(value)
        if not texts:
            continue
        if not all(map(is_whole, [name, *texts])):
            problems.append(_refused(name, "、".join(texts)))
            continue
        field = _NAMES.get(name.strip().lower())
        if field is None or getattr(given, field) is not None:
            metadata.append((name.strip(), "、".join(texts)))
            continue
        checked = _checked(field, texts)
        if checked is None:
            problems.append(_refused(field, "、".join(texts)))
        else:
            given = override(given, checked)
    return replace(given, metadata=tuple(metadata)), tuple(problems)


def override(below: Given, above: Given) -> Given:
    """``below`` with what ``above`` says put in its place; of metadata with one name, that of ``above`` stays."""
    names = {name for name, _ in above.metadata}
    return Given(
        title=above.title or below.title,
        published=above.published or below.published,
        source=above.source or below.source,
        url=above.url or below.url,
        district=above.district or below.district,
        author=above.author or below.author,
        editor=above.editor or below.editor,
        metadata=tuple(pair for pair in below.metadata if pair[0] not in names) + above.metadata,
    )


def _texts(value: object) -> list[str]:
    """What ``value`` says: a list's items, each on one line; mappings as JSON; ``[]`` where it says nothing."""
    values = value if isinstance(value, list) else [value]
    texts = [item if isinstance(item, str) else "" if item is None else json.dumps(item, ensure_ascii=False)
             for item in values]  # fmt: skip
    return [line for text in texts if (line := " ".join(text.split())).lower() not in _NOTHING]


def _checked(field: str, texts: list[str]) -> Given | None:
    """The one field; ``None`` where its value can't be one: two titles, a date that is none, an address that is none."""
    if field == "district":
        return Given(district=tuple(dict.fromkeys(name for text in _split(texts) for name in _districts(text))))
    if field == "author":
        return Given(author=tuple(dict.fromkeys(_split(texts))))
    if field == "editor":
        return Given(editor=tuple(dict.fromkeys(_split(texts))))
    if len(texts) > 1:
        return None
    if field == "published":
        published = iso_date(texts[0])
        return Given(published=published) if published else None
    if field == "url":
        return Given(url=texts[0]) if _ADDRESS.fullmatch(texts[0]) else None
    return Given(title=texts[0]) if field == "title" else Given(source=texts[0])


def _split(texts: list[str]) -> list[str]:
    return [name for text in texts for part in _BETWEEN_NAMES.split(text) if (name := part.strip())]


def _districts(text: str) -> list[str]:
    """Shanghai's districts by the name that the index knows them by (普陀區, Putuo -> 普陀区); others as they are."""
    return list(districts_in(text)) or [text]


def _refused(field: str, value: str) -> Message:
    shown = value if len(value) <= _SHOWN_CHARACTERS else value[:_SHOWN_CHARACTERS] + "…"
    if not is_whole(field + value):
        why = ("no text", "不是文本")
    elif field == "published":
        why = ("no date that can be read", "无法识别的日期")
    elif field == "url":
        why = ("no web address", "不是网址")
    else:
        why = ("more than one value", "有多个值")
    field, shown = (text.encode("utf-8", "replace").decode() for text in (field, shown))
    return Message(f"{field} is left out, {why[0]}: {shown}", f"未采用 {field}，{why[1]}：{shown}")
