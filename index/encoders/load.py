"""A model's name -> its encoder."""

from __future__ import annotations

from .base import Encoder, TokenEncoder

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


def load_token_encoder(encoder: Encoder) -> TokenEncoder:
    """Whose tokens passages are compared by: ``encoder``'s own, or the bundled model's beside a transformer.

    So late interaction and refusing work, and are calibrated, alike for every model.
    """
    if isinstance(encoder, TokenEncoder):
        return encoder
    from .bundled import BundledEncoder

    return BundledEncoder()
