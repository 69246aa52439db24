"""The overview's data, and the view without a browser."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from index.types import Description
from rag import Engine
from ui.palette import _COLOURS, _GREY, _SHAPES, SEVERAL, Look, districts_of, group_of, looks
from ui.timeline import Timeline, timeline
from ui.views import charts, overview

from .hostile import TITLE, hostile_index


def its(published: str | None = None, *district: str) -> Description:
    return Description("题", published, None, None, district)


def test_months_without_an_article_are_there_too() -> None:
    found = timeline({
        "a": its("2023-11-02", "普陀区"), "b": its("2023-11-30T10:00:00", "普陀区"), "c": its("2024-02-01", "普陀区", "宝山区"),
        "d": its("2023-11-05"), "e": its(), "f": its(),
    })  # fmt: skip
    assert found == Timeline(
        ("2023-11", "2023-12", "2024-01", "2024-02"), False,
        {("2023-11", "普陀区"): 2, ("2024-02", SEVERAL): 1, ("2023-11", ""): 1}, undated=2,
    )  # fmt: skip
    assert (found.period_of(its("2024-02-29")), found.period_of(its())) == ("2024-02", None)


def test_over_four_years_a_bar_is_a_year() -> None:
    assert len(timeline({"a": its("2020-01-01"), "b": its("2023-12-31")}).periods) == 48
    found = timeline({"a": its("2020-01-01"), "b": its("2024-01-01")})
    assert found.periods == ("2020", "2021", "2022", "2023", "2024")
    assert found.counts == {("2020", ""): 1, ("2024", ""): 1}
    assert found.period_of(its("2022-05-06")) == "2022"
    assert timeline({"a": its()}) == Timeline((), False, {}, undated=1)


def test_a_district_has_one_look_and_no_look_is_two_districts() -> None:
    described = [its(None, "宝山区"), its(None, "宝山区"), its(None, "普陀区"), its(None, "长宁区", "宝山区"), its()]
    found = looks(described)
    assert list(found) == ["宝山区", "普陀区", SEVERAL, ""]
    assert found["宝山区"] == Look(_COLOURS[0], "circle")
    assert districts_of(described) == ["宝山区", "长宁区", "普陀区"]  # 3, then as the city lists them
    assert [group_of(it) for it in described[2:]] == ["普陀区", SEVERAL, ""]
    many = looks([its(None, f"{number}区") for number in range(len(_COLOURS))])
    assert len(set(many.values())) == len(_COLOURS) == 2 * len(_SHAPES)


def luminance(colour: str) -> float:
    """https://www.w3.org/TR/WCAG21/#dfn-relative-luminance"""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", [*_COLOURS, _GREY])
def test_every_colour_stands_out_from_light_and_dark_paper(colour: str) -> None:
    page = (Path(charts.__file__).parent / "styles" / "page.css").read_text(encoding="utf-8")
    light, dark = "#fbfaf6", "#191816"
    assert f"--wj-paper: light-dark({light}, {dark})" in page
    assert (luminance(light) + 0.05) / (luminance(colour) + 0.05) >= 3
    assert (luminance(colour) + 0.05) / (luminance(dark) + 0.05) >= 3


def test_no_data_bears_a_name_that_tooltips_draw(engine: Engine) -> None:
    shown = looks(engine.descriptions.values())
    drawn = charts.points(engine.passage_map().points, engine.descriptions, shown, "en")
    bars = charts.bars(timeline(engine.descriptions), shown, "en")
    for spec in (drawn, bars):
        heads = [it["title"] for it in spec["encoding"]["tooltip"]]
        assert not {"title", "image"} & {*heads, *spec["data"]["values"][0]}
    assert len(drawn["data"]["values"]) == engine.manifest.passages
    assert {row["group"] for row in drawn["data"]["values"]} <= {charts.group_name(it, "en") for it in shown}


def draw() -> None:
    from ui.views import overview, session

    overview.render(session.index_folder(), "zh")


def page_of(index: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("WENJU_INDEX", str(index))
    page = AppTest.from_function(draw, default_timeout=60).run()
    assert not page.exception
    return page


def html_of(page: AppTest) -> str:
    return "".join(element.proto.body for element in page.get("html"))


def test_both_charts_their_tables_and_what_has_no_date(
    seeds_index: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(seeds_index, monkeypatch)
    specs = [json.loads(element.proto.spec) for element in page.get("vega_lite_chart")]
    assert [spec["mark"]["type"] for spec in specs] == ["bar", "point"]
    undated = sum(not described.published for described in engine.descriptions.values())
    assert undated
    assert f"另有 {undated} 篇日期不详" in html_of(page)
    table = html_of(page).split("<tbody>")[1]
    assert table.count("<tr>") == len({it.published[:7] for it in engine.descriptions.values() if it.published})
    assert len(page.dataframe[0].value) == engine.manifest.passages


def test_without_a_date_there_is_no_timeline_and_hostile_titles_are_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(hostile_index(tmp_path), monkeypatch)
    assert "<script>" not in html_of(page)
    assert page.dataframe[0].value["标题"].tolist().count(TITLE) == len(page.dataframe[0].value)


def test_of_chart_and_table_the_last_choice_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overview.st, "session_state", {})
    choices = [(None, None), (5, None), (5, 7), (5, 7), (6, 7), (None, 7), (None, 8)]
    assert [overview.latest(*choice) for choice in choices] == [None, 5, 7, 7, 6, None, 8]
