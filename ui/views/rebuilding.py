"""A build as HTML: its stages while it runs, its report afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from index.i18n import Language, Message
from index.read import Skipped

from ..rebuild import STAGES
from ..texts import library as texts
from ..texts import page
from .markup import Html, join, tag

if TYPE_CHECKING:
    from index.build import BuildReport

_LISTED: Final = 100
"""Of the reasons in a report; the table below has all."""


def stages_html(progress: Mapping[str, tuple[int, int]], language: Language) -> Html:
    """Every stage: those over in words, the current one with its bar and count, those to come."""
    over = [stage in progress and progress[stage][0] == progress[stage][1] for stage in STAGES]
    current = next((number for number, done in enumerate(over) if not done), len(STAGES))
    rows = [
        _stage(stage, number - current, progress.get(stage, (0, 0)), language) for number, stage in enumerate(STAGES)
    ]
    return tag("ol", *rows, class_="wj-stages", aria_label=texts.PROGRESS.in_(language))


def _stage(stage: str, from_current: int, counted: tuple[int, int], language: Language) -> Html:
    """``from_current``: under zero for a stage that is over, zero for the current one. A bar without a count is one that
    has not begun to move."""
    done, total = counted
    name = texts.STAGES[stage].in_(language)
    if from_current < 0:
        state, said = "done", texts.DONE.in_(language) if total == 1 else f"{total:,} · {texts.DONE.in_(language)}"
    elif from_current > 0:
        state, said = "waiting", texts.WAITING.in_(language)
    else:
        state, said = "current", f"{done:,} / {total:,}" if total else "…"
    bar = [tag("progress", max=str(total or 1), value=str(done), aria_label=name)] if state == "current" else []
    shown = [tag("span", name, class_="wj-stage-name"), *bar, tag("span", said, class_="wj-stage-said")]
    return tag("li", *shown, class_="wj-stage", data_state=state)


def report_html(report: BuildReport, language: Language) -> Html:
    """What the build did: read, restored, duplicates, seconds; what it left out folded away."""
    figures = [
        texts.report(report.articles, report.passages, report.seconds),
        *texts.report_parts(report.restored, report.guessed, report.copies),
    ]
    return tag(
        "div",
        tag("p", page.BUILT.in_(language), class_="wj-report-head"),
        *(tag("p", figure.in_(language)) for figure in figures),
        _folded(texts.left_out(len(report.skipped)), report.skipped, language),
        *([_folded(texts.read_in_part(len(report.problems)), report.problems, language)] if report.problems else []),
        class_="wj-notice wj-report",
        role="status",
    )


def _folded(heading: Message, entries: Sequence[Skipped], language: Language) -> Html:
    if not entries:
        return tag("p", page.NONE_SKIPPED.in_(language))
    lines = [tag("li", entry.path, ": ", entry.reason.in_(language)) for entry in entries[:_LISTED]]
    rest = len(entries) - len(lines)
    more = [tag("li", texts.and_more(rest).in_(language))] if rest else []
    return tag("details", tag("summary", heading.in_(language)), tag("ul", join([*lines, *more])), class_="wj-reasons")
