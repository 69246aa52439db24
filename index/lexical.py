"""The lexical leg: BM25 (bm25s, Lucene's form) over `terms.py`, with scores that say how much of a question was met.

score(q, d) = sum over terms t of q:  idf(t) * tf / (tf + k1 * (1 - b + b * |d| / avg|d|))
idf(t) = ln(1 + (N - df + 0.5) / (df + 0.5))                 https://doi.org/10.1561/1500000019

A term's second factor stays under 1, so `reach(q) = sum idf(t)` is more than any document can score; dividing by it
gives the share of the question's information that the document holds. Dividing by the best score found would make a
hopeless best look perfect.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .terms import terms_of


class LexicalIndex:
    """BM25 scores of every passage's terms, by column. Document numbers are the passages' ordinals."""

    def __init__(self, bm25: Any, documents: int) -> None:
        self._bm25 = bm25
        self._documents = documents

    @classmethod
    def from_texts(cls, texts: Iterable[str], k1: float = 1.2, b: float = 0.75) -> LexicalIndex:
        import bm25s

        vocabulary: dict[str, int] = {}
        ids = [[vocabulary.setdefault(term, len(vocabulary)) for term in terms_of(text)] for text in texts]
        if not vocabulary:
            vocabulary[""], ids = 0, [[0], *ids[1:]]  # bm25s needs one entry; no question holds this term
        bm25 = bm25s.BM25(method="lucene", k1=k1, b=b, backend="numpy")
        bm25.index((ids, vocabulary), create_empty_token=False, show_progress=False)
        return cls(bm25, len(ids))

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Map the arrays of ``folder`` into memory."""
        import bm25s

        documents = json.loads((folder / "documents.json").read_text(encoding="utf-8"))
        return cls(bm25s.BM25.load(folder, mmap=True, show_progress=False), documents)

    def save(self, folder: Path) -> None:
        self._bm25.save(folder, show_progress=False)
        (folder / "documents.json").write_text(json.dumps(self._documents), encoding="utf-8")

    def __len__(self) -> int:
        return self._documents

    def idf(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """The idf of each term, ``float32 (len(terms),)``; of an unseen one that of ``df = 0``."""
        frequency = np.array([self._document_frequency(term) for term in terms], dtype=np.float64)
        return np.log1p((len(self) - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)

    def known(self, terms: Sequence[str]) -> NDArray[np.bool_]:
        """Which of the terms stand in any passage."""
        return np.array([self._document_frequency(term) > 0 for term in terms], dtype=bool)

    def _document_frequency(self, term: str) -> int:
        number = self._bm25.vocab_dict.get(term)
        if number is None or term == "":
            return 0
        starts = self._bm25.scores["indptr"]
        return int(starts[number + 1] - starts[number])

    def scores(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """The share, 0 to 1, of the question's information that each passage holds: ``float32 (n,)``.

        ``terms`` are the question's, repeated as they stand in it. All zero when none is known.
        """
        reach = float(self.idf(terms).sum()) if terms else 0.0
        counted = Counter(term for term in terms if self._document_frequency(term) > 0)
        if not counted or reach == 0.0:
            return np.zeros(len(self), dtype=np.float32)
        numbers = [self._bm25.vocab_dict[term] for term, count in counted.items() for _ in range(count)]
        return np.asarray(self._bm25.get_scores_from_ids(numbers) / np.float32(reach), dtype=np.float32)
