"""Figures of an evaluation as HTML: tables that say what their heads mean, and the answers that went wrong."""

from __future__ import annotations

from collections.abc import Sequence

from index.i18n import Language, Message
from rag.assess import Assessment
from rag.evaluate import LEGS, METRICS, Evaluation
from rag.verdict import Verdict

from ..figures import FigureTable, figure_tables
from ..present import snippet
from ..texts import evaluate as texts
from .markup import Html, join, tag
from .reader import script_of

_LISTED = 100
_SNIPPET = 300


def assessment_html(assessment: Assessment, language: Language) -> Html:
    """Both tables, then question by question what went wrong, what was expected and what came."""
    wrong = assessment.wrong
    said = texts.measured(len(assessment.verdicts), len(wrong), assessment.seconds).in_(language)
    tables = [_table(table, texts.GROUP.in_(language), language) for table in figure_tables(assessment, language)]
    heading = tag("h4", texts.WENT_WRONG.in_(language), class_="wj-label")
    listed = tag("ol", *(_wrong(verdict, language) for verdict in wrong[:_LISTED]), class_="wj-wrongs")
    rest = len(wrong) - _LISTED
    more = [tag("p", texts.rest(rest).in_(language), class_="wj-small")] if rest > 0 else []
    below = [heading, listed, *more] if wrong else [tag("p", texts.ALL_RIGHT.in_(language), class_="wj-small")]
    return tag("div", tag("p", said, class_="wj-small", role="status"), *tables, *below, class_="wj-results")


def evaluation_html(evaluation: Evaluation, language: Language) -> Html:
    """One table: a row a leg, a column a metric."""
    rows = tuple(
        (texts.LEGS[leg].in_(language), tuple(f"{evaluation.legs[leg][metric]:.4f}" for metric in METRICS))
        for leg in LEGS
    )
    table = _table(FigureTable(tuple(METRICS), rows, ()), texts.LEG.in_(language), language)
    said = texts.retrieved(evaluation.queries, evaluation.documents, evaluation.seconds).in_(language)
    return tag("div", tag("p", said, class_="wj-small", role="status"), table, class_="wj-results")


def _table(table: FigureTable, corner: str, language: Language) -> Html:
    """What a head means is said when it is pointed at, and below, for those who can't point."""
    meanings = table.meanings or table.heads
    heads = [
        tag("th", head, scope="col", title=meaning if meaning != head else None)
        for head, meaning in zip(table.heads, meanings, strict=True)
    ]
    rows = [tag("tr", tag("th", name, scope="row"), *(tag("td", cell) for cell in cells)) for name, cells in table.rows]
    written = tag(
        "table",
        tag("thead", tag("tr", tag("th", corner, scope="col"), *heads)),
        tag("tbody", *rows),
        class_="wj-figures",
    )
    wide = tag("div", written, class_="wj-wide", tabindex="0", role="region", aria_label=texts.FIGURES.in_(language))
    return join([wide, *_legend(table)])


def _legend(table: FigureTable) -> list[Html]:
    if not table.meanings:
        return []
    pairs = (
        tag("span", tag("b", head), " ", meaning) for head, meaning in zip(table.heads, table.meanings, strict=True)
    )
    return [tag("p", join(pairs, between=" · "), class_="wj-small")]


def _wrong(verdict: Verdict, language: Language) -> Html:
    asked, answer = verdict.asked, verdict.answer
    what = Message("; ", "；").in_(language).join(texts.WRONG[it].in_(language) for it in verdict.wrong)
    refusal = answer.refusal
    got = (
        f"{texts.REFUSED.in_(language)} ({texts.REASONS[refusal.reason].in_(language)})"
        if refusal
        else snippet(answer.answer or "", _SNIPPET)
    )
    return tag(
        "li",
        tag("p", asked.question, class_="wj-source", lang=script_of(asked.question)),
        tag("p", asked.id, " · ", what, class_="wj-meta"),
        _pair(texts.EXPECTED.in_(language), _expected(verdict, language)),
        _pair(texts.GOT.in_(language), got),
    )


def _expected(verdict: Verdict, language: Language) -> str:
    asked = verdict.asked
    if asked.answerable:
        return f"{_several(asked.gold)} ({_several(asked.articles)})"
    reason = f" ({texts.REASONS[asked.reason].in_(language)})" if asked.reason else ""
    return texts.TO_REFUSE.in_(language) + reason


def _several(names: Sequence[str]) -> str:
    return " · ".join(names)


def _pair(name: str, value: str) -> Html:
    return tag("p", tag("span", name, class_="wj-name-of"), value, class_="wj-pair")
