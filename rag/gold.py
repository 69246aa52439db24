"""Questions with what answers them, to measure answers by: JSONL, plain or .gz, an object a line.

``question``, and ``article`` (or ``articles``) and ``gold``, each a text, a list of texts or null; null where the articles
don't answer. May also have ``id``, ``lang``, ``kind``, ``trap`` and the ``reason`` for refusing; other fields are let be.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Literal, NoReturn, cast, get_args

from index.errors import BadInput, BadQuestion, PathMissing
from index.fold import is_whole
from index.i18n import Message
from index.types import Article

from .jsonl import rows_of
from .query import check_question
from .types import RefusalReason

Half = Literal["odd", "even"]

_LAYOUT = Message(
    'expected on each line: {"question": "...", "article": "a.txt", "gold": "..."}; a list for several; '
    "article and gold are null where the articles don't answer",
    '每行应为：{"question": "…", "article": "a.txt", "gold": "…"}；多项用列表；文章没有答案时 article 和 gold 为 null',
)
_NAMED = 5
"""So many of the articles that are not there are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question and what answers it.

    ``articles``: each of them answers, or has a part of the answer. ``gold``: the quotes must hold every one, as written.
    Both are ``()`` where the articles don't answer; only there ``trap`` (one detail is off) and ``reason`` count.
    ``half``: odd for tuning, even for reporting, or the other way round.
    """

    id: str
    question: str
    articles: tuple[str, ...]
    gold: tuple[str, ...]
    half: Half
    lang: str | None = None
    kind: str | None = None
    trap: bool = False
    reason: RefusalReason | None = None

    @property
    def answerable(self) -> bool:
        return bool(self.gold)


def read_gold(path: Path) -> tuple[GoldQuestion, ...]:
    """The questions of a file, in its order; at least one. A row without ``id`` has its number, from 1.

    Raises ``PathMissing``; ``BadInput`` for a file without a row, and for a bad row, naming its line.
    """
    questions: dict[str, GoldQuestion] = {}
    if not path.exists():
        raise PathMissing(Message(f"no file {path}", f"没有文件 {path}"), _LAYOUT)
    if path.is_dir():
        raise BadInput(Message(f"{path} is a folder, a file is needed", f"{path} 是文件夹，需要的是文件"), _LAYOUT)
    for fields, where in rows_of(path, _LAYOUT):
        row = _Row(fields, where)
        question = row.question(len(questions) + 1)
        if question.id in questions:
            row.bad(f"the id {question.id!r} is taken by an earlier row", f"编号 {question.id!r} 与前面的行重复")
        questions[question.id] = question
    if not questions:
        raise BadInput(Message(f"{path}: no questions", f"{path}：没有问题"), _LAYOUT)
    return tuple(questions.values())


def by_article_id(questions: Sequence[GoldQuestion], articles: Iterable[Article]) -> tuple[GoldQuestion, ...]:
    """The questions with ``articles`` as ids, whether they were named by id, path, file name or stem of it.

    Raises ``BadInput`` for names that no article bears, and for one that several bear.
    """
    names = _Names(articles)
    wanted = dict.fromkeys(name for question in questions for name in question.articles)
    unknown = [name for name in wanted if not names.bearing(name)]
    if unknown:
        shown = ", ".join(unknown[:_NAMED]) + (", ..." if len(unknown) > _NAMED else "")
        raise BadInput(
            Message(f"{len(unknown)} of the {len(wanted)} articles named are not in the index: {shown}",
                    f"问题中提到的 {len(wanted)} 篇文章有 {len(unknown)} 篇不在索引中：{shown}"),
            Message("build the index from the folder that holds them, or give another: --index",
                    "请用包含这些文章的文件夹建立索引，或用 --index 指定其他索引"),
        )  # fmt: skip
    return tuple(replace(it, articles=tuple(map(names.the_one, it.articles))) for it in questions)


class _Names:
    """What articles are called: by id, path, file name, stem; what comes first in this order counts."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._ids: tuple[dict[str, set[str]], ...] = tuple(defaultdict(set) for _ in range(4))
        for article in articles:
            paths = [PurePath(path) for path in article.paths]
            ways = ((article.article_id,), article.paths, (it.name for it in paths), (it.stem for it in paths))
            for ids, names in zip(self._ids, ways, strict=True):
                for name in names:
                    ids[name].add(article.article_id)

    def bearing(self, name: str) -> set[str]:
        """The ids of the articles of that name; none: an empty set."""
        return next((ids[name] for ids in self._ids if name in ids), set())

    def the_one(self, name: str) -> str:
        found = sorted(self.bearing(name))
        if len(found) > 1:
            raise BadInput(
                Message(f"{len(found)} articles are called {name}: {', '.join(found[:_NAMED])}",
                        f"有 {len(found)} 篇文章名为 {name}：{'、'.join(found[:_NAMED])}"),
                Message("name it by its path or its id (`wenju status`)", "请用路径或编号指明（见 `wenju status`）"),
            )  # fmt: skip
        return found[0]


