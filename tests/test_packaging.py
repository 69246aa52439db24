"""An installed Wenju has its data: every file of the packages that is not Python is package data."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from index.encoders.bundled import FOLDER
from index.fold import FOLDING

ROOT = Path(__file__).resolve().parents[1]
PATTERNS: dict[str, list[str]] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "setuptools"
]["package-data"]


@pytest.mark.parametrize("package", ["index", "rag", "ui"])
def test_every_file_is_packaged(package: str) -> None:
    folder = ROOT / package
    matched = {path.relative_to(folder).as_posix() for pattern in PATTERNS[package] for path in folder.glob(pattern)}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    data = {name for name in there if not name.endswith((".py", ".pyc"))}
    assert "py.typed" in data
    assert data - matched == set()


@pytest.mark.parametrize("package", ["index", "rag", "ui"])
def test_every_pattern_finds_something(package: str) -> None:
    for pattern in PATTERNS[package]:
        assert any((ROOT / package).glob(pattern)), pattern


def test_the_folders_that_the_code_reads_are_among_them() -> None:
    for folder in (FOLDER, FOLDING):
        assert f"{folder.relative_to(ROOT / 'index').as_posix()}/*" in PATTERNS["index"]
