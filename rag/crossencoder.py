"""Any cross-encoder of sentence-transformers as a reranker, by hub name or folder. torch loads with it, not before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.encoders.hub import load_by_name
from index.errors import BadInput
from index.i18n import Message

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

_HINT = Message("give a cross-encoder with one label, by hub name (BAAI/bge-reranker-v2-m3) or folder, or leave --reranker out",
                "请给出单一标签的交叉编码器，可用名称（BAAI/bge-reranker-v2-m3）或文件夹，或去掉 --reranker")  # fmt: skip


class CrossEncoderReranker:
    """Scores are the model's logits; what is longer than the model reads is cut off. Thread-safe.

    Raises :class:`~index.errors.ModelUnavailable`, and :class:`BadInput` for a model that is no reranker.
    """

    def __init__(self, name: str) -> None:
        self._model = _load(name)

    def scores(self, question: str, passages: Sequence[str]) -> NDArray[np.float32]:
        """``float32 (len(passages),)``"""
        pairs = [(question, passage) for passage in passages]
        logits = self._model.predict(pairs, activation_fn=_as_they_are, show_progress_bar=False)
        return np.asarray(logits, dtype=np.float32)


def _as_they_are(logits: object) -> object:
    """In place of the model's own activation: a sigmoid makes good passages alike."""
    return logits


def _load(name: str) -> CrossEncoder:
    import logging

    from sentence_transformers import CrossEncoder

    for library in ("sentence_transformers", "transformers"):
        logging.getLogger(library).setLevel(logging.ERROR)

    def load(only_here: bool) -> CrossEncoder:
        return CrossEncoder(
            name,
            trust_remote_code=False,
            local_files_only=only_here,
            model_kwargs={"use_safetensors": True},  # other weights are pickles, which run what they hold
        )

    model = load_by_name(name, load, _HINT)
    if not _has_head(model):
        raise BadInput(Message(f"model {name!r} is no cross-encoder: it has no head of its own that scores a pair",
                               f"模型 {name!r} 不是交叉编码器：它没有为文本对打分的输出层"), _HINT)  # fmt: skip
    if model.num_labels != 1:
        raise BadInput(Message(f"model {name!r} gives {model.num_labels} labels to a pair, a reranker gives 1",
                               f"模型 {name!r} 给每对文本 {model.num_labels} 个标签，重排模型应为 1 个"), _HINT)  # fmt: skip
    return model


def _has_head(model: CrossEncoder) -> bool:
    """Whether what scores was trained: saved as a cross-encoder's modules, or as a classifier.

    To anything else, such as an embedding model, sentence-transformers adds a head of random weights and goes on.
    """
    architectures = model.config.architectures or ()
    return bool(model.module_kwargs) or any(name.endswith("ForSequenceClassification") for name in architectures)
