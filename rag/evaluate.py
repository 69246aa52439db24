"""Retrieval figures over a BEIR-style folder, leg by leg; ir-measures computes the metrics."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from index.encoders import Encoder, load_encoder, load_token_encoder
from index.encoders.batches import encode_in_batches
from index.lexical import LexicalIndex
from index.progress import Progress, silent
from index.tokens import TokenIndex
from index.vectors import VectorIndex

from .beir import EvaluationSet, read_beir
from .query import read_question
from .rank import Ranking, by_score, rank
from .retrieve import Passages

LEGS = ("lexical", "dense", "fused", "final")
METRICS = {"ndcg@10": "nDCG@10", "mrr@10": "RR@10", "recall@1": "R@1", "recall@10": "R@10", "recall@100": "R@100"}

Figures = dict[str, float]
"""Metric name (a key of METRICS) -> mean over the queries, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    queries: int
    documents: int
    legs: dict[str, Figures]  # keys: LEGS
    seconds: float


def evaluate(
    folder: str | Path,
    model: str = "bundled",
    progress: Progress = silent,
) -> Evaluation:
    """Evaluate every leg on a folder; needs no index. Raises ``PathMissing`` or ``BadInput`` for a folder that is none."""
    started = time.monotonic()
    data = read_beir(Path(folder))
    ids = sorted(data.corpus)
    passages = in_memory([data.corpus[document] for document in ids], load_encoder(model), progress)
    runs: dict[str, dict[str, dict[str, float]]] = {leg: {} for leg in LEGS}
    for number, (query, text) in enumerate(data.queries.items(), start=1):
        for leg, ordinals in _orders(rank(read_question(text), passages)).items():
            runs[leg][query] = {ids[ordinal]: -float(position) for position, ordinal in enumerate(ordinals)}
        progress("ask", number, len(data.queries))
    legs = {leg: _measure(data, runs[leg]) for leg in LEGS}
    return Evaluation(len(data.queries), len(ids), legs, time.monotonic() - started)


def in_memory(texts: list[str], encoder: Encoder, progress: Progress = silent) -> Passages:
    """Passages that are indexed in memory, one a text."""
    vectors = encode_in_batches(encoder, texts, progress)
    token_encoder = load_token_encoder(encoder)
    tokens = TokenIndex.from_ids(token_encoder.token_ids(texts))
    return Passages(VectorIndex.from_vectors(vectors), LexicalIndex.from_texts(texts), tokens, encoder, token_encoder)


def _orders(ranking: Ranking) -> dict[str, list[int]]:
    """The ordinals that each leg found, best first, at most 100."""
    candidates = ranking.candidates
    ordinals = candidates.ordinals
    return {
        "lexical": list(candidates.lexical),
        "dense": list(candidates.dense),
        "fused": ordinals[by_score(ranking.fused, ordinals)][:100].tolist(),
        "final": ordinals[ranking.order][:100].tolist(),
    }


def _measure(data: EvaluationSet, run: dict[str, dict[str, float]]) -> Figures:
    """Means over all queries; one for which a leg found nothing counts as 0."""
    import ir_measures  # late: only evaluation needs it

    measures = {name: ir_measures.parse_measure(measure) for name, measure in METRICS.items()}
    results = ir_measures.calc_aggregate(list(measures.values()), data.qrels, run)
    return {name: round(float(results[measure]), 4) for name, measure in measures.items()}
