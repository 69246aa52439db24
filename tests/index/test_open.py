"""Opening an index: whatever is wrong with it is named before anything is answered from it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from index.errors import IndexDamaged, IndexMissing, ModelMismatch
from index.layout import Layout
from index.open import open_index

FILES = (
    "catalog.sqlite", "vectors.faiss", "lexical/vocabulary.json", "lexical/starts.npy", "lexical/documents.npy",
    "lexical/scores.npy", "lexical/latin.npy", "token_ids.npy", "token_pieces.npy", "token_starts.npy", "token_holders.npy",
)  # fmt: skip


@pytest.fixture
def index(seeds_index: Path, tmp_path: Path) -> Path:
    """A copy of the seeds' index, to be spoilt."""
    shutil.copytree(seeds_index, tmp_path / "index")
    return tmp_path / "index"


def newest(index: Path) -> Path:
    return Layout(index).generation(Layout(index).numbers()[-1]).folder


def test_every_file_of_a_generation_is_tried_here(seeds_index: Path) -> None:
    found = {
        path.relative_to(newest(seeds_index)).as_posix() for path in newest(seeds_index).rglob("*") if path.is_file()
    }
    assert found == {*FILES, "manifest.json"}


def test_the_seeds_open(seeds_index: Path) -> None:
    opened = open_index(seeds_index, model="bundled")
    assert opened.manifest.articles == 5
    assert (
        opened.manifest.passages
        == len(opened.catalog)
        == len(opened.vectors)
        == len(opened.lexical)
        == len(opened.tokens)
    )
    assert opened.manifest.dimensions == opened.vectors.dimensions == opened.encoder.dimensions
    opened.close()


@pytest.mark.parametrize("name", [*FILES, "manifest.json"])
@pytest.mark.parametrize("damage", ["cut", "emptied", "removed", "flipped"])
def test_a_damaged_file_is_named(index: Path, name: str, damage: str) -> None:
    path = newest(index) / name
    data = path.read_bytes()
    if damage == "removed":
        path.unlink()
    else:
        middle = len(data) // 2
        flipped = data[:middle] + bytes([data[middle] ^ 0x80]) + data[middle + 1 :]
        path.write_bytes({"cut": data[:middle], "emptied": b"", "flipped": flipped}[damage])
    with pytest.raises(IndexDamaged, match=name.replace(".", r"\.")) as raised:
        open_index(index)
    assert raised.value.exit_code == 3
    assert "wenju build" in raised.value.hint.en


@pytest.mark.parametrize("root", ["nowhere", "empty", "file"])
def test_no_index(tmp_path: Path, root: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x")
    with pytest.raises(IndexMissing, match=root) as raised:
        open_index(tmp_path / root)
    assert "wenju build" in raised.value.hint.en


def test_without_its_pointer_there_is_no_index(index: Path) -> None:
    Layout(index).current.unlink()
    with pytest.raises(IndexMissing):
        open_index(index)


@pytest.mark.parametrize(("content", "named"), [(b"", "CURRENT"), (b"../../etc", "CURRENT"), (b"\xff\0", "CURRENT"),
                                                (b"000077", "000077")])  # fmt: skip
def test_a_pointer_to_nothing_is_damage(index: Path, content: bytes, named: str) -> None:
    Layout(index).current.write_bytes(content)
    with pytest.raises(IndexDamaged, match=named):
        open_index(index)


def test_another_model_than_the_one_it_was_built_by(seeds_index: Path) -> None:
    with pytest.raises(ModelMismatch, match=r"by the model bundled, not by some/other") as raised:
        open_index(seeds_index, model="some/other")
    assert "--model some/other" in raised.value.hint.en


def test_a_model_of_the_same_name_that_has_changed(seeds_index: Path, encoder: Any) -> None:
    encoder.name = "bundled"
    with pytest.raises(ModelMismatch, match="keywords-1"):
        open_index(seeds_index)
