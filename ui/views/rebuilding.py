"""A build as HTML: its stages while it runs, its report afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from index.build import BuildReport
from index.i18n import Language, Message
from index.read import Skipped

from ..rebuild import STAGES
from ..texts import library as texts
from ..texts import page
from .markup import Html, join, tag

_LISTED: Final = 100
"""Of the reasons in a report; the table below has all."""


def stages_html(progress: Mapping[str, tuple[int, int]], language: Language) -> Html:
    """Every stage: those over in words, the current one with its bar and count, those to come."""
    begun = [stage for stage in STAGES if stage in progress]
    rows = []
    for stage in STAGES:
        done, total = progress.get(stage, (0, 0))
        name = tag("span", texts.STAGES[stage].in_(language), class_="wj-stage-name")
        if stage in begun[:-1] or (total and done == total):
            said = tag("span", f"{total:,} · {texts.DONE.in_(language)}", class_="wj-stage-said")
            rows.append(tag("li", name, said, class_="wj-stage", data_state="done"))
        elif stage in begun or (not begun and stage == STAGES[0]):
            bar = tag("progress", max=str(total or 1), value=str(done), aria_label=texts.STAGES[stage].in_(language))
            said = tag("span", f"{done:,} / {total:,}" if total else "", class_="wj-stage-said")
            rows.append(tag("li", name, bar, said, class_="wj-stage", data_state="current"))
        else:
            said = tag("span", texts.WAITING.in_(language), class_="wj-stage-said")
            rows.append(tag("li", name, said, class_="wj-stage", data_state="waiting"))
    return tag("ol", *rows, class_="wj-stages", aria_label=texts.PROGRESS.in_(language))


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
