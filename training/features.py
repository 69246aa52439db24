"""What a token's vector is made of: its own row and the rows of the pieces that it is spelt with.

As in fastText (Bojanowski et al., "Enriching Word Vectors with Subword Information", TACL 2017,
https://arxiv.org/abs/1607.04606): a rare word starts near the words that share its letters or characters, so that
"subsidies" learns from "subsidy" and 产业园区 from 产业 and 园区. The sum is baked into the exported vectors and costs
nothing afterwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix

from training.vocabulary import MARK

__all__ = ["piece_features"]

_MIN_WORDS = 3
"""A run of letters counts as a piece when at least this many vocabulary words hold it."""
_SIZES = (3, 4, 5, 6)


def piece_features(vocabulary: Sequence[str]) -> csr_matrix:
    """float32 (tokens, pieces): row i averages the pieces that token i is spelt with; empty for single characters."""
    spelt = [_pieces(token) for token in vocabulary]
    holders = Counter(piece for pieces in spelt for piece in pieces)
    kept = sorted(piece for piece, count in holders.items() if count >= _MIN_WORDS)
    number = {piece: index for index, piece in enumerate(kept)}
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for row, pieces in enumerate(spelt):
        known = sorted({number[piece] for piece in pieces if piece in number})
        rows.extend([row] * len(known))
        columns.extend(known)
        values.extend([1.0 / max(1, len(known)) ** 0.75] * len(known))
    shape = (len(vocabulary), len(kept))
    return csr_matrix((np.array(values, np.float32), (np.array(rows), np.array(columns))), shape=shape)


def _pieces(token: str) -> list[str]:
    """Letter runs of 3 to 6 of a Latin token (mark included, ``$`` at its end); characters and pairs of a Han one."""
    if len(token) < 2 or token.isdigit():
        return []
    if "a" <= token[-1] <= "z":
        if len(token) < 4:
            return []
        spelling = token + "$" if token.startswith(MARK) else token
        return [spelling[i : i + size] for size in _SIZES for i in range(len(spelling) - size + 1)]
    pairs = [token[i : i + 2] for i in range(len(token) - 1)] if len(token) > 2 else []
    return [*token, *pairs]
