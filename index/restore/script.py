"""Which characters a page in one script would write otherwise: OpenCC's answer, character by character, kept as flags."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from ..fold import to_simplified, to_traditional

_FIRST, _END = 0x4E00, 0xA000


def other_script(points: NDArray[np.uint32], *, traditional: bool) -> NDArray[np.bool_]:
    """Which code points only stand in texts of the other script than the one told, in the same shape."""
    return np.asarray(_foreign(traditional)[np.minimum(points, _END)])


@cache
def _foreign(traditional: bool) -> NDArray[np.bool_]:
    han = "".join(map(chr, range(_FIRST, _END)))
    own = to_traditional("\n".join(han)) if traditional else to_simplified("\n".join(han))
    flags = np.zeros(_END + 1, dtype=bool)
    flags[_FIRST:_END] = [character != form for character, form in zip(han, own.split("\n"), strict=True)]
    return flags
