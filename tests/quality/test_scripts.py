"""A question in the other script finds the same: Traditional as OpenCC's s2twp writes it, Taiwan's words included."""

from __future__ import annotations

import json

import pytest

from bench.quality import OWN_SET
from bench.scripts import figures_by_script
from rag.beir import EvaluationSet, read_beir

HALF_A_POINT = 0.005


@pytest.fixture(scope="module")
def chinese() -> EvaluationSet:
    """The Chinese questions of the project's own set, over all its passages."""
    data = read_beir(OWN_SET)
    rows = [json.loads(line) for line in (OWN_SET / "queries.jsonl").read_text(encoding="utf-8").splitlines()]
    kept = {row["_id"] for row in rows if row["kind"] != "english"}
    return EvaluationSet(
        data.corpus,
        {id_: text for id_, text in data.queries.items() if id_ in kept},
        {id_: grades for id_, grades in data.qrels.items() if id_ in kept},
    )


def test_the_other_script_costs_half_a_point_at_most(chinese: EvaluationSet) -> None:
    for leg, (base, questions, passages) in figures_by_script(chinese).items():
        assert base > 0.8, leg
        assert questions == pytest.approx(base, abs=HALF_A_POINT), leg
        assert passages == pytest.approx(base, abs=HALF_A_POINT), leg