@dataclass(frozen=True, slots=True)
class _Row:
    """One line's object, and where it stands (``file:line``), which every error names."""

    fields: dict[str, object]
    where: str

    def question(self, number: int) -> GoldQuestion:
        name = "articles" if "articles" in self.fields and "article" not in self.fields else "article"
        articles, gold = self._texts(name), self._texts("gold")
        if bool(articles) != bool(gold):
            self.bad(f"of {name!r} and 'gold' only one is null", f"{name!r} 和 'gold' 只有一个为 null")
        id_ = self._id(number)
        trailing = re.search(r"[0-9]+$", id_)
        return GoldQuestion(
            id=id_,
            question=self._question(),
            articles=articles,
            gold=gold,
            half="odd" if (int(trailing[0][-1]) if trailing else number) % 2 else "even",
            lang=self._optional("lang"),
            kind=self._optional("kind"),
            trap=self._trap(),
            reason=self._reason(),
        )

    def bad(self, en: str, zh: str) -> NoReturn:
        raise BadInput(Message(f"{self.where}: {en}", f"{self.where}：{zh}"), _LAYOUT)

    def _id(self, number: int) -> str:
        value = self.fields.get("id")
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return self._optional("id") or str(number)

    def _question(self) -> str:
        question = self._text("question", self.fields.get("question"))
        try:
            check_question(question)
        except BadQuestion as error:
            self.bad(error.message.en, error.message.zh)
        return question

    def _texts(self, name: str) -> tuple[str, ...]:
        """One text or a list of them, ``()`` for null; the field must be there: a slip in its name would pass as null."""
        if name not in self.fields:
            self.bad(f"there is no {name!r}", f"缺少 {name!r}")
        value = self.fields[name]
        if value is None:
            return ()
        values = value if isinstance(value, list) and value else [value]
        return tuple(self._text(name, it) for it in values)

    def _optional(self, name: str) -> str | None:
        value = self.fields.get(name)
        return None if value is None else self._text(name, value)

    def _text(self, name: str, value: object) -> str:
        if not isinstance(value, str) or not value.strip():
            self.bad(f"no text in {name!r}", f"{name!r} 没有文本")
        if not is_whole(value):
            self.bad(f"half a character in {name!r}", f"{name!r} 含有不完整的字符")
        return value

    def _trap(self) -> bool:
        value = self.fields.get("trap")
        if not (value is None or isinstance(value, bool)):
            self.bad("'trap' is neither true nor false", "'trap' 应为 true 或 false")
        return bool(value)

    def _reason(self) -> RefusalReason | None:
        reason, reasons = self._optional("reason"), get_args(RefusalReason)
        if reason is not None and reason not in reasons:
            self.bad(f"the reason {reason!r} is none of {', '.join(reasons)}",
                     f"理由 {reason!r} 不在其列：{'、'.join(reasons)}")  # fmt: skip
        return cast(RefusalReason | None, reason)
