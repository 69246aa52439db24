"""Copies of an article as other sites carry it, and articles of nearly the same words that are none: for measuring.

Each maker takes a :class:`Text`, a source of chance and texts to borrow from, and gives a text; all offsets are free.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Final

from opencc import OpenCC

from index.restore.offsets import OffsetMap
from index.types import Article, Description, Section, Span


@dataclass(frozen=True, slots=True)
class Text:
    """Title and body of an article, and the districts that it is about."""

    title: str
    body: str
    district: tuple[str, ...] = ()

    def article(self, article_id: str, published: str | None = None) -> Article:
        """As an article of two sections, with nothing restored."""
        text = f"{self.title}\n\n{self.body}"
        cut = len(self.title) + 2
        sections = (Section("title", Span(0, cut)), Section("body", Span(cut, len(text))))
        described = Description(self.title, published, None, None, self.district)
        return Article(article_id, (f"{article_id}.txt",), text, text, OffsetMap(), (), sections, described, article_id)


Maker = Callable[[Text, Random, Sequence[Text]], Text]


def sentences(body: str) -> list[str]:
    """The sentences of a body, each with its stop."""
    return [sentence for sentence in re.split(r"(?<=[。!?\uff01\uff1f])", body) if sentence.strip()]


def clause(body: str) -> str:
    """The first clause that could be a title."""
    clauses = re.split(r"[\s。!?\uff01\uff1f,\uff0c;\uff1b:\uff1a]+", body)
    return next((part for part in clauses if 8 <= len(part) <= 40), body[:20])


@cache
def _converter(config: str) -> OpenCC:
    return OpenCC(config)


def _script(config: str) -> Maker:
    def convert(text: Text, random: Random, others: Sequence[Text]) -> Text:
        converter = _converter(config)
        return replace(text, title=converter.convert(text.title), body=converter.convert(text.body))

    return convert


def _edited(text: Text, random: Random, others: Sequence[Text], share: float = 0.02) -> Text:
    """Words replaced here and there (``share`` of the characters, two at a time), and one sentence left out in ten."""
    kept = [it for it in sentences(text.body) if random.random() > 0.1] or [text.body]
    letters = list("".join(kept))
    places = [n for n in range(len(letters) - 1) if not re.search(r"[\W\da-zA-Z]", letters[n] + letters[n + 1])]
    for place in random.sample(places, min(len(places), int(share / 2 * len(letters)))):
        letters[place : place + 2] = random.sample("的了在是有与及于从向其各该此将", 2)
    return replace(text, body="".join(letters))


def _other_title(text: Text, random: Random, others: Sequence[Text]) -> Text:
    own = sentences(text.body)
    return replace(text, title=clause(random.choice(own)) if own else text.title)


def _furniture(text: Text, random: Random, others: Sequence[Text]) -> Text:
    """What a page has around the text, taken for text: a breadcrumb, five teasers, a contact line."""
    teasers = [f"{other.title}\n{other.body[:40]}…" for other in random.sample(others, 5)]
    lines = ["首页 > 新闻中心 > 综合", text.body, "猜你喜欢", *teasers, "联系电话:021-5551-0000 微信号:xinwen"]
    return replace(text, body="\n".join(lines))


def _cut(text: Text, random: Random, others: Sequence[Text]) -> Text:
    return replace(text, body=text.body[: int(0.7 * len(text.body))])


def _damaged(text: Text, random: Random, others: Sequence[Text]) -> Text:
    """Slips that nothing restored: from three places on, a dozen bytes of GBK read one byte late."""
    body = text.body
    for _ in range(3):
        start = random.randrange(max(1, len(body) - 14))
        late = b"?" + body[start : start + 12].encode("gb18030")[1:]
        body = body[:start] + late.decode("gb18030", "replace") + body[start + 12 :]
    return replace(text, body=body)


def _everything(text: Text, random: Random, others: Sequence[Text]) -> Text:
    makers = (_script("s2tw"), _other_title, _furniture)
    for maker in makers:
        text = maker(text, random, others)
    return _edited(text, random, others, 0.01)


def _renumbered(text: Text, random: Random, share: float) -> Text:
    """Years one on, and ``share`` of the other numbers changed."""

    def change(match: re.Match[str]) -> str:
        number = match[0]
        if re.fullmatch(r"20[012]\d", number):
            return str(int(number) + 1)
        return str(int(number) + random.randint(1, 9)) if random.random() < share and len(number) < 9 else number

    return replace(text, title=re.sub(r"\d+", change, text.title), body=re.sub(r"\d+", change, text.body))


def _dated(text: Text, said: str = "根据2022年度工作安排,2022年5月10日前报送。") -> Text:
    return replace(text, body=f"{said}{text.body}\n截至2022年6月30日,联系人在2022年度内不变。")


def _next_year(text: Text, random: Random, others: Sequence[Text]) -> Text:
    return _renumbered(text, random, 0.3)


def _next_year_said_below(text: Text, random: Random, others: Sequence[Text]) -> Text:
    return replace(_renumbered(text, random, 0.0), title=text.title)


def _form(text: Text, random: Random, others: Sequence[Text]) -> Text:
    return replace(_renumbered(text, random, 0.8), title=text.title)


def _swap(old: str, new: str) -> Maker:
    def change(text: Text, random: Random, others: Sequence[Text]) -> Text:
        return Text(text.title.replace(old, new), text.body.replace(old, new), ())

    return change


def _neighbour(text: Text, random: Random, others: Sequence[Text]) -> Text:
    return replace(_swap("普陀区", "长宁区")(text, random, others), district=("长宁区",))


def _digest(text: Text, random: Random, others: Sequence[Text]) -> Text:
    parts = [text, *random.sample(others, 3)]
    return replace(text, title="一周要闻", body="\n".join(part.body for part in parts))


def _same_page(text: Text, random: Random, others: Sequence[Text]) -> Text:
    """Another article on a page with the same furniture, longer than either text."""
    other = random.choice(others)
    return replace(other, body=f"{other.body[:300]}\n{_SITE}")


_SITE = "\n".join(
    f"栏目{n}:本站第{chr(0x4E00 + 97 * n)}频道欢迎投稿,转载请注明出处{chr(0x5E00 + 31 * n)},违者必究。"
    for n in range(25)
)


COPIES: Final[dict[str, Maker]] = {
    "Traditional": _script("s2t"),
    "of Taiwan": _script("s2twp"),
    "edited": _edited,
    "other title": _other_title,
    "furniture": _furniture,
    "cut to 70%": _cut,
    "damaged": _damaged,
    "all but cut": _everything,
}
"""Name -> what makes a copy of a text that is to be found."""

EDITIONS: Final[dict[str, tuple[Callable[[Text], Text], Maker]]] = {
    "next year": (lambda text: replace(_dated(text), title=f"2022年度{text.title}"), _next_year),
    "next year, same title": (_dated, _next_year_said_below),
    "form": (_dated, _form),
    "batch": (lambda text: replace(text, title=f"第十五批{text.title}"), _swap("第十五批", "第十六批")),
    "version": (lambda text: replace(text, title=f"{text.title}2.0版"), _swap("2.0版", "3.0版")),
    "draft": (
        lambda text: Text(f"{text.title}(草案)", f"现将{text.title}(草案)印发。{text.body}"),
        _swap("(草案)", ""),
    ),
    "district": (
        lambda text: Text(f"普陀区{text.title}", f"普陀区近日发布。{text.body}普陀区将继续推进。", ("普陀区",)),
        _neighbour,
    ),
    "digest": (lambda text: text, _digest),
    "same page": (lambda text: replace(text, body=f"{text.body[:300]}\n{_SITE}"), _same_page),
}
"""Name -> what is done to a text first, and what makes of that another article of nearly the same words."""
