"""What the model is trained on, and what must not be."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from training.data import read_pairs
from training.places import SHANGHAI_DISTRICTS, place_pairs, policy_pairs, romanise
from training.sources import SOURCES, sources_of

RESEARCH_ONLY = {
    "cctv_news_title_body", "crud_news", "parallel_wmt21_news", "title_bbc_en", "zh_similarity_pairs",
    "zh_simclue_triplets", "qa_alpaca_zh", "qa_nlpcc_dbqa_zh",
}  # fmt: skip


def test_no_research_only_source_is_open() -> None:
    assert {source.file for source in SOURCES} - {source.file for source in sources_of("open")} == RESEARCH_ONLY
    assert sources_of("all") == SOURCES
    with pytest.raises(ValueError, match="half"):
        sources_of("half")


def test_rows_that_are_not_open_are_left_out(tmp_path: Path) -> None:
    kept = {"q": "Code Of Conduct", "p": "行為規範", "src": "vue_docs", "lang": "en-zhT"}
    closed = {"q": "Git Basics", "p": "Git 基础", "src": "progit2", "lang": "en-zh"}
    for source in SOURCES:
        rows = [kept, closed] if source.file == "parallel_techdocs_en_zh" else []
        with gzip.open(tmp_path / f"{source.file}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)
    (pair,) = read_pairs(tmp_path, "open")
    assert (pair.query, pair.passage) == ("code of conduct", "行为规范")  # folded
    assert (pair.query_is_english, pair.passage_is_english) == (True, False)
    assert len(list(read_pairs(tmp_path, "all"))) == 2


def test_districts_in_pinyin() -> None:
    assert dict(SHANGHAI_DISTRICTS)["changning"] == "长宁"  # 长 is also read zhang
    assert dict(SHANGHAI_DISTRICTS)["jingan"] == "静安"
    assert len(SHANGHAI_DISTRICTS) == 16
    assert romanise("普陀") == "putuo"


def test_the_last_step_of_an_address_is_a_pair_of_its_own() -> None:
    addresses = [
        ("上海市普陀区", "putuo district, shanghai"),
        ("上海市普陀区桃浦镇", "taopu town, putuo district, shanghai"),
    ]
    assert list(place_pairs(addresses)) == [
        ("普陀区", "putuo district"), ("普陀", "putuo"), ("桃浦镇", "taopu town"), ("桃浦", "taopu"),
    ]  # fmt: skip


def test_every_district_meets_every_topic() -> None:
    pairs = list(policy_pairs([("biomedicine", "生物医药"), ("robots", "机器人")]))
    assert len(pairs) == 16 * 2
    assert all(("biomedicine" in english) == ("生物医药" in chinese) for english, chinese in pairs)
    assert any("putuo" in english and "普陀区" in chinese for english, chinese in pairs)
    assert any("changning" in english and "长宁区" in chinese for english, chinese in pairs)
    assert any("pudong" in english and "浦东新区" in chinese for english, chinese in pairs)
