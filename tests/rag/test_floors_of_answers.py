"""The figures of answers over the gold sets don't fall: floors, only raised. `python -m bench.answers` prints them all."""

from __future__ import annotations

import pytest

from bench.answers import ARTICLES, GOLD, NEWS_TODAY, TODAY, write_articles
from bench.news import NEWS
from index.build import build_index
from rag import Engine, open_engine
from rag.assess import Assessment, assess_file


@pytest.fixture(scope="module")
def seeds(engine: Engine) -> Assessment:
    return assess_file(GOLD / "questions.jsonl", engine, today=TODAY)


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    if not NEWS.is_file():
        pytest.skip(f"NOT MEASURED: answers over 10,000 news articles need {NEWS}")
    folder = tmp_path_factory.mktemp("news")
    build_index([write_articles(NEWS, folder / "articles", ARTICLES)], folder / "index")
    with open_engine(folder / "index") as engine:
        return assess_file(GOLD / "news.jsonl", engine, today=NEWS_TODAY)


def at_least(found: float | None, floor: float) -> bool:
    return found is not None and found >= floor


def test_over_the_seeds(seeds: Assessment) -> None:
    figures = seeds.overall
    assert (figures.questions, figures.answerable, figures.traps) == (120, 80, 20)
    assert at_least(figures.right_article_first, 0.97)
    assert at_least(figures.gold_in_quotes, 0.92)
    assert at_least(figures.gold_in_first_quote, 0.80)
    assert at_least(seeds.by_lang["en"].right_article_first, 0.95)
    assert at_least(figures.rightly_refused, 0.90)
    assert at_least(figures.traps_refused, 0.80)
    assert figures.wrongly_refused is not None
    assert figures.wrongly_refused <= 0.025
    assert figures.factual_quote_characters_median is not None
    assert figures.factual_quote_characters_median <= 80


def test_every_quote_is_exact_and_every_claim_carried(seeds: Assessment) -> None:
    assert seeds.overall.claims > 200
    assert (seeds.overall.quotes_exact, seeds.overall.claims_carried) == (1.0, 1.0)


def test_over_10_000_news_articles(news: Assessment) -> None:
    figures = news.overall
    assert (figures.questions, figures.answerable, figures.traps) == (240, 200, 20)
    assert at_least(figures.right_article_first, 0.88)
    assert at_least(figures.gold_in_quotes, 0.79)
    assert at_least(figures.rightly_refused, 0.55)
    assert figures.wrongly_refused is not None
    assert figures.wrongly_refused <= 0.035
    assert figures.factual_quote_characters_median is not None
    assert figures.factual_quote_characters_median <= 65
    assert (figures.quotes_exact, figures.claims_carried) == (1.0, 1.0)
