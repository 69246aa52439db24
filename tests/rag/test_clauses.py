"""The clauses of a sentence."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.build import build_index
from index.types import Span
from rag import Engine, open_engine
from rag.clauses import LONG, clauses_of


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        ("企业落户后，给予补贴；另有奖励。", ["企业落户后", "给予补贴", "另有奖励。"]),
        ("企業落戶後,給予補貼;另有獎勵。", ["企業落戶後", "給予補貼", "另有獎勵。"]),
        ("会议通过《办法，试行》，即日施行。", ["会议通过《办法，试行》", "即日施行。"]),
        ("奖励（最高百万，分期）另发，共三次", ["奖励（最高百万，分期）另发", "共三次"]),
        ("他说“很好，”，然后离开。", ["他说“很好，”", "然后离开。"]),
        ("没有逗号。", ["没有逗号。"]),
        ("奖励（最高（含），分期），共三次", ["奖励（最高（含），分期）", "共三次"]),
        ("“《办法》，试行”，共三次", ["“《办法》，试行”", "共三次"]),
        ("奖励（最高，分期", ["奖励（最高", "分期"]),  # no telling where it would close
        ("，，先行先试，", ["先行先试"]),
    ],
)
def test_clauses(sentence: str, clauses: list[str]) -> None:
    text = f"前一句，有逗号。{sentence}后一句，也有。"
    found = clauses_of(text, Span(8, 8 + len(sentence)))
    assert [clause.of(text) for clause in found] == clauses


@pytest.mark.parametrize("unit", ["，", "（", "“，", "甲，”", "（，）", "；”'"])
def test_a_long_sentence_takes_no_long_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    started = time.perf_counter()
    clauses_of(text, Span(0, len(text)))
    assert time.perf_counter() - started < 2


@given(st.text("甲乙,，;；。()（）《》“”\"'", min_size=1, max_size=40))
def test_clauses_leave_out_only_what_parts_them(text: str) -> None:
    clauses = clauses_of(text, Span(0, len(text)))
    bounds = [0, *(place for clause in clauses for place in (clause.start, clause.end)), len(text)]
    assert bounds == sorted(bounds)
    gaps = [text[end:start] for end, start in zip(bounds[::2], bounds[1::2], strict=True)]
    assert all(set(gap) <= set(",，;；”’」』》)）\"'") for gap in gaps)
    assert all(gap for gap in gaps[1:-1])  # two clauses never touch
    assert "".join(clause.of(text) for clause in clauses).count("甲") == text.count("甲")
    assert all(before.end < after.start for before, after in pairwise(clauses))


TELLS = "建成加氢站20座"


AROUND = (
    "去年以来青浦区始终坚持创新驱动和绿色发展相结合的总体思路",
    "持续优化营商环境和公共服务供给水平",
    "吸引各类优秀人才到青浦创业就业安居",
)


LONG_ONES = {
    "青浦.txt": f"{AROUND[0]},{AROUND[1]},{TELLS}并投入运营使用至今,{AROUND[2]}。",
    "奉贤.txt": f"{AROUND[0]},{AROUND[1]},{TELLS}并投入运营使用至今,但{AROUND[2]}尚需时日。".replace("青浦", "奉贤"),
    "崇明.txt": f"{TELLS}并投入运营使用至今。".replace("20", "30").replace("建成", "崇明区建成"),
    "金山.txt": "金山区" + "加," * 150 + "建成加氢站40座。",
}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("articles")
    for name, sentence in LONG_ONES.items():
        (folder / name).write_text(f"{name[:2]}区氢能工作推进会\n\n{sentence}\n", encoding="utf-8")
    build_index([folder], folder / "index")
    with open_engine(folder / "index") as engine:
        yield engine


def test_a_long_sentence_is_quoted_by_the_clauses_that_answer(opened: Engine) -> None:
    sentence = LONG_ONES["青浦.txt"]
    assert len(sentence) > LONG
    quote = opened.ask("青浦区建成加氢站多少座?").citations[0].quote
    assert TELLS in quote
    assert len(quote) < len(sentence)
    assert quote in sentence


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("奉贤区建成加氢站多少座?", "奉贤.txt"),  # 但: what it says may hang on the rest
        ("崇明区建成加氢站多少座?", "崇明.txt"),  # short
    ],
)
def test_what_stays_whole(opened: Engine, question: str, name: str) -> None:
    assert opened.ask(question).citations[0].quote == LONG_ONES[name]


def test_a_sentence_of_many_clauses_takes_no_time(opened: Engine) -> None:
    start = time.perf_counter()
    assert "加氢站40座" in opened.ask("金山区建成加氢站多少座?").citations[0].quote
    assert time.perf_counter() - start < 3
