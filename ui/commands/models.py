"""wenju models"""

from __future__ import annotations

from pathlib import Path

import click

from index.i18n import Language, Message

from ..cli import json_option, language_option, print_json, speak


@click.group("models", short_help="The embedding models; export the bundled one.")
def command() -> None:
    """The embedding models."""


@command.command("export", short_help="Write the bundled model for sentence-transformers.")
@click.argument("folder", type=click.Path(path_type=Path))
@json_option
@language_option
def export(folder: Path, as_json: bool, language: Language | None) -> None:
    """Write the bundled model to FOLDER as a float32 sentence-transformers model."""
    from index.encoders.export import export_bundled

    export_bundled(folder)
    if as_json:
        print_json({"folder": str(folder)})
    else:
        click.echo(Message(f"written to {folder}; load it with SentenceTransformer({str(folder)!r})",
                           f"已写入 {folder}；可用 SentenceTransformer({str(folder)!r}) 加载").in_(speak(language)))  # fmt: skip
