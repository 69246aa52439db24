"""Evidence -> claims: quotes joined, items, a group for each district; and how far a question is unmet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from index.build import build_index
from rag import Answer, Engine, open_engine
from rag.abstain import shortfall
from rag.compose import MARGIN, MAXIMUM_QUOTES, Group, compose
from rag.evidence import Evidence
from rag.query import read_question
from rag.types import Citation, Claim

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


LIST = "包括落户奖励、研发补助、租金减免、人才公寓等。"


ITEMS = ["落户奖励", "研发补助", "租金减免", "人才公寓"]


def composed(
    found: Sequence[Evidence], question: str = "支持什么", *, is_list: bool = True
) -> tuple[tuple[Claim, ...], tuple[Citation, ...]]:
    return compose([Group("", read_question(question), found, is_list)], alike)


def quotes(found: Sequence[Evidence]) -> list[str]:
    return [citation.quote for citation in composed(found)[1]]


def test_a_list_is_given_item_by_item_each_with_its_one_quote() -> None:
    claims, citations = composed([evidence(small(LIST), LIST, 1.0)])
    assert [(claim.text, claim.item, claim.citations) for claim in claims] == [(item, True, (1,)) for item in ITEMS]
    assert [citation.quote for citation in citations] == [LIST]


def test_a_list_that_was_not_asked_for_stays_a_sentence() -> None:
    claims, _ = composed([evidence(small(LIST), LIST, 1.0)], is_list=False)
    assert [(claim.text, claim.item) for claim in claims] == [(LIST, False)]


def test_numbered_lines_are_items_of_one_quote_and_what_announces_them_is_none() -> None:
    text = "办法支持以下方面:\n一是落户奖励。\n二是研发补助。"
    claims, citations = composed([evidence(small(text), text, 1.0)])
    assert [(claim.text, claim.item) for claim in claims] == [
        ("办法支持以下方面:", False),
        ("一是落户奖励。", True),
        ("二是研发补助。", True),
    ]
    assert [citation.quote for citation in citations] == [text]


def test_a_sentence_that_leans_on_the_one_before_is_quoted_with_it() -> None:
    whole = small("区里印发氢能办法。该政策有效期三年。另有说明。")
    claims, citations = composed([evidence(whole, "该政策有效期三年。", 1.0)], "有效期多久", is_list=False)
    assert [citation.quote for citation in citations] == ["区里印发氢能办法。该政策有效期三年。"]
    assert [(claim.text, [mark.of(claim.text) for mark in claim.marks]) for claim in claims] == [
        ("区里印发氢能办法。", []),
        ("该政策有效期三年。", ["三年"]),
    ]


def test_quotes_join_while_they_score_nearly_as_well() -> None:
    whole = small("氢能企业落户。储能项目开工。光伏平台验收。")
    first, second, third = "氢能企业落户。", "储能项目开工。", "光伏平台验收。"
    near, far = 2.0 - MARGIN + 0.01, 2.0 - MARGIN - 0.01
    assert quotes([evidence(whole, first, 2.0), evidence(whole, second, near), evidence(whole, third, far)]) == [
        first,
        second,
    ]


def test_no_more_quotes_than_the_most() -> None:
    sentences = ["氢能企业落户。", "储能项目开工。", "光伏平台验收。", "风电场址核准。", "核能设备出口。"]
    whole = small("".join(sentences))
    found = [evidence(whole, sentence, 2.0 - number / 100) for number, sentence in enumerate(sentences)]
    assert quotes(found) == sentences[:MAXIMUM_QUOTES]


def test_what_says_the_same_is_left_out() -> None:
    one = small("普陀区氢能产业规模达到120亿元。", article_id="a")
    other = small("普陀區氫能產業規模達到120億元!", article_id="b")  # in the other script
    third = small("长宁区召开座谈会。", article_id="c")
    found = [
        evidence(one, "普陀区氢能产业规模达到120亿元。", 2.0),
        evidence(other, "普陀區氫能產業規模達到120億元!", 1.9),
        evidence(third, "长宁区召开座谈会。", 1.8),
    ]
    assert quotes(found) == ["普陀区氢能产业规模达到120亿元。", "长宁区召开座谈会。"]


def test_a_title_leads_or_is_left_out() -> None:
    whole = small("办法已经印发施行。", title="普陀区氢能办法")
    title = evidence(whole, "普陀区氢能办法", 1.9)
    body = evidence(whole, "办法已经印发施行。", 2.0)
    assert quotes([body, title]) == ["办法已经印发施行。"]
    leading = evidence(whole, "普陀区氢能办法", 2.1)
    assert quotes([leading, body]) == ["普陀区氢能办法", "办法已经印发施行。"]


def test_quotes_of_an_article_do_not_overlap() -> None:
    whole = small("区里印发氢能办法。该政策有效期三年。")
    found = [evidence(whole, "区里印发氢能办法。", 2.0), evidence(whole, "该政策有效期三年。", 1.9)]
    assert quotes(found) == ["区里印发氢能办法。", "该政策有效期三年。"]  # not with the one before: that is quoted


def test_groups_share_the_quotes_and_what_one_says_another_may_say_too() -> None:
    both = small("氢能办法由长宁和普陀共同印发。储能项目开工。光伏平台验收。风电场址核准。")
    first = evidence(both, "氢能办法由长宁和普陀共同印发。", 2.0)
    rest = [evidence(both, text, 1.9) for text in ("储能项目开工。", "光伏平台验收。", "风电场址核准。")]
    groups = [Group(label, read_question("支持什么"), [first, *rest], False) for label in ("长宁区", "普陀区")]
    claims, citations = compose(groups, alike)
    assert [claim.group for claim in claims] == ["长宁区"] * (MAXIMUM_QUOTES // 2) + ["普陀区"] * (MAXIMUM_QUOTES // 2)
    assert [claim.citations for claim in claims] == [(1,), (2,), (1,), (2,)]
    assert len(citations) == 2  # cited once, whoever quotes them


def test_every_one_of_many_groups_has_a_quote() -> None:
    whole = small("氢能企业落户。")
    groups = [Group(str(n), read_question("氢能"), [evidence(whole, "氢能企业落户。", 1.0)], False) for n in range(9)]
    claims, _ = compose(groups, alike)
    assert [claim.group for claim in claims] == [str(n) for n in range(9)]


def test_no_group_gives_nothing() -> None:
    assert compose([], alike) == ((), ())


PUTUO = "普陀区氢能产业规模达到120亿元,建成加氢站9座。"


CHANGNING = "长宁区氢能产业规模达到80亿元,建成加氢站6座。"


MEETING = f"普陀区氢能产业大会\n\n来源:%s 时间:2024-11-23\n\n{PUTUO}大会吸引了特斯拉能源公司、上海化工研究院、普实氢能科技和同济大学医学院等单位参加。\n"


ARTICLES = {
    "办法.txt": "普陀区氢能产业扶持办法发布\n\n来源:上海普陀 时间:2024-11-22\n\n11月22日,普陀区发布氢能产业扶持办法。"
    "办法支持以下方面:\n一是企业落户奖励。\n二是研发投入补助。\n三是人才公寓保障。\n办法自发布之日起施行。\n",
    "座谈会.txt": f"长宁区氢能产业座谈会召开\n\n来源:上海长宁 时间:2024-05-06\n\n长宁区召开氢能产业座谈会。{CHANGNING}\n",
    "大会.txt": MEETING % "上海普陀",
    "转载.txt": MEETING % "东方网",
}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    build_index([folder], folder / "index")
    with open_engine(folder / "index") as engine:
        yield engine


def columns(answer: Answer) -> dict[str, str]:
    """The first quote of each group."""
    by_number = {citation.number: citation.quote for citation in answer.citations}
    return {claim.group: by_number[claim.citations[0]] for claim in reversed(answer.claims)}


def test_two_districts_make_a_table(opened: Engine) -> None:
    answer = opened.ask("长宁区和普陀区的氢能产业规模达到多少?")
    assert (answer.form, answer.notes) == ("table", ())
    assert columns(answer) == {"长宁区": CHANGNING, "普陀区": PUTUO}  # alike but for district and figures
    marks = {claim.group: [mark.of(claim.text) for mark in claim.marks] for claim in answer.claims}
    assert marks == {"长宁区": ["80亿元"], "普陀区": ["120亿元"]}


def test_a_district_that_is_not_answered_is_named(opened: Engine) -> None:
    answer = opened.ask("长宁、普陀和松江的氢能产业规模达到多少?")
    assert answer.form == "table"
    assert set(columns(answer)) == {"长宁区", "普陀区"}
    assert [(note.zh, note.en) for note in answer.notes] == [
        ("松江区：文章没有说明。", "松江区: the articles do not say.")
    ]
    alone = opened.ask("长宁区和松江区的氢能产业规模达到多少?")
    assert (alone.form, len(alone.notes), set(columns(alone))) == ("text", 1, {"长宁区"})


def test_a_table_in_english_names_districts_in_english(opened: Engine) -> None:
    answer = opened.ask("How large are the hydrogen industries of Changning and Putuo?")
    assert answer.form == "table"
    assert set(columns(answer)) == {"Changning", "Putuo"}


def test_which_districts_are_told_apart_though_they_say_it_alike(opened: Engine) -> None:
    assert columns(opened.ask("哪些区有加氢站?")) == {"长宁区": CHANGNING, "普陀区": PUTUO}


def test_lines_of_a_list_are_one_quote_with_items(opened: Engine) -> None:
    answer = opened.ask("普陀区氢能产业扶持办法支持哪些方面?")
    lines = ["办法支持以下方面:", "一是企业落户奖励。", "二是研发投入补助。", "三是人才公寓保障。"]
    assert answer.form == "list"
    assert answer.citations[0].quote == "\n".join(lines)
    led = [claim for claim in answer.claims if claim.citations == (1,)]
    assert [(claim.text, claim.item) for claim in led] == [(line, line[1] == "是") for line in lines]


def test_items_of_a_sentence(opened: Engine) -> None:
    answer = opened.ask("哪些单位参加了普陀区氢能产业大会?")
    items = [claim.text for claim in answer.claims if claim.item]
    assert items == ["特斯拉能源公司", "上海化工研究院", "普实氢能科技", "同济大学医学院"]


def test_near_duplicates_are_cited_once(opened: Engine) -> None:
    answer = opened.ask("普陀区氢能产业规模是多少?")
    assert [citation.quote for citation in answer.citations].count(PUTUO) == 1
    cited = answer.citations[0]
    assert {Path(cited.path).name, *(Path(copy.path).name for copy in cited.copies)} == {"大会.txt", "转载.txt"}
