"""Why a passage was found: readable words, how a passage has them, ranks. Encoders are one-hot by word."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
from numpy.typing import NDArray

from index.encoders.base import Vectors
from index.errors import ArticleUnknown, BadQuestion
from index.tokens import TokenIndex
from index.types import Span
from rag import Engine
from rag.query import read_question
from rag.retrieve import Passages
from rag.why import Word, readable_words, words_of

WORDS = ("生命", "健康", "普陀", "政策", "3.0", "版", "区", "支持", "扶持")


class OneHot:
    """A word of WORDS is one token; any other character is one of no word's. 支持 and 扶持 have the cosine 0.6."""

    fingerprint = "one-hot"

    def token_ids(self, texts: Sequence[str]) -> list[NDArray[np.int32]]:
        return [np.array(list(self._ids(text)), dtype=np.int32) for text in texts]

    def _ids(self, text: str) -> Sequence[int]:
        ids: list[int] = []
        while text:
            word = next((word for word in WORDS if text.startswith(word)), text[0])
            ids += [WORDS.index(word) if word in WORDS else len(WORDS)]
            text = text[len(word) :]
        return ids

    def token_vectors(self, ids: NDArray[np.int32]) -> Vectors:
        table = np.eye(len(WORDS) + 1, dtype=np.float32)
        table[8] = 0.6 * table[7] + 0.8 * table[8]
        return table[ids]

    def token_weights(self, ids: NDArray[np.int32]) -> NDArray[np.float32]:
        return np.where(ids == WORDS.index("普陀"), np.float32(3), np.float32(1))


def passages(text: str) -> Passages:
    encoder = OneHot()
    tokens = TokenIndex.from_ids(encoder.token_ids([text]))
    return cast(Passages, SimpleNamespace(token_encoder=encoder, tokens=tokens))


def test_words_are_whole_and_what_is_left_over_joins_the_one_before() -> None:
    assert list(readable_words("普陀区生命健康政策3.0版 policy's 支持", OneHot())) == [
        "普陀区", "生命", "健康", "政策", "3.0版", "policy's", "支持",
    ]  # fmt: skip
    assert list(readable_words("在普陀", OneHot())) == ["在普陀"]
    assert list(readable_words("?!", OneHot())) == []


def test_a_word_is_held_near_or_not_there() -> None:
    text = "普陀的生命政策,扶持企业"
    found = words_of(read_question("普陀区生命健康支持"), text, 0, passages(text))
    assert found == (
        Word("普陀区", pytest.approx((3 * 1 + 1 * 0) / (3 + 1)), held=False),
        Word("生命", 1, held=True),
        Word("健康", 0, held=False),
        Word("支持", pytest.approx(0.6), held=False),
    )
    assert [word.met for word in found] == ["near", "exact", "not", "near"]


def test_a_number_is_held_whole_and_a_word_in_either_script() -> None:
    held = words_of(read_question("政策 30 健康"), "健康政策300條", 0, passages("健康政策"))
    assert [(word.text, word.held) for word in held] == [("政策", True), ("30", False), ("健康", True)]
    assert all(word.held for word in words_of(read_question("產業"), "产业", 0, passages("产业")))


def test_a_number_is_never_near() -> None:
    assert [Word(text, 0.9, held=False).met for text in ("4.0版", "政策")] == ["not", "near"]
    assert Word("4.0版", 0.9, held=True).met == "exact"


def test_the_ranks_are_those_of_the_search(engine: Engine) -> None:
    question = "普陀区生命健康企业增加到多少家?"
    for hit in engine.search(question, k=5):
        why = engine.why(question, hit.article_id, Span(hit.start, hit.end))
        assert why is not None
        assert why.span == Span(hit.start, hit.end)
        assert (why.lexical, why.dense) == (hit.lexical, hit.dense)
        assert why.lexical is None or why.share == pytest.approx(why.lexical.score)
        assert why.dense is None or why.cosine == pytest.approx(why.dense.score, abs=1e-5)
        assert why.passages == engine.manifest.passages


def test_a_leg_that_did_not_find_it_says_so(engine: Engine) -> None:
    hit = engine.search("普陀区生命健康企业")[0]
    why = engine.why("zzz qqq", hit.article_id, Span(hit.start, hit.end))
    assert why is not None
    assert (why.lexical, why.share) == (None, 0)
    assert {word.held for word in why.words} == {False}


def test_of_a_comparison_the_part_on_the_article_counts(engine: Engine) -> None:
    question = "长宁和松江的政策分别什么时候讨论?"
    answer = engine.ask(question)
    named = {}
    for citation in answer.citations:
        why = engine.why(question, citation.article_id, citation.span)
        assert why is not None
        named[citation.district[0]] = {word.text for word in why.words} & {"长宁", "松江"}
    assert named == {"长宁区": {"长宁"}, "松江区": {"松江"}}


def test_what_cannot_be_looked_up_is_said(engine: Engine) -> None:
    article = engine.articles()[0]
    with pytest.raises(BadQuestion):
        engine.why(" ", article.article_id, Span(0, 1))
    with pytest.raises(ArticleUnknown):
        engine.why("政策", "none", Span(0, 1))
    assert engine.why("政策", article.article_id, Span(len(article.text) + 1, len(article.text) + 2)) is None
