"""What the shell offers behind --district, --article and `show`; it must be fast, and never says what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from index.districts import DISTRICTS
from index.errors import WenjuError

from .configuration import read_file

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def districts(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The districts that begin with what is typed, in Chinese or in pinyin; in the script that is being typed."""
    from click.shell_completion import CompletionItem  # late: a question does without it

    typed = incomplete.lower()
    if typed and typed.isascii():
        return [CompletionItem(it, help=name) for name, it in DISTRICTS.items() if it.startswith(typed)]
    return [CompletionItem(name, help=it) for name, it in DISTRICTS.items() if name.startswith(incomplete)]


def articles(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The articles whose id or path begins with what is typed, ids first, each with its title."""
    from click.shell_completion import CompletionItem

    from index.catalog import Catalog
    from index.layout import Layout
    from index.open import current_manifest

    try:
        generation, _ = current_manifest(Layout(_index(context)))
        catalog = Catalog(generation.catalog)
    except (WenjuError, OSError):
        return []
    try:
        named = catalog.names
        titles = catalog.descriptions
    finally:
        catalog.close()

    def begun() -> Iterator[CompletionItem]:
        for article_id in named:
            if article_id.startswith(incomplete):
                yield CompletionItem(article_id, help=titles[article_id].title)
        for article_id, paths in named.items():
            for path in paths if incomplete else ():
                if path.startswith(incomplete):
                    yield CompletionItem(path, help=titles[article_id].title)

    return list(begun())


def _index(context: click.Context) -> Path:
    """The index that the command will use: flag or variable, else the file's, else the default."""
    given = context.params.get("index") or ".wenju"
    if context.get_parameter_source("index") in (ParameterSource.COMMANDLINE, ParameterSource.ENVIRONMENT):
        return Path(given)
    try:
        return Path(str(read_file(()).of(context.info_name or "").get("index", given)))
    except WenjuError:  # `wenju doctor` says it
        return Path(given)
