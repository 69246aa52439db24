"""Docs that cannot lie: the Python of every page runs, its commands are commands and, where harmless, run too."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from ui.cli import Commands, wenju

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted((ROOT / "docs").glob("*.md"))
HARMLESS = {"ask", "search", "show", "status", "models", "completion"}
EXIT_CODES = (0, 1)  # answered, or refused


def commands_of(page: Path) -> list[list[str]]:
    """The arguments of each `$ wenju …`, without comments and what is behind a pipe."""
    blocks = re.findall(r"^```console\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    lines = [line for block in blocks for line in block.splitlines() if line.startswith("$ wenju ")]
    return [shlex.split(line.removeprefix("$ wenju "), comments=True) for line in lines]


COMMANDS = list(dict.fromkeys(tuple(arguments) for page in PAGES for arguments in commands_of(page)))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_python_runs(page: Path, seeds_index: Path, tmp_path: Path) -> None:
    """The blocks of a page one after the other, in one process, where `.wenju` is an index of the seeds."""
    blocks = re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    if not blocks:
        return
    (tmp_path / ".wenju").symlink_to(seeds_index)
    code = "\n".join(blocks)
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_command_runs_or_is_one(
    arguments: tuple[str, ...], seeds_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".wenju").symlink_to(seeds_index)
    name, *rest = arguments
    command = wenju.get_command(click.Context(wenju), name)
    assert command is not None, name
    if name in HARMLESS and "export" not in rest:
        monkeypatch.setattr("webbrowser.open", lambda url: True)
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        done = CliRunner().invoke(wenju, list(arguments))
        assert done.exit_code in EXIT_CODES, done.output
        assert done.stdout
    else:
        command.make_context(name, rest)  # raises for an option that is none, and for what is missing


def test_the_index_names_every_page() -> None:
    named = re.findall(
        r"^- \[([\w-]+\.md)\]\(\1\): \S", (ROOT / "docs" / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert sorted(named) == sorted(page.name for page in PAGES if page.name != "README.md")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        assert link.startswith("http") or (page.parent / link).exists(), link


def test_every_command_is_shown_somewhere() -> None:
    shown = {arguments[0] for arguments in COMMANDS}
    assert shown - set(Commands.NAMES) == set()
    assert set(Commands.NAMES) - shown == {"mcp"}  # which assistants start themselves
