"""wenju models"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.i18n import Language, Message

from ..cli import json_option, language_option, print_json, speak

if TYPE_CHECKING:
    from index.encoders.known import KnownModel


@click.group("models", short_help="The embedding models; export the bundled one.", invoke_without_command=True)
@json_option
@language_option
@click.pass_context
def command(context: click.Context, as_json: bool, language: Language | None) -> None:
    """List the embedding models that an index can be built with: the bundled one with its figures, and suggestions."""
    if context.invoked_subcommand:
        context.default_map = {context.invoked_subcommand: {"as_json": as_json, "language": language}}
        return
    from index.encoders.known import SUGGESTED, bundled_model

    bundled = bundled_model()
    if as_json:
        print_json({"bundled": asdict(bundled), "suggested": [asdict(it) for it in SUGGESTED]})
    else:
        _print(bundled, SUGGESTED, speak(language))


def _print(bundled: KnownModel, suggested: Sequence[KnownModel], language: Language) -> None:
    figures = bundled.figures or {}
    click.echo(click.style(bundled.name, bold=True) + Message(
        f"  {bundled.dimensions} dimensions, {bundled.megabytes} MB, {bundled.languages}; {bundled.licence}",
        f"  {bundled.dimensions} 维，{bundled.megabytes} MB，{bundled.languages}；{bundled.licence}").in_(language))  # fmt: skip
    click.echo(Message("  nDCG@10 of its vectors alone, by development set (in use, BM25 and reranking are added):",
                       "  仅用其向量时各开发集上的 nDCG@10（实际使用时还有 BM25 与重排）：").in_(language))  # fmt: skip
    for name, figure in figures.items():
        click.echo(f"    {figure:.3f}  {name}")
    click.echo(Message("\nOther models of sentence-transformers, for `wenju build --model NAME`. None of them was measured here:\n"
                       "measure one with `wenju eval FOLDER --model NAME`. Licence and size: see its card on the hub.",
                       "\n其他 sentence-transformers 模型，用法：`wenju build --model 名称`。此处均未测过，\n"
                       "可用 `wenju eval 文件夹 --model 名称` 自行评测；许可与大小见其模型页。").in_(language))  # fmt: skip
    for model in suggested:
        click.echo(f"    {model.dimensions:5}  {model.languages:12}  {model.name}")


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
