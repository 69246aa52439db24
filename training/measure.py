"""nDCG@10 of a model folder on BEIR-style folders: ``python -m training.measure MODEL SETS``.

Dense only: cosine over every passage (title, line break, text), texts folded. ``late`` adds late interaction over the
token vectors for the best 50 (Khattab & Zaharia, "ColBERT", https://arxiv.org/abs/2004.12832, without a transformer):
``cosine + 2 * sum_q idf(q) * max_d cos(q, d) / sum_q idf(q)``.
"""

from __future__ import annotations

import argparse
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
from training.quantise import restore

__all__ = ["TestSet", "embed", "late_scores", "load_folder", "measure", "ndcg_at_10", "read_set"]

Matrix = NDArray[np.float32]
_NO_LIMIT = 1 << 30
_DEPTH = 50
_LATE_WEIGHT = 2.0


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


def late_scores(scores: Matrix, vectors: Matrix, queries: Ragged, passages: Ragged) -> Matrix:
    """``scores`` with late interaction added for each query's best 50; the others stay below them."""
    documents = [np.unique(passages.ids[a:b]) for a, b in zip(passages.starts[:-1], passages.starts[1:], strict=True)]
    frequency = np.bincount(np.concatenate(documents), minlength=len(vectors))
    idf = np.log(1 + (len(documents) - frequency + 0.5) / (frequency + 0.5))
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    best = np.argpartition(-scores, _DEPTH - 1, axis=1)[:, :_DEPTH]
    result = scores - 10.0
    for row, (a, b) in enumerate(zip(queries.starts[:-1], queries.starts[1:], strict=True)):
        words = np.unique(queries.ids[a:b])
        weight = idf[words] / max(idf[words].sum(), 1e-12)
        for place in best[row]:
            closest = (unit[words] @ unit[documents[place]].T).max(axis=1)
            result[row, place] += 10.0 + _LATE_WEIGHT * float(weight @ closest)
    return result


def load_folder(model: Path) -> tuple[Tokenizer, Matrix]:
    """The tokenizer and the float32 vectors of a model folder."""
    vectors = restore(np.load(model / "vectors.npy"), np.load(model / "scales.npy"))
    return Tokenizer.from_file(str(model / "tokenizer.json")), vectors


def measure(tokenizer: Tokenizer, vectors: Matrix, data: TestSet, *, late: bool) -> tuple[float, float | None]:
    """nDCG@10 of the cosine alone and, if asked for, with late interaction."""
    passages = encode_texts(tokenizer, data.passages, _NO_LIMIT)
    queries = encode_texts(tokenizer, data.queries, _NO_LIMIT)
    scores = embed(vectors, queries) @ embed(vectors, passages).T
    plain = ndcg_at_10(scores, data)
    return plain, ndcg_at_10(late_scores(scores, vectors, queries, passages), data) if late else None


def main() -> None:
    """Print a Markdown table, one row a set."""
    parser = argparse.ArgumentParser(prog="python -m training.measure", description=__doc__)
    parser.add_argument("model", type=Path, help="a model folder")
    parser.add_argument("sets", type=Path, help="a folder of BEIR-style folders")
    parser.add_argument("--late", action="store_true", help="late interaction too (minutes)")
    chosen = parser.parse_args()
    tokenizer, vectors = load_folder(chosen.model)
    for folder in sorted(path for path in chosen.sets.iterdir() if (path / "qrels.tsv").exists()):
        plain, late = measure(tokenizer, vectors, read_set(folder), late=chosen.late)
        cells = [folder.name, f"{plain:.4f}", *([f"{late:.4f}"] if late is not None else [])]
        print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
