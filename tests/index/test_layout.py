"""The names of an index's files."""

from __future__ import annotations

from pathlib import Path

from index.layout import Layout


def test_generations_are_told_by_their_names(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    assert layout.numbers() == []
    for name in ("000010", "000002", "1000000", "tmp", "12", "000003.bak"):
        (layout.generations / name).mkdir(parents=True)
    assert layout.numbers() == [2, 10, 1_000_000]
    assert layout.generation(2).folder.name == "000002"
    assert layout.generation(1_000_000).folder.name == "1000000"


def test_every_file_of_a_generation_lies_in_its_folder(tmp_path: Path) -> None:
    generation = Layout(tmp_path).generation(1)
    for path in (generation.catalog, generation.vectors, generation.lexical, generation.manifest):
        assert path.parent == generation.folder == tmp_path / "generations" / "000001"
