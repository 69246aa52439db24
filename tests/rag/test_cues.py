"""Words that an answer takes up with others."""

from __future__ import annotations

from time import perf_counter

import pytest

from index.fold import fold_text
from rag.cues import cues_of, takes_up


@pytest.mark.parametrize(
    ("question", "takes", "leaves"),
    [
        ("眼下进展如何", "目前已建成三座", "去年建成三座"),
        ("目前進展如何", "截至十月建成三座", "去年建成三座"),
        ("接下来打算做什么", "将新增三座", "去年新增三座"),
        ("What are its plans?", "it will add three", "it added three"),
        ("What is the situation now?", "it is currently open", "it was closed"),
        ("产业目标是什么", "力争达到三百亿元", "去年达到三百亿元"),
        ("委员有什么建议", "呼吁加强监管", "介绍了监管"),
        ("谁参加了会议", "区领导出席", "区领导发来贺信"),
        ("政策叫什么", "《氢能办法》印发", "办法印发"),
    ],
)
def test_what_takes_a_cue_up(question: str, takes: str, leaves: str) -> None:
    cues = cues_of(fold_text(question))
    assert takes_up(cues, takes) == 1
    assert takes_up(cues, leaves) == 0


def test_the_share_of_several() -> None:
    cues = cues_of("目前有什么建议")
    assert len(cues) == 2
    assert [takes_up(cues, said) for said in ("", "目前三座", "目前建议三座")] == [0, 1 / 2, 1]


@pytest.mark.parametrize("question", ["", "有多少家企业", "know the nowhere explanation"])  # no cue within a word
def test_no_cue(question: str) -> None:
    assert cues_of(question) == ()
    assert takes_up((), "目前将") == 0


def test_a_long_text_takes_no_time() -> None:
    start = perf_counter()
    assert cues_of("的" * 100_000) == ()
    assert takes_up(cues_of("目前的建议、目标、名称"), "截" * 100_000) == 0
    assert perf_counter() - start < 2
