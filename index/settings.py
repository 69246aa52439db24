"""The tunables of a build, each with its unit and how it was chosen."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Frozen; an index's manifest holds the fingerprint of those that it was built with."""

    passage_characters: int = 320
    """Aim for a passage, in characters. A news paragraph is 100 to 500; the peers measured cut at 400."""
    passage_minimum: int = 80
    """A passage shorter than this is joined by the next paragraph, in characters."""
    sentence_maximum: int = 400
    """A "sentence" longer than this is cut at commas, in characters: a table or a list without stops."""
    file_bytes: int = 64 * 1024 * 1024
    """A larger file is reported, not read: the longest law of the training data has 0.4 MB."""
    bm25_k1: float = 1.2
    bm25_b: float = 0.75
    """Lucene's defaults (Robertson & Zaragoza 2009, https://doi.org/10.1561/1500000019); not tuned."""
