"""The gold sets are what their README says: counted, balanced, unchanged, and every gold string quotable."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import Counter
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from bench.answers import ARTICLES
from bench.news import NEWS
from index import restore_text
from index.clean import label_sections

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"
QUESTIONS = HERE / "questions.jsonl"
SHA256 = "080f8ff2e8bb492a0d123796ee33c5b866a45eb79bd6d7cc09a14db9d80f63c6"

NEWS_QUESTIONS = HERE / "news.jsonl"
NEWS_SHA256 = "b73c261560ca5a5a8587e5090d017b3a48455a4faf544094b66fb88163b6a0a7"

FIELDS = ["id", "question", "lang", "kind", "article", "gold", "trap", "reason"]
KINDS = {"fact", "list", "reason", "when", "who", "where", "number", "comparison", "title"}
NEWS_FIELDS = ["id", "question", "lang", "kind", "article", "gold", "trap"]
NEWS_KINDS = {"fact", "reason", "when", "who", "where", "number"}
LONGEST_RUN = 12  # Han characters in a row that a question may share with its article
REASONS = {"nothing_near", "not_said", "version", "date", "district"}
_HAN = re.compile(r"[\u4e00-\u9fff]")
_DAMAGE = re.compile(r"[?\ufffd\ue000-\uf8ff]|\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)")


def _questions(file: Path = QUESTIONS) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _news(half: int | None = None) -> list[dict[str, Any]]:
    """The questions over the news: all, or those with odd ids (1) or even ones (0)."""
    return [q for q in _questions(NEWS_QUESTIONS) if half is None or int(q["id"][1:]) % 2 == half]


@cache
def _quotable(article: str) -> tuple[str, ...]:
    """The article's title and body sections, as restored."""
    with (SEEDS / article).open(encoding="utf-8", newline="") as file:
        text = restore_text(file.read()).text
    sections = label_sections(text)
    return tuple(text[s.span.start : s.span.end] for s in sections if s.kind in ("title", "body"))


def _articles(question: dict[str, Any]) -> list[str]:
    """The names of the articles that answer; none: ``[]``."""
    article = question["article"]
    return article if isinstance(article, list) else [article] if article else []


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


def test_the_news_set_is_unchanged() -> None:
    assert hashlib.sha256(NEWS_QUESTIONS.read_bytes()).hexdigest() == NEWS_SHA256


def test_the_news_sets_ids_in_order_and_questions_unique() -> None:
    questions = _news()
    assert [q["id"] for q in questions] == [f"n{n:03d}" for n in range(1, 241)]
    assert len({q["question"] for q in questions} | {q["question"] for q in _questions()}) == 240 + 120


def test_the_news_sets_fields() -> None:
    for q in _news():
        assert list(q) == NEWS_FIELDS, q["id"]
        assert q["lang"] in {"zh", "zhT", "en"}, q["id"]
        assert q["kind"] in NEWS_KINDS, q["id"]
        assert (_HAN.search(q["question"]) is None) == (q["lang"] == "en"), q["id"]
        assert (q["gold"] is None) == (q["article"] is None), q["id"]
        assert q["gold"] is None or q["trap"] is False, q["id"]
        names = _articles(q)
        assert len(set(names)) == len(names), q["id"]
        assert isinstance(q["article"], list) == (len(names) > 1), q["id"]
        assert all(re.fullmatch(r"n\d{5}", name) and int(name[1:]) < ARTICLES for name in names), q["id"]


def test_the_news_sets_counts() -> None:
    answerable = [q for q in _news() if q["gold"] is not None]
    refused = [q for q in _news() if q["gold"] is None]
    assert Counter(q["lang"] for q in answerable) == {"zh": 152, "zhT": 24, "en": 24}
    assert Counter(q["lang"] for q in refused) == {"zh": 32, "zhT": 4, "en": 4}
    assert Counter(q["trap"] for q in refused) == {True: 20, False: 20}
    assert {q["kind"] for q in answerable} == NEWS_KINDS
    assert len({name for q in answerable for name in _articles(q)}) == 282
    assert sum(len(_articles(q)) > 1 for q in answerable) == 49


def test_the_news_sets_halves() -> None:
    halves = [[q for q in _news(half) if q["gold"] is not None] for half in (1, 0)]
    assert [len(half) for half in halves] == [101, 99]
    assert [len(_news(half)) for half in (1, 0)] == [120, 120]
    assert [sum(q["trap"] for q in _news(half)) for half in (1, 0)] == [8, 12]
    odd, even = (Counter(q["lang"] for q in half) for half in halves)
    assert all(abs(odd[lang] - even[lang]) <= 2 for lang in odd | even)


def test_news_gold_is_short_and_not_given_away() -> None:
    for q in _news():
        if q["gold"] is None:
            continue
        assert q["gold"], q["id"]
        for g in q["gold"]:
            assert 2 <= len(g) <= 20, (q["id"], g)
            assert g not in q["question"], (q["id"], g)


@cache
def _news_texts() -> dict[str, str]:
    """The texts that the questions name; skips where the shared corpus isn't there."""
    if not NEWS.is_file():
        pytest.skip(f"no news at {NEWS}; it is not part of the repository, so its gold is not looked up")
    with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
        return {row["id"]: row["text"] for row in map(json.loads, islice(lines, ARTICLES))}


def test_news_gold_stands_in_every_article_named() -> None:
    texts = _news_texts()
    for q in _news():
        for name in _articles(q):
            assert all(g in texts[name] for g in q["gold"]), (q["id"], name)


def test_news_questions_are_in_their_own_words() -> None:
    """No run of more than LONGEST_RUN Han characters of an article that answers; names in Latin letters count nothing."""
    texts = _news_texts()
    for q in _news():
        at = [match.start() for match in _HAN.finditer(q["question"])]
        for first, last in zip(at, at[LONGEST_RUN:], strict=False):
            run = q["question"][first : last + 1]
            assert not any(run in texts[name] for name in _articles(q)), (q["id"], run)
