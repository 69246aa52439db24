"""wenju status"""

from __future__ import annotations

from pathlib import Path

import click

from index.i18n import Language, Message
from rag import open_engine

from ..cli import index_option, json_option, language_option, print_json, speak
from ..payload import status_payload
from ..present import article_line, copies_line, one_line, reason_lines


@click.command("status", short_help="What the index holds.")
@index_option
@json_option
@language_option
def command(index: Path, as_json: bool, language: Language | None) -> None:
    """What the index holds: its articles, its model, and the files it could not read, or not all of."""
    language = speak(language)
    with open_engine(index) as engine:
        manifest, articles = engine.manifest, engine.articles()
        skipped, problems = engine.skipped(), engine.problems()
        copies = {it.article_id: [engine.article(copy) for copy in engine.copies(it.article_id)] for it in articles}
        if as_json:
            print_json(status_payload(str(index), manifest, articles, copies, skipped, problems, language))
            return
    click.echo(Message(
        f"{index}: {manifest.articles} articles, {manifest.passages} passages; model {manifest.model}; built {manifest.built_at}",
        f"{index}：{manifest.articles} 篇文章，{manifest.passages} 个段落；模型 {manifest.model}；建立于 {manifest.built_at}",
    ).in_(language))  # fmt: skip
    for article in articles:
        click.echo(one_line(f"  {article.article_id}  {article_line(article, language)}  {', '.join(article.paths)}"))
        if copies[article.article_id]:
            click.echo(f"    {one_line(copies_line(copies[article.article_id], language, paths=True))}")
    for line in reason_lines(skipped, problems, language):
        click.echo(line)
