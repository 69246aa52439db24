"""The public face: search, ask, filters, threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

import rag
from index.build import build_index
from index.errors import ArticleUnknown, BadInput, BadQuestion
from rag import Engine, Filters, open_engine

QUERIES = ["高端医疗器械", "普陀区生命健康产业专项政策3.0版", "松江生物医药", "红烧肉", "Putuo policy 3.0"]


def test_the_public_names_are_all_there_is() -> None:
    assert set(rag.__all__) == {
        "Answer", "Citation", "Claim", "Engine", "Filters", "Hit", "Refusal", "SearchResult", "Struck", "open_engine",
    }  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_hits_are_ordered_numbered_and_exact(engine: Engine, query: str) -> None:
    hits = engine.search(query, k=10)
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert [(-hit.score, hit.passage_id) for hit in hits] == sorted((-hit.score, hit.passage_id) for hit in hits)
    for hit in hits:
        assert engine.article(hit.article_id).text[hit.start : hit.end] == hit.text


@pytest.mark.parametrize("query", QUERIES)
def test_a_bigger_k_holds_a_smaller_one(engine: Engine, query: str) -> None:
    all_ids = [hit.passage_id for hit in engine.search(query, k=20)]
    for k in (1, 3, 7):
        assert [hit.passage_id for hit in engine.search(query, k=k)] == all_ids[:k]


def test_a_k_beyond_all_numbers_of_the_machine_is_all_there_is(engine: Engine) -> None:
    assert engine.search("产业", k=10**20) == engine.search("产业", k=10**6)


def test_teasers_rank_below_what_the_articles_say_themselves(engine: Engine) -> None:
    assert engine.search("复宏汉霖松江生物医药产业化基地开工", k=1)[0].section == "teaser"  # only teasers speak of it
    sections = [hit.section for hit in engine.search("普陀区生命健康产业专项政策3.0版", k=5)]
    assert "teaser" not in sections[:3]


@pytest.mark.parametrize(
    ("filters", "paths"),
    [
        (Filters(district="普陀"), {"001", "004"}),
        (Filters(district="長寧區"), {"000"}),
        (Filters(district="Changning"), {"000"}),
        (Filters(since="2024-01-01"), {"001"}),
        (Filters(since="2022-11-02", until="2023-08-30"), {"000", "004"}),
        (Filters(source="新民"), {"003"}),
        (Filters(district="静安区"), set()),
    ],
)
def test_filters(engine: Engine, filters: Filters, paths: set[str]) -> None:
    found = engine.search("生物医药产业", k=50, filters=filters)
    assert {Path(hit.path).name[:3] for hit in found} == paths


def test_an_article_filter(engine: Engine) -> None:
    article = engine.articles()[2]
    for name in (article.article_id, article.path, Path(article.path).name):
        hits = engine.search("产业", k=50, filters=Filters(article=name))
        assert {hit.article_id for hit in hits} == {article.article_id}


def test_no_filter_and_an_empty_one_are_the_same(engine: Engine) -> None:
    assert engine.search("产业", k=50, filters=Filters()) == engine.search("产业", k=50)


@pytest.mark.parametrize("day", ["2024", "yesterday", "2024-13-01", "20241122", "2024-W47-5"])
def test_a_date_that_is_none(day: str) -> None:
    with pytest.raises(BadInput, match=day):
        Filters(since=day)


def test_filters_that_contradict_themselves_or_name_nothing(engine: Engine) -> None:
    with pytest.raises(BadInput, match=r"2024-02-01.*2024-01-01"):
        Filters(since="2024-02-01", until="2024-01-01")
    with pytest.raises(ArticleUnknown, match="zzz"):
        engine.ask("产业", Filters(article="zzz"))
    refusal = engine.ask("生物医药产业", Filters(district="静安区")).refusal
    assert refusal is not None
    assert refusal.reason == "district"


def test_a_text_is_no_list_of_texts(engine: Engine) -> None:
    with pytest.raises(BadInput, match="list"):
        engine.encode("普陀区")
    with pytest.raises(BadInput, match="list"):
        engine.search_batch("普陀区")


def test_a_closed_engine_says_so(seeds_index: Path) -> None:
    engine = open_engine(seeds_index)
    engine.close()
    engine.close()
    with pytest.raises(BadInput, match="closed"):
        engine.search("产业")


def test_bad_calls(engine: Engine) -> None:
    with pytest.raises(BadInput, match="0"):
        engine.search("产业", k=0)
    with pytest.raises(BadQuestion):
        engine.search(" ")
    with pytest.raises(ArticleUnknown, match="nope"):
        engine.article("nope")


def test_threads_and_batches_give_what_one_call_gives(engine: Engine) -> None:
    alone = [engine.search(query, k=10) for query in QUERIES]
    assert engine.search_batch(QUERIES, k=10) == alone
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda query: engine.search(query, k=10), QUERIES * 8)) == alone * 8


def test_last_year_counts_from_the_day_given(tmp_path: Path) -> None:
    for year in (2019, 2021):
        (tmp_path / f"{year}.txt").write_text(f"补贴政策于{year}年发布，支持企业。\n", encoding="utf-8")
    build_index([tmp_path], tmp_path / "index")
    with open_engine(tmp_path / "index") as engine:
        for today, year in (("2020-06-01", 2019), ("2022-06-01", 2021)):
            (hit,) = engine.search("去年发布的补贴政策", 1, today=today)
            assert Path(hit.article.path).stem == str(year)
            ((hit,),) = engine.search_batch(["去年发布的补贴政策"], 1, today=today)
            assert Path(hit.article.path).stem == str(year)
        with pytest.raises(BadInput, match="yesterday"):
            engine.search("去年", today="yesterday")


def test_vectors_for_scripts(engine: Engine) -> None:
    vectors = engine.encode(["普陀区", "普陀區", "Putuo District"])
    assert vectors.dtype == np.float32
    assert vectors.shape == (3, engine.manifest.dimensions)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1], abs=1e-5)
    assert vectors[0].tolist() == vectors[1].tolist()


def test_an_open_engine_survives_a_rebuild(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("普陀区发布生命健康产业专项政策。", encoding="utf-8")
    index = tmp_path / "index"
    build_index([tmp_path / "a.txt"], index)
    with open_engine(index) as old:
        (tmp_path / "a.txt").write_text("松江区推进生物医药产业集群。", encoding="utf-8")
        build_index([tmp_path / "a.txt"], index)
        with open_engine(index) as new:
            assert "普陀" in old.search("产业")[0].text
            assert "松江" in new.search("产业")[0].text
