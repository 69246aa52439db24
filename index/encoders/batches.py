"""Many passages -> their vectors, a batch at a time, so that progress can be shown."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..progress import Progress
from .base import Encoder, Vectors

_BATCH = 1024  # passages between two steps of a progress bar


def encode_in_batches(encoder: Encoder, texts: Sequence[str], progress: Progress) -> Vectors:
    """``float32 (len(texts), dimensions)``; ``progress`` is called with ("encode", done, total) after each batch."""
    batches = [np.zeros((0, encoder.dimensions), dtype=np.float32)]
    for start in range(0, len(texts), _BATCH):
        batches.append(encoder.encode_passages(texts[start : start + _BATCH]))
        progress("encode", min(start + _BATCH, len(texts)), len(texts))
    return np.concatenate(batches)
