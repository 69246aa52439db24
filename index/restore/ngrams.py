"""How likely a stretch of Chinese is: an interpolated trigram model of characters, the judge of what a slip hid.

    P(c | a b) = 0.5 n(abc) / n(ab) + 0.3 n(bc) / n(b) + 0.2 n(c) / N + 2^-26

where n(bc) / n(b) stands in for the first term too when ab was not seen (Jelinek & Mercer 1980). The weights are round
ones near the least bits a character on 300 news articles, where the minimum is flat; Kneser-Ney did no better.
Traditional and Simplified forms are one character here, all digits are one, all Latin letters are one, and ASCII
punctuation is its fullwidth form. `training/ngrams.py` counts and writes `ngrams.npz`; counts are kept as 8 log2(n).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

MODEL = Path(__file__).parent / "ngrams.npz"
BITS = 13
"""Of an id: a key of two or three ids is these bits side by side."""
UNKNOWN = 0
_STEP = 8  # of the logarithm a stored count is in: a 1/8 of a power of two
_BY_TWO, _BY_ONE, _ALONE, _FLOOR = 0.5, 0.3, 0.2, 2.0**-26
_OF_PAGE = 0.1
"""Share of the page's own counts in a probability (0 to 0.3 tried on news: 0.1 to 0.2 mend most)."""

Ids = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class NgramModel:
    """``ids[code point]`` is a character's id (0: unknown); counts by id, by pair, by triple of ids.

    ``pairs`` are sorted ``a << 13 | b``; ``triples`` sorted ``place of ab in pairs << 13 | c``. Both end with a key that
    nothing has, so that a search never falls off. ``total``: of the counts by id.
    """

    ids: NDArray[np.uint16]
    singles: Floats
    pairs: Ids
    pair_counts: Floats
    triples: Ids
    triple_counts: Floats
    total: float

    def ids_of(self, points: NDArray[np.uint32]) -> Ids:
        """The ids of code points, in the same shape."""
        return np.asarray(self.ids[np.minimum(points, len(self.ids) - 1)], dtype=np.int64)

    def surprise(self, rows: Ids, page: PageCounts | None = None) -> Floats:
        """Bits by character: ``-log2 P`` of each but the first two of each row, ``float64 (n, length - 2)``.

        ``page``: what the page at hand itself says, names above all, which counts for a share.
        """
        columns = np.ascontiguousarray(rows.T)  # neighbours in memory are then neighbours in the tables, mostly
        keys = columns[:-1] << BITS | columns[1:]
        place = self.pairs.searchsorted(keys)
        pairs = self.pair_counts[place] * (self.pairs[place] == keys)
        third = columns[2:]
        triples = _counted(self.triples, self.triple_counts, place[:-1] << BITS | third)
        by_one = pairs[1:] / self.singles[columns[1:-1]]
        history = pairs[:-1]
        by_two = np.where(history > 0, triples / np.maximum(history, 1), by_one)
        likely = _BY_TWO * by_two + _BY_ONE * by_one + (_ALONE / self.total) * self.singles[third]
        if page is not None:
            likely = (1 - _OF_PAGE) * likely + _OF_PAGE * page.likely(columns, keys)
        return np.asarray(-np.log2(likely * (third != UNKNOWN) + _FLOOR)).T

    def knows(self, pair: str) -> bool:
        """Whether two characters were seen beside each other."""
        first, second = self.ids_of(code_points(pair))
        key = first << BITS | second
        return bool(first and second and self.pairs[self.pairs.searchsorted(key)] == key)


