"""wenju serve"""

from __future__ import annotations

import click

from ..cli import language_option


@click.command("serve", short_help="Serve HTTP for programs, with OpenAPI.")
@language_option
def command(language: str | None) -> None:
    """Serve HTTP for programs, with OpenAPI."""
