"""Questions made by rule."""

from __future__ import annotations

import pytest

from training.asked import chinese_questions, english_questions, questions_of


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        (
            "企业应当自收到决定书之日起三十日内向市经济信息部门申请。",
            "企业应当自收到决定书之日起 多少日 向市经济信息部门申请。",
        ),
        ("本条例自2024年1月1日起在本市行政区域内正式施行。", "本条例 什么时候 起在本市行政区域内正式施行。"),
        ("对符合条件的企业给予不超过百分之五十的房租补贴。", "对符合条件的企业给予不超过 多少比例 的房租补贴。"),
        ("化妆品生产许可证由省级药品监督管理部门批准后发放。", "化妆品生产许可证 由谁 批准后发放。"),
    ],
)
def test_what_a_sentence_tells_is_asked_for(sentence: str, question: str) -> None:
    assert list(chinese_questions(sentence)) == [question]


@pytest.mark.parametrize("sentence", ["", "为鼓励创新发展生物医药产业", "共三十日。"])
def test_nothing_to_ask(sentence: str) -> None:
    assert list(chinese_questions(sentence)) == []


def test_english_sentences() -> None:
    text = "the applicant shall be notified within thirty days of the receipt of the application."
    assert list(english_questions(text)) == [
        "the applicant shall be notified  how many days  of the receipt of the application."
    ]


def test_at_most_three_a_passage_spread_evenly() -> None:
    sentences = [f"第{name}类企业应当在规定的期限三十日内提出申请。" for name in "甲乙丙丁戊己庚"]
    made = list(questions_of([("标题", "".join(sentences))], english=False))
    assert [question[1] for question, _ in made] == ["甲", "丁", "庚"]
    assert {passage for _, passage in made} == {"".join(sentences)}
