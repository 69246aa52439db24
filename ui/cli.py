"""The console command. Each command is a page of `ui/commands/`; here are the options they share and the exit codes."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO, TypeVar, cast, get_args

import click

from index.districts import chinese_name
from index.errors import BadInput, WenjuError, of_the_system
from index.i18n import Language, Message

from . import completing, configuration
from .language import locale_language

F = TypeVar("F", bound=Callable[..., Any])
_FAULT = 70  # EX_SOFTWARE, sysexits.h


def index_option(command: F) -> F:
    return click.option(
        "--index", type=click.Path(path_type=Path), default=".wenju", envvar="WENJU_INDEX", show_default=True,
        help="Folder of the index ($WENJU_INDEX).",
    )(command)  # fmt: skip


def reranker_option(command: F) -> F:
    return click.option(
        "--reranker", metavar="NAME", envvar="WENJU_RERANKER",
        help="A cross-encoder, by hub name or folder, to order the best passages anew; slow ($WENJU_RERANKER).",
    )(command)  # fmt: skip


def llm_options(command: F) -> F:
    for option in (
        click.option("--llm-model", metavar="NAME", envvar="WENJU_LLM_MODEL",
                     help="The server's model that is to write ($WENJU_LLM_MODEL)."),
        click.option("--llm", metavar="URL", envvar="WENJU_LLM",
                     help="An OpenAI-compatible server, such as http://127.0.0.1:11434/v1, whose model writes the answer; "
                     "what no quote carries is struck ($WENJU_LLM; a key in $WENJU_LLM_KEY)."),
    ):  # fmt: skip
        command = option(command)
    return command


def llm_key() -> str | None:
    """The server's key: from the environment alone, since other users of a machine see its command lines."""
    return os.environ.get("WENJU_LLM_KEY")


def today_option(command: F) -> F:
    return click.option(
        "--today", metavar="DATE", help="The day that 今年 and 去年 count from (2024-11-22); else today."
    )(command)


def json_option(command: F) -> F:
    return click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout; all else on stderr.")(
        command
    )


def language_option(command: F) -> F:
    return click.option(
        "--lang", "language", type=click.Choice(["zh", "en"]), help="Language of messages; else the locale's."
    )(command)


def _in_chinese(context: click.Context, parameter: click.Parameter, district: str | None) -> str | None:
    return chinese_name(district) if district else district


def filter_options(command: F) -> F:
    for option in (
        click.option("--article", metavar="ID", shell_complete=completing.articles,
                     help="Only this article, by its id, path or file name."),
        click.option("--source", metavar="S", help="Only articles whose source holds S."),
        click.option("--until", metavar="DATE", help="Only articles published on DATE (2024-11-22) or before."),
        click.option("--since", metavar="DATE", help="Only articles published on DATE (2024-11-22) or after."),
        click.option("--district", metavar="D", callback=_in_chinese, shell_complete=completing.districts,
                     help="Only articles on this district: 普陀区, or Putuo."),
    ):  # fmt: skip
        command = option(command)
    return command


def speak(language: Language | None) -> Language:
    return language or locale_language()


def is_plain(stream: TextIO) -> bool:
    """Whether ``stream`` takes no colours: it is no terminal, or https://no-color.org asks for none."""
    return bool(os.environ.get("NO_COLOR")) or not stream.isatty()


def print_json(payload: object) -> None:
    sys.stdout.write(json.dumps(payload, ensure_ascii=False, indent=2) + "\n")


def write_exactly(text: str) -> None:
    """``text`` as UTF-8, newlines untouched."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


class Commands(click.Group):
    """Finds a command's module when it is called, so that `wenju ask` loads nothing that `wenju build` needs."""

    NAMES = (
        *("build", "watch", "ask", "search", "show", "status", "doctor", "eval", "eval-answers"),
        *("ui", "serve", "mcp", "models", "completion"),
    )

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.NAMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.NAMES:
            return None
        from importlib import import_module

        command = import_module(f".commands.{cmd_name.replace('-', '_')}", __package__).command
        return command if isinstance(command, click.Command) else None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="wenju", message="%(version)s")
@click.pass_context
def wenju(context: click.Context) -> None:
    """Ask a folder of Chinese articles a question; every claim of the answer carries a quote you can check.

    \b
    wenju build articles/       index a folder (text, HTML, PDF, Word, tables)
    wenju ask "普陀区生命健康产业专项政策3.0版支持什么?"
    wenju ui                    the same in the browser

    Exit codes: 0 done, 1 refused to answer, 2 bad usage or input, 3 index missing, damaged or of another model, 70 our fault.
    """
    if os.environ.get("NO_COLOR"):
        context.color = False
    name = context.invoked_subcommand or ""
    command = wenju.get_command(context, name)
    if command is None or name == "completion":
        return
    try:
        settings = configuration.read_file(Commands.NAMES)
        context.default_map = {name: configuration.defaults(command, name, settings)}
    except BadInput:
        if name != "doctor":  # which is there to say it
            raise


def main() -> None:
    """Run the command line; every failure ends in a message and an exit code, never in a traceback."""
    if sys.stdout is None:  # closed by the caller
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for as long as we run
    code = _run()
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python tries again, and complains, at exit
        if not isinstance(error, BrokenPipeError):
            sys.stderr.write(f"stdout: {error.strerror}\n")
            code = BadInput.exit_code
    sys.exit(code)


def _run() -> int:
    """The exit code, all failures said."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = wenju(standalone_mode=False)
        return code if isinstance(code, int) else 0
    except WenjuError as error:
        return _fail(error)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return BadInput.exit_code
    except click.UsageError as error:
        return _fail(_usage(error))
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        return 0  # the reader left; nothing more to say
    except OSError as error:
        return _fail(of_the_system(error))
    except Exception as error:  # the border: said, not passed over
        return _fail(_fault(error))


def _usage(error: click.UsageError) -> BadInput:
    said = error.format_message()
    usage = error.ctx.get_usage().removeprefix("Usage: ") if error.ctx else "wenju"
    command = error.ctx.command_path if error.ctx else "wenju"
    return BadInput(
        Message(said, f"用法有误：{said}"),
        Message(f"usage: {usage}   (more: {command} --help)", f"用法：{usage}   （详见 {command} --help）"),
    )


def _fail(error: WenjuError) -> int:
    arguments = sys.argv[1:]
    language = _asked_language(arguments)
    if "--json" in arguments:
        from .payload import error_payload

        print_json(error_payload(error, language))
    else:
        from .present import plain

        sys.stderr.write(plain(f"{error.message.in_(language)}\n{error.hint.in_(language)}\n"))
    return error.exit_code


def _asked_language(arguments: list[str]) -> Language:
    """The language that ``--lang`` asks for, read from the bare arguments: parsing them may be what failed."""
    joined = " ".join(arguments)
    for language in get_args(Language):
        if f"--lang {language}" in joined or f"--lang={language}" in joined:
            return cast(Language, language)
    return configuration.language_asked(Commands.NAMES) or locale_language()


def _fault(error: Exception) -> WenjuError:
    if os.environ.get("WENJU_DEBUG"):
        traceback.print_exc()
    text = f"{type(error).__name__}: {error}"
    return WenjuError(
        Message(f"a fault of Wenju's own: {text}", f"程序内部错误：{text}"),
        Message("please report it, with what WENJU_DEBUG=1 prints", "请设置 WENJU_DEBUG=1 重试，并反馈输出内容"),
    )
