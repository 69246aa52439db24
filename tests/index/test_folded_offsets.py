"""Folding with the way back, against cuts that are tried one by one."""

from __future__ import annotations

import random
import sys
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index import restore_text
from index.fold import STEPS, fold_text, taiwan_words, to_simplified
from index.folded import _HAN_RUN, _IN_CONTEXT, _REACH, Folded, _composition, fold_with_offsets
from index.restore.offsets import OffsetMap
from training.taiwan import dictionary_entries

SEEDS = Path(__file__).resolve().parents[2] / "seeds"

# OpenCC's phrases, Taiwan's words and words that guard others: whole, in halves and run together.
WORDS = [
    "乾隆", "乾乾淨淨", "憑藉着", "慰藉着", "陰沈沈澱", "計畫", "魏徵音", "狼藉", "一目瞭然", "反反覆覆", "於戲", "乾斷食",
    "軟體", "資訊安全", "资讯", "執行檔案", "执行档", "程式碼", "進行程序", "恢复制度", "乌兹别克斯坦", "网际网路", "埠", "蚌埠市", "B肝",
    "首席执行官", "以太网络", "影音片段", "全省数据机房", "数据机",
]  # fmt: skip
# What becomes several characters or fewer; marks that join, change places or stay; Greek, Hangul, Thai, emoji.
ODD = [
    "\u338e", "\u33a1", "\u2460", "\u3231", "\ufb01", "\u210c", "\u2121", "\u00bd", "\u3385\u809d", "\uff76\uff9e", "\uff8a\uff9f",
    "\uff21", "\uff22\u809d", "\uff13\uff0e\uff10", "e\u0301", "\u0301\u0327", "J\u030c", "a\u0323\u0307", "I\u0307", "\u0130",
    "\u039f\u0394\u039f\u03a3", "\u0391'\u03a3.", "\u03a3\u0391", "\u00df", "\U0001f44d\U0001f3fd", "\U0001f468\u200d\U0001f469",
    "\ufe0f", "\u1100\u1161\u11a8", "\uac00\u11a8", "\u0e01\u0e33", "\ufdfa", "\u304b\u3099", "\u212b", "\u00ad", "\U0002f800",
    "\u8a00\ufe00",
]  # fmt: skip
PIECES = st.sampled_from([*WORDS, *(half for word in WORDS for half in (word[:1], word[1:]) if half)])
TEXTS = st.lists(PIECES | st.sampled_from([*ODD, "\0", "\n", " ", "\u3000", "的", "a"]), max_size=5).map("".join)
ANY = st.text(st.characters(exclude_categories=["Cs"])) | TEXTS


def cuts_of(step: Callable[[str], str], text: str) -> list[tuple[int, int]]:
    """The offsets at which ``step`` can be made in parts, each with its place in ``step(text)``: every one is tried."""
    whole = step(text)
    cuts: list[tuple[int, int]] = []
    for offset in range(len(text) + 1):
        left, right = step(text[:offset]), step(text[offset:])
        if left + right == whole and all(step(text[cut:offset]) == left[place:] for cut, place in cuts):
            cuts.append((offset, len(left)))
    return cuts


def cuts_of_folding(text: str) -> list[tuple[int, int]]:
    """The offsets at which every step can be made in parts."""
    cuts = [(offset, offset) for offset in range(len(text) + 1)]
    for step in STEPS:
        places = dict(cuts_of(step, text))
        cuts = [(offset, places[place]) for offset, place in cuts if place in places]
        text = step(text)
    return cuts


def spans_of(text: str) -> list[tuple[int, int]]:
    return [(start, end) for start in range(len(text)) for end in range(start + 1, len(text) + 1)]


@settings(max_examples=150)
@given(TEXTS)
@example("憑藉着乾乾淨淨")
@example("\u3385\u809d乾隆資訊")
@example("\u0391'\u03a3\u0391\u03a3.")
def test_a_span_comes_from_the_smallest_span_whose_folding_covers_it(text: str) -> None:
    folded, cuts = fold_with_offsets(text), cuts_of_folding(text)
    assert folded.text == fold_text(text)
    for start, end in spans_of(folded.text):
        first = max(offset for offset, place in cuts if place <= start)
        last = min(offset for offset, place in cuts if place >= end)
        assert folded.source_span(start, end) == (first, last)


