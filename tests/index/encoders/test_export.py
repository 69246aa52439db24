"""The exported model is the bundled one, as sentence-transformers sees it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.encoders import export as export_module
from index.encoders.bundled import BundledEncoder
from index.encoders.export import export_bundled
from index.errors import BadInput
from index.fold import fold_text
from index.terms import normal_form

TEXTS = [
    "普陀区生命健康产业专项政策3.0版支持什么?",
    "主要聚焦“三支持、一優化”。具體而言:將從支持優質企業落戶",
    "What does Putuo's policy 3.0 support?",
    "松江区政协召开主席会议专题协商会。" * 30,
    "G60科创走廊 GMP",
]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export") / "model"
    export_bundled(folder)
    return folder


def test_sentence_transformers_gives_the_same_vectors_on_text_in_normal_form(exported: Path) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(exported), device="cpu", local_files_only=True)
    theirs = model.encode([normal_form(fold_text(text)) for text in TEXTS])
    ours = BundledEncoder().encode_passages(TEXTS)
    assert theirs.shape == ours.shape
    assert np.linalg.norm(theirs, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-4)
    assert ((theirs * ours).sum(axis=1) >= 0.9999).all()


def test_nothing_deprecated_is_imported() -> None:
    assert "sentence_transformers.models" not in Path(export_module.__file__).read_text(encoding="utf-8")


def test_an_empty_folder_may_be_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.encoders.export.BundledEncoder.float_table", lambda self: np.eye(3, dtype=np.float32))
    (tmp_path / "empty").mkdir()
    export_bundled(tmp_path / "empty")
    assert (tmp_path / "empty" / "modules.json").is_file()


@pytest.mark.parametrize("there", ["file", "folder"])
def test_what_is_there_is_not_overwritten(tmp_path: Path, there: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "mine.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    with pytest.raises(BadInput, match=f"{there} is there already"):
        export_bundled(tmp_path / there)
    assert (tmp_path / "file").read_text() == (tmp_path / "folder" / "mine.txt").read_text() == "mine"
