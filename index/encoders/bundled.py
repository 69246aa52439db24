"""The bundled static model: tokens -> rows of one table, their mean, unit length. numpy, no torch;
and the tokenizers library only where there is much to tokenise.

The same computation as sentence-transformers' ``StaticEmbedding`` and ``Normalize`` (which `wenju models export`
writes), on text in normal form. The table has 4 bits a number (`nibbles.py`); `training/` makes it.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..districts import with_chinese_names
from ..fold import fold_text
from ..terms import matched
from .base import Vectors, unit_rows
from .nibbles import unpack
from .segment import Segmenter

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FOLDER = Path(__file__).parent / "wenju-static"
_BATCH = 512  # texts tokenised at a time: bounds the memory for their tokens' rows
FEW = 60_000
"""Characters of a call up to which the segmenter takes no longer than the tokenizers library with its loading: on the
repository's articles and questions 4.2 against 1.2 microseconds a character and 0.19 s, even at 50 000 to 70 000."""


class BundledEncoder:
    """A query and a passage are encoded alike, but for a query's districts in pinyin, which get their Chinese names.

    Thread-safe: nothing changes after the start but the tokenizers library's tokenizer, loaded once, under a lock.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        self.name = "bundled"
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.fingerprint = hashlib.sha256(json.dumps(config, sort_keys=True).encode()).hexdigest()[:16]
        self._segmenter = Segmenter(folder)
        self._tokenizer_file = folder / "tokenizer.json"
        self._tokenizer: Tokenizer | None = None
        self._loading = threading.Lock()
        self._rows: NDArray[np.uint8] = np.load(folder / "vectors.npy", mmap_mode="r", allow_pickle=False).view(
            np.ndarray
        )
        self._scales: NDArray[np.float32] = np.load(folder / "scales.npy", allow_pickle=False)
        self._levels: NDArray[np.float32] = np.load(folder / "levels.npy", allow_pickle=False)

    @property
    def dimensions(self) -> int:
        return 2 * int(self._rows.shape[1])

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self.encode_passages([with_chinese_names(fold_text(text)) for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self.pool(self.token_ids(texts))

    def pool(self, ids: Sequence[NDArray[np.int32]]) -> Vectors:
        """The unit vector of each text given as token ids."""
        vectors = np.zeros((len(ids), self.dimensions), dtype=np.float32)
        for start in range(0, len(ids), _BATCH):
            batch = ids[start : start + _BATCH]
            distinct, places = np.unique(np.concatenate(batch), return_inverse=True)
            rows, first = self._floats(distinct), 0
            for number, text in enumerate(batch, start=start):  # one text's rows stay in the processor's cache
                rows[places[first : first + len(text)]].sum(axis=0, out=vectors[number])
                first += len(text)
        return unit_rows(vectors)

    def token_ids(self, texts: Sequence[str]) -> list[NDArray[np.int32]]:
        if self._tokenizer is None and sum(map(len, texts)) <= FEW:
            return [np.array(self._segmenter.ids(matched(text)), dtype=np.int32) for text in texts]
        ids: list[NDArray[np.int32]] = []
        tokenizer = self._loaded()
        for start in range(0, len(texts), _BATCH):
            batch = [matched(text) for text in texts[start : start + _BATCH]]
            encodings = tokenizer.encode_batch_fast(batch, add_special_tokens=False)
            ids += [np.array(encoding.ids, dtype=np.int32) for encoding in encodings]
        return ids

    def token_vectors(self, ids: NDArray[np.int32]) -> Vectors:
        return unit_rows(unpack(self._rows[ids], None, self._levels))

    def token_weights(self, ids: NDArray[np.int32]) -> NDArray[np.float32]:
        """The rows' squared norms: training makes the rows of telling tokens long, those of "the" and 的 short."""
        return np.asarray(np.square(self._floats(ids)).sum(axis=1), dtype=np.float32)

    def float_table(self) -> Vectors:
        """The whole table in float32, ``(vocabulary, dimensions)``, token weights included: for export."""
        return unpack(self._rows, self._scales, self._levels)

    def _loaded(self) -> Tokenizer:
        """The library's tokenizer: slow to load, then three times as fast as the segmenter."""
        with self._loading:
            if self._tokenizer is None:
                from tokenizers import Tokenizer  # late: a question does without it

                tokenizer = Tokenizer.from_file(str(self._tokenizer_file))
                tokenizer.no_padding()
                tokenizer.no_truncation()
                self._tokenizer = tokenizer  # last: others use it as soon as it is here
            return self._tokenizer

    def _floats(self, ids: NDArray[np.int32]) -> NDArray[np.float32]:
        return unpack(self._rows[ids], self._scales[ids], self._levels)
