"""The catalog gives back what it was given."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from index.catalog import Catalog, write_catalog
from index.duplicates import DuplicateGroup
from index.errors import ArticleUnknown
from index.i18n import Message
from index.read import Skipped
from index.restore import Guess
from index.restore.offsets import Edit, OffsetMap
from index.types import Article, Description, Passage, Section, Span

FULL = Article(
    article_id="aaaa",
    paths=("b/一.txt", "c/'quoted\".txt"),
    raw="業(yè)務\r\n\ue1e5\U00020000",
    text="業務\r\n\ue1e5\U00020000",
    restored=OffsetMap((Edit(1, 5, 1, 1),)),
    guesses=(Guess(1, 2, "?"),),
    sections=(Section("title", Span(0, 4)), Section("body", Span(4, 6))),
    description=Description("業務", "2023-08-30T19:35:06", "文匯網", "http://a.cn/?b=1", ("普陀区", "长宁区")),
    raw_sha256="a" * 64,
)
BARE = Article("bbbb", ("a.txt",), "x", "x", OffsetMap(), (), (Section("body", Span(0, 1)),),
               Description("x", None, None, None, ()), "b" * 64)  # fmt: skip
PASSAGES = [
    Passage("bbbb", Span(0, 1), "body", "x", "x"),
    Passage("aaaa", Span(0, 2), "title", "", "業務"),
    Passage("aaaa", Span(4, 6), "body", "業務", "\ue1e5\U00020000"),
]
SKIPPED = [Skipped("z.pdf", Message("format not read", "不支持")), Skipped("e.txt", Message("empty", "空文件"))]


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    path = tmp_path / "a b?#%目录.sqlite"
    write_catalog(path, [FULL, BARE], PASSAGES, SKIPPED)
    return Catalog(path)


def test_an_article_comes_back_equal(catalog: Catalog) -> None:
    assert catalog.article("aaaa") == FULL
    assert catalog.article("bbbb") == BARE
    assert catalog.article("aaaa").raw_span(Span(1, 2)).of(FULL.raw) == "務"


def test_articles_stand_by_path(catalog: Catalog) -> None:
    assert catalog.articles() == [BARE, FULL]
    assert catalog.descriptions == {"bbbb": BARE.description, "aaaa": FULL.description}


def test_passages_keep_their_numbers(catalog: Catalog) -> None:
    assert len(catalog) == 3
    assert [catalog.passage(ordinal) for ordinal in range(3)] == PASSAGES
    assert [catalog.article_id_of(ordinal) for ordinal in range(3)] == ["bbbb", "aaaa", "aaaa"]
    assert [catalog.section(ordinal) for ordinal in range(3)] == ["body", "title", "body"]
    assert [catalog.passage_id(ordinal) for ordinal in range(3)] == [passage.passage_id for passage in PASSAGES]


def test_skipped_files_stand_by_path(catalog: Catalog) -> None:
    assert catalog.skipped() == SKIPPED[::-1]


def test_an_unknown_article_is_named(catalog: Catalog) -> None:
    with pytest.raises(ArticleUnknown, match="'cccc'") as raised:
        catalog.article("cccc")
    assert "wenju status" in raised.value.hint.en


def test_it_is_written_once(tmp_path: Path) -> None:
    write_catalog(tmp_path / "catalog.sqlite", [], [], [])
    with pytest.raises(Exception, match="already exists"):
        write_catalog(tmp_path / "catalog.sqlite", [], [], [])
    assert (len(Catalog(tmp_path / "catalog.sqlite")), Catalog(tmp_path / "catalog.sqlite").articles()) == (0, [])


def test_copies_know_each_other(tmp_path: Path) -> None:
    articles = [replace(BARE, article_id=name, paths=(f"{name}.txt",)) for name in "abcdef"]
    groups = [DuplicateGroup("d", ("a", "f")), DuplicateGroup("b", ("c",))]
    write_catalog(tmp_path / "catalog.sqlite", articles, [], [], duplicates=groups)
    catalog = Catalog(tmp_path / "catalog.sqlite")
    assert catalog.duplicates == {"d": "d", "a": "d", "f": "d", "b": "b", "c": "b"}
    assert list(catalog.duplicates) == ["d", "a", "f", "b", "c"]
    assert [catalog.copies(name) for name in "adfbe"] == [("d", "f"), ("a", "f"), ("d", "a"), ("c",), ()]


def test_without_groups_nothing_is_a_copy(catalog: Catalog) -> None:
    assert catalog.duplicates == {}
    assert catalog.copies("aaaa") == ()


def test_many_threads_may_read(tmp_path: Path) -> None:
    articles = [replace(BARE, article_id=f"{number:04x}", paths=(f"{number:04}.txt",)) for number in range(40)]
    write_catalog(tmp_path / "catalog.sqlite", articles, [], [])
    catalog = Catalog(tmp_path / "catalog.sqlite")
    with ThreadPoolExecutor(8) as pool:
        read = list(pool.map(catalog.article, [article.article_id for article in articles] * 5))
    assert read == articles * 5
