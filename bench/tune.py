"""Sweeps the few weights of fusion and reranking over the development sets: `python -m bench.tune [--queries 300]`.

Every query's candidates are scored by both legs and by late interaction once; then every setting of the grid is a sum.
Beside the development sets stand two that mix languages: English questions over xquad's Chinese passages among wmt's
English sentences, and Chinese ones over wmt's sentences in both. Prints the settings with the best mean nDCG@10 over all
sets, with each set's figure.
"""

from __future__ import annotations

import argparse
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bench.quality import development_sets
from index.encoders.bundled import BundledEncoder
from rag.beir import EvaluationSet, read_beir
from rag.evaluate import TODAY, in_memory
from rag.fuse import lexical_weight, native_share, same_language
from rag.query import read_question
from rag.rerank import even_languages, late_interaction
from rag.retrieve import Passages, retrieve

NEAREST = (10, 20, 50)
GRID = {
    "late interaction": (1.0, 1.5, 2.0, 3.0),
    "weight across": (0.0, 0.25, 0.5, 1.0),
    "weight within": (4.0, 8.0, 12.0, 16.0),
    "steepness": (4, 8, 12, 20),
    "nearest": NEAREST,
}
MIXED = {"xquad_en_zh_dev": "wmt_zh_en_sent", "wmt_zh_en_sent": "wmt_en_zh_sent"}
"""Set that is asked -> the one whose passages are added."""
_DISCOUNTS = 1 / np.log2(np.arange(2, 12))  # of nDCG@10


@dataclass(frozen=True, slots=True)
class Query:
    """A query's candidates: the two legs' scores, late interaction, relevance (0 or 1), each ``(n,)``.

    ``near`` has the languages evened; ``native``: a number of NEAREST -> the share of so many in the question's language.
    """

    cosines: NDArray[np.float32]
    shares: NDArray[np.float32]
    near: NDArray[np.float32]
    relevant: NDArray[np.float32]
    all_relevant: int
    native: dict[int, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--queries", type=int, default=300, help="queries a set, drawn with a fixed seed")
    parser.add_argument("--show", type=int, default=10, help="settings shown")
    arguments = parser.parse_args()
    sets = {name: _queries(data, arguments.queries) for name, data in _sets()}
    settings = list(itertools.product(*GRID.values()))
    figures = {setting: [_mean_ndcg(queries, *setting) for queries in sets.values()] for setting in settings}
    print("mean  ", *sets, " | ", *GRID)
    for setting in sorted(settings, key=lambda s: -float(np.mean(figures[s])))[: arguments.show]:
        print(f"{np.mean(figures[setting]):.4f}", *(f"{figure:.3f}" for figure in figures[setting]), " | ", *setting)


def _sets() -> Iterator[tuple[str, EvaluationSet]]:
    folders = {folder.name: folder for folder in development_sets()}
    for name, folder in folders.items():
        data = read_beir(folder)
        yield name, data
        if name in MIXED:
            others = read_beir(folders[MIXED[name]]).corpus
            yield f"{name}+", replace(data, corpus=data.corpus | {f"+{id_}": text for id_, text in others.items()})


def _queries(data: EvaluationSet, count: int) -> list[Query]:
    ids = sorted(data.corpus)
    passages = in_memory([data.corpus[document] for document in ids], BundledEncoder())
    drawn = sorted(data.queries.items())
    random.Random(0).shuffle(drawn)
    return [_query(text, data.qrels[query], ids, passages) for query, text in drawn[:count]]


def _query(text: str, relevant: dict[str, int], ids: list[str], passages: Passages) -> Query:
    question = read_question(text, TODAY)
    candidates = retrieve(question, passages)
    near, _ = late_interaction(question, candidates.ordinals, passages.tokens, passages.token_encoder)
    same = same_language(question, passages.lexical, candidates.ordinals)
    return Query(
        candidates.cosines,
        candidates.shares,
        even_languages(near, same),
        np.array([float(ids[ordinal] in relevant) for ordinal in candidates.ordinals], dtype=np.float32),
        len(relevant),
        {count: native_share(candidates, same, nearest=count) for count in NEAREST},
    )


def _mean_ndcg(queries: list[Query], late: float, across: float, within: float, steepness: int, nearest: int) -> float:
    total = 0.0
    for query in queries:
        weight = lexical_weight(query.native[nearest], across=across, within=within, steepness=steepness)
        scores = query.cosines + weight * query.shares + late * query.near
        best = query.relevant[np.argsort(-scores, kind="stable")[:10]]
        total += float(best @ _DISCOUNTS[: len(best)]) / float(_DISCOUNTS[: query.all_relevant].sum())
    return total / len(queries)


if __name__ == "__main__":
    main()
