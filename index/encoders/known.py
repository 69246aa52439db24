"""Models that can build an index: the bundled one with its figures, and some of the families that `prompts.py` knows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .bundled import FOLDER


@dataclass(frozen=True, slots=True)
class KnownModel:
    """``name``: for ``--model``; ``languages``: as its card says; ``licence`` ``None``: see its card."""

    name: str
    dimensions: int
    languages: str
    licence: str | None = None
    megabytes: float | None = None
    figures: Mapping[str, float] | None = None
    """nDCG@10 of the vectors alone by development set, measured by `training/`; ``None``: not measured here."""


def bundled_model(folder: Path = FOLDER) -> KnownModel:
    """The bundled model, as its own files tell."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    size = sum(path.stat().st_size for path in folder.iterdir())
    return KnownModel(
        "bundled", config["dim"], "zh-Hans, zh-Hant, en", "Apache-2.0, data as its card says", round(size / 1e6, 1), config["ndcg_at_10"]
    )  # fmt: skip


# Dimensions as the model cards on https://huggingface.co say them. Nothing of them was measured here.
SUGGESTED = (
    KnownModel("intfloat/multilingual-e5-small", 384, "multilingual"),
    KnownModel("intfloat/multilingual-e5-base", 768, "multilingual"),
    KnownModel("intfloat/multilingual-e5-large-instruct", 1024, "multilingual"),
    KnownModel("BAAI/bge-m3", 1024, "multilingual"),
    KnownModel("BAAI/bge-small-zh-v1.5", 512, "zh"),
    KnownModel("BAAI/bge-base-zh-v1.5", 768, "zh"),
    KnownModel("thenlper/gte-base-zh", 768, "zh"),
    KnownModel("Alibaba-NLP/gte-Qwen2-1.5B-instruct", 1536, "multilingual"),
    KnownModel("Qwen/Qwen3-Embedding-0.6B", 1024, "multilingual"),
)
