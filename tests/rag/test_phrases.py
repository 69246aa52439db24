"""Quoted phrases: what is found holds them, and what stands nowhere is refused by name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index.build import build_index
from rag import Engine, Filters, open_engine
from rag.coverage import Said, uncovered
from rag.query import read_question

ARTICLES = {
    "a.txt": "青浦区氢能产业行动方案\n\n青浦区支持氢能企业建设加氢站，对加氢站给予补贴。\n",
    "b.txt": "青浦区储能产业行动方案\n\n青浦区支持储能企业，氢能与储能企业协同给予补贴。\n",
    "c.txt": "Xuhui notice\n\nXuhui District supports life and health companies.\n",
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("phrases")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    build_index([folder], folder / "index")
    return open_engine(folder / "index")


def found(engine: Engine, query: str, filters: Filters | None = None) -> set[str]:
    return {Path(hit.article.path).name for hit in engine.search(query, 10, filters).hits}


def test_only_passages_that_hold_every_phrase_are_found(small: Engine) -> None:
    assert found(small, "氢能企业的补贴") == {"a.txt", "b.txt", "c.txt"}
    assert found(small, "“储能企业”的补贴") == {"b.txt"}
    assert found(small, '"氢能"和“储能”的补贴') == {"b.txt"}
    assert found(small, "＂儲能企業＂的補貼") == {"b.txt"}


def test_phrases_that_no_passage_holds_together_are_ignored(small: Engine) -> None:
    everything = found(small, "企业的补贴")
    assert found(small, "“风能企业”的补贴") == everything
    assert found(small, "“加氢站”和“储能”的补贴") == everything


def test_phrases_narrow_within_the_filters(small: Engine) -> None:
    (a,) = (article.article_id for article in small.articles() if article.path.endswith("a.txt"))
    assert found(small, "“氢能”的补贴", Filters(article=a)) == {"a.txt"}
    assert found(small, "“储能企业”的补贴", Filters(article=a)) == {"a.txt"}  # no passage that is allowed holds it


def test_a_phrase_that_stands_nowhere_is_named_when_refusing(small: Engine) -> None:
    refusal = small.ask("青浦区对“风能企业”有什么补贴？").refusal
    assert refusal is not None
    assert refusal.reason == "not_said"
    assert "“风能企业”" in refusal.message
    assert "“风能企业”" in refusal.explanation.en
    assert small.ask("青浦区对“储能企业”有什么补贴？").refusal is None


def test_a_refusal_names_the_phrase_as_it_was_asked(small: Engine) -> None:
    refusal = small.ask("青浦區對“風能軟體”有什麼補貼？").refusal
    assert refusal is not None
    assert refusal.reason == "not_said"
    assert "“風能軟體”" in refusal.explanation.zh
    assert small.ask("青浦區對“儲能企業”有什麼補貼？").refusal is None  # compared in one script


@pytest.mark.parametrize("phrase", ["hydrogen stations", "Minhang District", "life and wellness"])
def test_an_english_phrase_is_no_reason_to_refuse(small: Engine, phrase: str) -> None:
    question = read_question(f'What of "{phrase}" does Qingpu support?')
    (said,) = {Said(article) for article in small.articles() if article.path.endswith("a.txt")}
    assert uncovered(replace(question, districts=()), [said]) is None


def test_a_question_with_an_english_phrase_over_chinese_articles_is_answered(small: Engine) -> None:
    answer = small.ask('What "hydrogen stations" does Qingpu District support?')
    assert answer.refusal is None
    assert [claim.text for claim in answer.claims] == ["青浦区支持氢能企业建设加氢站，对加氢站给予补贴。"]
