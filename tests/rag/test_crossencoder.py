"""Any cross-encoder as a reranker: its own scores, and what is no reranker refused with the way out."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index.errors import BadInput, ModelUnavailable
from rag.crossencoder import CrossEncoderReranker
from rag.rescore import load_reranker

QUESTION = "普陀区政策支持什么"
PASSAGES = ["长宁区会议", "普陀区的政策支持医疗。", "", "松江区生物医药产业" * 40, "policy"]


def logit(folder: Path, question: str, passage: str) -> float:
    """What the model itself says, without sentence-transformers: one pair, cut to the model's 128 tokens."""
    import torch
    from transformers import BertForSequenceClassification, BertTokenizerFast

    model = BertForSequenceClassification.from_pretrained(folder).eval()
    pair = BertTokenizerFast.from_pretrained(folder)(
        [question], [passage], truncation=True, max_length=128, return_tensors="pt"
    )
    with torch.inference_mode():
        return float(model(**pair).logits[0, 0])


def test_scores_are_the_logits_of_the_texts_as_they_stand(cross_encoder: Path) -> None:
    scores = CrossEncoderReranker(str(cross_encoder)).scores(QUESTION, PASSAGES)
    assert scores == pytest.approx([logit(cross_encoder, QUESTION, passage) for passage in PASSAGES], abs=1e-4)
    assert (scores.dtype, scores.shape) == (np.float32, (5,))
    assert scores.max() - scores.min() > 0.1  # the model does tell passages apart
    assert scores.max() > 1 or scores.min() < 0  # they are no probabilities


def test_traditional_is_not_simplified(cross_encoder: Path) -> None:
    simplified, traditional = CrossEncoderReranker(str(cross_encoder)).scores(QUESTION, ["产业", "產業"])
    assert simplified != traditional


def test_no_passages(cross_encoder: Path) -> None:
    scores = CrossEncoderReranker(str(cross_encoder)).scores(QUESTION, [])
    assert (scores.dtype, scores.shape) == (np.float32, (0,))


def test_many_threads_may_ask(cross_encoder: Path) -> None:
    reranker = CrossEncoderReranker(str(cross_encoder))
    cuts = [PASSAGES[: 1 + number % 5] for number in range(40)]
    expected = [reranker.scores(QUESTION, cut).tolist() for cut in cuts]
    with ThreadPoolExecutor(4) as pool:
        found = [scores.tolist() for scores in pool.map(lambda cut: reranker.scores(QUESTION, cut), cuts)]
    assert found == expected


def test_what_sentence_transformers_saved_is_the_same_model(cross_encoder: Path, tmp_path: Path) -> None:
    from sentence_transformers import CrossEncoder

    CrossEncoder(str(cross_encoder), device="cpu").save_pretrained(str(tmp_path / "saved"))
    assert (tmp_path / "saved" / "modules.json").is_file()
    saved, plain = (CrossEncoderReranker(str(folder)) for folder in (tmp_path / "saved", cross_encoder))
    assert saved.scores(QUESTION, PASSAGES).tolist() == plain.scores(QUESTION, PASSAGES).tolist()


@pytest.mark.parametrize("name", [None, ""])
def test_no_name_is_no_reranker(name: str | None) -> None:
    assert load_reranker(name) is None


def empty(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


def pickled(folder: Path) -> None:
    """Only weights that are a pickle: loading one runs what it holds."""
    import torch
    from safetensors.torch import load_file

    torch.save(load_file(folder / "model.safetensors"), folder / "pytorch_model.bin")
    (folder / "model.safetensors").unlink()


def pointer(folder: Path) -> None:
    """What git leaves without its large files."""
    (folder / "model.safetensors").write_text("version https://git-lfs.github.com/spec/v1\n", encoding="utf-8")


@pytest.mark.parametrize("spoil", [shutil.rmtree, empty, pickled, pointer])
def test_a_model_that_cannot_be_had(
    spoil: Callable[[Path], None], cross_encoder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    shutil.copytree(cross_encoder, tmp_path / "copy")
    load_reranker(str(tmp_path / "copy"))  # all is well so far
    spoil(tmp_path / "copy")
    with pytest.raises(ModelUnavailable, match="copy") as raised:
        load_reranker(str(tmp_path / "copy"))
    assert "--reranker" in raised.value.hint.en
    assert "--reranker" in raised.value.hint.zh


def test_two_labels_are_no_score(two_labels: Path) -> None:
    with pytest.raises(BadInput, match=r"two-labels.* gives 2 labels to a pair") as raised:
        load_reranker(str(two_labels))
    assert "2 个标签" in raised.value.message.zh
    assert "--reranker" in raised.value.hint.en


def test_an_embedding_model_is_no_cross_encoder(cross_encoder: Path, tmp_path: Path) -> None:
    """sentence-transformers would give it a head of random weights, and scores."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    modules = [Transformer(str(cross_encoder)), Pooling(8, "mean")]
    SentenceTransformer(modules=modules, device="cpu").save(str(tmp_path / "embeds"))
    with pytest.raises(BadInput, match=r"embeds.* is no cross-encoder"):
        load_reranker(str(tmp_path / "embeds"))


def test_a_bare_transformer_is_no_cross_encoder(cross_encoder: Path, tmp_path: Path) -> None:
    from transformers import BertModel, BertTokenizerFast

    BertModel.from_pretrained(cross_encoder).save_pretrained(tmp_path / "bare")
    BertTokenizerFast.from_pretrained(cross_encoder).save_pretrained(tmp_path / "bare")
    with pytest.raises(BadInput, match=r"bare.* is no cross-encoder"):
        load_reranker(str(tmp_path / "bare"))
