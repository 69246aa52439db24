"""The settings: flags are strongest, then the environment (`WENJU_*`), then `wenju.toml` of the working folder.

`SETTINGS` is all there is; docs/settings.md shows it, and a test holds the two together. Click's ``default_map`` hands the
values of environment and file to the commands, so that a flag wins over both.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NoReturn

import click

from index.errors import BadInput
from index.i18n import Language, Message

FILE: Final = "wenju.toml"
"""Of the working folder alone, as `.wenju` is: one above it may be somebody else's, and say where questions are sent."""


@dataclass(frozen=True, slots=True)
class Setting:
    """``name`` is the key in the file. ``flag`` is ``None`` for what only the environment may hold, for the reason ``why``."""

    name: str
    flag: str | None
    type: click.ParamType[Any]
    kind: str  # as the docs name the type
    default: str  # as the docs name it; "" for none
    doc: Message
    why: Message | None = None

    @property
    def variable(self) -> str:
        return f"WENJU_{self.name.upper()}"

    def read(self, value: object, where: Message, example: str = "") -> object:
        """``value`` as the option will take it; raises :class:`BadInput`, naming ``where`` it stands."""
        if isinstance(value, str) or (self.kind == "number" and type(value) is int):  # True is an int
            try:
                return self.type.convert(value, None, None)
            except click.BadParameter as error:
                raise self._wrong(where, str(error.message), example) from error
        raise self._wrong(where, repr(value), example)

    def _wrong(self, where: Message, what: str, example: str) -> BadInput:
        example = example or self.example
        return BadInput(
            Message(f"{where.en}: {self.name} must be {_ARTICLES.get(self.kind, 'a ')}{self.kind}: {what}", f"{where.zh}：{self.name} 的值不对：{what}"),
            Message(f"write it as in {example}, or take it out", f"请写成 {example}，或删去"),
        )  # fmt: skip

    @property
    def example(self) -> str:
        """A line of the file, with a value that is one."""
        return f"{self.name} = {_EXAMPLES[self.name]}"


_EXAMPLES: Final = {
    "index": '".wenju"', "model": '"bundled"', "encoding": '"gb18030"', "lang": '"zh"', "k": "10", "port": "8600",
    "host": '"127.0.0.1"', "library": '"articles"', "llm": '"http://127.0.0.1:11434/v1"', "llm_model": '"qwen3:8b"',
    "reranker": '"BAAI/bge-reranker-v2-m3"',
}  # fmt: skip
_ARTICLES: Final = {"zh or en": "", "address": "an "}
_NAME, _FOLDER, _TEXT = "name", "folder", "text"
_SECRET = Message(
    "files are copied, shown and committed; a secret stands in the environment alone",
    "文件会被复制、查看和提交；密钥和密码只能放在环境变量中",
)
_MOMENT = Message("it is for one run, not for good", "它只用于单次运行")

SETTINGS: Final = (
    Setting("index", "--index", click.STRING, _FOLDER, ".wenju", Message("Folder of the index", "索引所在的文件夹")),
    Setting("lang", "--lang", click.Choice(["zh", "en"]), "zh or en", "the locale's",
            Message("Language of messages", "消息的语言")),
    Setting("model", "--model", click.STRING, _NAME, "that of the last build",
            Message("Embedding model: `build` and `eval` use it, others refuse an index of another one",
                    "向量模型：`build` 与 `eval` 使用它，其余命令拒绝由其他模型建立的索引")),
    Setting("encoding", "--encoding", click.STRING, _NAME, "found out",
            Message("Encoding of all text files", "全部文本文件的编码")),
    Setting("k", "-k", click.IntRange(1), "number", "5", Message("How many passages `search` shows", "`search` 显示的段落数")),
    Setting("reranker", "--reranker", click.STRING, _NAME, "",
            Message("Cross-encoder that orders the best passages anew", "为前列段落重新排序的交叉编码器")),
    Setting("llm", "--llm", click.STRING, "address", "",
            Message("OpenAI-compatible server whose model writes the answers", "由其模型撰写回答的 OpenAI 兼容服务器")),
    Setting("llm_model", "--llm-model", click.STRING, _NAME, "",
            Message("The server's model that is to write", "服务器上用来撰写的模型")),
    Setting("host", "--host", click.STRING, "address", "127.0.0.1",
            Message("Where the page or the HTTP interface listens", "网页或 HTTP 接口监听的地址")),
    Setting("port", "--port", click.IntRange(1, 65535), "number", "8501, or the next free one",
            Message("Its port", "监听的端口")),
    Setting("library", "--library", click.STRING, _FOLDER, "library/ beside the index",
            Message("Folder that the page's uploads go to", "网页上传的文章存放的文件夹")),
    Setting("llm_key", None, click.STRING, _TEXT, "", Message("Key of the server", "服务器的密钥"), _SECRET),
    Setting("password", None, click.STRING, _TEXT, "", Message("Password of the page", "网页的密码"), _SECRET),
    Setting("debug", None, click.STRING, "1", "", Message("Show the traceback of a fault of ours", "程序出错时显示详情"), _MOMENT),
)  # fmt: skip
_BY_NAME: Final = {setting.name: setting for setting in SETTINGS}


