"""Evidence -> claims: quotes joined, items, a group for each district; and how far a question is unmet."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.build import build_index
from rag import open_engine
from rag.abstain import shortfall
from rag.compose import Group, compose
from rag.query import read_question

from .small import alike, evidence, small

LISTS = "支持企业落户；建设服务平台；优化帮办机制。"
OTHERS = "提供租房补贴；发放创业贷款；开设人才驿站。"


def test_a_quote_is_joined_to_what_it_leans_on_and_each_sentence_is_a_claim() -> None:
    article = small("乙政策出台。该政策支持企业。")
    group = Group("", read_question("支持谁？"), [evidence(article, "该政策支持企业。")], is_list=False)
    claims, citations = compose([group], alike)
    assert [claim.text for claim in claims] == ["乙政策出台。", "该政策支持企业。"]
    assert [citation.quote for citation in citations] == ["乙政策出台。该政策支持企业。"]


@pytest.mark.parametrize("is_list", [True, False])
def test_only_the_leading_quote_is_given_item_by_item(is_list: bool) -> None:
    article = small(f"{LISTS}{OTHERS}")
    found = [evidence(article, LISTS, 2.0), evidence(article, OTHERS, 1.9)]
    claims, citations = compose([Group("", read_question("支持什么？"), found, is_list)], alike)
    items = ["支持企业落户", "建设服务平台", "优化帮办机制"] if is_list else []
    assert [claim.text for claim in claims if claim.item] == items
    assert [claim.text for claim in claims if not claim.item] == ([OTHERS] if is_list else [LISTS, OTHERS])
    assert [citation.quote for citation in citations] == [LISTS, OTHERS]


def test_what_says_the_same_or_scores_far_less_is_left_out() -> None:
    article, copy = small(f"{LISTS}大会召开。"), small(LISTS, article_id="b")
    found = [evidence(article, LISTS, 2.0), evidence(copy, LISTS, 1.9), evidence(article, "大会召开。", 1.0)]
    _, citations = compose([Group("", read_question("支持什么？"), found, is_list=False)], alike)
    assert [citation.quote for citation in citations] == [LISTS]


@pytest.mark.parametrize(
    ("nearest", "weights", "short"),
    [
        ([0.5, 0.9], [1, 1], 0.0),
        ([0.1, 1.0], [1, 1], 0.2),  # (0.5 - 0.1) / 2: what is nearer than MET makes up for nothing
        ([0.1, 1.0], [3, 1], 0.3),
        ([-0.5], [2], 1.0),
        ([0.0], [0], 0.0),
        ([], [], 0.0),
    ],
)
def test_shortfall(nearest: list[float], weights: list[float], short: float) -> None:
    found = shortfall(np.array(nearest, dtype=np.float32), np.array(weights, dtype=np.float32))
    assert found == pytest.approx(short)


@pytest.mark.parametrize("question", ["青浦区和奉贤区的氢能企业各有多少家？", "青浦區和奉賢區的氫能企業各有多少家？"])
def test_two_districts_make_a_table_and_a_note_names_the_one_not_answered(question: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("青浦区氢能产业\n\n青浦区有氢能企业80家。\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("奉贤区氢能产业\n\n奉贤区有氢能企业30家。\n", encoding="utf-8")
    build_index([tmp_path], tmp_path / "index")
    with open_engine(tmp_path / "index") as engine:
        both = engine.ask(question)
        one = engine.ask(question.replace("奉贤", "徐汇").replace("奉賢", "徐匯"))
    assert both.form == "table"
    assert [(claim.group, claim.text) for claim in both.claims] == [
        ("青浦区", "青浦区有氢能企业80家。"),
        ("奉贤区", "奉贤区有氢能企业30家。"),
    ]
    assert both.notes == ()
    assert [claim.text for claim in one.claims] == ["青浦区有氢能企业80家。"]
    assert one.form == "text"
    assert [note.zh for note in one.notes] == ["徐汇区：文章没有说明。"]
