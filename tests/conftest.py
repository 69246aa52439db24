"""What several tests share: the seeds, an index of them, an engine on it."""

from __future__ import annotations

import re
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


@pytest.fixture(scope="session")
def cross_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a cross-encoder that fits in a test."""
    return _write_classifier(tmp_path_factory.mktemp("reranker") / "one-label", labels=1)


@pytest.fixture(scope="session")
def two_labels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As :func:`cross_encoder`, but it tells two classes apart instead of giving a score."""
    return _write_classifier(tmp_path_factory.mktemp("classifier") / "two-labels", labels=2)


def _write_classifier(folder: Path, labels: int) -> Path:
    """A BERT of one layer over pairs, 128 tokens long, that knows the seeds' characters; random weights (seeded)."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    torch.manual_seed(0)
    text = "".join(path.read_text(encoding="utf-8", errors="ignore") for path in sorted(SEEDS.glob("*.txt")))
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *sorted(set(re.findall(r"[\u4e00-\u9fff]", text)))]
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    BertTokenizerFast(vocab=str(folder / "vocab.txt")).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(vocabulary), hidden_size=8, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
        max_position_embeddings=128, initializer_range=1.0, num_labels=labels,
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder
