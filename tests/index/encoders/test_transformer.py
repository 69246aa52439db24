"""Any sentence-transformers model: loaded from a folder, prompted, and refused with the way out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.build import build_index
from index.encoders import TokenEncoder, load_encoder
from index.encoders.bundled import BundledEncoder
from index.encoders.transformer import TransformerEncoder
from index.errors import ModelMismatch, ModelUnavailable
from index.open import open_index

TEXTS = ["普陀区政策支持什么", "长宁区会议", "", "policy"]


def test_a_folder_is_loaded_and_encodes_unit_rows(tiny_bert: Path) -> None:
    encoder = load_encoder(str(tiny_bert))
    vectors = encoder.encode_passages(TEXTS)
    assert vectors.shape == (4, encoder.dimensions) == (4, 8)
    assert vectors.dtype == np.float32
    assert vectors.flags["C_CONTIGUOUS"]
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(4), abs=1e-5)
    assert encoder.encode_queries([]).shape == (0, 8)
    assert not isinstance(encoder, TokenEncoder)
    assert encoder.name == str(tiny_bert.resolve())


def test_a_batch_is_each_text_by_itself(tiny_bert: Path) -> None:
    encoder = TransformerEncoder(str(tiny_bert))
    alone = np.vstack([encoder.encode_passages([text]) for text in TEXTS])
    assert encoder.encode_passages(TEXTS) == pytest.approx(alone, abs=1e-5)


def test_traditional_is_simplified_and_case_is_kept(tiny_bert: Path) -> None:
    encoder = TransformerEncoder(str(tiny_bert))
    assert encoder.encode_queries(["長寧區醫療"]).tolist() == encoder.encode_queries(["长宁区医疗"]).tolist()
    assert encoder.encode_queries(["Policy"]).tolist() != encoder.encode_queries(["policy"]).tolist()


def test_two_loads_have_one_fingerprint_and_other_weights_another(
    tiny_bert: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = TransformerEncoder(str(tiny_bert)).fingerprint
    assert TransformerEncoder(str(tiny_bert)).fingerprint == first
    monkeypatch.setattr("index.encoders.transformer._load", lambda name: Spy({}))
    assert TransformerEncoder(str(tiny_bert)).fingerprint != first


def test_an_index_of_it_opens_with_it_and_with_no_other(
    tiny_bert: Path, write: Callable[[dict[str, str]], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write({"a.txt": "普陀区政策支持医疗。"})
    monkeypatch.chdir(tiny_bert.parent)
    build_index([folder], tmp_path / "index", model="tiny")  # relative, kept absolute
    monkeypatch.chdir(tmp_path)
    opened = open_index(tmp_path / "index", model=str(tiny_bert))
    assert (opened.manifest.model, opened.vectors.dimensions) == (str(tiny_bert.resolve()), 8)
    assert (opened.token_encoder.fingerprint, len(opened.tokens)) == (BundledEncoder().fingerprint, len(opened.vectors))
    with pytest.raises(ModelMismatch):
        open_index(tmp_path / "index", model="bundled")


class Spy:
    """Stands for a SentenceTransformer: remembers what it was given to encode."""

    def __init__(self, prompts: dict[str, str]) -> None:
        self.prompts = prompts
        self.given: list[tuple[list[str], str | None]] = []

    def get_embedding_dimension(self) -> int:
        return 2

    def encode(self, texts: list[str], prompt: str | None, **_: Any) -> np.ndarray[Any, Any]:
        self.given.append((texts, prompt))
        return np.full((len(texts), 2), 3.0)


@pytest.mark.parametrize(
    ("name", "own", "query", "passage"),
    [
        ("intfloat/multilingual-e5-small", {}, "query: ", "passage: "),
        ("BAAI/bge-m3", {"query": "", "document": ""}, None, None),
        ("intfloat/multilingual-e5-small", {"query": "q: ", "passage": "p: "}, "q: ", "p: "),  # its own come first
        ("Qwen/Qwen3-Embedding-0.6B", {"query": "Instruct: X\nQuery:", "document": ""}, "Instruct: X\nQuery:", None),
        ("some/model", {"document": "d: "}, None, "d: "),
        ("some/model", {}, None, None),
    ],
)
def test_prompts(
    name: str, own: dict[str, str], query: str | None, passage: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    spy = Spy(own)
    monkeypatch.setattr("index.encoders.transformer._load", lambda name: spy)
    encoder = TransformerEncoder(name)
    assert encoder.encode_queries(["問"]).tolist() == [[pytest.approx(0.5**0.5)] * 2]
    encoder.encode_passages(["答"])
    assert spy.given[-2:] == [(["问"], query), (["答"], passage)]


def test_other_prompts_are_another_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.encoders.transformer._load", lambda name: Spy({}))
    assert TransformerEncoder("intfloat/e5-base").fingerprint != TransformerEncoder("some/model").fingerprint


@pytest.mark.parametrize("name", ["nobody/has-this-model", "no-such-model", "empty", "file.txt"])
def test_a_model_that_cannot_be_had_names_the_bundled_one(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file.txt").write_text("x")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ModelUnavailable, match=name) as raised:
        load_encoder(name)
    assert raised.value.exit_code == 2
    assert "--model bundled" in raised.value.hint.en
    assert "--model bundled" in raised.value.hint.zh


def test_a_hub_that_cannot_be_reached_is_noticed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    monkeypatch.delenv("HF_HUB_OFFLINE")
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")  # nobody listens: its client would try for a minute
    with pytest.raises(ModelUnavailable, match="the hub can't be reached"):
        load_encoder("nobody/has-this-model")