@given(ANY)
def test_the_text_is_the_folded_one_whatever_it_is_made_of(text: str) -> None:
    folded = fold_with_offsets(text)
    assert folded.text == fold_text(text)
    if text:
        assert folded.offsets.to_target(0, len(text)) == (0, len(folded.text))
        assert folded.source_span(0, len(folded.text)) == (0, len(text))


@given(ANY, st.data())
def test_what_a_span_comes_from_folds_to_it(text: str, data: st.DataObject) -> None:
    folded = fold_with_offsets(text)
    if folded.text:
        start = data.draw(st.integers(0, len(folded.text) - 1))
        end = data.draw(st.integers(start + 1, len(folded.text)))
        assert_covers(text, folded, start, end)


def assert_covers(text: str, folded: Folded, start: int, end: int) -> tuple[int, int]:
    first, last = folded.source_span(start, end)
    low, high = folded.offsets.to_target(first, last)
    assert low <= start < end <= high
    assert fold_text(text[first:last]) == folded.text[low:high]
    return first, last


@pytest.mark.parametrize(
    ("text", "part", "source"),
    [
        ("普陀區", "区", "區"),
        ("乾隆", "乾", "乾隆"),  # 乾 alone is 干
        ("乾淨", "干", "乾"),
        ("雲端運算與資訊安全", "信息", "資訊"),
        ("雲端運算與資訊安全", "安", "安"),
        ("軟體執行檔", "可执行", "執行檔"),
        ("進行程序設計", "程序", "程序"),
        ("進行程序設計", "行", "進行"),  # 行程 would be a word
        ("憑藉着", "借", "藉着"),  # 藉 alone stays
        ("３．０版", "3.0", "３．０"),
        ("60\u33a1", "2", "\u33a1"),  # square metres: m2
        ("60\u33a1", "60", "60"),
        ("J\u030cÉ", "\u01f0", "J\u030c"),
        ("\u0130a", "a", "a"),
        ("\u039f\u0394\u039f\u03a3", "\u03c2", "\u039f\u03a3"),  # a final sigma has a letter before it
        ("⿰亻軟體執行檔", "可执行文件", "執行檔"),
    ],
)
def test_by_hand(text: str, part: str, source: str) -> None:
    folded = fold_with_offsets(text)
    start = folded.text.index(part)
    first, last = folded.source_span(start, start + len(part))
    assert text[first:last] == source


def test_most_text_has_no_edits() -> None:
    assert fold_with_offsets("") == Folded("", OffsetMap())
    assert fold_with_offsets("普陀區發布了生命健康產業專項政策，ＧＭＰ。") == Folded(
        "普陀区发布了生命健康产业专项政策,gmp。", OffsetMap()
    )


def test_a_text_whose_pieces_do_not_add_up_is_one_piece() -> None:
    text = "普陀\u2ff2执行档軟體"  # one character in three parts: OpenCC does not look for words in it
    folded = fold_with_offsets(text)
    assert folded.text == fold_text(text) == "普陀\u2ff2执行档软件"
    assert folded.source_span(0, 1) == (0, len(text))


@pytest.mark.parametrize(
    "unit", ["乾", "乾隆", "进行程", "軟體", "執行檔", "e\u0301\u0327", "\u0391\u03a3'", "\u1100\u1161", "㎅肝"]
)
def test_a_run_without_end_stays_linear_and_covered(unit: str) -> None:
    text = unit * 2000
    folded = fold_with_offsets(text)
    assert folded.text == fold_text(text)
    for start in range(0, len(folded.text) - 9, 401):
        first, last = folded.source_span(start, start + 9)
        assert folded.offsets.to_target(first, last)[0] <= start
        assert folded.text[start : start + 9] in fold_text(text[first:last])


def test_a_heap_of_marks_is_one_piece() -> None:
    folded = fold_with_offsets("x" + "\u0301\u0327" * 1000 + "y")
    assert len(folded.offsets.edits) == 1
    assert folded.source_span(2001, 2002) == (2001, 2002)


