"""The comparison: who is asked, numbers that none shares with another, refusals, what the browser makes up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from index.build import build_index
from rag import Engine, Filters, open_engine
from ui.comparison import Target, compare
from ui.views.columns import columns_html
from ui.views.compare import _OFFERED, Comparison, _has

QUESTION = "生物医药产业有哪些企业和项目?"


def targets(*names: str) -> list[Target]:
    return [Target(name, Filters(district=name)) for name in names]


def test_each_answers_for_itself_and_no_number_comes_twice(engine: Engine) -> None:
    columns = compare(engine, QUESTION, targets("普陀区", "长宁区", "宝山区"))
    numbers = [[it.number for it in column.answer.citations] for column in columns]
    assert numbers[1] == []
    assert columns[1].answer.refusal
    assert [number for its in numbers for number in its] == list(range(1, len(numbers[0]) + len(numbers[2]) + 1))
    for column in columns:
        alone = engine.ask(QUESTION, column.target.filters)
        assert [claim.text for claim in column.answer.claims] == [claim.text for claim in alone.claims]
        assert all(column.target.name in it.district for it in column.answer.citations)
        cited = {number for claim in column.answer.claims for number in claim.citations}
        assert cited <= {it.number for it in column.answer.citations}


def test_every_number_opens_its_own_quote(engine: Engine) -> None:
    its = Comparison(QUESTION, compare(engine, QUESTION, targets("普陀区", "宝山区")))
    html = columns_html(its.columns, "zh")
    for at, column in enumerate(its.columns):
        for citation in column.answer.citations:
            place = its.opening(f"{at}-{citation.number}").place
            assert place
            assert place.span
            assert place.span.of(place.article.text) == citation.quote
            assert f'data-open="{at}-{citation.number}"' in html


@pytest.mark.parametrize("place", ["", "x", "0", "0-", "0-99", "7-1", "-1-1", "0-1-1", "²-1"])
def test_what_a_browser_makes_up_opens_nothing(place: str, engine: Engine) -> None:
    assert Comparison(QUESTION, compare(engine, QUESTION, targets("普陀区")), place).place is None


def test_titles_are_found_in_any_script_by_all_words() -> None:
    assert _has("普陀區生命健康產業政策", "政策 普陀")
    assert _has("任何", "")
    assert not _has("普陀區生命健康產業政策", "政策 长宁")


def draw() -> None:
    from ui.views import compare, session

    compare.render(session.index_folder(), "en")


def page_of(index: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("WENJU_INDEX", str(index))
    page = AppTest.from_function(draw, default_timeout=60).run()
    assert not page.exception
    return page


def asked(page: AppTest, question: str = QUESTION) -> str:
    """The columns, once the question is asked; ``""`` for none."""
    page.text_input(key="compare-question").set_value(question)
    page.button[0].click().run()
    assert not page.exception
    parts = page.get("bidi_component")
    return str(json.loads(parts[0].proto.json)["html"]) if parts else ""


def test_districts_are_chosen_beforehand_and_named_in_both_languages(
    seeds_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(seeds_index, monkeypatch)
    choice = page.multiselect(key="compare-districts")
    assert "Putuo 普陀区" in choice.options
    assert len(choice.value) == 3
    choice.set_value(["宝山区"])
    html = asked(page)
    assert html.count('class="wj-column"') == 1
    assert ">Baoshan 宝山区</h3>" in html
    assert [button.label for button in page.get("download_button")] == ["Save as Markdown", "Save as Word"]


def test_nothing_chosen_and_an_empty_question_are_said_calmly(
    seeds_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(seeds_index, monkeypatch)
    assert asked(page, "  ") == ""
    assert "wj-notice" in "".join(element.proto.body for element in page.get("html"))
    page.multiselect(key="compare-districts").set_value([])
    assert asked(page) == ""
    assert "Choose at least one" in "".join(element.proto.body for element in page.get("html"))


def test_articles_are_offered_a_few_at_a_time_and_what_is_chosen_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(_OFFERED + 20):
        (folder / f"{number:03}.txt").write_text(
            f"第{number:03}号通知\n\n普陀区对企业给予最高{number + 1}万元的补贴。\n", encoding="utf-8"
        )
    build_index([folder], tmp_path / "index")
    with open_engine(tmp_path / "index") as engine:
        ids = {its.title: key for key, its in engine.descriptions.items()}
    page = page_of(tmp_path / "index", monkeypatch)
    page.get("button_group")[0].set_value(["compare-articles"]).run()
    choice = page.multiselect(key="compare-articles")
    assert len(choice.options) == _OFFERED
    choice.set_value([ids["第003号通知"]]).run()
    page.text_input(key="compare-search").set_value("217").run()
    choice = page.multiselect(key="compare-articles")
    assert [label.split(" · ")[0] for label in choice.options] == ["第217号通知", "第003号通知"]
    choice.set_value([*choice.value, ids["第217号通知"]])
    html = asked(page, "最高补贴多少万元?")
    assert [f"最高{number + 1}万元" in html for number in (3, 217)] == [True, True]
