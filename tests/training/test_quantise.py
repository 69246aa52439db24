"""float32 -> 4 bits with a scale a row, and back."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Regex, Tokenizer, models, pre_tokenizers

from index.encoders.bundled import FEW, BundledEncoder
from index.encoders.nibbles import unpack
from training.quantise import quantise, write_folder


def test_sixteen_levels_for_normal_numbers_are_as_good_as_max_found() -> None:
    """J. Max, 1960, table I: a mean squared error of 0.009497 of the variance; equal steps leave 0.01154."""
    vectors = np.random.default_rng(7).normal(size=(4000, 64)).astype(np.float32) * np.linspace(0.1, 3, 4000)[:, None]
    table = quantise(vectors.astype(np.float32))
    assert (table.packed.dtype, table.packed.shape) == (np.uint8, (4000, 32))
    assert (table.scales.dtype, table.levels.dtype, table.levels.shape) == (np.float32, np.float32, (16,))
    error = np.square(table.restored() - vectors).sum() / np.square(vectors).sum()
    assert error == pytest.approx(0.009497, rel=0.05)


def test_no_level_is_nearer_than_the_one_taken() -> None:
    vectors = np.random.default_rng(7).normal(size=(50, 16)).astype(np.float32)
    table = quantise(vectors)
    size = np.sqrt(np.square(vectors).mean(axis=1, keepdims=True))
    taken = unpack(table.packed, np.ones(50, np.float32), table.levels)
    nearest = np.abs(vectors[:, :, None] / size[:, :, None] - table.levels).min(axis=2)
    assert np.abs(vectors / size - taken) == pytest.approx(nearest, abs=1e-6)


def test_a_zero_row_stays_zero() -> None:
    restored = quantise(np.array([[0, 0, 0, 0], [1, -1, 2, -2]], dtype=np.float32)).restored()
    assert restored[0].tolist() == [0, 0, 0, 0]
    assert restored[1].tolist() == pytest.approx([1, -1, 2, -2], rel=1e-3)


def han(pieces: list[tuple[str, float]]) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=0, byte_fallback=False))
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(r"\p{Han}+"), "removed", invert=True)
    return tokenizer


def test_a_folder_is_whole(tmp_path: Path) -> None:
    tokenizer = han([("<unk>", -20.123456789012345), ("政策", -2.5), ("政", -9.25), ("策", -9.0), ("普陀", -8 / 3)])
    write_folder(tmp_path / "model", tokenizer, np.eye(5, 8, dtype=np.float32), {"name": "small"})
    config = json.loads((tmp_path / "model" / "config.json").read_text(encoding="utf-8"))
    assert (config["name"], config["dim"], config["vocabulary"]) == ("small", 8, 5)
    others = {path for path in (tmp_path / "model").iterdir() if path.name != "config.json"}
    assert config["sha256"] == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in others}
    (ids,) = BundledEncoder(tmp_path / "model").token_ids(["政策政普陀区"])
    assert ids.tolist() == tokenizer.encode("政策政普陀区").ids == [1, 2, 4, 0]
    assert BundledEncoder(tmp_path / "model").token_ids(["政策"] * FEW)[-1].tolist() == [1]


def test_a_piece_of_two_lines_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="line break"):
        write_folder(tmp_path / "model", han([("<unk>", -2.0), ("政\n策", -1.0)]), np.eye(2, dtype=np.float32), {})
    assert list((tmp_path / "model").iterdir()) == []
