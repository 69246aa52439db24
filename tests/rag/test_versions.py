"""Which version of a policy an answer is of."""

from __future__ import annotations

import pytest

from index.types import Article, Policy
from rag.query import read_question
from rag.types import Citation
from rag.versions import newest_first, notes_on

from .small import evidence, small, span_of


def cited(article: Article, quote: str) -> Citation:
    span = span_of(article, quote)
    return Citation(1, article, span, quote, span, "body")


OLD, NEW, UNDATED, FAR = (
    small("政策支持企业。", article_id=it, published=day)
    for it, day in (("old", "2020-01-01"), ("new", "2024-01-01"), ("undated", None), ("far", "2025-01-01"))
)


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("最新的政策支持什么", ["new", "old", "undated", "far"]),
        ("現行政策支持什麼", ["new", "old", "undated", "far"]),
        ("What is the latest policy?", ["new", "old", "undated", "far"]),
        ("政策支持什么", ["undated", "old", "new", "far"]),
    ],
)
def test_the_newest_of_the_near_comes_first(question: str, order: list[str]) -> None:
    scored = ((UNDATED, 2.0), (OLD, 1.75), (NEW, 1.5), (FAR, 1.25))
    found = [evidence(article, "政策支持企业。", score) for article, score in scored]
    assert [it.hit.article_id for it in newest_first(read_question(question), found, 0.5)] == order
    assert newest_first(read_question(question), [], 0.5) == []


@pytest.mark.parametrize(
    ("policy", "others", "notes"),
    [
        (Policy("氢能条例", "草案"), (), ["所引《氢能条例》为草案，未必是最终文本。"]),
        (Policy("氫能條例", "徵求意見稿"), (), ["所引《氫能條例》为徵求意見稿，未必是最终文本。"]),
        (
            Policy("氢能专项政策", "2.0版"),
            (Policy("普陀区氢能专项政策", "3.0版"), Policy("氢能专项政策", "2.0版"), Policy("氢能专项政策")),
            ["以上为氢能专项政策2.0版；文章中另有3.0版（2024-11-28）。"],
        ),
        (Policy("实施办法", "修订"), (Policy("氢能实施办法", "试行"),), []),  # part of many names
        (Policy("氢能条例"), (Policy("氢能条例", "3.0版"),), []),  # no version is quoted
        (Policy("储能条例", "草案"), (), []),  # neither in the quote nor in the title
    ],
)
def test_notes(policy: Policy, others: tuple[Policy, ...], notes: list[str]) -> None:
    name = "氢能条例" if policy.name == "储能条例" else policy.name
    quote = f"会议通过《{name}》。"
    own = small(quote, policies=(policy,))
    other = small("政策。", article_id="b", policies=others, published="2024-11-28T09:00:00")
    assert [note.zh for note in notes_on([cited(own, quote)], [own, other])] == notes


def test_no_citation_no_note() -> None:
    assert notes_on([], []) == ()
