"""Any sentence-transformers model: loaded from a folder, prompted, and refused with the way out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.build import build_index
from index.encoders import TokenEncoder, load_encoder
from index.encoders.bundled import BundledEncoder
from index.encoders.hub import load_by_name
from index.encoders.transformer import TransformerEncoder
from index.errors import ModelMismatch, ModelUnavailable
from index.i18n import Message
from index.open import open_index
from rag.evaluate import in_memory
from rag.query import read_question
from rag.retrieve import retrieve

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


def test_a_question_reaches_it_simplified_with_its_case_and_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """As passages do: neither folded nor with the names that the bundled model needs."""
    spy = Spy({})
    monkeypatch.setattr("index.encoders.transformer._load", lambda name: spy)
    passages = in_memory(["普陀區的GMP軟體"], TransformerEncoder("some/model"))
    retrieve(read_question(" Putuo的GMP軟體在哪裡？"), passages)
    assert [texts for texts, _ in spy.given[-2:]] == [["普陀区的GMP软体"], ["Putuo的GMP软体在哪里？"]]


def test_a_traditional_question_finds_what_the_simplified_one_does(tiny_bert: Path) -> None:
    passages = in_memory(["普陀区Policy", "普陀区policy", "长宁区会议"], TransformerEncoder(str(tiny_bert)))
    simplified, traditional = (
        retrieve(read_question(text), passages) for text in ("长宁区Policy会议", "長寧區Policy會議")
    )
    assert traditional.cosines.tolist() == simplified.cosines.tolist()
    lower = retrieve(read_question("长宁区policy会议"), passages)
    assert lower.cosines.tolist() != simplified.cosines.tolist()


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


def cut_off(folder: Path) -> None:
    """Its weights, as an interrupted download leaves them."""
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:500])


def wider(folder: Path) -> None:
    """Its configuration, not its weights: torch raises a RuntimeError."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    (folder / "config.json").write_text(json.dumps(config | {"hidden_size": 16}), encoding="utf-8")


def listed(folder: Path) -> None:
    """A file of its tokenizer with the wrong kind of JSON: an AttributeError."""
    (folder / "tokenizer_config.json").write_text("[]", encoding="utf-8")


@pytest.mark.parametrize("spoil", [cut_off, wider, listed])
def test_a_broken_folder_is_not_said_to_be_missing(
    spoil: Callable[[Path], None], tiny_bert: Path, tmp_path: Path
) -> None:
    shutil.copytree(tiny_bert, tmp_path / "broken")
    spoil(tmp_path / "broken")
    with pytest.raises(ModelUnavailable, match=r"broken' is on disk but can't be loaded: .") as raised:
        load_encoder(str(tmp_path / "broken"))
    assert "已在本机" in raised.value.message.zh
    assert "--model bundled" in raised.value.hint.en


def test_broken_weights_in_the_hubs_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """They may be whole on the hub; where that can't be reached, the fault is not said to be the network's."""
    asked: list[bool] = []

    def load(only_here: bool) -> object:
        asked.append(only_here)
        raise RuntimeError("size mismatch\nfor weight")

    for answers, expected in ((False, [True]), (True, [True, False])):
        monkeypatch.setattr("index.encoders.hub._hub_answers", lambda answers=answers: answers)
        asked.clear()
        with pytest.raises(ModelUnavailable, match=r"some/model' is on disk but can't be loaded: size mismatch$"):
            load_by_name("some/model", load, Message("", ""))
        assert asked == expected


def test_a_hub_that_cannot_be_reached_is_noticed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    monkeypatch.delenv("HF_HUB_OFFLINE")
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")  # nobody listens: its client would try for a minute
    with pytest.raises(ModelUnavailable, match="the hub can't be reached"):
        load_encoder("nobody/has-this-model")
