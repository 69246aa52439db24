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
    encoding: str | None = None
    """Of all text files, pages and tables; ``None``: as each says itself, or as is found out."""
    page_bytes: int = 16 * 1024 * 1024
    page_tags: int = 100_000
    """A larger web page is reported: pages saved with their pictures inside have 10 MB, long ones 20,000 tags. trafilatura
    takes 0.15 ms a tag: 8 s and 0.3 GB for 100,000 in 5 MB."""
    pdf_memory_bytes: int = 1024 * 1024 * 1024
    pdf_seconds: float = 120
    """What reading one PDF may take; 1,000 pages of 500 characters took 0.3 seconds."""
    row_characters: int = 4_000_000
    """A longer row of a table is reported; a table is read row by row, but its articles are held until the index is written."""
    archive_bytes: int = 4 * 1024 * 1024 * 1024
    archive_members: int = 50_000
    """What an archive may unpack to, in all; one that holds more is reported, not read."""
    archive_ratio: int = 200
    """A member that unpacks to more than this times its size makes its archive a bomb: text shrinks to a third or a fifth,
    copies of one line to a hundredth, zeros to a thousandth."""
    bm25_k1: float = 1.2
    bm25_b: float = 0.75
    """Lucene's defaults (Robertson & Zaragoza 2009, https://doi.org/10.1561/1500000019); not tuned."""
