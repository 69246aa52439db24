"""Text -> vectors, behind one Protocol: the bundled static model, or any sentence-transformers model."""

from __future__ import annotations

from .base import Encoder, TokenEncoder
from .load import BUNDLED, load_encoder, load_token_encoder

__all__ = ["BUNDLED", "Encoder", "TokenEncoder", "load_encoder", "load_token_encoder"]
