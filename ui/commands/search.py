"""wenju search"""

from __future__ import annotations

from pathlib import Path

import click

from index.i18n import Language, Message
from rag import Filters, open_engine

from ..cli import (
    filter_options,
    index_option,
    json_option,
    language_option,
    print_json,
    reranker_option,
    speak,
    today_option,
)
from ..payload import search_payload
from ..present import copies_line, hit_line, one_line, place, plain


@click.command("search", short_help="Find the nearest passages.")
@click.argument("query")
@click.option("-k", "count", default=5, show_default=True, help="How many passages.")
@filter_options
@today_option
@reranker_option
@index_option
@json_option
@language_option
def command(
    query: str,
    count: int,
    district: str | None,
    since: str | None,
    until: str | None,
    source: str | None,
    article: str | None,
    today: str | None,
    reranker: str | None,
    index: Path,
    as_json: bool,
    language: Language | None,
) -> None:
    """Find the passages nearest to QUERY."""
    filters = Filters(district, since, until, source, article)  # first: what is wrong with it needs no index
    with open_engine(index, reranker=reranker) as engine:
        result = engine.search(query, count, filters, today=today)
    if as_json:
        print_json(search_payload(result))
        return
    if not result.hits:
        click.echo(plain(_nothing(filters).in_(speak(language))))
    for hit in result.hits:
        where = click.style(one_line(place(hit.article, hit.passage.span)), dim=True)
        click.echo(
            f"{click.style(str(hit.rank), fg='cyan')}. {click.style(one_line(hit_line(hit, speak(language))), bold=True)}  {where}\n{plain(hit.text)}"
        )
        if hit.copies:
            click.echo(click.style(one_line(copies_line(hit.copies, speak(language), paths=True)), dim=True))
        click.echo()


def _nothing(filters: Filters) -> Message:
    if not filters:
        return Message("Nothing found.", "没有找到。")
    return Message(
        f"Nothing found behind the filters: {', '.join(filters.given)}.",
        f"按筛选条件没有找到：{'、'.join(filters.given)}。",
    )
