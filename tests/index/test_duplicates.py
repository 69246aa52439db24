"""The same notice on several sites is one group; other editions, forms and pages are not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

from bench.copies import COPIES, EDITIONS, Maker, Text
from index.duplicates import SHORT, DuplicateGroup, find_duplicates
from index.types import Article, Section, Span

from .made_up import notice

NOTICES = [notice(seed) for seed in range(40)]
OTHERS = [notice(seed) for seed in range(100, 140)]


def together(pairs: list[tuple[Text, Text]]) -> int:
    """How many pairs are in one group, all of them and as many other notices being looked at at once."""
    articles = [
        text.article(f"{side}{n}") for n, pair in enumerate(pairs) for side, text in zip("ab", pair, strict=True)
    ]
    groups = find_duplicates([*articles, *(text.article(f"c{n}") for n, text in enumerate(OTHERS))])
    members = [{group.representative, *group.others} for group in groups]
    return sum(any({f"a{n}", f"b{n}"} <= group for group in members) for n in range(len(pairs)))


@pytest.mark.parametrize(
    ("kind", "floor"),
    [
        ("Traditional", 40), ("of Taiwan", 40), ("edited", 39), ("other title", 40), ("furniture", 40),
        ("cut to 70%", 40), ("damaged", 38), ("all but cut", 24),
    ],
)  # fmt: skip
def test_copies_are_found(kind: str, floor: int) -> None:
    pairs = [(text, COPIES[kind](text, Random(n), OTHERS)) for n, text in enumerate(NOTICES)]
    assert together(pairs) >= floor


def test_the_floors_name_every_kind() -> None:
    assert list(COPIES) == [
        "Traditional", "of Taiwan", "edited", "other title", "furniture", "cut to 70%", "damaged", "all but cut",
    ]  # fmt: skip


@pytest.mark.parametrize(("prepare", "maker"), EDITIONS.values(), ids=EDITIONS.keys())
def test_editions_are_no_copies(prepare: Callable[[Text], Text], maker: Maker) -> None:
    originals = [prepare(text) for text in NOTICES]
    assert together([(text, maker(text, Random(n), OTHERS)) for n, text in enumerate(originals)]) == 0


def group(*articles: Article) -> tuple[DuplicateGroup, ...]:
    return find_duplicates(articles)


def test_a_form_filled_in_for_two_districts_is_two_notices() -> None:
    one = NOTICES[0]
    title = "关于组织申报年度专项资金的通知"
    for_district = [
        Text(title, one.body + f"申报企业应当在{district}依法登记。").article(district)
        for district in ("普陀区", "长宁区")
    ]
    assert group(*for_district) == ()


def test_nothing_and_nothing_alike() -> None:
    assert find_duplicates([]) == ()
    assert group(NOTICES[0].article("a")) == ()
    assert group(NOTICES[0].article("a"), NOTICES[1].article("b")) == ()
    assert group(Text("没有文字", "……").article("a"), Text("没有文字", "……").article("b")) == ()


def test_the_earliest_represents_then_the_fullest_then_the_first_by_path() -> None:
    text, fuller = NOTICES[0], replace(NOTICES[0], body=NOTICES[0].body + NOTICES[1].body[:200])
    dated = group(fuller.article("a"), text.article("b", "2024-03-02"), text.article("c", "2024-03-01T08:00:00"))
    assert dated == (DuplicateGroup("c", ("b", "a")),)
    assert group(text.article("a"), fuller.article("b")) == (DuplicateGroup("b", ("a",)),)
    assert group(text.article("b"), text.article("a")) == (DuplicateGroup("a", ("b",)),)


def test_any_order_gives_the_same_groups() -> None:
    articles = [
        text.article(f"{kind}{n}")
        for n, notice in enumerate(NOTICES[:8])
        for kind, text in (("a", notice), ("b", COPIES["edited"](notice, Random(n), OTHERS)), ("c", notice))
    ]
    expected = find_duplicates(articles)
    assert len(expected) == 8
    for seed in range(3):
        assert find_duplicates(Random(seed).sample(articles, len(articles))) == expected


def test_there_are_no_chains() -> None:
    """The middle text is near both others, which are not near each other: it goes with the earlier, the last stays alone."""
    body = NOTICES[0].body + NOTICES[1].body
    texts = [replace(NOTICES[0], body=body[start : start + 900]) for start in (0, 150, 300)]
    first, middle, last = (text.article(f"a{n}", f"2024-01-0{n}") for n, text in enumerate(texts, start=1))
    assert group(first, middle) == (DuplicateGroup("a1", ("a2",)),)
    assert group(middle, last) == (DuplicateGroup("a2", ("a3",)),)
    assert group(first, last) == ()
    assert group(first, middle, last) == (DuplicateGroup("a1", ("a2",)),)


def test_editions_do_not_meet_in_a_copy_without_a_year() -> None:
    plain = NOTICES[0]
    this, next_year = (replace(plain, title=f"{year}年{plain.title}") for year in (2022, 2023))
    found = group(
        plain.article("a", "2021-12-31"), this.article("b", "2022-01-01"), next_year.article("c", "2023-01-01")
    )
    assert found == (DuplicateGroup("a", ("b",)),)


def test_only_body_is_compared() -> None:
    def page(article_id: str, body: str, site: str) -> Article:
        article = Text("通报", f"{body}\n{site}").article(article_id)
        cut = len(article.text) - len(site)
        title, rest = article.sections
        sections = (
            title,
            Section("body", Span(rest.span.start, cut)),
            Section("navigation", Span(cut, len(article.text))),
        )
        return replace(article, sections=sections)

    one, other = NOTICES[0].body, NOTICES[1].body
    sites = [notice(200).body, notice(201).body]
    assert group(page("a", one, sites[0]), page("b", one, sites[1])) == (DuplicateGroup("a", ("b",)),)
    assert group(page("a", one, sites[0]), page("b", other, sites[0])) == ()


def test_pages_of_one_site_are_not_one_notice() -> None:
    """Three quarters of each page is furniture that nobody recognised: what the titles say stands in one page only."""
    furniture = notice(300, sentences=60).body
    pages = [
        Text("练塘镇举办龙舟比赛", f"端午当天练塘镇举办了龙舟比赛，十八支队伍在市河上竞渡。\n{furniture}").article("a"),
        Text("幼儿园招生日程公布", f"今年秋季幼儿园招生的日程公布，家长可在网上预约登记。\n{furniture}").article("b"),
    ]
    assert group(*pages) == ()
    mirrored = replace(pages[0], article_id="c", paths=("c.txt",))
    assert group(*pages, mirrored) == (DuplicateGroup("a", ("c",)),)


def test_short_texts_are_copies_only_where_they_are_equal() -> None:
    text = "普陀区今日发布生命健康产业专项政策,企业可以报名。"
    assert len(text) < SHORT
    assert group(Text("政策", text).article("a"), Text("政策", text.replace(",", " ")).article("b"))
    assert not group(Text("政策", text).article("a"), Text("政策", text.replace("企业", "个人")).article("b"))


def test_a_notice_on_many_pages_is_one_group() -> None:
    pages = [COPIES["furniture"](NOTICES[0], Random(n), OTHERS) for n in range(60)]
    copies = [page.article(f"{n:02}", "2024-05-02") for n, page in enumerate(pages)]
    (found,) = find_duplicates([*copies, NOTICES[0].article("first", "2024-05-01")])
    assert found.representative == "first"
    assert set(found.others) == {copy.article_id for copy in copies}
