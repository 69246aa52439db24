"""wenju completion"""

from __future__ import annotations

import click

from ..cli import language_option


@click.command("completion", short_help="Print the completion for bash, zsh or fish.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@language_option
@click.pass_context
def command(context: click.Context, shell: str, language: str | None) -> None:
    """Print the script that completes commands, options, districts and articles in SHELL.

    \b
    bash: eval "$(wenju completion bash)"             in ~/.bashrc
    zsh:  eval "$(wenju completion zsh)"              in ~/.zshrc
    fish: wenju completion fish > ~/.config/fish/completions/wenju.fish
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is not None:  # the choices are click's own
        click.echo(kind(context.find_root().command, {}, "wenju", "_WENJU_COMPLETE").source())
