"""The bundled model: what holds of it, whichever weights it has."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import tokenizers

from index.encoders import TokenEncoder, load_encoder
from index.encoders.bundled import FEW, FOLDER, BundledEncoder
from index.encoders.segment import PIECES, STARTS, Segmenter

TEXTS = [
    "普陀区生命健康产业专项政策3.0版支持什么?",
    "",
    "What does Putuo's policy 3.0 support?",
    "长宁区召开座谈会。" * 40,
    " \n",
    "a",
]
LONG = "长宁区召开座谈会,听取企业意见。Policy 3.0." * 100
MUCH = [LONG] * (FEW // len(LONG) + 1)
"""More than the segmenter does."""


@pytest.fixture(scope="module")
def bundled() -> BundledEncoder:
    return BundledEncoder()


def test_shape_dtype_and_unit_rows(bundled: BundledEncoder) -> None:
    vectors = bundled.encode_passages(TEXTS)
    assert vectors.shape == (len(TEXTS), bundled.dimensions)
    assert vectors.dtype == np.float32
    assert vectors.flags["C_CONTIGUOUS"]
    norms = np.linalg.norm(vectors, axis=1)
    assert norms == pytest.approx([float(bool(text.strip())) for text in TEXTS], abs=1e-5)


@pytest.mark.parametrize("texts", [[], [""], ["", ""]])
def test_texts_of_nothing_give_zero_rows(bundled: BundledEncoder, texts: list[str]) -> None:
    assert bundled.encode_queries(texts).tolist() == [[0.0] * bundled.dimensions] * len(texts)
    assert bundled.encode_queries(texts).shape == (len(texts), bundled.dimensions)


def test_a_batch_is_each_text_by_itself(bundled: BundledEncoder) -> None:
    many = TEXTS * 100  # more than are tokenised at a time
    alone = np.vstack([bundled.encode_passages([text]) for text in TEXTS])
    assert bundled.encode_passages(many) == pytest.approx(np.tile(alone, (100, 1)), abs=1e-6)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("生命健康產業專項政策３．０版", "生命健康产业专项政策3.0版"),
        ("聚焦細分產業鏈、供需協同攻關", "聚焦细分产业链、供需协同攻关"),
        ("GMP Standards", "gmp standards"),
        ("软件产业三十条", "软件产业30条"),
        ("二〇二四年十一月二十二日", "2024-11-22"),
    ],
)
def test_scripts_widths_and_cases_are_one(bundled: BundledEncoder, one: str, other: str) -> None:
    assert bundled.encode_queries([one]).tolist() == bundled.encode_passages([other]).tolist()


def test_a_question_may_name_a_district_in_pinyin(bundled: BundledEncoder) -> None:
    named = bundled.encode_passages(["what does 普陀 support?"])
    assert bundled.encode_queries(["What does Putuo District support?"]).tolist() == named.tolist()
    assert bundled.encode_passages(["What does Putuo District support?"]).tolist() != named.tolist()


def test_it_is_the_default_and_knows_tokens(bundled: BundledEncoder) -> None:
    assert isinstance(bundled, TokenEncoder)
    assert (load_encoder().name, load_encoder().fingerprint) == ("bundled", bundled.fingerprint)


def test_a_text_is_the_mean_of_its_tokens(bundled: BundledEncoder) -> None:
    (ids,) = bundled.token_ids(["普陀区的政策支持企业"])
    lengths = np.sqrt(bundled.token_weights(ids))[:, None]
    mean = (bundled.token_vectors(ids) * lengths).mean(axis=0)
    assert bundled.encode_passages(["普陀区的政策支持企业"])[0] == pytest.approx(mean / np.linalg.norm(mean), abs=1e-5)


def test_tokens(bundled: BundledEncoder) -> None:
    ids = bundled.token_ids(TEXTS)
    assert [len(text) > 0 for text in ids] == [bool(text.strip()) for text in TEXTS]
    assert all(text.dtype == np.int32 for text in ids)
    for text in ids:
        assert bundled.token_vectors(text).shape == (len(text), bundled.dimensions)
        assert bundled.token_weights(text).shape == (len(text),)
        assert (bundled.token_weights(text) >= 0).all()


def test_a_long_text_is_not_cut_off(bundled: BundledEncoder) -> None:
    (once,), (often,) = bundled.token_ids(["普陀区。"]), bundled.token_ids(["普陀区。" * 2000])
    assert len(often) >= 2000
    assert len(once) < 20


def test_what_belongs_together_lies_nearer(bundled: BundledEncoder) -> None:
    question, answer, other = bundled.encode_queries(["生物医药产业政策", "支持医药企业的产业政策", "红烧肉怎么做"])
    assert question @ answer > question @ other


def test_many_threads_may_encode(bundled: BundledEncoder) -> None:
    expected = bundled.encode_passages(TEXTS).tolist()
    with ThreadPoolExecutor(4) as pool:
        assert all(got.tolist() == expected for got in pool.map(bundled.encode_passages, [TEXTS] * 16))


def test_much_text_has_the_same_tokens_as_few() -> None:
    fresh = BundledEncoder()
    few = [fresh.token_ids([text])[0].tolist() for text in (*TEXTS, LONG)]
    many = [ids.tolist() for ids in fresh.token_ids([*TEXTS, *MUCH])]
    assert many == [*few, *few[-1:] * (len(MUCH) - 1)]


def test_a_question_needs_no_library(tmp_path: Path) -> None:
    for file in ("config.json", PIECES, STARTS, "vectors.npy", "scales.npy", "levels.npy"):
        (tmp_path / file).symlink_to(FOLDER / file)
    encoder = BundledEncoder(tmp_path)
    assert encoder.encode_queries(TEXTS).tolist() == BundledEncoder().encode_queries(TEXTS).tolist()
    with pytest.raises(Exception, match="No such file"):  # tokenizers raises nothing narrower
        encoder.token_ids(MUCH)


def test_the_library_once_loaded_does_it_all(monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = BundledEncoder()
    expected = [ids.tolist() for ids in encoder.token_ids(TEXTS)]
    encoder.token_ids(MUCH)
    monkeypatch.delattr(Segmenter, "ids")
    assert [ids.tolist() for ids in encoder.token_ids(TEXTS)] == expected


def test_many_threads_load_the_library_once(monkeypatch: pytest.MonkeyPatch) -> None:
    loads = []

    class Slow:
        @staticmethod
        def from_file(path: str) -> tokenizers.Tokenizer:
            loads.append(path)
            time.sleep(0.05)  # long enough for the others to come by
            return original.from_file(path)

    original = tokenizers.Tokenizer
    monkeypatch.setattr(tokenizers, "Tokenizer", Slow)
    encoder = BundledEncoder()
    with ThreadPoolExecutor(4) as pool:
        counts = [sum(map(len, ids)) for ids in pool.map(encoder.token_ids, [MUCH] * 4)]
    assert loads == [str(FOLDER / "tokenizer.json")]
    assert len(set(counts)) == 1


def test_config_has_the_checksum_of_every_file() -> None:
    config = json.loads((FOLDER / "config.json").read_text(encoding="utf-8"))
    files = {path for path in FOLDER.iterdir() if path.name not in ("README.md", "config.json")}
    assert config["sha256"] == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_it_brings_no_torch() -> None:
    code = (
        "import sys; from index.encoders import load_encoder; load_encoder().encode_queries(['普陀'])\n"
        "print([name for name in ('torch', 'transformers', 'sentence_transformers') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
