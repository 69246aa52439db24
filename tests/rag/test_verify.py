"""What is shown is what its quotes carry: tampered answers, claims written by hand, stretches, citations."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.build import build_index
from index.errors import ArticleUnknown
from index.fold import is_whole, to_simplified, to_traditional
from index.i18n import Message
from index.types import Article, Span
from rag import Citation, Claim, Engine, open_engine
from rag.verify import Fault, faults, faults_of_text

from .tampering import Tampered, swapped, tampered

STEADY = settings(deadline=None, derandomize=True, database=None)
HERE = Path(__file__).resolve().parent
SPOKEN = "普陀區生命健康企業數從2600余家增加到了近3000家,基本涵蓋了4大領域10個賽道。"
KINDS = {
    "digit changed": 40, "digit dropped": 30, "digit added": 35, "numeral changed": 8, "date changed": 15, "unit changed": 18,
    "name swapped": 20, "district swapped": 50, "negation put in": 50, "negation taken out": 4,
}  # fmt: skip
"""Ways of tampering, and how many claims at least there are of each: a fixture that gives none would prove nothing."""


class Answered(NamedTuple):
    """A claim of an answer, and the citation that carries it."""

    claim: Claim
    citation: Citation
    article: Callable[[str], Article]


@pytest.fixture(scope="module")
def answered(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> list[Answered]:
    """Every claim, once, of the answers to tests/gold over the seeds and to tests/districts over its articles."""
    tests, index = HERE.parent, tmp_path_factory.mktemp("districts") / "index"
    build_index([tests / "districts" / "articles"], index)
    districts = open_engine(index)
    found: dict[str, Answered] = {}
    for opened, folder in ((engine, "gold"), (districts, "districts")):
        for line in (tests / folder / "questions.jsonl").read_text(encoding="utf-8").splitlines():
            answer = opened.ask(json.loads(line)["question"], today="2024-11-22")
            cited = {citation.number: citation for citation in answer.citations}
            for claim in answer.claims:
                found.setdefault(claim.text, Answered(claim, cited[claim.citations[0]], opened.article))
    return list(found.values())


@pytest.fixture(scope="module")
def false_claims(answered: list[Answered]) -> list[Tampered]:
    return [it for seed, (claim, citation, _) in enumerate(answered) for it in tampered(claim, (citation,), seed)]


def rows(name: str) -> list[Any]:
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [pytest.param(row, id=row["text"]) for row in map(json.loads, lines)]


def test_every_claim_of_an_answer_is_carried(answered: list[Answered]) -> None:
    assert len(answered) > 70
    for claim, citation, article in answered:
        assert faults(claim, (citation,), article) == ()


def test_also_in_the_other_script_and_in_full_width(answered: list[Answered]) -> None:
    wide = str.maketrans("0123456789,%", "０１２３４５６７８９，％")
    for claim, citation, _ in answered:
        for text in (to_simplified(claim.text), to_traditional(claim.text), claim.text.translate(wide)):
            assert faults(replace(claim, text=text), (citation,)) == (), text


def test_no_tampered_claim_is_carried(false_claims: list[Tampered]) -> None:
    counts = Counter(it.how for it in false_claims)
    print(dict(counts))
    assert all(counts[how] >= least for how, least in KINDS.items())
    for it in false_claims:
        assert faults(it.claim, it.citations), f"{it.how}: {it.claim.text}"


def test_no_tampered_claim_is_carried_in_the_other_script(false_claims: list[Tampered]) -> None:
    """There it is never a stretch of the quote letter by letter: it is compared."""
    for it in false_claims:
        text = to_simplified(it.claim.text)
        other = to_traditional(text) if text == it.claim.text else text
        assert faults(replace(it.claim, text=other), it.citations), f"{it.how}: {other}"


def test_no_claim_is_carried_by_another_articles_quote(answered: list[Answered]) -> None:
    """Items of lists apart: a few words (加快载体建设) are no statement, and answers take them from their quotes by place."""
    pairs = [
        (one.claim, other.citation)
        for one in answered
        for other in answered
        if one.citation.article_id != other.citation.article_id and not one.claim.item
    ]
    assert len(pairs) > 3000
    for it in (swapped(*pair) for pair in pairs[::5]):  # all 3402 are rejected, too: ten seconds
        assert faults(it.claim, it.citations), f"{it.claim.text} | {it.citations[0].quote}"


def test_hardly_any_is_carried_by_another_sentence_of_its_article(answered: list[Answered]) -> None:
    """18 of 764 are: titles, and sentences that say the same (專委會正式成立, 專委會正式啟動成立)."""
    found = [
        bool(faults(it.claim, it.citations))
        for claim, citation, _ in answered
        for _, other, _ in answered
        if other.article_id == citation.article_id and claim.text not in other.quote and not claim.item
        for it in [swapped(claim, other)]
    ]
    assert len(found) > 700
    assert found.count(False) <= 0.025 * len(found)


@pytest.mark.parametrize("row", rows("honest_claims"))
def test_honest_claims(row: dict[str, Any]) -> None:
    assert faults_of_text(row["text"], row["quotes"], row.get("context", "")) == ()


@pytest.mark.parametrize("row", rows("dishonest_claims"))
def test_dishonest_claims(row: dict[str, Any]) -> None:
    assert row["kind"] in {it.kind for it in faults_of_text(row["text"], row["quotes"], row.get("context", ""))}


@pytest.mark.parametrize(
    ("stretch", "fault"),
    [
        ("基本涵蓋了4大領域10個賽道", None),
        ("從2600余家增加到了近3000家", None),
        ("近3000家", None),
        ("增加到了近3", Fault("number", "3000")),
        ("000家,基本涵蓋了4大領域", Fault("number", "3000")),
        ("0個賽道", Fault("number", "10")),
    ],
)
def test_a_stretch_cuts_no_number(stretch: str, fault: Fault | None) -> None:
    assert faults_of_text(stretch, [SPOKEN]) == ((fault,) if fault else ())


@pytest.mark.parametrize(
    ("stretch", "quote", "kind"),
    [
        ("同比增長30", "同比增長30.55%。", "number"),
        ("同比增長30.55", "同比增長30.55%。", "number"),
        ("55%", "同比增長30.55%。", "number"),
        ("71次会议", "第71次会议。", "number"),
        ("投资100", "投资100亿元。", "number"),
        ("百家企业", "二百家企业。", "number"),
        ("支持搬迁", "本区不支持搬迁。", "negation"),
        ("支持搬遷", "本區不予支持搬遷。", "negation"),
        ("发布了政策", "大会没有发布了政策。", "negation"),
        ("仅支持企业", "不仅支持企业。", None),
        ("发展壮大", "不断发展壮大。", None),
        ("来发展", "面向未来发展。", None),
        ("支持企业落户", "离不开服务,支持企业落户。", None),
        ("超過3000家", "數量不超過3000家。", "negation"),
        ("不超過3000家", "數量不超過3000家。", None),
        ("3000家", "數量不超過3000家。", None),
    ],
)
def test_what_a_stretch_leaves_out(stretch: str, quote: str, kind: str | None) -> None:
    found = faults_of_text(stretch, [quote])
    assert [it.kind for it in found] == ([kind] if kind else [])


def test_a_stretch_that_is_whole_somewhere_is_carried() -> None:
    assert faults_of_text("支持搬迁", ["不支持搬迁。"]) != ()
    assert faults_of_text("支持搬迁", ["不支持搬迁。", "今年起支持搬迁。"]) == ()
    assert faults_of_text("支持搬迁", ["去年不支持搬迁,今年支持搬迁。"]) == ()


def test_nothing_is_carried_by_no_quote_and_no_words_by_any() -> None:
    assert faults_of_text("普陀区", []) == (Fault("unsupported", ""),)
    assert faults_of_text(" 。", ["普陀区。"]) == (Fault("unsupported", ""),)


def test_what_is_said_of_a_fault_names_the_piece() -> None:
    (fault,) = faults_of_text("Total investment is 10 million yuan.", ["投资总额100亿元。"])
    assert fault == Fault("amount", "10 million yuan")
    assert fault.message == Message(
        "the amount 10 million yuan is not in the quotes", "引文中没有金额“10 million yuan”"
    )
    (fault,) = faults_of_text("投資總額2000萬元。", ["投资总额100亿元。"])
    assert fault.what == "2000萬元"
    (fault,) = faults_of_text("Xuhui District held the conference.", ["普陀区举办大会。"])
    assert fault.message.zh == "引文中没有提到“徐汇”"


def test_context_gives_years_and_names_but_no_other_day() -> None:
    quote = ["今天上午,大会在宝山举行,二百余家企业参加。"]
    text = "2020年9月24日上午，大会在上海市宝山区举行，200多家企业参加。"
    assert {it.kind for it in faults_of_text(text, quote)} == {"date"}
    assert faults_of_text(text, quote, "2020-09-24 宝山区") == ()
    named = ["9月23日上午,大会在宝山举行,二百余家企业参加。"]
    assert {it.kind for it in faults_of_text(text, named, "2020-09-24 宝山区")} == {"date"}


def cited(article: Article, text: str) -> Citation:
    start = article.text.index(text)
    span = Span(start, start + len(text))
    return Citation(1, article, span, text, article.raw_span(span), article.section_at(start))


def test_a_citation_that_does_not_stand_carries_nothing(engine: Engine) -> None:
    article = next(it for it in engine.articles() if "副区长翁华建出席。" in it.text)
    citation = cited(article, "副区长翁华建出席。")
    claim = Claim(citation.quote, (1,))
    broken = (Fault("citation", "[1]"),)
    assert faults(claim, (citation,), engine.article) == ()
    assert faults(Claim(claim.text, (1, 2)), (citation,)) == (Fault("citation", "[2]"),)
    assert faults(claim, (replace(citation, raw_span=Span(0, 3)),)) == broken
    other = replace(article, text=article.text.replace("翁华建", "李思远"))
    assert faults(claim, (citation,), lambda _: other) == broken

    def gone(article_id: str) -> Article:
        raise ArticleUnknown(Message(article_id, article_id), Message("", ""))

    assert faults(claim, (citation,), gone) == broken


def test_last_year_counts_from_the_day_of_publication(engine: Engine) -> None:
    article = next(it for it in engine.articles() if "今年以來,新引進" in it.text)
    assert (article.published or "").startswith("2023")
    citation = cited(article, "今年以來,新引進生命健康產業企業376家。")
    assert faults(Claim("2023年新引进生命健康产业企业376家。", (1,)), (citation,)) == ()
    assert {it.kind for it in faults(Claim("2022年新引进生命健康产业企业376家。", (1,)), (citation,))} == {"date"}


_ONES = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen
"""
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety"
_MONTHS = "January February March April May June July August September October November December"
ONES, TENS, MONTHS = _ONES.split(), _TENS.split(), _MONTHS.split()


