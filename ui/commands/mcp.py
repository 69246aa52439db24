"""wenju mcp"""

from __future__ import annotations

import click

from ..cli import language_option


@click.command("mcp", short_help="Serve the Model Context Protocol over stdio.")
@language_option
def command(language: str | None) -> None:
    """Serve the Model Context Protocol over stdio."""
