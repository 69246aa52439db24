"""wenju eval-answers"""

from __future__ import annotations

from pathlib import Path

import click

from index.i18n import Language, Message
from rag import open_engine
from rag.assess import Assessment, assess_file
from rag.verdict import Verdict

from ..cli import index_option, json_option, language_option, print_json, reranker_option, speak, today_option
from ..figures import figure_lines
from ..payload import assessment_payload
from ..present import one_line, plain
from ..texts.evaluate import WRONG
from .build import shown_progress

_LISTED = 20


@click.command("eval-answers", short_help="Measure answers on questions whose answers are known.")
@click.argument("file", type=click.Path(path_type=Path))
@today_option
@click.option("--all", "list_all", is_flag=True, help=f"List all wrong answers, not the first {_LISTED}.")
@click.option("--model", metavar="NAME", help="Refuse an index that another model built.")
@reranker_option
@index_option
@json_option
@language_option
def command(
    file: Path,
    today: str | None,
    list_all: bool,
    model: str | None,
    reranker: str | None,
    index: Path,
    as_json: bool,
    language: Language | None,
) -> None:
    """Measure answers on the questions of FILE: JSONL, plain or .gz, an object a line.

    question, and article (an id, path, file name or stem) and gold (words that the quotes must hold), each a text or a list,
    or null where the articles don't answer. Optional: id, lang, kind, trap, and reason (for refusing).
    """
    spoken = speak(language)
    with open_engine(index, model=model, reranker=reranker) as engine, shown_progress(spoken) as progress:
        assessment = assess_file(file, engine, today=today, progress=progress)
    if as_json:
        print_json(assessment_payload(assessment))
    else:
        _print(assessment, spoken, list_all)


def _print(assessment: Assessment, language: Language, list_all: bool) -> None:
    for line in figure_lines(assessment, language):
        click.echo(plain(line))
    wrong = assessment.wrong
    asked, seconds = len(assessment.verdicts), assessment.seconds
    click.echo(Message(f"\n{asked} questions, {len(wrong)} with something wrong, {seconds:.1f} s",
                       f"\n{asked} 个问题，{len(wrong)} 个有误，用时 {seconds:.1f} 秒").in_(language))  # fmt: skip
    shown = wrong if list_all else wrong[:_LISTED]
    for verdict in shown:
        click.echo(one_line(_wrong_line(verdict, language)))
    if rest := len(wrong) - len(shown):
        click.echo(Message(f"and {rest} more: --all", f"另有 {rest} 个：--all").in_(language))


def _wrong_line(verdict: Verdict, language: Language) -> str:
    said = Message("; ", "；").in_(language).join(WRONG[it].in_(language) for it in verdict.wrong)
    return f"{verdict.asked.id}  {verdict.asked.question}  ({said})"
