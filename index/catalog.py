"""Articles, passages and skipped files in SQLite. Passage ordinals are the row numbers of the vectors and of BM25."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Collection, Iterable, Sequence
from dataclasses import astuple
from functools import cached_property, lru_cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from .errors import ArticleUnknown, BadInput
from .i18n import Message
from .read import Skipped
from .restore import Guess
from .restore.offsets import Edit, OffsetMap
from .types import Article, Description, Outline, Passage, Policy, Section, Span

if TYPE_CHECKING:  # who only reads a catalog needs nothing of how groups are found
    from .duplicates import DuplicateGroup

# Numbered: a new one is added below, none is ever changed. `user_version` counts those applied.
_MIGRATIONS = (
    """
    CREATE TABLE articles (
        article_id TEXT PRIMARY KEY, paths TEXT NOT NULL, title TEXT NOT NULL, published TEXT, source TEXT, url TEXT,
        district TEXT NOT NULL, raw_sha256 TEXT NOT NULL, raw TEXT NOT NULL, text TEXT NOT NULL, edits TEXT NOT NULL,
        guesses TEXT NOT NULL, sections TEXT NOT NULL
    ) STRICT;
    CREATE TABLE passages (
        ordinal INTEGER PRIMARY KEY, article_id TEXT NOT NULL REFERENCES articles, start INTEGER NOT NULL,
        end INTEGER NOT NULL, section TEXT NOT NULL, heading TEXT NOT NULL
    ) STRICT;
    CREATE INDEX passages_article ON passages (article_id);
    CREATE TABLE skipped (path TEXT NOT NULL, reason_en TEXT NOT NULL, reason_zh TEXT NOT NULL) STRICT;
    """,
    """
    ALTER TABLE articles ADD COLUMN details TEXT NOT NULL DEFAULT '[[], [], [], [], [], []]';
    CREATE TABLE problems (path TEXT NOT NULL, reason_en TEXT NOT NULL, reason_zh TEXT NOT NULL) STRICT;
    """,
    """
    CREATE TABLE duplicates (
        place INTEGER PRIMARY KEY, article_id TEXT NOT NULL UNIQUE REFERENCES articles, representative TEXT NOT NULL
    ) STRICT;
    """,
)
_CACHED_ARTICLES = 512
_NAMED = 5
"""So many of the articles that a name fits are named."""


def write_catalog(
    path: Path,
    articles: Iterable[Article],
    passages: Iterable[Passage],
    skipped: Iterable[Skipped],
    problems: Iterable[Skipped] = (),
    duplicates: Iterable[DuplicateGroup] = (),
) -> None:
    """Create the catalog at ``path`` (which must not exist); passages are numbered from 0 in the order given."""
    connection = sqlite3.connect(path)
    try:
        for number, migration in enumerate(_MIGRATIONS, start=1):
            connection.executescript(migration)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.executemany("INSERT INTO articles VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)", map(_article_row, articles))
        connection.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)",
            ((n, p.article_id, p.span.start, p.span.end, p.section, p.heading) for n, p in enumerate(passages)),
        )
        connection.executemany("INSERT INTO skipped VALUES (?, ?, ?)", map(_reason_row, skipped))
        connection.executemany("INSERT INTO problems VALUES (?, ?, ?)", map(_reason_row, problems))
        connection.executemany(
            "INSERT INTO duplicates (article_id, representative) VALUES (?, ?)",
            ((it, group.representative) for group in duplicates for it in (group.representative, *group.others)),
        )
        connection.commit()
    finally:
        connection.close()


class Catalog:
    """Read-only, thread-safe access to a written catalog."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self.article = lru_cache(maxsize=_CACHED_ARTICLES)(self._article)
        self._passage_rows = self._rows(
            "SELECT article_id, start, end, section, heading FROM passages ORDER BY ordinal"
        )

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def __len__(self) -> int:
        """The number of passages."""
        return len(self._passage_rows)

    def _rows(self, sql: str, parameters: Sequence[str] = ()) -> list[tuple]:  # type: ignore[type-arg]
        with self._lock:
            return self._connection.execute(sql, parameters).fetchall()

    def _article(self, article_id: str) -> Article:
        """The article. Raises :class:`ArticleUnknown`."""
        rows = self._rows("SELECT * FROM articles WHERE article_id = ?", (article_id,))
        if not rows:
            raise unknown_article(article_id)
        return _article_of(rows[0])

    @cached_property
    def names(self) -> dict[str, tuple[str, ...]]:
        """The paths of every article by its id, in the order of the paths; nothing else is loaded for it."""
        return {row[0]: tuple(json.loads(row[1])) for row in self._rows("SELECT article_id, paths FROM articles ORDER BY paths, article_id")}  # fmt: skip

    def id_of(self, name: str) -> str:
        """The id of the article called ``name``: its id, its path, or so much of the path's end that no other has it.

        Raises :class:`ArticleUnknown` for none, :class:`BadInput` for several.
        """
        paths = self.names
        if name in paths:
            return name
        asked = PurePath(os.path.normpath(name)).parts
        exact = [it for it, its in paths.items() if any(PurePath(path).parts == asked for path in its)]
        found = exact or [it for it, its in paths.items() if any(_same_end(PurePath(p).parts, asked) for p in its)]
        if not found:
            raise unknown_article(name)
        if len(found) > 1:
            some = ", ".join(found[:_NAMED]) + (", …" if len(found) > _NAMED else "")
            raise BadInput(Message(f"{len(found)} articles are called {name}: {some}",
                                   f"有 {len(found)} 篇文章名为 {name}：{some}"),
                           Message("give one of these ids, or more of its path", "请给出其中一个编号，或更完整的路径"))  # fmt: skip
        return found[0]

    def articles(self) -> list[Article]:
        """All articles, by path."""
        return [self.article(article_id) for article_id in self.descriptions]

    @cached_property
    def descriptions(self) -> dict[str, Description]:
        """The description of every article by its id, in the order of their paths; texts are not loaded for it."""
        rows = self._rows(
            "SELECT article_id, title, published, source, url, district, details FROM articles ORDER BY paths, article_id"
        )
        return {row[0]: _description_of(row[1:]) for row in rows}

    @cached_property
    def outlines(self) -> dict[str, Outline]:
        """The outline of every article by its id, in the order of :attr:`descriptions`; texts are counted, not loaded."""
        rows = self._rows(
            "SELECT article_id, paths, length(text), json_array_length(edits), json_array_length(guesses) "
            "FROM articles ORDER BY paths, article_id"
        )
        return {row[0]: Outline(tuple(json.loads(row[1])), *row[2:]) for row in rows}

    @cached_property
    def duplicates(self) -> dict[str, str]:
        """Article id -> that of its group's representative, itself included; articles without a copy are not there.

        The ids of a group stand in the order of preference.
        """
        return dict(self._rows("SELECT article_id, representative FROM duplicates ORDER BY place"))

    def copies(self, article_id: str) -> tuple[str, ...]:
        """The other articles of its group, in the order of preference; ``()`` for one without copies."""
        representative = self.duplicates.get(article_id)
        return tuple(it for it in self._groups.get(representative or "", ()) if it != article_id)

    @cached_property
    def _groups(self) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = {}
        for article_id, representative in self.duplicates.items():
            groups.setdefault(representative, []).append(article_id)
        return groups

    def passage(self, ordinal: int) -> Passage:
        article_id, start, end, section, heading = self._passage_rows[ordinal]
        span = Span(start, end)
        return Passage(article_id, span, section, heading, span.of(self.article(article_id).text))

    def article_id_of(self, ordinal: int) -> str:
        return str(self._passage_rows[ordinal][0])

    def ordinals_of(self, articles: Collection[str]) -> list[int]:
        """The passages of these articles, by id, ascending; no text is loaded for it."""
        return [ordinal for ordinal, row in enumerate(self._passage_rows) if row[0] in articles]

    def passage_id(self, ordinal: int) -> str:
        """The passage's id, without loading its article."""
        article_id, start, end = self._passage_rows[ordinal][:3]
        return f"{article_id}:{start}-{end}"

    def section(self, ordinal: int) -> str:
        """The kind of the passage's section."""
        return str(self._passage_rows[ordinal][3])

    def skipped(self) -> list[Skipped]:
        return self._reasons("SELECT * FROM skipped ORDER BY path")

    def problems(self) -> list[Skipped]:
        """What could not be read of articles that are here: a page without text."""
        return self._reasons("SELECT * FROM problems ORDER BY path")

    def _reasons(self, sql: str) -> list[Skipped]:
        return [Skipped(path, Message(en, zh)) for path, en, zh in self._rows(sql)]


