"""wenju doctor"""

from __future__ import annotations

import click

from ..cli import language_option


@click.command("doctor", short_help="Say what is wrong, and how to mend it.")
@language_option
def command(language: str | None) -> None:
    """Say what is wrong, and how to mend it."""