def in_english(number: int) -> str:
    """11 to 9999 in words: two thousand and thirty-five."""
    thousands, rest = divmod(number, 1000)
    hundreds, small = divmod(rest, 100)
    words = [f"{ONES[thousands]} thousand"] * bool(thousands) + [f"{ONES[hundreds]} hundred"] * bool(hundreds)
    last = ONES[small] if small < 20 else TENS[small // 10] + (f"-{ONES[small % 10]}" if small % 10 else "")
    return " ".join(words) + (" and " if words and small else "") + (last if small else "")


@STEADY
@given(st.integers(11, 9999), st.integers(11, 9999))
def test_a_number_is_itself_however_it_is_written(number: int, other: int) -> None:
    quote = [f"全区有{number}家企业。"]
    for text in (
        f"{in_english(number)} companies",
        f"{number:,} companies",
        f"{number}多家企业",
        f"全区企业有{number}家",
    ):
        assert faults_of_text(text, quote) == (), text
        assert (faults_of_text(text, [f"全区有{other}家企业。"]) == ()) is (number == other)


@STEADY
@given(st.integers(1, 12), st.integers(1, 28), st.integers(2019, 2026))
def test_a_date_is_itself_however_it_is_written(month: int, day: int, year: int) -> None:
    name = MONTHS[month - 1]
    quote = [f"{year}年{month}月{day}日,大会举行。"]
    for written in (f"{day} {name} {year}", f"{name} {day}, {year}", f"{year}-{month:02}-{day:02}"):
        assert faults_of_text(f"The conference was held on {written}.", quote) == (), written
        later = [f"{year}年{month}月{day % 28 + 1}日,大会举行。"]
        assert [it.kind for it in faults_of_text(f"The conference was held on {written}.", later)] == ["date"]


@STEADY
@given(st.text(), st.text())
def test_any_text_can_be_checked_and_carries_itself(text: str, other: str) -> None:
    if not is_whole(text + other):
        return
    faults_of_text(text, [other])
    if any(character.isalnum() for character in text):
        assert faults_of_text(text, [text]) == ()


def test_an_extractive_claim_takes_less_than_a_millisecond(answered: list[Answered]) -> None:
    def milliseconds() -> float:
        started = time.perf_counter()
        for claim, citation, article in answered:
            faults(claim, (citation,), article)
        return (time.perf_counter() - started) * 1000 / len(answered)

    assert min(milliseconds() for _ in range(5)) < 1
