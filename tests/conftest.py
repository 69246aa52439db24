"""What several tests share: the seeds, an index of them, an engine on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.build import build_index
from rag import Engine, open_engine

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"


@pytest.fixture(scope="session")
def seeds_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the five seeds, built once; tests only read it."""
    index = tmp_path_factory.mktemp("seeds") / "index"
    build_index([SEEDS], index)
    return index


@pytest.fixture(scope="session")
def engine(seeds_index: Path) -> Iterator[Engine]:
    with open_engine(seeds_index) as opened:
        yield opened
