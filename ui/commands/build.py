"""wenju build"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from index.build import BuildReport, build_index
from index.i18n import Language, Message
from index.progress import Progress, silent

from ..cli import index_option, json_option, language_option, print_json, speak
from ..payload import build_payload
from ..present import reason_lines

STAGES = {
    "read": Message("reading and restoring", "读取并修复"),
    "encode": Message("encoding", "计算向量"),
    "write": Message("writing", "写入"),
    "ask": Message("asking", "提问"),
}


@click.command("build", short_help="Build the index from files and folders.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--model", metavar="NAME", help="bundled, or a sentence-transformers model by hub name or folder.")
@click.option("--encoding", metavar="NAME", help="Encoding of all text files (gb18030, big5, ...), else found out.")
@index_option
@json_option
@language_option
def command(
    paths: tuple[Path, ...],
    model: str | None,
    encoding: str | None,
    index: Path,
    as_json: bool,
    language: Language | None,
) -> None:
    """Build the index from PATHS (files or folders), so that it equals them.

    Without PATHS: the same ones as last time; the first time, seeds/.
    """
    language = speak(language)
    with shown_progress(language) as progress:
        report = build_index(paths, index, model=model, encoding=encoding, progress=progress)
    if as_json:
        print_json(build_payload(report, language))
    else:
        _print(report, language)


@contextmanager
def shown_progress(language: Language) -> Iterator[Progress]:
    """A progress bar on stderr, where stderr is a terminal."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    with Bars(console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def progress(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(STAGES[stage].in_(language), total=total)
            bars.update(tasks[stage], completed=done)

        yield progress


def _print(report: BuildReport, language: Language) -> None:
    summary = Message(
        f"articles: {report.articles}, passages: {report.passages}, restored: {report.restored}, "
        f"guesses: {report.guessed}, copies: {report.copies}, "
        f"skipped: {len(report.skipped)}; model {report.model}; {report.seconds:.1f} s -> {report.index}",
        f"{report.articles} 篇文章，{report.passages} 个段落，修复 {report.restored} 篇，"
        f"其中推测 {report.guessed} 处，重复 {report.copies} 篇，"
        f"跳过 {len(report.skipped)} 个文件；模型 {report.model}；用时 {report.seconds:.1f} 秒 -> {report.index}",
    )
    click.echo(summary.in_(language))
    for line in reason_lines(report.skipped, report.problems, language):
        click.echo(line)