@dataclass(frozen=True, slots=True)
class PageCounts:
    """How often each id, each pair and each triple of ids (as sorted keys) stands in one page."""

    singles: Floats
    pairs: Ids
    pair_counts: Floats
    triples: Ids
    triple_counts: Floats

    @classmethod
    def of(cls, ids: Ids) -> PageCounts:
        """Of a page of at least three characters."""
        pairs = ids[:-1] << BITS | ids[1:]
        known = (ids[:-1] != UNKNOWN) & (ids[1:] != UNKNOWN)
        triples = (pairs[:-1] << BITS | ids[2:])[known[:-1] & known[1:]]
        singles = np.bincount(ids, minlength=1 << BITS).astype(np.float64)
        return cls(singles, *_tallied(pairs[known]), *_tallied(triples))

    def likely(self, columns: Ids, keys: Ids) -> Floats:
        """Half of n(abc) / n(ab) and half of n(bc) / n(b), each with one more in the denominator, for each character but
        the first two of each column; ``keys``: those of the columns' pairs."""
        pairs = _counted(self.pairs, self.pair_counts, keys)
        triples = _counted(self.triples, self.triple_counts, keys[:-1] << BITS | columns[2:])
        return np.asarray(0.5 * triples / (pairs[:-1] + 1) + 0.5 * pairs[1:] / (self.singles[columns[1:-1]] + 1))


def _counted(keys: Ids, counts: Floats, wanted: Ids) -> Floats:
    """The counts of ``wanted`` keys, 0 for those that don't stand in ``keys`` (sorted, with an end mark)."""
    place = keys.searchsorted(wanted)
    return np.asarray(counts[place] * (keys[place] == wanted))


_END = np.int64(1) << 62  # greater than any key


def _tallied(keys: Ids) -> tuple[Ids, Floats]:
    """The distinct keys, sorted, and how often each stands among ``keys``; an end mark behind."""
    ordered = np.append(keys, _END)
    ordered.sort()
    first = np.flatnonzero(np.diff(ordered, prepend=-1))
    counts = np.diff(first, append=len(ordered)).astype(np.float64)
    counts[-1] = 0.0
    return ordered[first], counts


def code_points(text: str) -> NDArray[np.uint32]:
    """``uint32 (len(text),)``"""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


@cache
def load_ngrams() -> NgramModel:
    """The model that ships, read when first needed."""
    with np.load(MODEL, allow_pickle=False) as file:
        pairs, triples = (np.append(_joined(file[name]), _END) for name in ("pairs", "triples"))
        pair_counts, triple_counts = (np.append(_counts(file[name]), 0.0) for name in ("pair_counts", "triple_counts"))
        singles = _counts(file["singles"])
        total = float(singles.sum())
        singles[UNKNOWN] = 1.0  # nothing is known of what follows it, and nothing is divided by 0
        return NgramModel(file["ids"], singles, pairs, pair_counts, triples, triple_counts, total)


def save_ngrams(path: Path, model: NgramModel) -> None:
    """Write what :func:`load_ngrams` reads: keys as differences, byte by byte, which deflate well."""
    np.savez_compressed(
        path, ids=model.ids, singles=_stored(model.singles), pairs=_split(model.pairs),
        pair_counts=_stored(model.pair_counts), triples=_split(model.triples), triple_counts=_stored(model.triple_counts),
    )  # fmt: skip


def _split(keys: Ids) -> NDArray[np.uint8]:
    """Sorted keys as ``uint8 (4, n)``: the bytes of their differences, lowest first."""
    differences = np.diff(keys, prepend=0)
    if (differences < 0).any() or (differences >= 2**32).any():
        raise ValueError("keys must be sorted, and less than 2 ** 32 apart")
    return np.ascontiguousarray(differences.astype("<u4").view(np.uint8).reshape(-1, 4).T)


def _joined(planes: NDArray[np.uint8]) -> Ids:
    return np.cumsum(np.ascontiguousarray(planes.T).view("<u4")[:, 0], dtype=np.int64)


def _stored(counts: NDArray[np.float64]) -> NDArray[np.uint8]:
    """0 for 0, else 1 + 8 log2(n)."""
    return np.where(counts > 0, 1 + np.round(_STEP * np.log2(np.maximum(counts, 1))), 0).astype(np.uint8)


def _counts(stored: NDArray[np.uint8]) -> NDArray[np.float64]:
    return np.where(stored > 0, np.exp2((stored.astype(np.float64) - 1) / _STEP), 0.0)
