"""The lexical leg: BM25 in Lucene's form over `terms.py`, with scores that say how much of a question was met.

score(q, d) = sum over terms t of q:  idf(t) * tf / (tf + k1 * (1 - b + b * |d| / avg|d|))
idf(t) = ln(1 + (N - df + 0.5) / (df + 0.5))                 https://doi.org/10.1561/1500000019

A term's second factor stays under 1, so `reach(q) = sum idf(t)` is more than any document can score; dividing by it
gives the share of the question's information that the document holds. Dividing by the best score found would make a
hopeless best look perfect.

bm25s computes every (term, document) score when the index is built. Asking only adds up the columns of the question's
terms, so it reads the arrays itself: importing bm25s costs a quarter of a second, a third of a cold question.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .terms import is_latin, terms_of

_VOCABULARY = "vocabulary.json"
_ARRAYS = ("starts.npy", "documents.npy", "scores.npy", "latin.npy")


class LexicalIndex:
    """BM25 scores by column: those of term ``n`` are ``scores[starts[n]:starts[n + 1]]``, of ``documents[...]``.

    Document numbers are the passages' ordinals. ``latin``: which of them are in a Latin script, ``bool (size,)``.
    """

    def __init__(
        self,
        size: int,
        vocabulary: dict[str, int],
        starts: NDArray[np.int64],
        documents: NDArray[np.int32],
        scores: NDArray[np.float32],
        latin: NDArray[np.bool_],
    ) -> None:
        self._size = size
        self._vocabulary = vocabulary
        self._starts = starts
        self._documents = documents
        self._scores = scores
        self.latin = latin

    @classmethod
    def from_texts(cls, texts: Iterable[str], k1: float = 1.2, b: float = 0.75) -> LexicalIndex:
        """Index ``texts`` in memory; a text without terms is found by no question."""
        import bm25s

        vocabulary: dict[str, int] = {}
        read = [(terms_of(text), is_latin(text)) for text in texts]
        ids = [[vocabulary.setdefault(term, len(vocabulary)) for term in terms] for terms, _ in read]
        latin = np.array([of_text for _, of_text in read], dtype=np.bool_)
        if not vocabulary:
            none = np.zeros(0)
            return cls(len(ids), {}, np.zeros(1, np.int64), none.astype(np.int32), none.astype(np.float32), latin)
        bm25 = bm25s.BM25(method="lucene", k1=k1, b=b, backend="numpy")
        bm25.index((ids, vocabulary), create_empty_token=False, show_progress=False)
        columns = bm25.scores
        return cls(
            len(ids),
            vocabulary,
            np.asarray(columns["indptr"], dtype=np.int64),
            np.asarray(columns["indices"], dtype=np.int32),
            np.asarray(columns["data"], dtype=np.float32),
            latin,
        )

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Map the arrays of ``folder`` into memory."""
        header = json.loads((folder / _VOCABULARY).read_text(encoding="utf-8"))
        vocabulary = {term: number for number, term in enumerate(header["terms"])}
        arrays = [np.load(folder / name, mmap_mode="r", allow_pickle=False).view(np.ndarray) for name in _ARRAYS]
        return cls(header["documents"], vocabulary, *arrays)

    def save(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        header = {"documents": self._size, "terms": list(self._vocabulary)}
        (folder / _VOCABULARY).write_text(json.dumps(header, ensure_ascii=False), encoding="utf-8")
        arrays: tuple[NDArray[np.generic], ...] = (self._starts, self._documents, self._scores, self.latin)
        for name, array in zip(_ARRAYS, arrays, strict=True):
            np.save(folder / name, array, allow_pickle=False)

    def __len__(self) -> int:
        return self._size

    def idf(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """The idf of each term, ``float32 (len(terms),)``; of an unseen one that of ``df = 0``."""
        frequency = np.array([end - start for start, end in map(self._column, terms)], dtype=np.float64)
        return np.log1p((self._size - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)

    def holding(self, terms: Iterable[str]) -> NDArray[np.int64]:
        """The ordinals, ascending, of the passages that hold every one of the terms; all passages for no term."""
        held = np.arange(self._size)
        for start, end in map(self._column, frozenset(terms)):
            held = np.intersect1d(held, self._documents[start:end], assume_unique=True)
        return held

    def scores(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """The share, 0 to 1, of the question's information that each passage holds: ``float32 (n,)``.

        ``terms`` are the question's, repeated as they stand in it. All zero when none is known.
        """
        shares = np.zeros(self._size, dtype=np.float32)
        if terms:
            for start, end in map(self._column, terms):
                shares[self._documents[start:end]] += self._scores[start:end]  # a document stands once in a column
            shares /= self.idf(terms).sum()
        return shares

    def _column(self, term: str) -> tuple[int, int]:
        """Where the term's column starts and ends; empty for an unseen term."""
        number = self._vocabulary.get(term)
        return (0, 0) if number is None else (int(self._starts[number]), int(self._starts[number + 1]))
