"""BM25's near misses: for each query the passages that share its words and don't answer it.

Batches are filled with queries and their near misses' pairs, so that a batch's own negatives are the hard ones (Xiong et
al., "ANCE", ICLR 2021, https://arxiv.org/abs/2007.00808, with BM25 in place of the model: DPR, Karpukhin et al., EMNLP
2020, https://arxiv.org/abs/2004.04906).
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from training.arrays import Offsets, Ragged

__all__ = ["near_misses"]

_K1, _B = 1.2, 0.75
_MOST_HOLDERS = 400
"""Tokens that more passages hold are left out: they hardly move BM25 and fill the product."""
_BLOCK = 1024


def near_misses(query: Ragged, passage: Ragged, key: Offsets, vocabulary: int, count: int) -> Offsets:
    """For each row the ``count`` rows whose passages score best for its query, int64 (rows, count).

    Passages with the same ``key`` (rows,) as the row's own are none; a row without enough near misses gets itself.
    """
    held = _weights(passage, vocabulary)
    asked = csr_matrix((np.ones(len(query.ids), np.float32), query.ids, query.starts), shape=(len(query), vocabulary))
    found = np.repeat(np.arange(len(query))[:, None], count, axis=1)
    across = held.T.tocsr()
    for start in range(0, len(query), _BLOCK):
        scores = (asked[start : start + _BLOCK] @ across).tocsr()
        for offset in range(scores.shape[0]):
            row = start + offset
            places = scores.indices[scores.indptr[offset] : scores.indptr[offset + 1]]
            values = scores.data[scores.indptr[offset] : scores.indptr[offset + 1]]
            order = places[np.lexsort((places, -values))[: 3 * count]]
            others = order[key[order] != key[row]][:count]
            found[row, : len(others)] = others
    return found


def _weights(passage: Ragged, vocabulary: int) -> csr_matrix:
    """BM25's part of every (passage, token), float32 (passages, vocabulary)."""
    ones = np.ones(len(passage.ids), np.float32)
    counts = csr_matrix(
        (ones, passage.ids, passage.starts), shape=(len(passage), vocabulary), copy=True
    )  # it is sorted
    counts.sum_duplicates()
    holders = np.bincount(counts.indices, minlength=vocabulary)
    idf = np.log1p((len(passage) - holders + 0.5) / (holders + 0.5)).astype(np.float32)
    idf[holders > _MOST_HOLDERS] = 0.0
    lengths = passage.lengths / max(1.0, float(passage.lengths.mean()))
    damp = np.repeat(_K1 * (1 - _B + _B * lengths), np.diff(counts.indptr))
    counts.data = (idf[counts.indices] * counts.data / (counts.data + damp)).astype(np.float32)
    counts.eliminate_zeros()
    return counts
