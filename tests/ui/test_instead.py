"""What a refusal offers: what there is of what was missing, and questions that have an answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.build import build_index
from index.i18n import Message
from rag import Engine, Filters, open_engine
from ui.instead import Help, Instead, help_with
from ui.texts import ask as texts

from .test_page import ask, open_page, shown

ARTICLES = {
    "putuo": (
        "普陀区新材料政策2.0版发布",
        "2023-03-04",
        "2023年,普陀区《新材料政策》2.0版对新材料企业给予最高500万元的补贴。",
    ),
    "baoshan": ("宝山区新材料政策发布", "2024-01-02", "2024年,宝山区对新材料企业给予最高300万元的补贴。"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("instead")
    for name, (title, day, line) in ARTICLES.items():
        (folder / f"{name}.txt").write_text(f"{title}\n来源:报 发布时间:{day} 10:00:00\n\n{line}\n", encoding="utf-8")
    build_index([folder], folder / "index")
    return folder / "index"


def helped(engine: Engine, question: str, filters: Filters | None = None) -> Help | None:
    return help_with(engine, engine.ask(question, filters), filters or Filters())


def test_each_kind_of_refusal_has_its_own(folder: Path) -> None:
    with open_engine(folder) as engine:
        assert helped(engine, "普陀区新材料政策9.0版给予多少补贴?") == Help(
            Message("The articles speak of version 2.0.", "文章中提到的版本：2.0。"),
            (Instead(texts.ask_version("2.0"), "普陀区新材料政策2.0版给予多少补贴?"),),
        )
        district = helped(engine, "靜安區新材料企业可以得到多少补贴?")
        assert district is not None
        assert district.there is not None
        assert {it.question for it in district.instead} == {
            "普陀区新材料企业可以得到多少补贴?", "宝山区新材料企业可以得到多少补贴?",
        }  # fmt: skip
        date = helped(engine, "2019年普陀区对新材料企业给予多少补贴?")
        assert date is not None
        assert date.there == texts.days_there("2023-03-04", "2024-01-02")
        assert Instead(texts.ask_year("2023"), "2023年普陀区对新材料企业给予多少补贴?") in date.instead


def test_the_filters_are_offered_to_be_cleared_where_that_helps(folder: Path) -> None:
    question = "宝山区对新材料企业给予多少补贴?"
    with open_engine(folder) as engine:
        filtered = helped(engine, question, Filters(until="2023-12-31"))
        assert filtered is not None
        assert Instead(texts.CLEAR_AND_ASK, question, clears=True) in filtered.instead
        nowhere = helped(engine, "红烧肉怎么做?", Filters(until="2023-12-31"))
        assert nowhere == Help(None, ())


def test_an_answer_needs_none(folder: Path) -> None:
    with open_engine(folder) as engine:
        assert helped(engine, "宝山区对新材料企业给予多少补贴?") is None


def test_on_the_page_they_stand_below_the_refusal(seeds_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ask(open_page(seeds_index, monkeypatch, "zh"), "普陀区生命健康产业专项政策4.0版支持什么?")
    written = shown(page)["answers"]
    assert 'data-ask="0-0" title="普陀区生命健康产业专项政策3.0版支持什么?">改问 3.0 版</button>' in written
    desk = page.session_state["wenju"]
    assert desk.instead("0-0").question == "普陀区生命健康产业专项政策3.0版支持什么?"
    for made_up in ("", "0-9", "9-0", "x", "0--1"):
        assert desk.instead(made_up) is None
