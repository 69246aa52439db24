"""Words of a question that its answer takes up with others."""

from __future__ import annotations

import pytest

from index.fold import fold_text
from rag.cues import cues_of, takes_up


@pytest.mark.parametrize(
    ("question", "sentence", "other"),
    [
        ("企业眼下有多少家", "截至11月共有三千家", "曾有三千家"),
        ("普陀區打算建什麼", "普陀區將建設三個平臺", "普陀區建有三個平臺"),
        ("這個區的目標是什麼", "全力打造產業高地", "舉行了會議"),
        ("专家有哪些主张", "专家认为要先行先试", "专家参观了园区"),
        ("新药有什么优势", "这款药副作用更小", "这款药副作用小"),
        ("谁介绍了政策", "局长解读了政策", "局长签发了政策"),
        ("有哪些人出席", "三位院士参会", "三位院士获奖"),
        ("条例叫什么", "会议通过《氢能条例》", "会议通过了条例"),
        ("What will be built next?", "普陀将建设加氢站", "普陀有加氢站"),
    ],
)
def test_what_takes_a_cue_up(question: str, sentence: str, other: str) -> None:
    (cue,) = cues_of(fold_text(question))
    assert takes_up((cue,), fold_text(sentence)) == 1
    assert takes_up((cue,), fold_text(other)) == 0


def test_of_several_cues_a_share_is_taken_up() -> None:
    cues = cues_of("眼下打算出席")
    assert len(cues) == 3
    assert takes_up(cues, "目前将参会") == 1
    assert takes_up(cues, "目前将开会") == pytest.approx(2 / 3)


@pytest.mark.parametrize("question", ["", "会议在哪里举行", "how many companies"])
def test_no_cue(question: str) -> None:
    assert cues_of(question) == ()
    assert takes_up((), "目前将参会") == 0
