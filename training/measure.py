"""nDCG@10 of token vectors on BEIR-style folders: the dense leg alone, cosine over every passage (title, line break, text).

For weights that are not quantised or not shipped yet; what ships is measured by `make bench`.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from tokenizers import Tokenizer

from index.fold import fold_text
from training.arrays import Ragged, encode_texts

__all__ = ["TestSet", "embed", "measure", "ndcg_at_10", "read_set"]

Matrix = NDArray[np.float32]
_NO_LIMIT = 1 << 30


@dataclass(frozen=True, slots=True)
class TestSet:
    """One BEIR folder, folded: ids and texts in the same order, ``relevant[query_id][passage_id]`` the grade."""

    passage_ids: list[str]
    passages: list[str]
    query_ids: list[str]
    queries: list[str]
    relevant: dict[str, dict[str, int]]


def read_set(folder: Path) -> TestSet:
    """corpus.jsonl.gz, queries.jsonl.gz and qrels.tsv of ``folder``; questions without a judgement are left out."""
    relevant: dict[str, dict[str, int]] = {}
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        query, passage, grade = line.split("\t")
        relevant.setdefault(query, {})[passage] = int(grade)
    passages = {r["_id"]: fold_text(f"{r.get('title') or ''}\n{r['text']}") for r in _rows(folder / "corpus.jsonl.gz")}
    queries = {r["_id"]: fold_text(r["text"]) for r in _rows(folder / "queries.jsonl.gz") if r["_id"] in relevant}
    return TestSet(list(passages), list(passages.values()), list(queries), list(queries.values()), relevant)


def _rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def embed(vectors: Matrix, texts: Ragged) -> Matrix:
    """Unit float32 (texts, dim): the mean of the token vectors, normalised; zero for a text without tokens."""
    ones = np.ones(len(texts.ids), np.float32)
    sums = csr_matrix((ones, texts.ids, texts.starts), shape=(len(texts), len(vectors))) @ vectors
    return np.asarray(sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12), np.float32)


def ndcg_at_10(scores: Matrix, data: TestSet) -> float:
    """Mean nDCG@10 with exponential gain over the rows of ``scores`` (queries, passages)."""
    total = 0.0
    discount = 1.0 / np.log2(np.arange(2, 12))
    for row, query in zip(scores, data.query_ids, strict=True):
        grades = data.relevant[query]
        best = np.argpartition(-row, 9)[:10]
        best = best[np.argsort(-row[best], kind="stable")]
        gains = np.array([2.0 ** grades.get(data.passage_ids[i], 0) - 1 for i in best])
        ideal = np.sort([2.0**grade - 1 for grade in grades.values()])[::-1][:10]
        total += float(gains @ discount[: len(gains)]) / float(ideal @ discount[: len(ideal)])
    return total / len(data.query_ids)


def measure(tokenizer: Tokenizer, vectors: Matrix, data: TestSet) -> float:
    """nDCG@10 of the cosine between the means of ``vectors`` (tokens, dim)."""
    passages = encode_texts(tokenizer, data.passages, _NO_LIMIT)
    queries = encode_texts(tokenizer, data.queries, _NO_LIMIT)
    return ndcg_at_10(embed(vectors, queries) @ embed(vectors, passages).T, data)
