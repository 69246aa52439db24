"""Settings: each from flag, variable and file, in that order of strength; what is wrong is named; the docs' table is the code's."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import click
import pytest

from index.errors import BadInput
from ui.cli import Commands, wenju
from ui.configuration import SETTINGS, Setting, language_asked, read_file, unknown_variables

ROOT = Path(__file__).resolve().parents[2]
# Two or three values of each, as they are typed: file, variable, flag.
VALUES = {"lang": ("zh", "en", "zh"), "k": ("1", "2", "3"), "port": ("8601", "8602", "8603")}
PLACES = [
    (setting, name)
    for setting in SETTINGS
    for name in Commands.NAMES
    if name != "completion"  # which reads no settings, so that it works in any folder
    for command in [wenju.get_command(click.Context(wenju), name)]
    if setting.flag and command and any(setting.flag in option.opts for option in command.params)
]


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for setting in SETTINGS:
        monkeypatch.delenv(setting.variable, raising=False)
    monkeypatch.chdir(tmp_path)


def taken(monkeypatch: pytest.MonkeyPatch, setting: Setting, name: str, *flags: str) -> str:
    """The value that the command would run with."""
    command = wenju.get_command(click.Context(wenju), name)
    assert command is not None
    seen: list[object] = []
    parameter = next(option.name for option in command.params if setting.flag in option.opts)
    monkeypatch.setattr(command, "invoke", lambda context: seen.append(context.params[parameter]))
    arguments = ["x" for it in command.params if isinstance(it, click.Argument) and it.required]
    wenju.main([name, *arguments, *flags], standalone_mode=False)
    return str(seen[0])


@pytest.mark.parametrize(("setting", "name"), PLACES, ids=lambda it: it if isinstance(it, str) else it.name)
def test_a_flag_is_stronger_than_a_variable_and_that_than_the_file(
    setting: Setting, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    low, middle, high = VALUES.get(setting.name, ("low", "middle", "high"))
    default = taken(monkeypatch, setting, name)
    value = low if setting.kind == "number" else f'"{low}"'
    Path("wenju.toml").write_text(f"{setting.name} = {value}\n", encoding="utf-8")
    assert taken(monkeypatch, setting, name) == low != default
    monkeypatch.setenv(setting.variable, "")
    assert taken(monkeypatch, setting, name) == low  # an empty variable is none
    monkeypatch.setenv(setting.variable, middle)
    assert taken(monkeypatch, setting, name) == middle
    assert taken(monkeypatch, setting, name, str(setting.flag), high) == high


def test_every_setting_is_some_commands() -> None:
    assert {setting for setting, _ in PLACES} == {setting for setting in SETTINGS if setting.flag}


def test_a_commands_own_table_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    by_name = {setting.name: setting for setting in SETTINGS}
    Path("wenju.toml").write_text('k = 7\nindex = "a"\n[search]\nk = 8\n[ask]\nindex = "b"\n', encoding="utf-8")
    assert taken(monkeypatch, by_name["k"], "search") == "8"
    assert taken(monkeypatch, by_name["index"], "search") == "a"
    assert taken(monkeypatch, by_name["index"], "ask") == "b"


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ('lagn = "zh"', "no setting lagn", "did you mean lang?"),
        ("search = 3", "search is a command", "write [search]"),
        ("[serach]\nk = 1", "no setting serach", "did you mean search?"),
        ('[search]\nlagn = "zh"', "no setting [search] lagn", "did you mean lang?"),
        ("[search]\nport = 1", "no setting [search] port", "there are: index, lang, k, reranker"),
        ('lang = "fr"', "lang must be zh or en", 'lang = "zh"'),
        ("k = true", "k must be a number: True", "k = 10"),
        ("k = 0", "k must be a number: 0", "k = 10"),
        ("host = 5", "host must be an address: 5", 'host = "127.0.0.1"'),
        ("index = 5", "index must be a folder: 5", 'index = ".wenju"'),
        ('llm_key = "s"', "llm_key must not stand in a file", "WENJU_LLM_KEY"),
        ('[ui]\npassword = "s"', "[ui] password must not stand in a file", "WENJU_PASSWORD"),
        ('debug = "1"', "debug must not stand in a file", "WENJU_DEBUG"),
        ("index = ", "wenju.toml: ", 'lang = "zh"'),
    ],
)
def test_what_is_wrong_in_the_file_is_named_with_the_next_step(line: str, message: str, hint: str) -> None:
    Path("wenju.toml").write_text(line, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        wenju.main(["search", "x"], standalone_mode=False)
    assert message in caught.value.message.en
    assert "wenju.toml" in caught.value.message.zh
    assert hint in caught.value.hint.en


def test_a_file_that_is_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("wenju.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput, match=r"wenju\.toml"):
        wenju.main(["search", "x"], standalone_mode=False)
    Path("wenju.toml").unlink()
    Path("wenju.toml").mkdir()
    with pytest.raises(BadInput, match=r"wenju\.toml"):
        read_file(())


def test_what_is_wrong_in_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENJU_K", "many")
    with pytest.raises(BadInput, match=r"\$WENJU_K: k must be a number") as caught:
        wenju.main(["search", "x"], standalone_mode=False)
    assert "WENJU_K=10" in caught.value.hint.en
    monkeypatch.setenv("WENJU_RERANKR", "x")
    assert unknown_variables() == [("WENJU_RERANKR", "WENJU_RERANKER")]


def test_errors_are_said_in_the_language_that_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert language_asked(Commands.NAMES, "ask") is None
    Path("wenju.toml").write_text('lang = "zh"', encoding="utf-8")
    assert language_asked(Commands.NAMES, "ask") == "zh"
    Path("wenju.toml").write_text('lang = "zh"\n[search]\nlang = "en"', encoding="utf-8")
    assert language_asked(Commands.NAMES, "search") == "en"
    monkeypatch.setenv("WENJU_LANG", "en")
    assert language_asked(Commands.NAMES, "ask") == "en"
    monkeypatch.setenv("WENJU_LANG", "fr")
    assert language_asked(Commands.NAMES, "ask") is None


def test_the_parent_folders_file_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("wenju.toml").write_text("nonsense", encoding="utf-8")
    Path("below").mkdir()
    monkeypatch.chdir("below")
    assert read_file(()).of("ask") == {}


def test_the_table_of_the_docs_is_what_is_declared() -> None:
    rows = re.findall(
        r"^\| `(\w+)` \|(.*)\|$", (ROOT / "docs" / "settings.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert [(name, [cell.strip() for cell in rest.split("|")]) for name, rest in rows] == [
        (it.name, [f"`{it.variable}`", f"`{it.flag}`" if it.flag else "", it.kind, it.default, it.doc.en, it.doc.zh])
        for it in SETTINGS
    ]


def test_every_variable_that_is_read_is_declared() -> None:
    declared = {setting.variable for setting in SETTINGS}
    named: set[str] = set()
    for layer in ("index", "rag", "ui"):
        for path in (ROOT / layer).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    named |= {node.value} if re.fullmatch(r"WENJU_[A-Z_]*[A-Z]", node.value) else set()
    assert {"WENJU_INDEX", "WENJU_LLM_KEY", "WENJU_DEBUG"} <= named
    assert named <= declared
