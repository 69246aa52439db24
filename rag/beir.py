"""A BEIR-style folder: corpus.jsonl, queries.jsonl (plain or .gz) and qrels.tsv. https://github.com/beir-cellar/beir"""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from index.errors import BadInput, PathMissing
from index.fold import is_whole
from index.i18n import Message

from .jsonl import lines_of, rows_of

_LAYOUT = Message("expected: corpus.jsonl and queries.jsonl (plain or .gz), and qrels.tsv",
                  "应有：corpus.jsonl、queries.jsonl（可为 .gz）和 qrels.tsv")  # fmt: skip


@dataclass(frozen=True, slots=True)
class EvaluationSet:
    """``corpus``: id -> title and text, one passage each. ``qrels``: query id -> document id -> grade (> 0: relevant)."""

    corpus: dict[str, str]
    queries: dict[str, str]
    qrels: dict[str, dict[str, int]]


def read_beir(folder: Path) -> EvaluationSet:
    """Read a folder; queries without a judgement are left out. Raises ``PathMissing`` or ``BadInput``, naming the line."""
    corpus = {}
    for row, where in rows_of(_find(folder, "corpus.jsonl"), _LAYOUT):
        corpus[_field(row, "_id", where)] = f"{row.get('title') or ''}\n{_field(row, 'text', where)}".strip()
    qrels = _read_qrels(_find(folder, "qrels.tsv"))
    queries = {}
    for row, where in rows_of(_find(folder, "queries.jsonl"), _LAYOUT):
        query = _field(row, "_id", where)
        if query in qrels:
            queries[query] = _field(row, "text", where)
    if not corpus or not queries:
        raise BadInput(Message(f"{folder}: {len(corpus)} documents, {len(queries)} judged queries: nothing to evaluate",
                               f"{folder}：{len(corpus)} 篇文档，{len(queries)} 个有标注的问题，无法评测"), _LAYOUT)  # fmt: skip
    return EvaluationSet(corpus, queries, {query: qrels[query] for query in queries})


def content_sha256(folder: Path) -> str:
    """Of the three files' decompressed bytes, so packing them otherwise changes nothing. Raises ``PathMissing``."""
    whole = hashlib.sha256()
    for name in ("corpus.jsonl", "queries.jsonl", "qrels.tsv"):
        path = _find(folder, name)
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        whole.update(hashlib.sha256(content).digest())  # each its own digest first: no byte can move between files
    return whole.hexdigest()


def _find(folder: Path, name: str) -> Path:
    for path in (folder / name, folder / f"{name}.gz", folder / "qrels" / name):
        if path.is_file():
            return path
    raise PathMissing(Message(f"no {name} in {folder}", f"{folder} 中没有 {name}"), _LAYOUT)


def _field(row: dict[str, object], name: str, where: str) -> str:
    value = row.get(name)
    if not isinstance(value, str):
        raise BadInput(Message(f"{where}: no text in {name!r}", f"{where}：{name!r} 没有文本"), _LAYOUT)
    if not is_whole(value):
        raise BadInput(
            Message(f"{where}: half a character in {name!r}", f"{where}：{name!r} 含有不完整的字符"), _LAYOUT
        )
    return value


def _read_qrels(path: Path) -> dict[str, dict[str, int]]:
    qrels: dict[str, dict[str, int]] = {}
    for line, where in lines_of(path, _LAYOUT):
        parts = line.split()
        if not re.fullmatch(r"-?\d+", parts[-1]):
            if where.endswith(":1") and not re.search(r"\d$", parts[-1]):
                continue  # the header
            raise BadInput(
                Message(f"{where}: the grade {parts[-1]!r} is no number", f"{where}：等级 {parts[-1]!r} 不是数字"),
                _LAYOUT,
            )
        if len(parts) not in (3, 4):  # BEIR's three columns, or TREC's four
            raise BadInput(
                Message(f"{where}: {len(parts)} columns, 3 expected", f"{where}：{len(parts)} 列，应为 3 列"), _LAYOUT
            )
        if int(parts[-1]) > 0:
            qrels.setdefault(parts[0], {})[parts[-2]] = int(parts[-1])
    return qrels
