"""A model that a test can work out by hand, a folder of articles to build from, and how hypothesis runs here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings

from index.encoders.base import Vectors, unit_rows

# The machine may be busy, and the same tests must pass or fail everywhere: no deadline, no chance.
settings.register_profile("wenju", deadline=None, derandomize=True, database=None)
settings.load_profile("wenju")

KEYWORDS = ("普陀", "长宁", "松江", "宝山", "医疗")


class KeywordEncoder:
    """One dimension a keyword: 1 where the text holds it, then unit length; a zero row for a text with none."""

    def __init__(self, name: str = "keywords", fingerprint: str = "keywords-1") -> None:
        self.name = name
        self.fingerprint = fingerprint
        self.dimensions = len(KEYWORDS)
        self.encoded: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        found = [[float(word in text) for word in KEYWORDS] for text in texts]
        return unit_rows(np.array(found, dtype=np.float32).reshape(len(texts), len(KEYWORDS)))


@pytest.fixture
def encoder(monkeypatch: pytest.MonkeyPatch) -> KeywordEncoder:
    """Takes the place of every model: building and opening load this one, whatever name they ask for."""
    fake = KeywordEncoder()
    for module in ("build", "open"):
        monkeypatch.setattr(f"index.{module}.load_encoder", lambda name: fake)
    return fake


@pytest.fixture
def write(tmp_path: Path) -> Callable[[dict[str, str | bytes]], Path]:
    """Writes files below a folder of articles, and gives that folder."""

    def write_files(files: dict[str, str | bytes]) -> Path:
        folder = tmp_path / "articles"
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return folder

    return write_files


@pytest.fixture
def articles(write: Callable[[dict[str, str | bytes]], Path]) -> Path:
    """Three short articles, one a district."""
    return write({
        "putuo.txt": "普陀区发布医疗政策\n\n来源:上海普陀 时间:2024-01-02\n\n普陀区发布了医疗器械政策。政策分三条。\n",
        "changning.txt": "长宁区召开座谈会\n\n长宁区召开了企业座谈会。八家企业参加。\n",
        "songjiang.md": "# 松江区协商会\n\n松江区政协召开了协商会。\n",
    })  # fmt: skip
