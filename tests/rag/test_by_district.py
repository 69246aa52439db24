"""哪些区…? is answered district by district."""

from __future__ import annotations

import pytest

from index.districts import DISTRICTS
from rag.by_district import MARGIN, MOST, asks_by_district, grouped
from rag.evidence import Evidence
from rag.query import read_question

from .small import evidence, small


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("哪些区发布了氢能政策？", True),
        ("哪幾個區發佈了氫能政策？", True),
        ("各区有什么政策？", True),
        ("Which districts support hydrogen?", True),
        ("普陀区和哪些区合作？", False),
        ("哪些企业获奖？", False),
    ],
)
def test_asked(question: str, asks: bool) -> None:
    assert asks_by_district(read_question(question)) is asks


def of(name: str, *districts: str, score: float = 1.0, quote: str = "支持氢能。") -> Evidence:
    return evidence(small("支持氢能。", article_id=name, district=districts), quote, score)


def test_groups() -> None:
    found = [
        of("a", "普陀区", score=3.0),
        of("b", "普陀区", "静安区", score=2.9),  # about two
        of("c", score=2.8),  # about none
        of("d", "静安区", score=2.7, quote="通知"),  # a title
        of("e", "静安区", score=2.6),
        of("f", "普陀区", score=2.5),
        of("g", "青浦区", score=3.0 - MARGIN - 0.01),  # too far behind
    ]
    for question, names in (("哪些区支持氢能？", ["普陀区", "静安区"]), ("Which districts?", ["Putuo", "Jing'an"])):
        groups = grouped(read_question(question), found)
        assert [(name, [it.hit.article_id for it in its]) for name, its in groups] == list(
            zip(names, [["a", "f"], ["e"]], strict=True)
        )


def test_no_more_than_the_most_and_none_for_none() -> None:
    question = read_question("哪些区支持氢能？")
    assert [name for name, _ in grouped(question, [of(it, it) for it in DISTRICTS])] == list(DISTRICTS)[:MOST]
    assert grouped(question, [of("a")]) == []
    assert grouped(question, []) == []