def test_only_marks_and_jamo_join_what_stands_before_them() -> None:
    """`_composition` knows them by their category and block: asked here of all of Unicode."""
    seconds = {
        chr(int(parts[1], 16))
        for parts in (unicodedata.decomposition(chr(code)).split() for code in range(sys.maxunicode + 1))
        if len(parts) == 2 and not parts[0].startswith("<")
    }
    joining = seconds | {chr(code) for code in range(sys.maxunicode + 1) if unicodedata.combining(chr(code))}
    assert len(joining) > 900
    assert {_composition(character) for character in joining | {"\u1161", "\u1175", "\u11a8", "\u11c2"}} == {"m"}
    assert [code for code in range(sys.maxunicode + 1) if len(chr(code).lower()) != 1] == [0x130]


def test_the_characters_that_phrases_treat_otherwise_are_those_of_opencc() -> None:
    phrases = dict(dictionary_entries("TSPhrases"))
    assert all(len(phrase) == len(simplified) and _HAN_RUN.fullmatch(phrase) for phrase, simplified in phrases.items())
    otherwise = {
        character
        for phrase, simplified in phrases.items()
        for character, becomes in zip(phrase, simplified, strict=True)
        if to_simplified(character) != becomes
    }
    assert set(_IN_CONTEXT.pattern.strip("[]")) == otherwise
    assert max(map(len, (*phrases, *taiwan_words()))) < _REACH


# --- At length: the seeds, and texts made of the pieces above -----------------------------------------------------


def long_texts() -> list[str]:
    """Raw texts: the five seeds, and as many made ones with readings and odd characters in them."""
    chance = random.Random(5)
    seeds = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    lines = [line for seed in seeds for line in seed.splitlines()]
    made = [
        "\n".join(
            chance.choice(lines)[:60] + "".join(chance.choices([*WORDS, *ODD, "產(chǎn)", "區(qū)"], k=12))
            for _ in range(40)
        )
        for _ in seeds
    ]
    return seeds + made


LONG_TEXTS = long_texts()


@pytest.mark.parametrize("raw", LONG_TEXTS, ids=lambda raw: raw[:12])
def test_every_piece_is_as_small_as_can_be(raw: str) -> None:
    """Where this has no cut there is none, tried in the text from a little before the piece to a little behind it."""
    text = restore_text(raw).text
    offsets = fold_with_offsets(text).offsets
    cuts = cuts_in(text, offsets)
    pieces = [edit for edit in offsets.edits if edit.source_end - edit.source_start > 1]
    assert pieces
    for piece in pieces:
        start = cuts[max(0, bisect_left(cuts, piece.source_start) - 9)]
        end = cuts[min(len(cuts) - 1, bisect_left(cuts, piece.source_end) + 9)]
        tried = {start + offset for offset, _ in cuts_of_folding(text[start:end])}
        assert tried & set(range(piece.source_start, piece.source_end + 1)) == {piece.source_start, piece.source_end}


def test_100_000_random_spans() -> None:
    chance = random.Random(7)
    for raw in LONG_TEXTS:
        restored = restore_text(raw)
        folded = fold_with_offsets(restored.text)
        composed = restored.offsets.then(folded.offsets)
        cuts = cuts_in(restored.text, folded.offsets)
        places = [folded.offsets.to_target(cut, cut)[0] for cut in cuts]
        for _ in range(100_000 // len(LONG_TEXTS)):
            start = chance.randrange(len(folded.text))
            end = min(len(folded.text), start + 1 + int(chance.expovariate(1 / 12)))
            first, last = assert_covers(restored.text, folded, start, end)
            assert first == cuts[bisect_right(places, start) - 1]  # a later cut would leave the start out,
            assert last == cuts[bisect_left(places, end)]  # and an earlier one the end
            assert composed.to_source(start, end) == restored.raw_span(first, last)


def cuts_in(text: str, offsets: OffsetMap) -> list[int]:
    inside = {offset for edit in offsets.edits for offset in range(edit.source_start + 1, edit.source_end)}
    return [offset for offset in range(len(text) + 1) if offset not in inside]
