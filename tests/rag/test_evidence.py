"""Which statements of the passages found answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.build import build_index
from index.open import open_index
from rag import Engine
from rag.evidence import Evidence, find_evidence
from rag.query import read_question
from rag.retrieve import Passages

CREDITS = "大会由青浦区氢能产业协会主办,青浦区氢能产业研究院承办。"
BODY = (
    "青浦区氢能产业规模不断壮大。到2027年,青浦区氢能产业规模达到300亿元。政策3.0版鼓励氢能企业落户。"
    f"政策鼓励储能企业落户。{CREDITS}"
)


class Opened:
    """An engine, and what it reads."""

    def __init__(self, folder: Path) -> None:
        index = open_index(folder)
        self.engine = Engine(index)
        self.passages = Passages(index.vectors, index.lexical, index.tokens, index.encoder, index.token_encoder)

    def evidence(self, text: str) -> list[Evidence]:
        return find_evidence(read_question(text), self.engine.search(text).hits, self.passages)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    folder = tmp_path_factory.mktemp("articles")
    (folder / "青浦.txt").write_text(f"青浦区氢能产业大会\n\n{BODY}\n", encoding="utf-8")
    (folder / "崇明.txt").write_text("崇明区花博会\n\n崇明区花博会开幕。游客三千人。\n", encoding="utf-8")
    build_index([folder], folder / "index")
    found = Opened(folder / "index")
    with found.engine:
        yield found


def quotes(found: list[Evidence]) -> list[str]:
    return [it.span.of(it.hit.article.text) for it in found]


@pytest.mark.parametrize(
    "question", ["青浦区氢能产业规模多少亿元?", "Qingpu hydrogen", "青浦区支持什么", "大会的标题是什么", "花"]
)
def test_best_first_each_statement_once_within_its_passage(opened: Opened, question: str) -> None:
    found = opened.evidence(question)
    assert [it.score for it in found] == sorted((it.score for it in found), reverse=True)
    assert len({(it.hit.article_id, it.span) for it in found}) == len(found) > 0
    assert all(it.hit.passage.span.covers(it.span) for it in found)
    assert all(it.hit.section in ("title", "body") for it in found)
    assert opened.evidence(question) == found


def test_no_hits_no_evidence(opened: Opened) -> None:
    assert find_evidence(read_question("青浦"), [], opened.passages) == []


def test_the_sentence_with_the_figure_leads(opened: Opened) -> None:
    found = opened.evidence("青浦区氢能产业规模多少亿元?")
    assert quotes(found)[0] == "到2027年,青浦区氢能产业规模达到300亿元。"
    is_kind = dict(zip(quotes(found), (it.is_kind for it in found), strict=True))
    assert is_kind["到2027年,青浦区氢能产业规模达到300亿元。"]
    assert not is_kind["青浦区氢能产业规模不断壮大。"]


def test_the_version_pinned_down_leads(opened: Opened) -> None:
    assert quotes(opened.evidence("政策3.0版鼓励什么企业落户"))[0] == "政策3.0版鼓励氢能企业落户。"


def test_a_title_answers_only_who_asks_for_it(opened: Opened) -> None:
    def titles(question: str) -> list[bool]:
        found = (it for it in opened.evidence(question) if it.hit.section == "title" and "青浦" in it.hit.title)
        return [it.is_kind for it in found]

    assert titles("青浦区氢能产业大会的标题是什么") == [True]
    assert titles("青浦区氢能产业大会支持什么") == [False]
    assert titles("青浦区氢能产业大会") == [False]


def test_credits_lose_unless_who_held_it_is_asked(opened: Opened) -> None:
    held, other = opened.evidence("青浦区氢能产业大会由谁主办"), opened.evidence("青浦区氢能产业大会由来如何")
    assert quotes(held)[0] == CREDITS
    assert quotes(other)[0] != CREDITS
