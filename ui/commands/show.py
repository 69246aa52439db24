"""wenju show"""

from __future__ import annotations

from pathlib import Path

import click

from index.catalog import Catalog
from index.i18n import Language
from index.layout import Layout
from index.manifest import verify
from index.open import current_manifest

from ..cli import index_option, json_option, language_option, print_json, write_exactly
from ..completing import articles
from ..payload import article_payload


@click.command("show", short_help="Print an article's text exactly.")
@click.argument("article_id", shell_complete=articles)
@click.option("--raw", is_flag=True, help="The file as it was read, before restoring.")
@index_option
@json_option
@language_option
def command(article_id: str, raw: bool, index: Path, as_json: bool, language: Language | None) -> None:
    """Print the text of the article ARTICLE_ID (its id, path or file name) exactly, and nothing else."""
    generation, manifest = current_manifest(Layout(index))
    verify(generation, manifest, only=generation.catalog)
    catalog = Catalog(generation.catalog)
    try:
        article = catalog.article(catalog.id_of(article_id))
    finally:
        catalog.close()
    text = article.raw if raw else article.text
    if as_json:
        print_json({**article_payload(article), "raw" if raw else "text": text})
    else:
        write_exactly(text)
