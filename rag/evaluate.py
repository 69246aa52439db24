"""Retrieval figures over a BEIR-style folder, leg by leg; ir-measures computes the metrics."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import date
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
from .rescore import Rescoring, load_reranker
from .retrieve import Passages

LEGS = ("lexical", "dense", "fused", "final")
METRICS = {"ndcg@10": "nDCG@10", "mrr@10": "RR@10", "recall@1": "R@1", "recall@10": "R@10", "recall@100": "R@100"}

TODAY = date(2024, 11, 22)
"""The day that 今年 and last month count from in an evaluation: figures must not change with the calendar."""

Figures = dict[str, float]
"""Metric name (a key of METRICS) -> mean over the queries, 0 to 1."""

Run = dict[str, dict[str, float]]
"""Query id -> document id -> score, the higher the better: what one leg found."""


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
    *,
    reranker: str | None = None,
) -> Evaluation:
    """Evaluate every leg on a folder, "final" with the ``reranker`` where one is named; needs no index.

    Raises ``PathMissing`` or ``BadInput`` for a folder that is none, and what :func:`load_reranker` raises.
    """
    started = time.monotonic()
    data = read_beir(Path(folder))
    runs = run_legs(data, model, progress, reranker=reranker)
    legs = {leg: measure(data.qrels, runs[leg]) for leg in LEGS}
    return Evaluation(len(data.queries), len(data.corpus), legs, time.monotonic() - started)


def run_legs(
    data: EvaluationSet,
    model: str = "bundled",
    progress: Progress = silent,
    *,
    reranker: str | None = None,
) -> dict[str, Run]:
    """Ask every question of a set: leg (a key of LEGS) -> what it found. Raises what :func:`load_reranker` raises."""
    ids = sorted(data.corpus)
    texts = [data.corpus[document] for document in ids]
    loaded = load_reranker(reranker)
    passages = in_memory(texts, load_encoder(model), progress)
    if loaded:
        passages = replace(passages, rescoring=Rescoring(loaded, texts.__getitem__))
    runs: dict[str, Run] = {leg: {} for leg in LEGS}
    for number, (query, text) in enumerate(data.queries.items(), start=1):
        for leg, ordinals in _orders(rank(read_question(text, TODAY), passages)).items():
            runs[leg][query] = {ids[ordinal]: -float(position) for position, ordinal in enumerate(ordinals)}
        progress("ask", number, len(data.queries))
    return runs


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


def measure(qrels: dict[str, dict[str, int]], run: Run) -> Figures:
    """Means over the queries of ``qrels``; one for which a leg found nothing counts as 0, one only in ``run`` not at all."""
    import ir_measures  # late: only evaluation needs it

    measures = {name: ir_measures.parse_measure(written) for name, written in METRICS.items()}
    results = ir_measures.calc_aggregate(list(measures.values()), qrels, run)
    return {name: round(float(results[parsed]), 4) for name, parsed in measures.items()}
