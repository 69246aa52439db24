"""What the measurement prints, on articles made up here; and how it picks articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import news
from bench.damage import Site
from bench.news import Article, read_news
from bench.restoration import SITES, SLIPS, Sizes, fit, measure, printable, report

TEXT = "云汀区发展规模扩大。保障海外业务的企业有三十家。专委会召开了会议。模式是可行的。专家希望更多公司参与。" * 3
ARTICLES = [Article(f"n{number}", TEXT[number:], seen=False) for number in range(3)]


def test_a_row_of_damage_and_its_failures() -> None:
    lines = list(report(ARTICLES, Sizes().least(2), "as seed 001", 1, None))
    rows = [line for line in lines if line.startswith("| as seed")]
    assert len(rows) == 1
    columns = [column.strip() for column in rows[0].split("|")[1:-1]]
    assert columns[1] == str(2 * SLIPS)
    assert len(columns) == len(next(line for line in lines if line.startswith("| damage")).split("|")) - 2
    assert any("slips put right by how they end" in line for line in lines)


def test_every_part_is_printed_and_every_change_of_clean_text_written(tmp_path: Path) -> None:
    dirty = Article("n9", TEXT + "\u200b完", seen=True)
    file = tmp_path / "changes.tsv"
    text = "\n".join(report([*ARTICLES, dirty], Sizes().least(4), None, 0, file))
    assert all(f"| {name} |" in text for name in SITES)
    for heading in ("| other damage", "| clean articles", "| speed"):
        assert heading in text
    heads, *changes = file.read_text(encoding="utf-8").splitlines()
    assert heads.split("\t") == ["part", "article", "kind", "certain", "before", "after", "in context"]
    assert {tuple(change.split("\t")[:5]) for change in changes} >= {("none", "n9", "invisible", "True", "\\u200b")}


def test_the_same_damage_each_time() -> None:
    assert measure(ARTICLES, Site()).failures == measure(ARTICLES, Site()).failures


def test_articles_that_fit_have_room_and_no_damage() -> None:
    odd = [Article("a", TEXT + "&nbsp;", False), Article("b", TEXT + "\ue1e5", False), Article("c", "很短。", False)]
    assert fit([*odd, *ARTICLES], 2) == ARTICLES[:2]


def test_tidy_text() -> None:
    assert Article("a", "\ufeff普陀\u00a0区\u200b\t第二\u3000段\x7f\u00ad ", False).tidy == "普陀 区\n第二 段"


def test_printable() -> None:
    assert printable("展\ue1e5\n^") == "展\\ue1e5\\n^"


def test_no_corpus_no_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news, "NEWS", tmp_path / "none.jsonl.gz")
    assert read_news(1) == []


def test_articles_that_training_has_seen_come_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import gzip
    import json

    sentences = [f"第{number}句话说的是云汀区的生命健康产业" for number in "一二三四五六七八"]
    monkeypatch.setattr(news, "NEWS", tmp_path / "news.jsonl.gz")
    monkeypatch.setattr(news, "TRAINING", tmp_path)
    rows = {
        "news": [{"id": "seen", "text": "。".join(sentences[:4])}, {"id": "new", "text": "。".join(sentences[4:])}],
        "crud_news": [{"q": "标题", "p": "别的。" + sentences[1]}],
    }
    for name, content in rows.items():
        with gzip.open(tmp_path / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in content)
    for seed in range(4):
        assert [(article.name, article.seen) for article in read_news(seed)] == [("new", False), ("seen", True)]
