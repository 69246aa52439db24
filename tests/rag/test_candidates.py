"""The statements of the passages found."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from index.tokens import TokenIndex
from index.types import Article
from rag.candidates import Candidate, candidates_of

from .small import hit, small


class Characters:
    """Each character is a token: its code point."""

    fingerprint = "characters"

    def token_ids(self, texts: list[str]) -> list[NDArray[np.int32]]:
        return [np.array([ord(character) for character in text], dtype=np.int32) for text in texts]

    def token_vectors(self, ids: NDArray[np.int32]) -> NDArray[np.float32]:
        return np.ones((len(ids), 1), dtype=np.float32)

    def token_weights(self, ids: NDArray[np.int32]) -> NDArray[np.float32]:
        return np.ones(len(ids), dtype=np.float32)


def candidates(of: Article, *texts: str) -> list[Candidate]:
    hits = [hit(of, text, ordinal=number) for number, text in enumerate(texts)]
    return candidates_of(hits, TokenIndex.of_passages([it.passage for it in hits], Characters()))


def text_of(tokens: NDArray[np.int32]) -> str:
    return "".join(map(chr, tokens.tolist()))


def test_each_statement_with_its_place_words_and_tokens() -> None:
    whole = small("前言。普陀發布３.０政策。企業可申報。", title="普陀")
    found = candidates(whole, "普陀發布３.０政策。企業可申報。")
    assert [it.text for it in found] == ["普陀發布３.０政策。", "企業可申報。"]
    assert [it.span.of(whole.text) for it in found] == [it.text for it in found]
    assert [it.folded for it in found] == ["普陀发布3.0政策。", "企业可申报。"]
    assert [it.form for it in found] == [it.folded for it in found]
    assert [text_of(it.tokens) for it in found] == [it.text for it in found]
    assert [text_of(it.title) for it in found] == ["普陀"] * 2


@pytest.mark.parametrize("heading", ["一、支持對象", "（二）支持對象", "第三条 支持對象", "# 支持對象", "十．支持對象"])
def test_a_heading_is_no_candidate_but_counts_for_what_stands_under_it(heading: str) -> None:
    text = f"{heading}\n企业可申报。\n个人不可申报。"
    found = candidates(small(text), text)
    assert [it.text for it in found] == ["企业可申报。", "个人不可申报。"]
    assert all(it.form.endswith(it.folded) and "支持对象" in it.form for it in found)
    assert [text_of(it.tokens) for it in found] == [heading + it.text for it in found]


def test_a_new_heading_takes_the_place_of_the_one_before_and_no_passage_inherits_one() -> None:
    whole = small("一、对象\n企业可申报。\n二、标准\n最高百万元。\n附则如此。")
    found = candidates(whole, "一、对象\n企业可申报。\n二、标准\n最高百万元。", "附则如此。")
    assert [it.form for it in found] == ["一、对象 企业可申报。", "二、标准 最高百万元。", "附则如此。"]


def test_a_sentence_is_no_heading() -> None:
    text = "一、企业可以申报。"
    assert [it.text for it in candidates(small(text), text)] == [text]


def test_what_spells_a_sentence_out_is_one_candidate_with_it() -> None:
    text = "措施如下:\n(1)奖励。\n(2)补助。\n另有说明。"
    found = candidates(small(text), text)
    assert [it.text for it in found] == ["措施如下:\n(1)奖励。\n(2)补助。", "另有说明。"]
    assert text_of(found[0].tokens) == "措施如下:(1)奖励。(2)补助。"


def test_titles_are_candidates_and_teasers_are_not() -> None:
    whole = small("正文。", title="一、标题", teaser="预告。")
    hits = [hit(whole, "一、标题"), hit(whole, "预告。", ordinal=1)]
    tokens = TokenIndex.of_passages([it.passage for it in hits], Characters())
    assert [it.text for it in candidates_of(hits, tokens)] == ["一、标题"]  # a title is no heading
    assert candidates_of([], tokens) == []
    assert candidates_of(hits[1:], tokens) == []


def test_who_said_it_is_no_statement() -> None:
    text = "李瑞說道。李瑞說企業可申報。"
    assert [it.text for it in candidates(small(text), text)] == ["李瑞說企業可申報。"]
