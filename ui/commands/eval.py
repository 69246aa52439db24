"""wenju eval"""

from __future__ import annotations

from pathlib import Path

import click

from index.i18n import Language
from rag.evaluate import LEGS, METRICS, evaluate

from ..cli import json_option, language_option, print_json, reranker_option, speak
from ..payload import evaluation_payload
from .build import shown_progress


@click.command("eval", short_help="Measure retrieval on a BEIR-style folder.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--model", metavar="NAME", default="bundled", show_default=True, help="bundled, a hub name or a folder.")
@reranker_option
@json_option
@language_option
def command(folder: Path, model: str, reranker: str | None, as_json: bool, language: Language | None) -> None:
    """Measure retrieval on a BEIR-style FOLDER: corpus.jsonl, queries.jsonl (plain or .gz), qrels.tsv."""
    with shown_progress(speak(language)) as progress:
        evaluation = evaluate(folder, model, progress, reranker=reranker)
    if as_json:
        print_json(evaluation_payload(evaluation))
        return
    click.echo(f"{'':10}" + "".join(f"{metric:>12}" for metric in METRICS))
    for leg in LEGS:
        click.echo(f"{leg:10}" + "".join(f"{value:12.4f}" for value in evaluation.legs[leg].values()))
    click.echo(f"{evaluation.queries} queries, {evaluation.documents} documents, {evaluation.seconds:.1f} s")
