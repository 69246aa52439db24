"""The last stage: a reranker orders the best passages anew, the rest stays below; in the engine and in `evaluate`."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.encoders import load_encoder
from index.errors import BadInput, ModelUnavailable
from index.open import open_index
from rag import Engine, open_engine
from rag.crossencoder import CrossEncoderReranker
from rag.engine import EVIDENCE_HITS, TEASER_DISCOUNT
from rag.evaluate import LEGS, evaluate, in_memory
from rag.query import read_question
from rag.rank import rank
from rag.rescore import DEPTH, Rescoring, between_0_and_1
from rag.retrieve import Passages

from .test_evaluate import TEXTS, write

QUERY = "普陀区生命健康产业专项政策3.0版"


class Says:
    """Gives each passage what ``score`` says of it, and remembers what it was asked."""

    def __init__(self, score: Callable[[str], float]) -> None:
        self._score = score
        self.asked: list[tuple[str, list[str]]] = []

    def scores(self, question: str, passages: Sequence[str]) -> NDArray[np.float32]:
        self.asked.append((question, list(passages)))
        return np.array([self._score(passage) for passage in passages], dtype=np.float32)


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """More passages than are scored anew; each shares a little less with the question than the one before."""
    return [f"{QUERY[: 15 - number // 4]}，第{number}号通知。" for number in range(DEPTH + 12)]


@pytest.fixture(scope="module")
def passages(texts: list[str]) -> Passages:
    return in_memory(texts, load_encoder())


def test_between_0_and_1_keeps_order_and_what_is_half() -> None:
    scores = np.array([-40, -9, -1, 0, 1, 9, 39, 40], dtype=np.float32)
    found = between_0_and_1(scores)
    assert found == pytest.approx([0.5 + x / (2 * (1 + abs(x))) for x in (-40, -9, -1, 0, 1, 9, 39, 40)])
    assert found.tolist() == pytest.approx([0.5 / 41, 0.05, 0.25, 0.5, 0.75, 0.95, 0.9875, 0.5 + 40 / 82])
    assert (np.diff(found) > 0).all()
    assert found.dtype == np.float32


def test_the_best_are_ordered_by_the_reranker_and_the_rest_stays_below(texts: list[str], passages: Passages) -> None:
    before = rank(read_question(QUERY), passages)
    turned = Says(lambda text: float(texts.index(text) - 20))  # the later, the better
    question = "普陀區生命健康產業專項政策3.0版"  # is read as it stands, not folded
    after = rank(read_question(f" {question}\n"), replace(passages, rescoring=Rescoring(turned, texts.__getitem__)))
    was, now = (its.candidates.ordinals[its.order].tolist() for its in (before, after))
    assert len(was) > DEPTH + 5
    assert now == sorted(was[:DEPTH], reverse=True) + was[DEPTH:]
    assert turned.asked == [(question, [texts[ordinal] for ordinal in was[:DEPTH]])]
    for name in ("fused", "nearness"):
        assert getattr(after, name).tolist() == getattr(before, name).tolist()
    top, rest = after.scores[after.order[:DEPTH]], after.scores[after.order[DEPTH:]]
    assert top.tolist() == pytest.approx([0.5 + (n - 20) / (2 + 2 * abs(n - 20)) for n in now[:DEPTH]])
    old = before.scores[before.order[DEPTH:]]
    assert rest == pytest.approx(old - old[0] - 1, abs=1e-5)


def test_equals_are_ordered_as_ever(texts: list[str], passages: Passages) -> None:
    ranking = rank(read_question(QUERY), replace(passages, rescoring=Rescoring(Says(lambda _: 1.0), texts.__getitem__)))
    best = ranking.candidates.ordinals[ranking.order[:DEPTH]].tolist()
    assert best == sorted(best)


def test_where_nothing_is_found_nothing_is_read(texts: list[str], passages: Passages) -> None:
    reranker = Says(lambda _: 1.0)
    ranking = rank(
        read_question(QUERY), replace(passages, rescoring=Rescoring(reranker, texts.__getitem__)), allowed=[]
    )
    assert len(ranking.order) == 0
    assert [passage for _, read in reranker.asked for passage in read] == []


def test_answers_are_made_from_passages_with_one_kind_of_score() -> None:
    assert DEPTH >= EVIDENCE_HITS


@pytest.fixture
def engine_with(seeds_index: Path) -> Callable[[Says], Engine]:
    return lambda reranker: Engine(open_index(seeds_index), reranker)


def test_a_teaser_is_below_what_is_held_relevant_and_above_what_is_not(engine_with: Callable[[Says], Engine]) -> None:
    with engine_with(Says(lambda _: 9.0)) as engine:
        hits = engine.search("松江区生物医药产业", k=DEPTH)
        kinds = [hit.section == "teaser" for hit in hits]
        assert kinds == sorted(kinds)
        assert set(kinds) == {False, True}
        assert {round(hit.score, 6) for hit in hits} == {0.95, 0.95 * TEASER_DISCOUNT}
    with engine_with(Says(lambda text: 9.0 if "复宏汉霖" in text else -9.0)) as engine:
        hits = engine.search("复宏汉霖松江生物医药产业化基地开工", k=DEPTH + 10)
        assert hits[0].section == "teaser"  # only teasers speak of it
        assert hits[0].score == pytest.approx(0.95 * TEASER_DISCOUNT)
        bodies = [hit.score for hit in hits if hit.section == "body"]
        assert bodies[0] == pytest.approx(0.05)


def test_a_closed_engine_with_a_reranker_says_so(engine_with: Callable[[Says], Engine]) -> None:
    engine = engine_with(Says(lambda _: 1.0))
    engine.close()
    with pytest.raises(BadInput, match="closed"):
        engine.search(QUERY)


def test_search_is_ordered_by_the_model_named(seeds_index: Path, cross_encoder: Path, engine: Engine) -> None:
    model = CrossEncoderReranker(str(cross_encoder))
    with open_engine(seeds_index, reranker=str(cross_encoder)) as reranking:
        hits = reranking.search(QUERY, k=200)
    plain = engine.search(QUERY, k=200)
    assert {hit.passage_id for hit in hits} == {hit.passage_id for hit in plain}
    assert [(-hit.score, hit.passage_id) for hit in hits] == sorted((-hit.score, hit.passage_id) for hit in hits)
    assert {hit.passage_id: hit.near for hit in hits} == {hit.passage_id: hit.near for hit in plain}
    anew, rest = hits[:DEPTH], hits[DEPTH:]
    for hit in anew:
        x = float(model.scores(QUERY, [hit.passage.indexed_text])[0])
        share = 0.5 + x / (2 * (1 + abs(x)))
        assert hit.score == pytest.approx(share * (TEASER_DISCOUNT if hit.section == "teaser" else 1), abs=1e-4)
    assert rest
    assert max(hit.score for hit in rest) <= -1
    assert [hit.passage_id for hit in anew[:5]] != [hit.passage_id for hit in plain[:5]]


def test_ask_takes_its_sentences_from_where_the_reranker_points(
    engine: Engine, engine_with: Callable[[Says], Engine]
) -> None:
    question = "普陀区生命健康产业专项政策3.0版支持什么?"
    first = engine.ask(question).claims[0].text
    with engine_with(Says(lambda text: 1000.0 if first in text else -1000.0)) as there:
        assert there.ask(question).claims[0].text == first
    with engine_with(Says(lambda text: -1000.0 if first in text else 1000.0)) as elsewhere:
        # Or a refusal: what is left need not answer.
        assert first not in [claim.text for claim in elsewhere.ask(question).claims]


def test_evaluate_measures_with_it(cross_encoder: Path, tmp_path: Path) -> None:
    query = "普陀的生命健康政策"
    scores = CrossEncoderReranker(str(cross_encoder)).scores(query, list(TEXTS.values()))
    places = {key: int((scores > score).sum()) + 1 for key, score in zip(TEXTS, scores, strict=True)}
    worst = max(places, key=lambda key: places[key])
    folder = write(tmp_path, {"q": query}, [("q", worst, 1)])
    plain, found = evaluate(folder), evaluate(folder, reranker=str(cross_encoder))
    assert places[worst] == 3
    assert found.legs["final"]["mrr@10"] == pytest.approx(1 / 3, abs=1e-4)
    assert found.legs["final"]["ndcg@10"] == pytest.approx(1 / math.log2(1 + 3), abs=1e-4)
    for leg in set(LEGS) - {"final"}:
        assert found.legs[leg] == plain.legs[leg]


def test_a_reranker_that_cannot_be_had_is_said_by_both(
    seeds_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelUnavailable, match="nobody/nothing"):
        open_engine(seeds_index, reranker="nobody/nothing")
    with pytest.raises(ModelUnavailable, match="nobody/nothing"):
        evaluate(write(tmp_path, {"q": "x"}, [("q", "d1", 1)]), reranker="nobody/nothing")
