"""The bench of refusing: what it reads is what the engine does, and the curves count it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.answers import TODAY
from bench.refusals import Asked, Reading, Thresholds, curve, readings, shipped
from index.open import open_index
from rag import Engine
from rag.retrieve import Passages

AT = Thresholds(nothing_near=0.4, short=0.1)


def asked(name: str, answerable: bool, *its: Reading) -> Asked:
    return Asked(name, "zh", answerable, "?", its, "answered")


def test_a_question_is_refused_when_no_part_of_it_is_answered() -> None:
    answered, far, short = Reading(0.4, 0.1, False), Reading(0.39, 0.1, False), Reading(0.4, 0.11, False)
    lacking, nothing = Reading(0.9, 0.0, True), Reading(0.9, None, True)
    assert [it.refused(AT) for it in (answered, far, short, lacking, nothing)] == [False, True, True, True, True]
    assert asked("a", True, far, short).refused(AT)
    assert not asked("a", True, far, answered).refused(AT)


def test_a_curve_counts_each_set_and_all() -> None:
    low, high = Reading(0.9, 0.05, False), Reading(0.9, 0.2, False)
    its = [asked("a", True, low), asked("a", False, high), asked("b", True, high), asked("b", False, low)]
    tried = {0.1: AT, 0.3: Thresholds(0.4, 0.3)}
    assert list(curve(its, tried, AT)) == [
        "| | a | b | all |",
        "|---|---:|---:|---:|",
        "| 0.100* | 1/1, 0/1 | 0/1, 1/1 | 1/2, 1/2 |",
        "| 0.300 | 0/1, 0/1 | 0/1, 0/1 | 0/2, 0/2 |",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "普陀区生命健康产业专项政策3.0版支持什么?",
        "What does Putuo's policy 3.0 support?",
        "普陀和徐汇的生命健康产业政策支持什么?",  # in parts: one is answered
        "徐汇和黄浦的生命健康产业政策支持什么?",  # none is
        "普陀区生命健康产业专项政策4.0版支持什么?",
        "红烧肉怎么做?",
        "How do I braise pork?",
        "普陀区养老金每月多少元?",
    ],
)
def test_the_readings_say_what_the_engine_does(question: str, seeds_index: Path) -> None:
    held = open_index(seeds_index)
    passages = Passages(held.vectors, held.lexical, held.tokens, held.encoder, held.token_encoder)
    with Engine(held) as engine:
        answer = engine.ask(question, today=TODAY)
        read = Asked("seeds", "zh", True, question, readings(question, TODAY, engine, passages), "")
    language = "en" if question.isascii() else "zh"
    assert read.refused(shipped(language)) == (answer.refusal is not None)
