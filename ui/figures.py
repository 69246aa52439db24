"""Answer figures as tables for the terminal: a line for all questions and for each group of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.i18n import Language, Message
from rag.assess import Assessment, Figures

from .terminal import width_of


@dataclass(frozen=True, slots=True)
class _Column:
    """``figure``: a field of :class:`Figures`; ``form``: how its value is written, as in ``format``."""

    figure: str
    head: Message
    form: str
    meaning: Message

    def cell(self, figures: Figures) -> str:
        value = getattr(figures, self.figure)
        return "-" if value is None else format(value, self.form)


_COUNT, _SHARE, _SIZE = "d", ".1%", ".1f"
_ANSWERS = (
    _Column("questions", Message("asked", "问题"), _COUNT, Message("questions", "问题数")),
    _Column("answerable", Message("said", "有答"), _COUNT, Message("an article answers", "文章有答案")),
    _Column("right_article_first", Message("first", "首篇"), _SHARE,
            Message("of these: a right article is cited first", "其中：首条引文出自正确文章")),
    _Column("right_article_cited", Message("cited", "引到"), _SHARE,
            Message("a right article is cited", "引用了正确文章")),
    _Column("gold_in_quotes", Message("gold", "答全"), _SHARE,
            Message("the quotes hold all expected words", "引文含全部应有文字")),
    _Column("gold_in_first_quote", Message("gold 1st", "首引答全"), _SHARE,
            Message("the first quote does", "首条引文即含全部应有文字")),
    _Column("wrongly_refused", Message("missed", "误拒"), _SHARE, Message("refused", "被拒答")),
    _Column("unanswerable", Message("unsaid", "无答"), _COUNT, Message("no article answers", "文章没有答案")),
    _Column("rightly_refused", Message("refused", "拒答"), _SHARE, Message("of these: refused", "其中：被拒答")),
    _Column("traps_refused", Message("traps", "陷阱"), _SHARE,
            Message("refused, of the traps", "陷阱问题中被拒答")),
    _Column("right_reason", Message("reason", "理由"), _SHARE,
            Message("refused for the right reason", "拒答理由正确")),
)  # fmt: skip
_QUOTES = (
    _Column("quotes", Message("quotes", "引文"), _COUNT, Message("quotes", "引文数")),
    _Column("quotes_exact", Message("exact", "相符"), _SHARE,
            Message("of these: as in the article", "其中：与原文一字不差")),
    _Column("claims", Message("claims", "论断"), _COUNT, Message("claims", "论断数")),
    _Column("claims_carried", Message("carried", "有据"), _SHARE,
            Message("of these: carried by their quotes", "其中：有引文支持")),
    _Column("factual_quote_characters_median", Message("facts", "短答字数"), _SIZE,
            Message("median characters a quote: when, who, where, number, fact", "引文字数中位数：时间、人物、地点、数字、事实类问题")),
    _Column("quote_characters_median", Message("length", "字数"), _SIZE,
            Message("median characters a quote", "引文字数中位数")),
    _Column("took_ms_median", Message("ms", "毫秒"), _SIZE, Message("median milliseconds", "用时中位数（毫秒）")),
    _Column("took_ms_p99", Message("ms p99", "毫秒p99"), _SIZE,
            Message("99% take no longer", "99% 的问题不超过此时长（毫秒）")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FigureTable:
    """Heads, rows of a name and as many cells as there are heads, and for each head what it means."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    meanings: tuple[str, ...]


def figure_tables(assessment: Assessment, language: Language) -> list[FigureTable]:
    """Two, of the answers and of quotes and time: a row for all questions, then each kind, language and half."""
    rows = [
        (Message("all", "全部").in_(language), assessment.overall),
        *assessment.by_kind.items(),
        *assessment.by_lang.items(),
        (Message("odd", "奇数").in_(language), assessment.by_half["odd"]),
        (Message("even", "偶数").in_(language), assessment.by_half["even"]),
    ]
    return [
        FigureTable(
            tuple(column.head.in_(language) for column in columns),
            tuple((name, tuple(column.cell(figures) for column in columns)) for name, figures in rows),
            tuple(column.meaning.in_(language) for column in columns),
        )
        for columns in (_ANSWERS, _QUOTES)
    ]


def figure_lines(assessment: Assessment, language: Language) -> Iterator[str]:
    """Both tables for a terminal; under each what its heads mean."""
    answers, quotes = figure_tables(assessment, language)
    yield from _lines(answers)
    yield ""
    yield from _lines(quotes)


def _lines(table: FigureTable) -> Iterator[str]:
    names = ["", *(name for name, _ in table.rows)]
    named = max(map(width_of, names))
    cells = [table.heads, *(row for _, row in table.rows)]
    widths = [max(map(width_of, column)) for column in zip(*cells, strict=True)]
    for name, row in zip(names, cells, strict=True):
        padded = (_padding(cell, width) + cell for cell, width in zip(row, widths, strict=True))
        yield "  ".join([name + _padding(name, named), *padded]).rstrip()
    meanings = (f"{head}: {meaning}" for head, meaning in zip(table.heads, table.meanings, strict=True))
    yield "  (" + "; ".join(meanings) + ")"


def _padding(text: str, width: int) -> str:
    return " " * (width - width_of(text))
