"""What an article says of itself: title, publication date, source, address, district. Never invented."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from .clean import is_byline
from .districts import districts_in, elsewhere
from .fold import fold_text
from .types import Description, Section

_DATE = re.compile(
    r"(?<!\d)(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})日?(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?(?!\d)"
)
_SOURCE = re.compile(r"[来來]源\s*[:\uff1a]\s*([^\s|,\uff0c]+)")
_PUBLISHER = (
    re.compile(r"^\s*([\u3400-\u9fff]{2,8}(?:[报報网網社]|日报|晚报|早报))[讯訊]\s"),  # 新民晚报讯 (记者 …)
    re.compile(r"本文由(?!本站)([^\s,\uff0c。]{2,20}?)[发發]布"),
)
_URL = re.compile(
    r"(?:本文[链鏈]接|原文[链鏈]接|[网網]址|URL)\s*[:\uff1a][^\n]{0,200}?(https?://[^\s<>\"']+)", re.IGNORECASE
)
_TITLE_CHARACTERS = 60


def describe(text: str, sections: tuple[Section, ...], path: str) -> Description:
    """Describe an article from its own labelled text; ``path`` names it when it has no title and no body."""
    title = _title(text, sections, path)
    return Description(title, _published(text, sections), _source(text, sections), _url(text, sections),
                       _districts(title, text, sections))  # fmt: skip


def _of(kinds: set[str], text: str, sections: tuple[Section, ...]) -> str:
    return "\n".join(section.span.of(text) for section in sections if section.kind in kinds)


def _title(text: str, sections: tuple[Section, ...], path: str) -> str:
    for kind in ("title", "body"):
        lines = [line for line in _of({kind}, text, sections).splitlines() if re.search(r"\w", line)]
        if lines:
            line = lines[0].strip().lstrip("#").strip()
            return line if len(line) <= _TITLE_CHARACTERS or kind == "title" else line[:_TITLE_CHARACTERS] + "…"
    return Path(path).stem


def _published(text: str, sections: tuple[Section, ...]) -> str | None:
    """The full date of the first byline before the related articles; a day without its year is no date."""
    for section in sections:
        if section.kind == "teaser":
            return None
        if section.kind != "navigation":
            continue
        for line in section.span.of(text).splitlines():
            if is_byline(fold_text(line.strip())) and (match := _DATE.search(line)):
                return _iso(match)
    return None


def _iso(match: re.Match[str]) -> str | None:
    """``2024-11-28T12:23:00``, or the day alone; ``None`` for a 31st of February."""
    year, month, day, hour, minute, second = (int(part) if part else None for part in match.groups())
    try:
        moment = datetime(year or 0, month or 0, day or 0, hour or 0, minute or 0, second or 0)
    except ValueError:
        return None
    return moment.date().isoformat() if hour is None else moment.isoformat()


def _source(text: str, sections: tuple[Section, ...]) -> str | None:
    """The byline's 来源; else the paper whose 讯 opens the body; else the site whose copyright line names itself."""
    navigation = _of({"navigation"}, text, sections)
    tries = ((_SOURCE, navigation), (_PUBLISHER[0], _of({"body"}, text, sections)), (_PUBLISHER[1], navigation))
    for pattern, where in tries:
        if match := pattern.search(where):
            return match[1]
    return None


def _url(text: str, sections: tuple[Section, ...]) -> str | None:
    match = _URL.search(_of({"navigation"}, text, sections))
    return match[1] if match else None


def _districts(title: str, text: str, sections: tuple[Section, ...]) -> tuple[str, ...]:
    """The districts that the title names; else the one that the body names most, if at least twice."""
    body = _of({"body"}, text, sections)
    named = districts_in(title)
    if not named:
        counts = districts_in(body)
        most = max(counts.values(), default=0)
        named = {name: count for name, count in counts.items() if count == most and most >= 2}
    return tuple(sorted(named.keys() - elsewhere(f"{title}\n{body}")))
