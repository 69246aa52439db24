"""Sweeps the few weights of fusion and reranking over the development sets: `python -m bench.tune [--queries 300]`.

Every query's candidates are scored by both legs and by late interaction once; then every setting of the grid is a sum.
Prints the settings with the best mean nDCG@10 over the sets, with each set's figure.
"""

from __future__ import annotations

import argparse
import itertools
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.quality import development_sets
from index.encoders.bundled import BundledEncoder
from rag import rerank
from rag.beir import read_beir
from rag.evaluate import in_memory
from rag.query import read_question
from rag.retrieve import Passages, retrieve

GRID = {
    "late interaction": (1.0, 1.5, 2.0, 3.0),
    "weight unmatched": (0.5, 1.0, 2.0),
    "weight matched": (6.0, 8.0, 12.0),
    "matched from, to": ((0.2, 0.8), (0.3, 0.6), (0.4, 0.7), (0.5, 0.8)),
}
_DISCOUNTS = 1 / np.log2(np.arange(2, 12))  # of nDCG@10


@dataclass(frozen=True, slots=True)
class Query:
    """A query's candidates: the two legs' scores, late interaction, relevance (0 or 1), each ``(n,)``."""

    cosines: NDArray[np.float32]
    shares: NDArray[np.float32]
    near: NDArray[np.float32]
    relevant: NDArray[np.float32]
    all_relevant: int
    matched: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--queries", type=int, default=300, help="queries a set, drawn with a fixed seed")
    parser.add_argument("--show", type=int, default=10, help="settings shown")
    arguments = parser.parse_args()
    sets = {folder.name: _queries(folder, arguments.queries) for folder in development_sets()}
    settings = list(itertools.product(*GRID.values()))
    figures = {setting: [_mean_ndcg(queries, *setting) for queries in sets.values()] for setting in settings}
    print("mean  ", *sets, " | ", *GRID)
    for setting in sorted(settings, key=lambda s: -float(np.mean(figures[s])))[: arguments.show]:
        print(f"{np.mean(figures[setting]):.4f}", *(f"{figure:.3f}" for figure in figures[setting]), " | ", *setting)


def _queries(folder: Path, count: int) -> list[Query]:
    data = read_beir(folder)
    ids = sorted(data.corpus)
    passages = in_memory([data.corpus[document] for document in ids], BundledEncoder())
    drawn = sorted(data.queries.items())
    random.Random(0).shuffle(drawn)
    return [_query(text, data.qrels[query], ids, passages) for query, text in drawn[:count]]


def _query(text: str, relevant: dict[str, int], ids: list[str], passages: Passages) -> Query:
    question, encoder = read_question(text), passages.token_encoder
    candidates = retrieve(question, passages)
    tokens = encoder.token_ids([question.folded])[0]
    stored = [passages.tokens.of(int(ordinal)) for ordinal in candidates.ordinals]
    nearest = rerank.nearest_cosines(encoder.token_vectors(tokens), stored, encoder)
    idf = passages.lexical.idf(question.terms)
    return Query(
        candidates.cosines,
        candidates.shares,
        rerank.maxsim(nearest, encoder.token_weights(tokens)),
        np.array([float(ids[ordinal] in relevant) for ordinal in candidates.ordinals], dtype=np.float32),
        len(relevant),
        float(idf[passages.lexical.known(question.terms)].sum() / max(float(idf.sum()), 1e-9)),
    )


def _mean_ndcg(queries: list[Query], late: float, low: float, high: float, matched: tuple[float, float]) -> float:
    total = 0.0
    for query in queries:
        weight = low + (high - low) * min(1, max(0, (query.matched - matched[0]) / (matched[1] - matched[0])))
        scores = query.cosines + weight * query.shares + late * query.near
        best = query.relevant[np.argsort(-scores, kind="stable")[:10]]
        total += float(best @ _DISCOUNTS[: len(best)]) / float(_DISCOUNTS[: query.all_relevant].sum())
    return total / len(queries)


if __name__ == "__main__":
    main()
