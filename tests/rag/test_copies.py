"""Near-duplicates in search and answers: one place, the others named, nothing lost. The articles are made up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.build import build_index
from index.catalog import Catalog, write_catalog
from index.duplicates import DuplicateGroup
from index.fold import to_traditional
from index.restore.offsets import OffsetMap
from index.types import Article, Description, Passage, Section, Span
from rag import Engine, Filters, open_engine
from rag.copies import ENOUGH, Copies, Place

NOTICE = (
    "青浦区氢能产业行动方案今日发布。方案提出，到明年年底全区建成加氢站二十座，覆盖主要物流通道和公交场站。\n"
    "对新建的加氢站，按照设备投资额给予三成的补贴，单个项目最高可得八百万元。企业应当在竣工之后向区发展改革委提出申请。\n"
    "方案还要求公交企业分批采购氢燃料客车，并由区交通委负责验收，验收结果向社会公开，接受居民监督。\n"
)
SUBSIDY = "对新建的加氢站，按照设备投资额给予三成的补贴，单个项目最高可得八百万元。"
ADDED = "另据介绍，氢燃料客车的首条示范线路将从练塘镇开往朱家角镇，全程二十六公里，票价两元，由巴士公司运营。\n"
OTHER = (
    "松江区养老服务补贴办法昨日印发。年满八十周岁的居民每月可领服务券，在社区食堂和日间照料中心使用。\n"
    "街道负责上门评估，评估结果分为三级，补贴随级别递增，申请材料由社区事务受理中心收取。\n"
)


def page(title: str, source: str, day: str, body: str) -> str:
    return f"{title}\n\n来源：{source}  时间：{day}\n\n{body}"


PAGES = {
    "a/late.txt": page("青浦区氢能产业行动方案发布", "上海青浦", "2024-03-05", NOTICE),
    "b/first.txt": page("青浦区发布氢能产业行动方案", "东方网", "2024-03-01", NOTICE),
    "c/tw.txt": to_traditional(page("青浦区氢能产业行动方案发布", "聯合網", "2024-03-09", NOTICE)),
    "d/other.txt": page("松江区养老服务补贴办法印发", "上海松江", "2024-03-02", OTHER),
}
FULLER = page("青浦区氢能产业行动方案解读", "新民网", "2024-03-07", NOTICE + ADDED)

Build = Callable[[dict[str, str]], Engine]


@pytest.fixture
def build(tmp_path: Path) -> Iterator[Build]:
    opened: list[Engine] = []

    def build_of(pages: dict[str, str]) -> Engine:
        for name, text in pages.items():
            path = tmp_path / "articles" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        build_index([tmp_path / "articles"], tmp_path / "index")
        opened.append(open_engine(tmp_path / "index"))
        return opened[-1]

    yield build_of
    for engine in opened:
        engine.close()


def names(articles: object) -> list[str]:
    """The files of hits or articles, without their folders."""
    return [Path(article.path).stem for article in articles]  # type: ignore[attr-defined]


def test_search_gives_distinct_notices_and_names_the_copies(build: Build) -> None:
    engine = build(PAGES)
    hits = engine.search("加氢站补贴", k=20)
    assert "late" not in names(hits)
    assert "tw" not in names(hits)
    (best, *_) = hits
    assert best.path.endswith("first.txt")
    assert names(best.copies) == ["late", "tw"]
    assert best.also_in == tuple(article.article_id for article in best.copies)
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert [(-hit.score, hit.passage_id) for hit in hits] == sorted((-hit.score, hit.passage_id) for hit in hits)
    other = next(hit for hit in hits if hit.path.endswith("other.txt"))
    assert other.copies == ()
    assert set(engine.copies(best.article_id)) == set(best.also_in)


def test_a_title_in_other_words_is_the_same_notice(build: Build) -> None:
    engine = build(PAGES)
    titles = [hit for hit in engine.search("青浦区氢能产业行动方案发布", k=20) if hit.section == "title"]
    assert names(titles) == ["first", "other"]
    assert names(titles[0].copies) == ["late", "tw"]
    found = engine.search("青浦区氢能产业行动方案发布", k=20, filters=Filters(since="2024-03-02"))
    assert names([hit for hit in found if hit.section == "title"]) == ["late", "other"]


def test_a_claim_is_cited_once_from_the_earliest(build: Build) -> None:
    answer = build(PAGES).ask("青浦区新建加氢站最高可得多少补贴？")
    cited = [citation for citation in answer.citations if "八百万元" in citation.quote]
    (citation,) = cited
    assert citation.quote == SUBSIDY
    assert citation.path.endswith("first.txt")
    assert names(citation.copies) == ["late", "tw"]
    for copy in citation.copies[:1]:
        assert SUBSIDY in copy.text
    assert to_traditional(SUBSIDY) in citation.copies[1].text


def test_a_copy_that_says_the_sentence_otherwise_is_not_named_for_it(build: Build) -> None:
    mended = NOTICE.replace("给予三成的补贴", "给予三成的资助")
    engine = build(PAGES | {"e/mended.txt": page("青浦区氢能产业行动方案发布", "解放网", "2024-03-08", mended)})
    (citation,) = [it for it in engine.ask("青浦区新建加氢站最高可得多少补贴？").citations if "八百万元" in it.quote]
    assert names(citation.copies) == ["late", "tw"]
    assert len(engine.copies(citation.article_id)) == 3


def test_a_number_that_only_a_copy_has_is_found_and_cited_from_it(build: Build) -> None:
    figures = "".join(f"规划中的{number}号站投资{number}千万元。" for number in range(1, 13)) + "\n"
    notice = NOTICE.replace("三成", "百分之三十") + figures
    first = page("青浦区氢能产业行动方案发布", "东方网", "2024-03-01", notice)
    other = page("青浦区氢能产业行动方案发布", "解放网", "2024-03-08", notice.replace("百分之三十", "百分之四十"))
    engine = build({"a/first.txt": first, "e/other_number.txt": other})
    hits = engine.search("按照设备投资额给予40%的补贴", k=20)
    assert len(engine.copies(hits[0].article_id)) == 1  # one notice all the same
    assert next(hit for hit in hits if hit.section == "body").path.endswith("other_number.txt")
    assert any("百分之三十" in hit.text for hit in hits)


def test_what_only_a_copy_says_is_found_and_cited_from_it(build: Build) -> None:
    engine = build(PAGES | {"e/fuller.txt": FULLER})
    assert len(engine.copies(engine.search("加氢站补贴", k=1)[0].article_id)) == 3
    answer = engine.ask("氢燃料客车首条示范线路票价多少？")
    (citation,) = [it for it in answer.citations if "练塘镇" in it.quote]
    assert citation.path.endswith("fuller.txt")
    assert citation.copies == ()
    assert any("练塘镇" in hit.text for hit in engine.search("示范线路票价", k=3))


def test_filters_come_first(build: Build) -> None:
    """Where the earliest is filtered out, the next stands for itself, and names none that the filter shuts out."""
    engine = build(PAGES)
    by_date = engine.search("加氢站补贴", k=20, filters=Filters(since="2024-03-02"))
    assert names(by_date)[0] == "late"
    assert names(by_date[0].copies) == ["tw"]
    by_source = engine.search("加氢站补贴", k=20, filters=Filters(source="联合网"))
    assert set(names(by_source)) == {"tw"}
    assert by_source[0].copies == ()
    one = by_date[0].article_id
    answer = engine.ask("青浦区新建加氢站最高可得多少补贴？", Filters(article=one))
    assert {citation.article_id for citation in answer.citations} == {one}
    assert all(citation.copies == () for citation in answer.citations)


def test_a_bigger_k_holds_a_smaller_one(build: Build) -> None:
    engine = build(PAGES | {"e/fuller.txt": FULLER})
    everything = engine.search("氢能产业补贴和验收", k=30).hits
    for k in (1, 2, 4):
        assert engine.search("氢能产业补贴和验收", k=k).hits == everything[:k]


def test_a_refusal_shows_distinct_passages(build: Build) -> None:
    refusal = build(PAGES).ask("青浦区氢能产业行动方案4.0版支持什么？").refusal
    assert refusal is not None
    assert not {"late", "tw"} & set(names(refusal.nearest))
    assert any(hit.also_in for hit in refusal.nearest)


def test_a_notice_on_very_many_sites_does_not_crowd_out_the_rest(build: Build) -> None:
    """150 copies of three passages each fill what is first looked at, 100 passages a leg."""
    copies = {
        f"s/{n:03}.txt": page("青浦区氢能产业行动方案发布", f"站点{n}", f"2024-05-{n % 28 + 1:02}", NOTICE)
        for n in range(150)
    }
    engine = build({**PAGES, **copies})
    hits = engine.search("新建加氢站的补贴", k=30)
    assert {"first", "other"} <= set(names(hits))
    assert len(hits) < 10
    assert max(len(hit.copies) for hit in hits) == 152


FIRST, SECOND, THIRD = (
    "方案提出到明年年底全区建成加氢站二十座覆盖主要物流通道。",
    "对新建的加氢站按照设备投资额给予三成的补贴。",
    "另据介绍首条示范线路将从练塘镇开往朱家角镇票价两元。",
)


def copies_of(tmp_path: Path, *passages: tuple[str, str]) -> Copies:
    """An index of the passages (article, text), numbered as given; all articles are one group, the first preferred."""
    texts: dict[str, str] = {}
    cut = []
    for article_id, text in passages:
        start = len(texts.get(article_id, ""))
        texts[article_id] = texts.get(article_id, "") + text
        cut.append(Passage(article_id, Span(start, start + len(text)), "body", "", text))
    articles = [
        Article(it, (it,), text, text, OffsetMap(), (), (Section("body", Span(0, len(text))),),
                Description(it, None, None, None, ()), it)
        for it, text in texts.items()
    ]  # fmt: skip
    first, *others = texts
    group = DuplicateGroup(first, tuple(others))
    tmp_path.mkdir(exist_ok=True)
    write_catalog(tmp_path / "catalog.sqlite", articles, cut, [], duplicates=[group])
    return Copies(Catalog(tmp_path / "catalog.sqlite"))


def place(ordinal: int, score: float, near: float = 0.0) -> Place:
    return Place(ordinal + 100, ordinal, f"p{ordinal}", score, near)


def test_what_stands_has_the_best_score_and_nearness_of_its_copies(tmp_path: Path) -> None:
    copies = copies_of(tmp_path, ("a", FIRST), ("b", SECOND + FIRST))
    found = list(copies.standing([place(1, 0.9, 0.2), place(0, 0.5, 0.7)]))
    assert found == [place(1, 0.9, 0.7)]  # the copy says more
    copies = copies_of(tmp_path / "second", ("a", FIRST + SECOND), ("b", SECOND))
    assert list(copies.standing([place(1, 0.9, 0.2), place(0, 0.5, 0.7)])) == [place(0, 0.9, 0.7)]


def test_passages_are_cut_otherwise_in_every_copy(tmp_path: Path) -> None:
    """What a copy has in one passage and the preferred article in two folds into the one that has most of it."""
    copies = copies_of(tmp_path, ("a", FIRST), ("a", SECOND), ("a", THIRD), ("b", FIRST[14:] + SECOND))
    found = list(copies.standing([place(3, 0.8), place(2, 0.6), place(0, 0.4), place(1, 0.3)]))
    assert found == [place(1, 0.8), place(2, 0.6), place(0, 0.4)]


def test_a_passage_whose_counterpart_was_not_found_stands(tmp_path: Path) -> None:
    copies = copies_of(tmp_path, ("a", FIRST), ("a", THIRD), ("b", FIRST))
    assert list(copies.standing([place(2, 0.8), place(1, 0.6)])) == [place(2, 0.8), place(1, 0.6)]
    assert [article.article_id for article in copies.holding(2, None)] == ["a"]
    assert [article.article_id for article in copies.holding(1, None)] == []


def test_copies_crowd_where_they_are_the_most_and_little_else_is_left(tmp_path: Path) -> None:
    copies = copies_of(tmp_path, ("a", FIRST), ("b", FIRST), ("c", FIRST), ("a", THIRD))
    assert copies.crowd([0, 1, 2])
    assert not copies.crowd([0, 1])
    assert copies.crowd([1, 2, 2])  # b is the best there, c twice a copy
    assert not copies.crowd([])
    assert copies.crowd([0] * (ENOUGH - 1) + [1] * ENOUGH)
    assert not copies.crowd([0] * ENOUGH + [1] * 2 * ENOUGH)


def test_without_copies_nothing_changes(engine: Engine) -> None:
    """The seeds hold none."""
    assert all(engine.copies(article.article_id) == () for article in engine.articles())
    assert all(hit.copies == () for hit in engine.search("生物医药产业", k=50))
