"""Fields that stand beside an article: checked, the rest kept as text, nothing invented."""

from __future__ import annotations

import pytest

from index.read.document import Given
from index.read.given import given_from, override


def reasons(*fields: tuple[str, object]) -> list[str]:
    return [problem.en for problem in given_from(fields)[1]]


def test_fields_are_known_by_their_names_in_any_case() -> None:
    given, problems = given_from([
        ("Title", " 普陀区发布\n政策 "), ("DATE", "2024年11月28日 12:23"), ("source", "泰然健康网"), ("URL", "https://a.cn/1?x=1"),
        ("district", "普陀区"), ("author", "张晓鸣"), ("editor", "李四"), ("Keywords", ["政策", "医疗"]), ("pages", 3),
    ])  # fmt: skip
    assert problems == ()
    assert given == Given(
        title="普陀区发布 政策", published="2024-11-28T12:23:00", source="泰然健康网", url="https://a.cn/1?x=1",
        district=("普陀区",), author=("张晓鸣",), editor=("李四",), metadata=(("Keywords", "政策、医疗"), ("pages", "3")),
    )  # fmt: skip


@pytest.mark.parametrize("nothing", [None, "", "  ", "null", "~", "None", [], [None, ""]])
def test_a_field_that_says_nothing_is_none(nothing: object) -> None:
    assert given_from([("title", nothing), ("published", nothing), ("other", nothing)]) == (Given(), ())


@pytest.mark.parametrize(
    ("district", "names"),
    [
        ("普陀区", ("普陀区",)),
        ("上海市普陀區", ("普陀区",)),
        ("Putuo", ("普陀区",)),
        ("普陀区、长宁区", ("普陀区", "长宁区")),
        (["长宁区", "普陀区", "长宁区"], ("长宁区", "普陀区")),
        ("舟山市普陀区", ("舟山市普陀区",)),  # another 普陀区 than Shanghai's
        ("浦东", ("浦东新区",)),
        ("朝阳区", ("朝阳区",)),
    ],
)
def test_districts_bear_the_names_that_the_index_knows(district: object, names: tuple[str, ...]) -> None:
    assert given_from([("district", district)]) == (Given(district=names), ())


def test_authors_may_be_a_list_or_named_in_one_text() -> None:
    for authors in (["张三", "李四"], "张三、李四", "张三\uff0c李四", "张三; 李四"):
        assert given_from([("author", authors)])[0].author == ("张三", "李四")


def test_what_is_no_date_and_no_address_is_said_not_taken() -> None:
    assert reasons(("published", "昨天"), ("url", "javascript:alert(1)"), ("title", ["一", "二"])) == [
        "published is left out, no date that can be read: 昨天",
        "url is left out, no web address: javascript:alert(1)",
        "title is left out, more than one value: 一、二",
    ]
    assert given_from([("published", "昨天"), ("url", "//a.cn"), ("title", ["一", "二"])])[0] == Given()
    assert reasons(("published", "x" * 100)) == ["published is left out, no date that can be read: " + "x" * 60 + "…"]


def test_of_two_names_for_one_field_the_first_that_can_be_read_counts() -> None:
    given, problems = given_from([("date", "soon"), ("published", "2024-11-28"), ("date", "2023-01-01")])
    assert given == Given(published="2024-11-28", metadata=(("date", "2023-01-01"),))
    assert len(problems) == 1


def test_half_characters_are_said_not_taken() -> None:
    given, problems = given_from([("title", "a\ud800"), ("x\udfff", "b"), ("ok", "c")])
    assert given == Given(metadata=(("ok", "c"),))
    assert [problem.en for problem in problems] == ["title is left out, no text: a?", "x? is left out, no text: b"]


def test_what_stands_above_overrides_field_by_field() -> None:
    below = Given(title="一", published="2024-01-01", author=("甲",), metadata=(("a", "1"), ("b", "2")))
    above = Given(title="二", district=("普陀区",), metadata=(("b", "3"), ("c", "4")))
    assert override(below, above) == Given(
        title="二",
        published="2024-01-01",
        author=("甲",),
        district=("普陀区",),
        metadata=(("a", "1"), ("b", "3"), ("c", "4")),
    )
    assert override(below, Given()) == below
    assert override(Given(), above) == above
