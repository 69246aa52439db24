"""Values -> lines that people read, for the terminal and the page alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from index.districts import DISTRICTS
from index.i18n import Language, Message
from index.read import Skipped
from index.types import Article, Description, Span
from rag import Answer, Claim, Hit

UNDATED = Message("date unknown", "日期不详")
UNSOURCED = Message("source unknown", "来源不详")


def article_line(article: Article, language: Language) -> str:
    """``title · source · date · district``"""
    parts = [article.title, article.source or UNSOURCED.in_(language), day_of(article, language), *article.district]
    return " · ".join(parts)


def day_of(article: Article | Description, language: Language) -> str:
    """The publication day, or that it is unknown."""
    return article.published[:10] if article.published else UNDATED.in_(language)


def in_english(district: str) -> str:
    """``Putuo 普陀区``; what is none of Shanghai's districts as it is."""
    return f"{DISTRICTS[district].capitalize()} {district}" if district in DISTRICTS else district


def marked_pieces(claim: Claim) -> Iterator[tuple[str, bool]]:
    """The claim's text cut where a mark begins or ends, each piece with whether it is marked; marks may overlap."""
    at = 0
    for mark in claim.marks:
        start = max(mark.start, at)
        if start > at:
            yield claim.text[at:start], False
        if mark.end > start:
            yield claim.text[start : mark.end], True
        at = max(at, mark.end)
    if at < len(claim.text):
        yield claim.text[at:], False


def in_groups(answer: Answer) -> list[tuple[int, Claim]]:
    """The claims with their positions (from 0); those of a table group by group, as the groups first come up."""
    claims = list(enumerate(answer.claims))
    if answer.form != "table":
        return claims
    order = list(dict.fromkeys(claim.group for claim in answer.claims))
    return sorted(claims, key=lambda it: order.index(it[1].group))  # stable: within a group as they were


def origin_line(answer: Answer, language: Language) -> str:
    """``as of day · written by model``; ``""`` where neither is known."""
    parts = [
        *([Message(f"as of {answer.as_of}", f"截至 {answer.as_of} 的报道")] if answer.as_of else []),
        *([Message(f"written by {answer.model}", f"由 {answer.model} 撰写")] if answer.model else []),
    ]
    return " · ".join(part.in_(language) for part in parts)


ALSO_IN = Message("also in", "同文另见")
_NAMED_COPIES = 3


def copies_line(copies: Sequence[Article], language: Language, *, paths: bool = False) -> str:
    """``also in: source, date; source, date and 2 more``, a title for an unknown source; ``""`` for no copies.

    ``paths``: each with its file.
    """
    if not copies:
        return ""
    named = [_copy_named(article, language, with_path=paths) for article in copies[:_NAMED_COPIES]]
    rest = len(copies) - len(named)
    return (
        Message(f"{ALSO_IN.en}: ", f"{ALSO_IN.zh}：").in_(language)
        + Message("; ", "；").in_(language).join(named)
        + (Message(f" and {rest} more", f"，及另外 {rest} 处").in_(language) if rest else "")
    )


def _copy_named(article: Article, language: Language, *, with_path: bool) -> str:
    named = f"{article.source or article.title}, {day_of(article, language)}"
    return f"{named} ({article.path})" if with_path else named


TEASER = Message("teaser of another article in", "其他文章的摘要，见于")


def hit_line(hit: Hit, language: Language) -> str:
    """The title of the article that holds a passage; of a teaser, which speaks of another article, that it is one."""
    return f"({TEASER.in_(language)}) {hit.title}" if hit.section == "teaser" else hit.title


def place(article: Article, span: Span) -> str:
    """``path:start-end`` in the file as it was read, before anything was restored: what an editor can go to."""
    raw = article.raw_span(span)
    return f"{article.path}:{raw.start}-{raw.end}"


def snippet(text: str, most: int) -> str:
    """``text`` in one line, cut at ``most`` characters."""
    shown = " ".join(text.split())
    return shown if len(shown) <= most else shown[:most].rstrip() + "…"


def plain(text: str) -> str:
    """``text`` with what a terminal would obey (controls, marks that turn its direction) made visible."""
    return "".join(
        f"<U+{ord(c):04X}>" if unicodedata.category(c) in ("Cc", "Cf") and c not in _HARMLESS else c for c in text
    )


def one_line(text: str) -> str:
    """:func:`plain`, on one line: a title or a file's name must not begin a line that looks like ours."""
    return plain(text).replace("\n", "<U+000A>")


_HARMLESS = "\n\t\u200b\u200c\u200d\ufeff\u00ad"


LEFT_OUT = Message("left out:", "未收入：")
IN_PART = Message("read in part:", "未能完整读取：")


def reason_lines(skipped: Sequence[Skipped], problems: Sequence[Skipped], language: Language) -> Iterator[str]:
    """The files left out and those read in part, a line each with the reason, below a heading; nothing for none."""
    for heading, entries in ((LEFT_OUT, skipped), (IN_PART, problems)):
        if entries:
            yield heading.in_(language)
        for entry in entries:
            yield one_line(f"  - {entry.path}: {entry.reason.in_(language)}")
