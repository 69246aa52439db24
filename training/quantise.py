"""float32 vectors -> 4 bits a number (`index/encoders/nibbles.py`), and the folder that ships."""

from __future__ import annotations

import hashlib
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.encoders.nibbles import LEVELS, pack, unpack
from index.encoders.segment import PIECES, STARTS, pack_pieces

__all__ = ["Quantised", "quantise", "write_folder", "write_pieces"]

_SAMPLE = 2_000_000
_ROUNDS = 30


@dataclass(frozen=True, slots=True)
class Quantised:
    """A table in 4 bits a number: ``packed`` uint8 (tokens, dim / 2), ``scales`` float32 (tokens,), ``levels`` float32 (16,)."""

    packed: NDArray[np.uint8]
    scales: NDArray[np.float32]
    levels: NDArray[np.float32]

    def restored(self) -> NDArray[np.float32]:
        """float32 (tokens, dim): what the product computes with."""
        return unpack(self.packed, self.scales, self.levels)


def quantise(vectors: NDArray[np.float32]) -> Quantised:
    """float32 (tokens, dim) -> 4 bits a number; a zero row has scale 0.

    The levels are those of least squared error for the rows' numbers, each row divided by its root mean square (J. Max,
    "Quantizing for minimum distortion", 1960; S. Lloyd, 1982, https://doi.org/10.1109/TIT.1982.1056489), the scales the
    least squares ones for the levels taken.
    """
    size = np.sqrt(np.square(vectors).mean(axis=1, keepdims=True))
    numbers = vectors / np.where(size > 0, size, 1.0)
    levels = _levels(np.random.default_rng(0).choice(numbers[size[:, 0] > 0].ravel(), _SAMPLE))
    taken = np.searchsorted((levels[1:] + levels[:-1]) / 2, numbers.ravel()).reshape(vectors.shape)
    rows = levels[taken]
    scales = (rows * vectors).sum(axis=1) / np.square(rows).sum(axis=1)  # 0 for a zero row
    return Quantised(pack(taken.astype(np.uint8)), scales.astype(np.float32), levels)


def _levels(sample: NDArray[np.float32]) -> NDArray[np.float32]:
    """Lloyd's iteration: each level becomes the mean of the numbers that are nearest to it; float32 (16,), ascending."""
    levels = np.quantile(sample, (np.arange(LEVELS) + 0.5) / LEVELS)
    for _ in range(_ROUNDS):
        nearest = np.searchsorted((levels[1:] + levels[:-1]) / 2, sample)
        count = np.bincount(nearest, minlength=LEVELS)
        levels = np.where(count > 0, np.bincount(nearest, sample, LEVELS) / np.maximum(count, 1), levels)
    return levels.astype(np.float32)


def write_folder(out: Path, tokenizer: Tokenizer, vectors: NDArray[np.float32], facts: dict[str, Any]) -> None:
    """The model's files into ``out``: tokenizer.json, the segmenter's two, the table's three and config.json.

    Each file is renamed into place, config last. Raises ValueError for a piece that :func:`pack_pieces` can't hold.
    """
    out.mkdir(parents=True, exist_ok=True)
    table = quantise(vectors)
    with tempfile.TemporaryDirectory(dir=out.parent) as name:
        fresh = Path(name)
        tokenizer.save(str(fresh / "tokenizer.json"), pretty=False)
        write_pieces(fresh)
        np.save(fresh / "vectors.npy", table.packed)
        np.save(fresh / "scales.npy", table.scales)
        np.save(fresh / "levels.npy", table.levels)
        files = ("tokenizer.json", PIECES, STARTS, "vectors.npy", "scales.npy", "levels.npy")
        digests = {file: hashlib.sha256((fresh / file).read_bytes()).hexdigest() for file in files}
        config = {**facts, "dim": vectors.shape[1], "vocabulary": vectors.shape[0], "sha256": digests}
        text = json.dumps(config, ensure_ascii=False, indent=2) + "\n"
        (fresh / "config.json").write_text(text, encoding="utf-8")
        for file in (*files, "config.json"):
            (fresh / file).replace(out / file)


def write_pieces(folder: Path) -> None:
    """PIECES and STARTS from the folder's tokenizer.json, with the scores that the library reads there."""
    read = Tokenizer.from_file(str(folder / "tokenizer.json"))
    lines, starts = pack_pieces([(piece, score) for piece, score in json.loads(read.to_str())["model"]["vocab"]])
    (folder / PIECES).write_bytes(lines)
    np.save(folder / STARTS, starts)
