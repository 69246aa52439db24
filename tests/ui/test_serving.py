"""The engine that programs share, while the index is built again beneath them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from index.build import build_index
from index.errors import IndexMissing
from rag import Engine
from ui import serving
from ui.serving import CurrentEngine, language_accepted

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def at_once(count: int, work: Callable[[], Engine]) -> list[Engine]:
    got: list[Engine] = []
    threads = [threading.Thread(target=lambda: got.append(work())) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    return got


def test_all_share_one_and_none_waits_for_its_successor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = tmp_path / "index"
    current = CurrentEngine(index)
    with pytest.raises(IndexMissing):
        current.engine()
    build_index(SEEDS[:1], index)
    first = at_once(8, current.engine)
    assert len(first) == 8
    assert len(set(map(id, first))) == 1

    build_index(SEEDS[:2], index)
    opening, go = threading.Event(), threading.Event()
    real, opened = serving.open_index, []

    def slowly(path: Path) -> object:
        opening.set()
        assert go.wait(10)
        opened.append(path)
        return real(path)

    monkeypatch.setattr(serving, "open_index", slowly)
    successor: list[Engine] = []
    opener = threading.Thread(target=lambda: successor.append(current.engine()))
    opener.start()
    assert opening.wait(10)
    assert at_once(4, current.engine) == [first[0]] * 4  # they get the old one meanwhile
    go.set()
    opener.join(10)
    assert len(successor[0].articles()) == 2
    assert at_once(4, current.engine) == successor * 4
    assert current.generation() == ("000002", successor[0])
    assert len(opened) == 1
    assert len(first[0].articles()) == 1


@pytest.mark.parametrize(
    ("header", "expected"),
    [(None, None), ("", None), ("fr, de;q=0.9", None), ("zh-Hant-TW", "zh"), ("fr, EN-gb;q=0.8, zh;q=0.7", "en")],
)
def test_the_first_language_of_ours_is_taken(header: str | None, expected: str | None) -> None:
    assert language_accepted(header) == expected
