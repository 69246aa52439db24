"""The segmenter gives the tokenizers library's ids: on our texts, on hostile ones, and with any small vocabulary."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from index.encoders.bundled import FOLDER
from index.encoders.segment import PIECES, STARTS, Segmenter, pack_pieces, runs_of
from index.fold import fold_text

ROOT = Path(__file__).resolve().parents[3]
SHIPPED = json.loads((FOLDER / "tokenizer.json").read_text(encoding="utf-8"))
VOCABULARY = [(piece, score) for piece, score in SHIPPED["model"]["vocab"]]
LIBRARY = Tokenizer.from_str(json.dumps(SHIPPED))
OURS = Segmenter(FOLDER)


def library_ids(text: str, library: Tokenizer = LIBRARY) -> list[int]:
    return list(library.encode(text, add_special_tokens=False).ids)


def library_runs(text: str) -> list[str]:
    return [run for run, _ in LIBRARY.pre_tokenizer.pre_tokenize_str(LIBRARY.normalizer.normalize_str(text))]


def our_texts() -> Iterator[tuple[str, str]]:
    """(file, a line or a record's text) of every article and question in the repository."""
    for path in sorted([*ROOT.glob("seeds/*.txt"), *ROOT.glob("tests/districts/articles/*.txt")]):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield path.name, line
    for path in sorted(ROOT.glob("tests/*/*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            for value in (record.get("question"), record.get("title"), record.get("text")):
                yield path.name, value or ""


def test_all_our_articles_and_questions() -> None:
    texts = list(our_texts())
    assert len({name for name, _ in texts}) >= 5  # the seeds, at least
    for name, text in texts:
        for form in (text, fold_text(text)):
            assert OURS.ids(form) == library_ids(form), (name, form)


def test_every_code_point_falls_into_the_same_run() -> None:
    """Two of each: they stay together as Latin, digits or Han, stand alone, or drop out as blanks."""
    codes = [code for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    for start in range(0, len(codes), 4096):
        text = " ".join(chr(code) * 2 for code in codes[start : start + 4096])
        assert runs_of(text) == library_runs(text), hex(codes[start])


HAN = st.sampled_from("政策普陀区的支持〇々㐀䶿鿿豈﨎𠀀𪛟𫜹𬺰𮯠丽𰀀𲎯⺀⼀㊗〆〡〸ㄅーー")
LATIN = st.sampled_from("abczABCZéß▁▁fiﬁＡ")
REST = st.sampled_from("0199٣３.,。!?、()\"'%$€<>#@\u0301\u200d\ufe0f😀👩🏽🇨🇳\0\x01\x1c\x1f\ue000\U0010fffd\ufffe")
BLANKS = st.sampled_from(" \t\n\r\x0b\x0c\x85\xa0\u1680\u180e\u2000\u200a\u200b\u2028\u2029\u202f\u205f\u3000\ufeff")
PIECE = st.sampled_from([piece for piece, _ in VOCABULARY])
ANY = st.characters(exclude_categories=["Cs"])  # no lone surrogates: neither side takes them
MIXED = st.lists(HAN | LATIN | REST | BLANKS | PIECE | ANY | st.just("<unk>"), max_size=40).map("".join)


@given(MIXED)
def test_mixed_text(text: str) -> None:
    assert runs_of(text) == library_runs(text)
    assert OURS.ids(text) == library_ids(text)


@given(st.lists(PIECE.map(lambda piece: piece.lstrip("▁")), min_size=1, max_size=30).map("".join))
def test_pieces_glued_together(text: str) -> None:
    assert OURS.ids(text) == library_ids(text)


SCORES = st.sampled_from([-0.1, -0.2, -0.3, -1.0, -2.0, -3.0, -math.pi, -30.0])  # few, so that many sums are equal


@st.composite
def small_worlds(draw: st.DrawFn) -> tuple[list[tuple[str, float]], str]:
    """A vocabulary over a few characters, and a text of those and of one that is in no piece."""
    known, unknown = draw(st.sampled_from([("ab▁", "c"), ("12", "3"), ("政策𠀀", "𠀁"), ("a▁1政é", " ")]))
    scores = draw(st.dictionaries(st.text(known, min_size=1, max_size=3), SCORES, min_size=1, max_size=15))
    return [("<unk>", draw(SCORES)), *scores.items()], draw(st.text(known + unknown, max_size=16))


@given(small_worlds())
def test_any_small_vocabulary(world: tuple[list[tuple[str, float]], str]) -> None:
    """Ties, sums that round, characters without a piece of their own, unknowns next to each other."""
    pieces, text = world
    library = Tokenizer.from_str(json.dumps({**SHIPPED, "model": {**SHIPPED["model"], "vocab": pieces}}))
    assert small(pieces).ids(text) == library_ids(text, library)


def small(pieces: list[tuple[str, float]]) -> Segmenter:
    lines, starts = pack_pieces(pieces)
    with TemporaryDirectory() as name:
        (Path(name) / PIECES).write_bytes(lines)
        np.save(Path(name) / STARTS, starts)
        return Segmenter(Path(name))


def test_unknown_neighbours_are_one_within_a_run() -> None:
    ours = small([("<unk>", -1.0), ("政", -1.0)])
    assert ours.ids("策策政策") == [0, 1, 0]
    assert ours.ids("策!!12ab 策") == [0, 0, 0, 0, 0, 0]  # 策, !, !, 12, ▁ab, 策


def test_of_equal_sums_the_last_piece_that_begins_first() -> None:
    ours = small([("<unk>", -9.0), ("策", -1.0), ("政", -1.0), ("政策", -2.0)])
    assert ours.ids("政策") == [3]


@pytest.mark.parametrize(("least", "expected"), [(-3.0, [2, 3, 4, 5]), (-4.0, [1, 0])])
def test_an_unknown_costs_ten_more_than_the_worst_piece(least: float, expected: list[int]) -> None:
    """-0.1 + (least - 10) against 4 * least: -13.1 < -12, -14.1 > -16."""
    pieces = [("<unk>", -1.0), ("政策普陀", -0.1), ("政", least), ("策", least), ("普", least), ("陀区", least)]
    assert small(pieces).ids("政策普陀区") == expected


@pytest.mark.parametrize("text", ["", " ", "\u3000\n\t\x85"])
def test_blanks_have_no_ids(text: str) -> None:
    assert OURS.ids(text) == []


@pytest.mark.parametrize("piece", ["政\t策", "政\n", "\r"])
def test_a_piece_must_fit_on_its_line(piece: str) -> None:
    with pytest.raises(ValueError, match=re.escape(repr(piece))):
        pack_pieces([("<unk>", -1.0), (piece, -2.0)])


def test_the_shipped_table_is_of_the_shipped_tokenizer() -> None:
    lines, starts = pack_pieces(VOCABULARY)
    assert (FOLDER / PIECES).read_bytes() == lines
    assert np.load(FOLDER / STARTS).tolist() == starts.tolist()
