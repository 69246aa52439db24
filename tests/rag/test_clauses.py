"""Clauses, and long sentences cut to those that answer."""

from __future__ import annotations

from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.types import Span
from rag.clauses import clauses_of


def texts_of(text: str) -> list[str]:
    return [clause.of(text) for clause in clauses_of(text, Span(0, len(text)))] if text else []


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("甲乙。", ["甲乙。"]),
        ("甲,乙；丙。", ["甲", "乙", "丙。"]),
        ("甲，，乙", ["甲", "乙"]),
        (",甲,", ["甲"]),
        (",,,", []),
        ("甲(乙,丙),丁", ["甲(乙,丙)", "丁"]),
        ("甲（乙（丙），丁），戊", ["甲（乙（丙），丁）", "戊"]),
        ("“《甲》,乙”,丙", ["“《甲》,乙”", "丙"]),
        ("甲(乙,丙", ["甲(乙", "丙"]),  # no telling where it would close
        ("他说:“甲,”乙", ["他说:“甲,”乙"]),
        ("他说甲,”乙", ["他说甲", "乙"]),  # a closing mark goes with its comma
    ],
)
def test_clauses(text: str, clauses: list[str]) -> None:
    assert texts_of(text) == clauses


def test_offsets_are_of_the_whole_text() -> None:
    text = "前文。甲,乙。后文。"
    assert clauses_of(text, Span(3, 7)) == [Span(3, 4), Span(5, 7)]


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


@pytest.mark.parametrize(
    ("text", "count"), [("," * 100_000, 0), ("甲," * 50_000, 50_000), ("(" * 100_000, 1), ("甲" * 100_000, 1)]
)
def test_a_long_sentence_takes_no_time(text: str, count: int) -> None:
    start = perf_counter()
    assert len(clauses_of(text, Span(0, len(text)))) == count
    assert perf_counter() - start < 2
