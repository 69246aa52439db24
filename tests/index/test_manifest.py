"""The manifest: comes back equal, and holds every file to what was written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import IndexDamaged
from index.layout import Generation
from index.manifest import FORMAT, Manifest, file_records, verify


@pytest.fixture
def generation(tmp_path: Path) -> Generation:
    (tmp_path / "lexical").mkdir()
    (tmp_path / "catalog.sqlite").write_bytes(b"catalog")
    (tmp_path / "lexical" / "scores.npy").write_bytes(b"scores")
    manifest_of(Generation(tmp_path)).save(Generation(tmp_path))
    return Generation(tmp_path)


def manifest_of(generation: Generation) -> Manifest:
    return Manifest(FORMAT, "2024-01-02T03:04:05+00:00", "bundled", "f" * 16, "t" * 16, 256, "s" * 16, ("/一/二",), 1, 2, 3,
                    file_records(generation))  # fmt: skip


def test_it_comes_back_equal(generation: Generation) -> None:
    loaded = Manifest.load(generation)
    assert loaded == manifest_of(generation)
    assert [(record.name, record.bytes) for record in loaded.files] == [
        ("catalog.sqlite", len(b"catalog")),
        ("lexical/scores.npy", len(b"scores")),
    ]
    verify(generation, loaded)


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (lambda path: path.unlink(), "missing"),
        (lambda path: path.write_bytes(b"score"), "5 bytes, 6 were written"),
        (lambda path: path.write_bytes(b"Scores"), "changed"),
    ],
)
def test_a_damaged_file_is_named(generation: Generation, damage: Callable[[Path], object], why: str) -> None:
    damage(generation.lexical / "scores.npy")
    with pytest.raises(IndexDamaged, match=rf"scores\.npy: .*{why}") as raised:
        verify(generation, Manifest.load(generation))
    assert "wenju build" in raised.value.hint.en


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"\xff", b"{}", b'{"format": 1}', b'{"format": 1, "files": [1], "paths": []}'],
)
def test_what_is_no_manifest_is_damaged(generation: Generation, content: bytes) -> None:
    generation.manifest.write_bytes(content)
    with pytest.raises(IndexDamaged, match=r"manifest\.json"):
        Manifest.load(generation)


def test_another_format_is_told_with_both_numbers(generation: Generation) -> None:
    fields = json.loads(generation.manifest.read_text(encoding="utf-8"))
    generation.manifest.write_text(json.dumps({**fields, "format": FORMAT + 1}), encoding="utf-8")
    with pytest.raises(IndexDamaged, match=f"format {FORMAT + 1}, this Wenju reads {FORMAT}"):
        Manifest.load(generation)


@pytest.mark.parametrize("name", ["missing", "extra"])
def test_a_field_too_few_or_too_many_is_damage(generation: Generation, name: str) -> None:
    fields = json.loads(generation.manifest.read_text(encoding="utf-8"))
    if name == "missing":
        del fields["model"]
    generation.manifest.write_text(json.dumps(fields | ({"extra": 1} if name == "extra" else {})), encoding="utf-8")
    with pytest.raises(IndexDamaged, match=r"manifest\.json"):
        Manifest.load(generation)


def test_a_changed_manifest_is_damaged(generation: Generation) -> None:
    text = generation.manifest.read_text(encoding="utf-8")
    generation.manifest.write_text(text.replace('"articles": 1', '"articles": 7'), encoding="utf-8")
    with pytest.raises(IndexDamaged, match=r"manifest\.json"):
        Manifest.load(generation)
