"""The filters below the question box: what they offer, what they do, and what becomes of them. The articles are made up."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from index.build import build_index
from index.i18n import Message
from index.types import Description
from ui.views import filters
from ui.views.filters import Chosen, titles

from .hostile import hostile_index
from .test_page import ask, notices, shown
from .test_page import open_page as open_folded

ARTICLES = (
    ("baoshan", "宝山区新材料政策发布", "宝山报", "2024-01-02", "宝山区对新材料企业给予最高300万元的补贴。"),
    ("putuo", "普陀区新材料政策发布", "普陀报", "2024-03-04", "普陀区对新材料企业给予最高500万元的补贴。"),
    ("undated", "新材料产业综述", "", "", "新材料产业是本市重点产业,企业数量逐年增加。"),
)
QUESTION = "新材料企业可以得到多少补贴?"
FIRST, LAST = date(2024, 1, 2), date(2024, 3, 4)


def write(folder: Path, *names: str) -> None:
    for name, title, source, day, line in ARTICLES:
        if name in names:
            around = f"来源:{source} 发布时间:{day} 10:00:00\n\n" if day else ""
            (folder / f"{name}.txt").write_text(f"{title}\n{around}\n{line}\n", encoding="utf-8")


def build(folder: Path, *names: str) -> Path:
    (folder / "articles").mkdir()
    write(folder / "articles", *names)
    build_index([folder / "articles"], folder / "index")
    return folder / "index"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("filters"), "baoshan", "putuo", "undated")


def open_page(index: Path, monkeypatch: pytest.MonkeyPatch, language: str = "zh") -> AppTest:
    """With the filters unfolded: what is folded away is not drawn."""
    return unfolded(open_folded(index, monkeypatch, language))


def unfolded(page: AppTest) -> AppTest:
    page.session_state["filters-open"] = True
    return page.run()


def active(page: AppTest) -> str:
    """What the row says is active; ``""`` for nothing."""
    said = re.findall(r'<span class="wj-active">(.*?)</span>', notices(page))
    return said[0] if said else ""


def choose(page: AppTest, name: str, value: str) -> AppTest:
    unfolded(page).selectbox(key=f"filter-{name}").select(value).run()
    assert not page.exception
    return page


def on_day(page: AppTest, name: str, day: date) -> AppTest:
    unfolded(page).date_input(key=f"filter-{name}").set_value(day).run()
    assert not page.exception
    return page


def test_they_offer_what_the_index_has(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(index, monkeypatch)
    offered = {name: page.selectbox(key=f"filter-{name}").options for name in ("district", "source", "article")}
    assert offered == {
        "district": ["普陀区", "宝山区"],  # as the city lists its districts
        "source": ["宝山报", "普陀报"],
        "article": [
            "宝山区新材料政策发布 · 宝山报 · 2024-01-02",
            "普陀区新材料政策发布 · 普陀报 · 2024-03-04",
            "新材料产业综述 · 来源不详 · 日期不详",
        ],
    }
    for name in ("since", "until"):
        widget = page.date_input(key=f"filter-{name}")
        assert (widget.value, widget.min, widget.max) == (None, FIRST, LAST)
    assert active(page) == ""


def test_both_languages_label_them_and_a_switch_keeps_what_is_chosen(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = choose(open_page(index, monkeypatch, "en"), "district", "Putuo 普陀区")
    labels = [widget.label for widget in (*page.selectbox, *page.date_input)]
    assert labels == ["District", "Source", "Article", "Published on or after", "Published on or before"]
    assert active(page) == "Putuo 普陀区"
    page = unfolded(page.button_group(key="language").set_value("zh").run())
    labels = [widget.label for widget in (*page.selectbox, *page.date_input)]
    assert labels == ["区", "来源", "文章", "发布日期不早于", "发布日期不晚于"]
    assert active(page) == "普陀区"
    assert page.selectbox(key="filter-district").value == "普陀区"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("district", "普陀区", "普陀区"),
        ("source", "普陀报", "普陀报"),
        ("article", "普陀区新材料政策发布 · 普陀报 · 2024-03-04", "“普陀区新材料政策发布”"),
    ],
)
def test_the_next_answer_keeps_to_them_and_says_so(
    name: str, value: str, words: str, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = choose(open_page(index, monkeypatch), name, value)
    assert active(page) == words
    html = shown(ask(page, QUESTION))["answers"]
    assert "500万元" in html
    assert "300万元" not in html
    assert f'wj-under">筛选：{words}</p>' in html


def test_days_are_inclusive_on_both_ends(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = on_day(on_day(open_page(index, monkeypatch), "since", LAST), "until", LAST)
    assert active(page) == "2024-03-04 起 · 2024-03-04 止"
    html = shown(ask(page, QUESTION))["answers"]
    assert "500万元" in html
    assert "300万元" not in html


def test_contradictory_days_are_said_calmly(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = on_day(on_day(open_page(index, monkeypatch), "since", LAST), "until", FIRST)
    assert 'class="wj-notice"' not in notices(page)
    page = ask(page, QUESTION)
    assert "起始日期 2024-03-04 晚于截止日期 2024-01-02" in notices(page)
    page = ask(on_day(page, "until", LAST), QUESTION)
    assert 'class="wj-notice"' not in notices(page)
    assert "500万元" in shown(page)["answers"]


def test_cleared_they_are_gone_but_the_answer_before_keeps_its_own(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = on_day(choose(open_page(index, monkeypatch), "district", "普陀区"), "since", FIRST)
    page = ask(page, QUESTION)
    page.button(key="filters-clear").click().run()
    assert not page.exception
    assert active(page) == ""
    assert "filters-clear" not in [button.key for button in page.button]
    assert all(widget.value is None for widget in (*page.selectbox, *page.date_input))
    latest, earlier = shown(ask(page, QUESTION))["answers"].split("<details")
    assert "wj-under" not in latest
    assert "筛选：普陀区 · 2024-01-02 起" in earlier


def test_what_a_rebuild_takes_away_is_no_longer_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = build(tmp_path, "baoshan", "putuo").parent
    page = choose(open_page(folder / "index", monkeypatch), "district", "普陀区")
    page = choose(choose(page, "source", "普陀报"), "article", "普陀区新材料政策发布 · 普陀报 · 2024-03-04")
    page = on_day(page, "since", LAST)
    (folder / "articles" / "putuo.txt").unlink()
    build_index([folder / "articles"], folder / "index")
    page.run()
    assert not page.exception
    assert page.selectbox(key="filter-district").options == ["宝山区"]
    assert active(page) == ""
    assert "300万元" in shown(ask(page, "宝山区" + QUESTION))["answers"]


def test_an_index_without_dates_or_sources_offers_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(build(tmp_path, "undated"), monkeypatch)
    assert page.date_input(key="filter-since").disabled
    assert page.selectbox(key="filter-source").disabled
    assert not page.selectbox(key="filter-article").disabled


def test_a_hostile_source_is_plain_text_in_the_row_and_above_the_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(hostile_index(tmp_path), monkeypatch)
    (source,) = page.selectbox(key="filter-source").options
    page = choose(page, "source", source)
    assert "<" in source
    assert active(page) == source.replace("<", "&lt;").replace(">", "&gt;")
    assert "<b>" not in shown(ask(page, "宝山区设立专项资金支持什么?"))["answers"]


def test_articles_of_one_name_can_be_told_apart() -> None:
    same = Description("政策", "2024-01-02", "报", None, ())
    other = Description("政策", None, None, None, ())
    assert titles({"a1": same, "b2": same, "c3": other}, "zh") == {
        "a1": "政策 · 报 · 2024-01-02 · a1", "b2": "政策 · 报 · 2024-01-02 · b2", "c3": "政策 · 来源不详 · 日期不详",
    }  # fmt: skip


def test_of_many_articles_only_those_searched_for_are_offered(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filters, "_LISTED", 2)
    page = open_page(index, monkeypatch)
    assert page.selectbox(key="filter-article").options == []
    page.text_input(key="filter-title-words").set_value("新材料 普陀區").run()
    assert page.selectbox(key="filter-article").options == ["普陀区新材料政策发布 · 普陀报 · 2024-03-04"]
    page = choose(page, "article", "普陀区新材料政策发布 · 普陀报 · 2024-03-04")
    page.text_input(key="filter-title-words").set_value("宝山").run()
    assert len(page.selectbox(key="filter-article").options) == 2  # what is chosen stays
    assert active(page) == "“普陀区新材料政策发布”"


def test_in_words() -> None:
    everything = Chosen("静安区", FIRST, LAST, "报", "a1", "政策")
    assert everything.words() == Message(
        "Jing'an 静安区 · on or after 2024-01-02 · on or before 2024-03-04 · 报 · “政策”",
        "静安区 · 2024-01-02 起 · 2024-03-04 止 · 报 · “政策”",
    )
    assert Chosen().words() is None
    assert not Chosen().filters()
