"""Any sentence-transformers model, by hub name or folder. torch loads when one is asked for, not before."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import numpy as np

from ..errors import ModelUnavailable
from ..fold import to_simplified
from ..i18n import Message
from .base import Vectors, unit_rows
from .prompts import Prompts, prompts_for

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


_HUB_SECONDS = 5.0  # to answer at all


class TransformerEncoder:
    """Encodes with the model's own prompts, or its family's. Text is given in Simplified, its case kept."""

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
    """From a folder or the hub's cache, then from the hub. Raises :class:`ModelUnavailable` when neither has it."""
    import logging

    from sentence_transformers import SentenceTransformer

    logging.getLogger("sentence_transformers").setLevel(logging.ERROR)
    try:
        return SentenceTransformer(name, trust_remote_code=False, local_files_only=True)
    except (OSError, ValueError) as local:
        if Path(name).exists():
            raise _unavailable(name, str(local)) from local
        if not _hub_answers():
            raise _unavailable(name, "the hub can't be reached") from local
    try:
        return SentenceTransformer(name, trust_remote_code=False)
    except (OSError, ValueError, RuntimeError) as error:
        raise _unavailable(name, str(error)) from error


def _hub_answers() -> bool:
    """Whether anything answers at the hub's address; without this, its client tries again for more than a minute."""
    if os.environ.get("HF_HUB_OFFLINE", "").lower() in ("1", "true", "yes", "on"):
        return False
    address = os.environ.get("HF_ENDPOINT") or "https://huggingface.co"
    try:
        urlopen(Request(address, method="HEAD"), timeout=_HUB_SECONDS).close()  # noqa: S310 - the hub's address, or the user's
    except HTTPError:
        return True
    except (OSError, ValueError):
        return False
    return True


def _unavailable(name: str, why: str) -> ModelUnavailable:
    first_line = why.strip().splitlines()[0] if why.strip() else "no reason given"
    return ModelUnavailable(
        Message(f"model {name!r} is not on disk and could not be fetched: {first_line}",
                f"模型 {name!r} 不在本机，也无法下载：{first_line}"),
        Message("give a folder that holds a sentence-transformers model, or use the model that needs no download: --model bundled",
                "请给出 sentence-transformers 模型的文件夹，或使用无需下载的内置模型：--model bundled"),
    )  # fmt: skip
