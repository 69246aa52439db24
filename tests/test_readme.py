"""Docs that cannot lie: the README's code runs, the help it shows is the help there is, the files it names exist."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.zh.md")
WENJU = Path(sys.executable).with_name("wenju")


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("name", READMES)
def test_the_code_runs(name: str, seeds_index: Path, tmp_path: Path) -> None:
    (tmp_path / ".wenju").symlink_to(seeds_index)
    (code,) = blocks(name, "python")
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


@pytest.mark.parametrize("name", READMES)
def test_every_command_shown_is_one(name: str) -> None:
    help_text = subprocess.run([WENJU, "--help"], capture_output=True, text=True, check=True).stdout
    shown = {
        line.split()[2]
        for block in blocks(name, "console")
        for line in block.splitlines()
        if line.startswith("$ wenju ")
    }
    assert {"build", "ask", "search", "ui"} <= shown
    for command in shown - {"--help"}:
        assert re.search(rf"^  {command}\s", help_text, re.MULTILINE), command


def test_the_help_is_the_help() -> None:
    (shown,) = re.findall(
        r"<!-- help -->\n```console\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL
    )
    environment = {**os.environ, "COLUMNS": "80", "LC_ALL": "C.UTF-8"}
    printed = subprocess.run([WENJU, "--help"], capture_output=True, text=True, check=True, env=environment).stdout
    assert shown == f"$ wenju --help\n{printed}"


@pytest.mark.parametrize("name", READMES)
def test_every_file_named_exists(name: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", (ROOT / name).read_text(encoding="utf-8"))
    assert links
    for link in links:
        assert link.startswith("http") or (ROOT / link).exists(), link


def test_the_make_targets_named_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for name in READMES:
        assert set(re.findall(r"\$ make ([a-z]+)", (ROOT / name).read_text(encoding="utf-8"))) <= targets
