"""Folded text -> the bundled model's token ids, without the tokenizers library: a question needs a few dozen pieces.

The library builds its trie of all 100 000 pieces before its first id. Here the vocabulary lies on disk as a hash table,
and only the pieces that are asked for are read. The ids are the library's, made in its three steps:

1. normalizer: ``▁`` before each run of Latin letters;
2. pre-tokenizer: runs of Latin letters, of digits, of Han; any other character alone; blanks drop out;
3. model: the segmentation of each run with the highest sum of scores (Viterbi; of equal ones, that whose last piece
   begins first); a character that is no piece scores ``min(scores) - 10``; neighbouring unknowns are one ``<unk>``.
   ``encode_optimized`` of https://github.com/huggingface/tokenizers/blob/main/tokenizers/src/models/unigram/model.rs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, groupby
from math import inf
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

PIECES, STARTS = "pieces.tsv", "piece_starts.npy"
_UNKNOWN = 0  # the id of <unk>
_MARK = "▁"
_PENALTY = 10.0
_BLANK = r"\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""Oniguruma's ``\\s`` (White_Space); Python's also has U+001C to U+001F."""
_HAN = (
    r"\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufa6d\ufa70-\ufad9\U00016fe2-\U00016fe3\U00016ff0-\U00016ff1\U00020000-\U0002a6df"
    r"\U0002a700-\U0002b739\U0002b740-\U0002b81d\U0002b820-\U0002cea1\U0002ceb0-\U0002ebe0"
    r"\U0002ebf0-\U0002ee5d\U0002f800-\U0002fa1d\U00030000-\U0003134a\U00031350-\U000323af"
)
"""Oniguruma's ``\\p{Han}``: Script=Han of Unicode 15.1 and 16.0, https://www.unicode.org/Public/16.0.0/ucd/Scripts.txt.
The tests compare both classes with tokenizers 0.23's over all code points."""

_LATIN_BEGINS = re.compile("(?<![a-z])(?=[a-z])")
_RUN = re.compile(f"{_MARK}?[a-z]+|[0-9]+|[{_HAN}]+|[^{_BLANK}]")
_KEPT = 1 << 12
"""Runs whose ids are remembered, a few answers' worth: five of six runs of an article are punctuation or come again."""

_FOUND = 1 << 14
"""Pieces that are remembered, found or not: neighbouring runs try the same ones."""


def runs_of(folded: str) -> list[str]:
    """The runs that are segmented each by itself (steps 1 and 2); ``[]`` for a text of blanks."""
    return _RUN.findall(_LATIN_BEGINS.sub(_MARK, folded))


def pack_pieces(pieces: Sequence[tuple[str, float]]) -> tuple[bytes, NDArray[np.uint32]]:
    """The hash table of a vocabulary ((piece, score <= 0), ``<unk>`` first): what stands in PIECES and in STARTS.

    PIECES begins with a line of the longest piece's number of bytes and the lowest score. Then come n lines of piece,
    id and score, in n buckets: those whose CRC-32 is h modulo n stand from byte ``starts[h]`` up to ``starts[h + 1]``;
    starts is ``uint32 (n + 1,)``. Raises ValueError for a piece that would break its line.
    """
    rows: list[list[bytes]] = [[] for _ in pieces]
    for number, (piece, score) in enumerate(pieces):
        if re.search(r"[\t\r\n]", piece):
            raise ValueError(f"piece {number}, {piece!r}, holds a tab or a line break")
        name = piece.encode()
        rows[crc32(name) % len(pieces)].append(b"%b\t%d\t%b\n" % (name, number, repr(float(score)).encode()))
    longest = max(len(piece.encode()) for piece, _ in pieces)  # <unk> alone is longer than any character
    head = f"{longest}\t{float(min(score for _, score in pieces))!r}\n".encode()
    buckets = [b"".join(bucket) for bucket in rows]
    return head + b"".join(buckets), np.array([*accumulate(map(len, buckets), initial=len(head))], dtype=np.uint32)


class Segmenter:
    """Reads what :func:`pack_pieces` made. Thread-safe: nothing but a cache changes after the start."""

    def __init__(self, folder: Path) -> None:
        self._lines = (folder / PIECES).read_bytes()
        self._starts = memoryview(np.load(folder / STARTS, allow_pickle=False))  # gives ints, faster than an array
        self._buckets = len(self._starts) - 1
        longest, least = self._lines[: self._starts[0]].split(b"\t")
        self._longest = int(longest)
        self._unknown = (_UNKNOWN, float(least) - _PENALTY)
        self._segment = lru_cache(_KEPT)(self._best)
        self._find = lru_cache(_FOUND)(self._read)

    def ids(self, folded: str) -> list[int]:
        """The token ids of a folded text; ``[]`` for blanks. Raises UnicodeEncodeError at a lone surrogate."""
        return [token for run in runs_of(folded) for token in self._segment(run)[0]]

    def score(self, folded: str) -> float:
        """The natural logarithm of how likely the words of a folded text are, each by itself; 0 for blanks."""
        return sum(self._segment(run)[1] for run in runs_of(folded))

    def _best(self, run: str) -> tuple[tuple[int, ...], float]:
        """The ids of the best segmentation of a run and its score: ``best[end]`` is the highest sum of scores of what stands before
        its character ``end``, ``before[end]`` where the last piece of that begins, ``ids[end]`` that piece."""
        text = run.encode()
        bounds = [0, *accumulate(len(character.encode()) for character in run)]
        best, before, ids = [0.0] + [-inf] * len(run), [0] * len(bounds), [_UNKNOWN] * len(bounds)
        for first in range(len(run)):
            for end in range(first + 1, len(bounds)):
                piece = text[bounds[first] : bounds[end]]
                if len(piece) > self._longest:
                    break
                found = self._find(piece) or (self._unknown if end == first + 1 else None)
                if found and (total := found[1] + best[first]) > best[end]:
                    best[end], before[end], ids[end] = total, first, found[0]
        path, end = [], len(run)
        while end:
            path.append(ids[end])
            end = before[end]
        return tuple(_fused(path[::-1])), best[-1]

    def _read(self, piece: bytes) -> tuple[int, float] | None:
        """Its id and score; None: no piece."""
        bucket = crc32(piece) % self._buckets
        lines = self._lines[self._starts[bucket] : self._starts[bucket + 1]]
        if piece not in lines:  # the quick way out: most are no pieces
            return None
        for line in lines.splitlines():
            name, number, score = line.split(b"\t")
            if name == piece:
                return int(number), float(score)
        return None


def _fused(path: list[int]) -> Iterator[int]:
    """Neighbouring unknowns as one."""
    for number, same in groupby(path):
        yield from [_UNKNOWN] if number == _UNKNOWN else same
