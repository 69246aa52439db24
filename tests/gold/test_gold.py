"""The gold set is what its README says: counted, balanced, unchanged, and every gold string quotable."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from index import restore_text
from index.clean import label_sections

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"
QUESTIONS = HERE / "questions.jsonl"
SHA256 = "080f8ff2e8bb492a0d123796ee33c5b866a45eb79bd6d7cc09a14db9d80f63c6"

FIELDS = ["id", "question", "lang", "kind", "article", "gold", "trap", "reason"]
KINDS = {"fact", "list", "reason", "when", "who", "where", "number", "comparison", "title"}
REASONS = {"nothing_near", "not_said", "version", "date", "district"}
_HAN = re.compile(r"[\u4e00-\u9fff]")
_DAMAGE = re.compile(r"[?\ufffd\ue000-\uf8ff]|\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)")


def _questions() -> list[dict[str, Any]]:
    return [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]


@cache
def _quotable(article: str) -> tuple[str, ...]:
    """The article's title and body sections, as restored."""
    with (SEEDS / article).open(encoding="utf-8", newline="") as file:
        text = restore_text(file.read()).text
    sections = label_sections(text)
    return tuple(text[s.span.start : s.span.end] for s in sections if s.kind in ("title", "body"))


def _articles(question: dict[str, Any]) -> list[str]:
    article = question["article"]
    return article if isinstance(article, list) else [article]


def test_unchanged() -> None:
    assert hashlib.sha256(QUESTIONS.read_bytes()).hexdigest() == SHA256


def test_ids_in_order_and_questions_unique() -> None:
    questions = _questions()
    assert [q["id"] for q in questions] == [f"q{n:03d}" for n in range(1, 121)]
    assert len({q["question"] for q in questions}) == 120


def test_fields() -> None:
    for q in _questions():
        assert list(q) == FIELDS, q["id"]
        assert q["lang"] in {"zh", "zhT", "en"}, q["id"]
        assert q["kind"] in KINDS, q["id"]
        assert (_HAN.search(q["question"]) is None) == (q["lang"] == "en"), q["id"]
        if q["gold"] is None:
            assert q["article"] is None, q["id"]
            assert q["reason"] in REASONS, q["id"]
        else:
            assert q["reason"] is None, q["id"]
            assert q["trap"] is False, q["id"]
            assert isinstance(q["article"], list) == (q["kind"] == "comparison"), q["id"]


def test_counts() -> None:
    questions = _questions()
    answerable = [q for q in questions if q["gold"] is not None]
    refused = [q for q in questions if q["gold"] is None]
    assert Counter(q["lang"] for q in answerable) == {"zh": 45, "zhT": 15, "en": 20}
    assert Counter(q["lang"] for q in refused) == {"zh": 22, "zhT": 8, "en": 10}
    assert Counter(q["trap"] for q in refused) == {True: 20, False: 20}
    assert {q["kind"] for q in answerable} == KINDS
    assert {q["reason"] for q in refused} == REASONS
    assert {a for q in answerable for a in _articles(q)} == {p.name for p in SEEDS.glob("*.txt")}


def test_halves_are_balanced() -> None:
    odd, even = _questions()[0::2], _questions()[1::2]
    for field in ("lang", "kind", "trap", "reason"):
        for answerable in (True, False):
            first = Counter(q[field] for q in odd if (q["gold"] is not None) == answerable)
            second = Counter(q[field] for q in even if (q["gold"] is not None) == answerable)
            assert sum(first.values()) == (40 if answerable else 20)
            assert all(abs(first[v] - second[v]) <= 1 for v in first | second), field


def test_gold_stands_in_title_or_body() -> None:
    for q in _questions():
        if q["gold"] is None:
            continue
        found = {
            article for article in _articles(q) for g in q["gold"] if any(g in part for part in _quotable(article))
        }
        assert found == set(_articles(q)), q["id"]
        assert q["gold"], q["id"]
        for g in q["gold"]:
            assert 2 <= len(g) <= 40, (q["id"], g)
            assert _DAMAGE.search(g) is None, (q["id"], g)
            assert any(g in part for article in _articles(q) for part in _quotable(article)), (q["id"], g)
