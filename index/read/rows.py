"""A table's rows -> documents, a row an article.

A row's id, which its article's id ends in:

- what its ``id`` (or ``_id``) says, where that is 1 to 64 of ``A-Za-z0-9._-`` and begins with a letter or digit;
- else ``~`` and the first 12 hex digits of the sha256 of what it says;
- its number, where it says nothing (the first row under the headings is 1; of JSONL, its line);
- and behind any of these, where a row before has the same: ``~2``, ``~3``, ...
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field

from ..fold import is_whole
from ..i18n import Message
from ..types import Section, Span
from .document import RawDocument, Skipped
from .given import given_from
from .text import looks_like_text

_USABLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_IDS = ("id", "_id")
_OWN = frozenset({*_IDS, "title", "text"})


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it was parsed: its columns' names and values, in their order; or why there are none."""

    number: int
    fields: tuple[tuple[str, object], ...] = ()
    broken: Message | None = None


@dataclass(slots=True)
class RowReader:
    """The rows of one table become documents, in their order. It remembers the ids that it met, nothing else."""

    path: str
    encoding: str
    sha256: str
    seen: Counter[str] = field(default_factory=Counter)

    def read(self, row: Row) -> RawDocument | Skipped:
        """The row's article, or why it is none."""
        if row.broken is not None:
            return self._skipped(row, row.broken)
        own = {name.strip().lower(): value for name, value in reversed(row.fields)}  # of two with one name, the first
        identity = self._identity(row.number, next((own[name] for name in _IDS if name in own), None))
        text, title = own.get("text"), own.get("title")
        if not isinstance(text, str) or not text.strip():
            return self._skipped(row, Message("no text", "没有正文"))
        heading = " ".join(title.split()) if isinstance(title, str) else ""
        raw = f"{heading}\n\n{text}" if heading else text
        if not looks_like_text(raw) or not is_whole(raw):
            return self._skipped(row, Message("its bytes are no text", "内容不是文本"))
        given, problems = given_from((name, value) for name, value in row.fields if name.strip().lower() not in _OWN)
        return RawDocument(
            f"{self.path}#{identity}", raw, self.encoding, self.sha256, row=identity, given=given,
            sections=(Section("title", Span(0, len(heading) + 2)),) if heading else (), problems=problems,
        )  # fmt: skip

    def _identity(self, number: int, stated: object) -> str:
        name = "" if stated is None else str(stated).strip()
        if not name:
            name = str(number)
        elif not _USABLE.fullmatch(name):
            name = "~" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        self.seen[name] += 1
        return name if self.seen[name] == 1 else f"{name}~{self.seen[name]}"

    def _skipped(self, row: Row, why: Message) -> Skipped:
        return Skipped(self.path, Message(f"row {row.number}: {why.en}", f"第 {row.number} 行：{why.zh}"))
