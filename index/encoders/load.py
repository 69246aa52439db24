"""A model's name -> its encoder."""

from __future__ import annotations

from .base import Encoder

BUNDLED = "bundled"


def load_encoder(name: str = BUNDLED) -> Encoder:
    """The bundled model by default; else a sentence-transformers model by hub name or folder.

    Raises :class:`~index.errors.ModelUnavailable` when it is neither on disk nor reachable.
    """
    if name == BUNDLED:
        from .bundled import BundledEncoder

        return BundledEncoder()
    from .transformer import TransformerEncoder  # late: brings torch

    return TransformerEncoder(name)
