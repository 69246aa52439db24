"""The retrieval set is what its README says: resolvable, counted, each kind in its scripts, no question copied out."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from index.fold import fold_text, to_simplified
from index.i18n import language_of
from rag.beir import read_beir

HERE = Path(__file__).parent
# Kind -> the script of its questions, the scripts that its gold passages may be in.
SCRIPTS = {
    "literal": ("zh", {"zh"}),
    "paraphrase": ("zh", {"zh"}),
    "number": ("zh", {"zh"}),
    "english": ("en", {"zh", "zhT"}),
    "traditional": ("zhT", {"zh"}),
    "simplified": ("zh", {"zhT"}),
    "chinese_to_english": ("zh", {"en"}),
}


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    return tuple(json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines())


@cache
def golds() -> dict[str, tuple[str, ...]]:
    """Question -> its gold passages, from qrels.tsv as it is written."""
    header, *lines = (HERE / "qrels.tsv").read_text(encoding="utf-8").splitlines()
    assert header == "query-id\tcorpus-id\tscore"
    found: dict[str, tuple[str, ...]] = {}
    for line in lines:
        question, passage, score = line.split("\t")
        assert score == "1", line
        found[question] = (*found.get(question, ()), passage)
    return found


def script_of(text: str) -> str:
    """``zhT`` where folding to Simplified changes a character."""
    if language_of(text) == "en":
        return "en"
    return "zhT" if to_simplified(text) != text else "zh"


def test_fields_and_unique_ids() -> None:
    for row in rows("corpus.jsonl"):
        assert list(row) == ["_id", "title", "text", "script"], row["_id"]
    for row in rows("queries.jsonl"):
        assert list(row) == ["_id", "text", "kind"], row["_id"]
    for name, unique in [("corpus.jsonl", ("_id", "title", "text")), ("queries.jsonl", ("_id", "text"))]:
        for field in unique:
            counts = Counter(row[field] for row in rows(name))
            assert [value for value, count in counts.items() if count > 1] == [], (name, field)


def test_every_question_has_one_or_two_passages_and_all_resolve() -> None:
    passages = {row["_id"] for row in rows("corpus.jsonl")}
    assert list(golds()) == [row["_id"] for row in rows("queries.jsonl")]
    for question, found in golds().items():
        assert set(found) <= passages, question
        assert len(set(found)) == len(found) <= 2, question
    assert len(read_beir(HERE).queries) == len(rows("queries.jsonl"))  # nothing is left out when it is measured


def test_sizes() -> None:
    assert len(rows("corpus.jsonl")) >= 150
    assert len(rows("queries.jsonl")) >= 120
    kinds = Counter(row["kind"] for row in rows("queries.jsonl"))
    assert kinds.keys() == SCRIPTS.keys()
    assert min(kinds.values()) >= 10
    for row in rows("corpus.jsonl"):
        assert 80 <= len(row["text"]) <= 350, row["_id"]


def test_the_readme_counts_right() -> None:
    table = re.findall(r"^\| `(\w+)`.*?\| (\d+) \|", (HERE / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    counted = Counter(row["script"] for row in rows("corpus.jsonl")) + Counter(
        row["kind"] for row in rows("queries.jsonl")
    )
    assert {name: int(count) for name, count in table} == counted


def test_every_kind_is_in_its_scripts() -> None:
    passages = {row["_id"]: row for row in rows("corpus.jsonl")}
    for row in passages.values():
        assert script_of(row["text"]) == row["script"], row["_id"]
    for row in rows("queries.jsonl"):
        of_question, of_passages = SCRIPTS[row["kind"]]
        assert script_of(row["text"]) == of_question, row["_id"]
        assert {passages[gold]["script"] for gold in golds()[row["_id"]]} <= of_passages, row["_id"]


def test_no_question_stands_in_its_passage() -> None:
    passages = {row["_id"]: fold_text(row["title"] + row["text"]) for row in rows("corpus.jsonl")}
    for row in rows("queries.jsonl"):
        question = re.sub(r"\W+$", "", fold_text(row["text"]))
        assert all(question not in passages[gold] for gold in golds()[row["_id"]]), row["_id"]


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl"])
def test_chinese_punctuation_is_full_width(name: str) -> None:
    """Typed punctuation silently turns into ASCII at times; articles have it full-width."""
    for row in rows(name):
        found = re.search(
            r"[\u3400-\u9fff》」”][,;:?!()]|[,;:?!()][\u3400-\u9fff《「“]", row.get("title", "") + row["text"]
        )
        assert found is None, row["_id"]
