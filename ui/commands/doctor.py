"""wenju doctor"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from index.errors import BadInput, IndexUnusable
from index.i18n import Language, Message

from ..checks import Finding, State, Subject, examine
from ..cli import (
    Commands,
    index_option,
    json_option,
    language_option,
    llm_key,
    llm_options,
    print_json,
    reranker_option,
    speak,
)
from ..present import plain

_WORDS: Final[dict[State, tuple[Message, str]]] = {
    "ok": (Message("ok", "正常"), "green"),
    "warning": (Message("warning", "注意"), "yellow"),
    "wrong": (Message("wrong", "有误"), "red"),
}
_NAMES: Final = {
    "packages": Message("packages", "软件包"), "settings": Message("settings", "设置"), "index": Message("index", "索引"),
    "articles": Message("articles", "文章"), "reading": Message("reading", "读取"), "disk": Message("disk", "磁盘"),
    "lock": Message("lock", "锁"), "llm": Message("language model", "语言模型"), "reranker": Message("reranker", "重排模型"),
    "port": Message("port", "端口"),
}  # fmt: skip


@click.command("doctor", short_help="Say what is wrong, and how to mend it.")
@reranker_option
@llm_options
@index_option
@json_option
@language_option
@click.pass_context
def command(
    context: click.Context,
    reranker: str | None,
    llm: str | None,
    llm_model: str | None,
    index: Path,
    as_json: bool,
    language: Language | None,
) -> None:
    """Say what is wrong with this installation, the settings and the index, and how to mend it.

    Exit codes: 0 nothing is wrong (there may be warnings), 3 the index can't be used, 2 something else is wrong.
    """
    spoken = speak(language)
    findings = examine(Subject(index, llm, llm_model, reranker, llm_key(), Commands.NAMES))
    if as_json:
        print_json({"findings": [_payload(it, spoken) for it in findings]})
    else:
        for finding in findings:
            _print(finding, spoken)
    if any(it.unusable for it in findings):
        context.exit(IndexUnusable.exit_code)
    if any(it.state == "wrong" for it in findings):
        context.exit(BadInput.exit_code)


def _print(finding: Finding, language: Language) -> None:
    word, colour = _WORDS[finding.state]
    name = _NAMES[finding.check].in_(language)
    click.echo(f"{click.style(word.in_(language), fg=colour)}  {name}: {plain(finding.what.in_(language))}")
    if finding.next:
        click.echo(f"    -> {plain(finding.next.in_(language))}")


def _payload(finding: Finding, language: Language) -> dict[str, str | None]:
    return {
        "check": finding.check,
        "state": finding.state,
        "message": finding.what.in_(language),
        "next": finding.next.in_(language) if finding.next else None,
    }
