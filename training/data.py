"""Training files -> folded pairs, in file order."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.fold import fold_text
from training.sources import Source, sources_of

__all__ = ["Pair", "read_pairs"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two folded texts that belong together, and where they are from; the flags tell the languages."""

    file: str
    group: str
    query: str
    passage: str
    query_is_english: bool
    passage_is_english: bool


def read_pairs(data_dir: Path, variant: str) -> Iterator[Pair]:
    """Every pair of the variant's files under ``data_dir``, folded; texts that fold to nothing are left out."""
    for source in sources_of(variant):
        yield from _read_source(data_dir, source, variant)


def _read_source(data_dir: Path, source: Source, variant: str) -> Iterator[Pair]:
    with gzip.open(data_dir / f"{source.file}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if variant == "open" and source.dropped_prefix and row["src"].startswith(source.dropped_prefix):
                continue
            query, passage = fold_text(row["q"]).strip(), fold_text(row["p"]).strip()
            if query and passage:
                first, _, second = row["lang"].partition("-")
                yield Pair(source.file, source.group, query, passage, first == "en", second == "en")