def unknown_article(name: str) -> ArticleUnknown:
    """The error for an article that the index has not."""
    return ArticleUnknown(Message(f"no article {name!r} in this index", f"索引中没有文章 {name!r}"),
                          Message("`wenju status` lists ids and paths", "`wenju status` 可列出全部编号和路径"))  # fmt: skip


def _same_end(path: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    """Whether one is the end of the other: paths are kept relative to where the build was started."""
    shorter = min(len(path), len(asked))
    return path[-shorter:] == asked[-shorter:]


def _reason_row(entry: Skipped) -> tuple[str, str, str]:
    return entry.path, entry.reason.en, entry.reason.zh


def _article_row(article: Article) -> tuple[str | None, ...]:
    d = article.description
    return (
        article.article_id, _json(article.paths), d.title, d.published, d.source, d.url, _json(d.district), article.raw_sha256,
        article.raw, article.text, _json(article.restored.edits),
        _json([astuple(guess) for guess in article.guesses]),
        _json([(section.kind, section.span.start, section.span.end) for section in article.sections]),
        _json([d.author, d.editor, [astuple(policy) for policy in d.policies], d.people, d.organisations, d.metadata]),
    )  # fmt: skip


def _article_of(row: Sequence[str]) -> Article:
    article_id, paths, *described, sha256, raw, text, edits, guesses, sections, details = row
    return Article(
        article_id=article_id,
        paths=tuple(json.loads(paths)),
        raw=raw,
        text=text,
        restored=OffsetMap(tuple(Edit(*edit) for edit in json.loads(edits))),
        guesses=tuple(Guess(*guess) for guess in json.loads(guesses)),
        sections=tuple(Section(kind, Span(start, end)) for kind, start, end in json.loads(sections)),
        description=_description_of([*described, details]),
        raw_sha256=sha256,
    )


def _description_of(row: Sequence[str]) -> Description:
    title, published, source, url, district, details = row
    author, editor, policies, people, organisations, metadata = json.loads(details)
    return Description(
        title, published, source, url, tuple(json.loads(district)), tuple(author), tuple(editor),
        tuple(Policy(*policy) for policy in policies), tuple(people), tuple(organisations), tuple(map(tuple, metadata)),
    )  # fmt: skip


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
