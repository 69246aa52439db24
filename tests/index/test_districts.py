"""Shanghai's districts, and names that only look like them."""

from __future__ import annotations

import pytest

from index.districts import DISTRICTS, districts_in, short_name


def test_there_are_sixteen() -> None:
    assert len(DISTRICTS) == 16
    assert len({short_name(name) for name in DISTRICTS}) == 16


@pytest.mark.parametrize("name", DISTRICTS)
def test_each_is_found_by_all_its_names(name: str) -> None:
    english = DISTRICTS[name]
    assert districts_in(f"{name}发布,{short_name(name)}企业") == {name: 2}
    assert districts_in(f"{english.title()} District") == {name: 1}


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("", {}),
        ("上海", {}),
        ("普陀區與長寧區", {"普陀区": 1, "长宁区": 1}),
        ("Jing’an, Jingan and JING'AN", {"静安区": 3}),
        ("putuoshan", {}),  # no word of its own
        ("舟山普陀、舟山市普陀区", {}),
    ],
)
def test_examples(text: str, counts: dict[str, int]) -> None:
    assert districts_in(text) == counts


@pytest.mark.parametrize(
    "text", ["黄浦江两岸", "绿水青山就是金山银山", "旧金山", "普陀山", "宜宾市长宁县", "双鸭山宝山区"]
)
def test_names_that_only_look_like_a_district(text: str) -> None:
    assert districts_in(text) == {}
