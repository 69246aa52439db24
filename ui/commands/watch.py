"""wenju watch"""

from __future__ import annotations

import click

from ..cli import language_option


@click.command("watch", short_help="Keep the index current while files change.")
@language_option
def command(language: str | None) -> None:
    """Keep the index current while files change."""