@dataclass(frozen=True, slots=True)
class Configuration:
    """What `wenju.toml` says, checked: for all commands, and for single ones, which come first."""

    common: Mapping[str, object]
    by_command: Mapping[str, Mapping[str, object]]

    def of(self, command: str) -> dict[str, object]:
        """The settings for a command, by name."""
        return {**self.common, **self.by_command.get(command, {})}


def read_file(commands: Iterable[str], folder: Path = Path()) -> Configuration:
    """`wenju.toml` of ``folder``; empty where there is none. Raises :class:`BadInput`, naming file, key and next step."""
    path = folder / FILE
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Configuration({}, {})
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(error) from error
    import tomllib  # late: most have no such file

    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(error) from error
    names = list(commands)
    tables = {name: _checked(table, f"[{name}] ", ()) for name, table in said.items() if name in names and isinstance(table, dict)}  # fmt: skip
    return Configuration(_checked({k: v for k, v in said.items() if k not in tables}, "", names), tables)


def defaults(command: click.Command, name: str, configuration: Configuration) -> dict[str, object]:
    """What environment and file give the command's parameters: a ``default_map`` for click.

    Raises :class:`BadInput` for a variable that can't be meant, and for a setting in the command's own table that it has not.
    """
    found: dict[str, object] = {}
    options = {flag: it.name for it in command.params for flag in it.opts}
    values, own = configuration.of(name), configuration.by_command.get(name, {})
    for setting in SETTINGS:
        parameter = options.get(setting.flag or "")
        if parameter is None:
            if setting.name in own:
                _unknown(setting.name, f"[{name}] ", [it.name for it in SETTINGS if it.flag in options])
        elif given := os.environ.get(setting.variable):
            place = Message(f"${setting.variable}", f"环境变量 {setting.variable}")
            example = f"{setting.variable}={_EXAMPLES[setting.name]}"
            found[parameter] = setting.read(given, place, example)
        elif setting.name in values:
            found[parameter] = values[setting.name]
    if isinstance(command, click.Group):
        found |= {sub: defaults(it, name, configuration) for sub, it in command.commands.items()}
    return found


def unknown_variables() -> list[tuple[str, str | None]]:
    """The variables `WENJU_*` that are no setting, each with the nearest that is."""
    known = [setting.variable for setting in SETTINGS]
    names = sorted(name for name in os.environ if name.startswith("WENJU_") and name not in known)
    return [(name, _nearest(name, known)) for name in names]


def language_asked(commands: Iterable[str], command: str) -> Language | None:
    """The language that environment or file ask for, for messages about what may be wrong with them."""
    try:
        asked = os.environ.get("WENJU_LANG") or read_file(commands).of(command).get("lang")
    except BadInput:
        return None
    return "zh" if asked == "zh" else "en" if asked == "en" else None


def _checked(table: Mapping[str, object], where: str, commands: Sequence[str]) -> dict[str, object]:
    found = {}
    for key, value in table.items():
        setting = _BY_NAME.get(key)
        if setting is None and key in commands:
            raise BadInput(
                Message(f"{FILE}: {key} is a command: its settings stand in a table", f"{FILE}：{key} 是命令，其设置须写在表中"),
                Message(f"write [{key}], and the settings below it", f"请写 [{key}]，并把设置写在其下"),
            )  # fmt: skip
        if setting is None:
            _unknown(key, where, [*(it.name for it in SETTINGS if it.flag), *commands])
        if setting.why:
            raise BadInput(
                Message(f"{FILE}: {where}{key} must not stand in a file: {setting.why.en}",
                        f"{FILE}：{where}{key} 不得写在文件中：{setting.why.zh}"),
                Message(f"take it out, and set {setting.variable} instead", f"请删去，改用环境变量 {setting.variable}"),
            )  # fmt: skip
        found[key] = setting.read(value, Message(f"{FILE} {where}".strip(), f"{FILE} {where}".strip()))
    return found


def _unknown(key: str, where: str, known: Sequence[str]) -> NoReturn:
    nearest = _nearest(key, known)
    raise BadInput(
        Message(f"{FILE}: there is no setting {where}{key}", f"{FILE}：没有设置项 {where}{key}"),
        Message(f"did you mean {nearest}?" if nearest else f"there are: {', '.join(known)}",
                f"是否应为 {nearest}？" if nearest else f"可用的有：{'、'.join(known)}"),
    )  # fmt: skip


def _nearest(name: str, known: Sequence[str]) -> str | None:
    from difflib import get_close_matches  # late: only mistakes need it

    return next(iter(get_close_matches(name, known, 1)), None)


def _unreadable(error: Exception) -> BadInput:
    return BadInput(Message(f"{FILE}: {error}", f"{FILE}：{error}"),
                    Message(f'mend it, or move it away; a line reads: {_BY_NAME["lang"].example}',
                            f'请改正或移走该文件；一行的写法：{_BY_NAME["lang"].example}'))  # fmt: skip
