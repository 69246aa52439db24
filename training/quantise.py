"""float32 vectors -> int8 with one float32 scale a row, and the folder that ships."""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

__all__ = ["quantise", "restore", "write_folder"]


def quantise(vectors: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """(int8 (tokens, dim), scales float32 (tokens,)): the row's largest value becomes 127; a zero row has scale 0."""
    scales = (np.abs(vectors).max(axis=1) / 127.0).astype(np.float32)
    divisor = np.where(scales > 0, scales, 1.0)
    return np.rint(vectors / divisor[:, None]).astype(np.int8), scales


def restore(whole: NDArray[np.int8], scales: NDArray[np.float32]) -> NDArray[np.float32]:
    """float32 (tokens, dim): what the product computes with."""
    return whole.astype(np.float32) * scales[:, None]


def write_folder(out: Path, tokenizer: Tokenizer, vectors: NDArray[np.float32], facts: dict[str, Any]) -> None:
    """tokenizer.json, vectors.npy, scales.npy and config.json into ``out``, each renamed into place, config last."""
    out.mkdir(parents=True, exist_ok=True)
    whole, scales = quantise(vectors)
    with tempfile.TemporaryDirectory(dir=out.parent) as name:
        fresh = Path(name)
        tokenizer.save(str(fresh / "tokenizer.json"), pretty=False)
        np.save(fresh / "vectors.npy", np.ascontiguousarray(whole))
        np.save(fresh / "scales.npy", scales)
        files = ("tokenizer.json", "vectors.npy", "scales.npy")
        digests = {file: hashlib.sha256((fresh / file).read_bytes()).hexdigest() for file in files}
        config = {**facts, "dim": vectors.shape[1], "vocabulary": vectors.shape[0], "sha256": digests}
        text = json.dumps(config, ensure_ascii=False, indent=2) + "\n"
        (fresh / "config.json").write_text(text, encoding="utf-8")
        for file in (*files, "config.json"):
            (fresh / file).replace(out / file)
