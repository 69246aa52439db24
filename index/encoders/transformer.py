"""Any sentence-transformers model, by hub name or folder. torch loads when one is asked for, not before."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..fold import to_simplified
from ..i18n import Message
from .base import Vectors, unit_rows
from .hub import load_by_name
from .prompts import Prompts, prompts_for

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_HINT = Message("give a folder that holds a sentence-transformers model, or use the model that needs no download: --model bundled",
                "请给出 sentence-transformers 模型的文件夹，或使用无需下载的内置模型：--model bundled")  # fmt: skip


class TransformerEncoder:
    """Encodes with the model's own prompts, or its family's. Text is given in Simplified, its case and words kept."""

    def __init__(self, name: str) -> None:
        self.name = str(Path(name).resolve()) if Path(name).is_dir() else name
        self._model = _load(name)
        own = {kind: prompt for kind, prompt in self._model.prompts.items() if prompt}
        self._prompts = (
            Prompts(own.get("query", ""), own.get("passage", own.get("document", ""))) if own else prompts_for(name)
        )
        self.fingerprint = self._fingerprint()

    @property
    def dimensions(self) -> int:
        return int(self._model.get_embedding_dimension() or 0)

    def _fingerprint(self) -> str:
        """Of the weights' behaviour, not their files: the vector of one fixed sentence, rounded."""
        probe = self._encode(["普陀区生命健康产业专项政策3.0版 policy"], "")[0]
        return hashlib.sha256(f"{self._prompts}{np.round(probe, 2) + 0.0}".encode()).hexdigest()[:16]

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, self._prompts.query)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, self._prompts.passage)

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        simplified = [to_simplified(text) for text in texts]
        return unit_rows(np.asarray(self._model.encode(simplified, prompt=prompt or None, show_progress_bar=False)))


def _load(name: str) -> SentenceTransformer:
    """Raises :class:`~index.errors.ModelUnavailable` when neither this machine nor the hub has it."""
    import logging

    from sentence_transformers import SentenceTransformer

    logging.getLogger("sentence_transformers").setLevel(logging.ERROR)

    def load(only_here: bool) -> SentenceTransformer:
        return SentenceTransformer(name, trust_remote_code=False, local_files_only=only_here)

    return load_by_name(name, load, _HINT)
