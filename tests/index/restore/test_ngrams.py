"""The character model: its formula by hand on a model of three characters, its file, and what ships."""

from __future__ import annotations

from math import log2
from pathlib import Path

import numpy as np
import pytest

from index.restore import ngrams
from index.restore.ngrams import (
    BITS,
    MODEL,
    UNKNOWN,
    NgramModel,
    PageCounts,
    code_points,
    load_ngrams,
    save_ngrams,
)

FLOOR = 2.0**-26
END = 1 << 62


def tiny() -> NgramModel:
    """a 8 times, b 4 times, c 2 times; ab 4 times, bc twice; abc once."""
    ids = np.zeros(0x80, dtype=np.uint16)
    ids[[ord("a"), ord("b"), ord("c")]] = 1, 2, 3
    return NgramModel(
        ids=ids,
        singles=np.array([1.0, 8.0, 4.0, 2.0]),
        pairs=np.array([1 << BITS | 2, 2 << BITS | 3, END]),
        pair_counts=np.array([4.0, 2.0, 0.0]),
        triples=np.array([0 << BITS | 3, END]),
        triple_counts=np.array([1.0, 0.0]),
        total=14.0,
    )


def bits(text: str, page: PageCounts | None = None) -> list[float]:
    model = tiny()
    found: list[float] = model.surprise(model.ids_of(code_points(text))[None], page)[0].tolist()
    return found


@pytest.mark.parametrize(
    ("text", "probability"),
    [
        ("abc", 0.5 * 1 / 4 + 0.3 * 2 / 4 + 0.2 * 2 / 14),  # all seen
        ("aba", 0.5 * 0 / 4 + 0.3 * 0 / 4 + 0.2 * 8 / 14),  # ab seen, aba and ba not
        ("cbc", 0.5 * 2 / 4 + 0.3 * 2 / 4 + 0.2 * 2 / 14),  # cb not seen: bc alone, twice over
        ("cca", 0.2 * 8 / 14),  # no pair seen
        ("?bc", 0.5 * 2 / 4 + 0.3 * 2 / 4 + 0.2 * 2 / 14),  # an unknown character before
        ("a?c", 0.2 * 2 / 14),
        ("ab?", 0),  # only the floor is left
        ("ab\U0001f600", 0),  # beyond the table
    ],
)
def test_the_formula(text: str, probability: float) -> None:
    assert bits(text) == pytest.approx([-log2(probability + FLOOR)])


def test_each_character_but_the_first_two_has_its_bits() -> None:
    assert bits("abcab") == pytest.approx(bits("abc") + bits("bca") + bits("cab"))
    assert bits("ab") == []


def test_the_page_has_a_share() -> None:
    model = tiny()
    page = PageCounts.of(
        model.ids_of(code_points("abcabbc"))
    )  # a 2, b 3, c 2; ab 2, bc 2, ca, bb; abc, bca, cab, abb, bbc
    of_page = 0.5 * 1 / (2 + 1) + 0.5 * 2 / (3 + 1)  # abc of the ab, and bc of the b, with one more each
    of_model = 0.5 * 1 / 4 + 0.3 * 2 / 4 + 0.2 * 2 / 14
    assert bits("abc", page) == pytest.approx([-log2(0.9 * of_model + 0.1 * of_page + FLOOR)])
    assert bits("cca", page) == pytest.approx([-log2(0.9 * 0.2 * 8 / 14 + 0.1 * 0.5 * 1 / (2 + 1) + FLOOR)])


def test_a_page_counts_nothing_beside_an_unknown_character() -> None:
    page = PageCounts.of(tiny().ids_of(code_points("ab?ab")))
    assert page.pairs.tolist() == [1 << BITS | 2, END]
    assert page.pair_counts.tolist() == [2.0, 0.0]
    assert page.triples.tolist() == [END]


def test_a_pair_is_known_when_it_was_seen() -> None:
    model = tiny()
    assert [pair for pair in ("ab", "bc", "ba", "cc", "a?", "?b", "??") if model.knows(pair)] == ["ab", "bc"]


def test_code_points_of_any_text() -> None:
    assert code_points("a\U0001f600\ud800").tolist() == [0x61, 0x1F600, 0xD800]
    assert code_points("").shape == (0,)


def counted() -> NgramModel:
    """As `training/ngrams.py` makes one: no end marks, and counts that 8 log2(n) keeps exactly or nearly."""
    return NgramModel(
        ids=np.array([0, 1, 2, 3], dtype=np.uint16),
        singles=np.array([0.0, 1024.0, 3.0, 100.0]),
        pairs=np.array([1 << BITS | 2, 3 << BITS | 1]),
        pair_counts=np.array([64.0, 5.0]),
        triples=np.array([0 << BITS | 3, 1 << BITS | 2]),
        triple_counts=np.array([1.0, 7.0]),
        total=1127.0,
    )


def test_what_is_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_ngrams(tmp_path / "ngrams.npz", counted())
    monkeypatch.setattr(ngrams, "MODEL", tmp_path / "ngrams.npz")
    model = load_ngrams.__wrapped__()
    assert model.ids.tolist() == [0, 1, 2, 3]
    assert model.pairs.tolist() == [1 << BITS | 2, 3 << BITS | 1, END]
    assert model.triples.tolist() == [3, 1 << BITS | 2, END]
    # 8 log2: 3 -> 12.68 -> 13, 100 -> 53.15 -> 53, 5 -> 18.58 -> 19, 7 -> 22.46 -> 22
    assert model.singles.tolist() == [1.0, 1024.0, 2 ** (13 / 8), 2 ** (53 / 8)]
    assert model.pair_counts.tolist() == [64.0, 2 ** (19 / 8), 0.0]
    assert model.triple_counts.tolist() == [1.0, 2 ** (22 / 8), 0.0]
    assert model.total == pytest.approx(1024 + 2 ** (13 / 8) + 2 ** (53 / 8))


@pytest.mark.parametrize("keys", [[5, 3], [0, 1 << 32], [1 << 32]])
def test_keys_that_cannot_be_stored_are_refused(keys: list[int], tmp_path: Path) -> None:
    model = counted()
    broken = NgramModel(
        model.ids, model.singles, np.array(keys), np.ones(len(keys)), model.triples, model.triple_counts, 1.0
    )
    with pytest.raises(ValueError, match="sorted, and less than 2"):
        save_ngrams(tmp_path / "ngrams.npz", broken)


def test_the_file_that_ships_is_small() -> None:
    assert MODEL.stat().st_size < 4_000_000


def test_the_model_that_ships_is_whole() -> None:
    model = load_ngrams()
    assert model is load_ngrams()
    for keys, counts in ((model.pairs, model.pair_counts), (model.triples, model.triple_counts)):
        assert (np.diff(keys) > 0).all()
        assert (keys[-1], counts[-1]) == (END, 0.0)
        assert len(keys) == len(counts)
        assert (counts[:-1] >= 1).all()
    assert (model.triples[:-1] >> BITS).max() < len(model.pairs) - 1
    assert model.ids.max() == len(model.singles) - 1 < 1 << BITS
    assert model.total == pytest.approx(model.singles.sum() - model.singles[UNKNOWN])


def test_forms_of_one_character_are_one() -> None:
    model = load_ngrams()
    for forms in ("發发髮", "區区", "09\uff10", "aZ\u00e9", "!\uff01", ",\uff0c", "\n\u3002", "(\uff08"):
        assert len(set(model.ids_of(code_points(forms)).tolist())) == 1, forms
    assert model.ids_of(code_points("\ud800\ue000\U0001f600\0")).tolist() == [UNKNOWN] * 4


def test_chinese_is_likelier_than_the_same_characters_mixed_up() -> None:
    model = load_ngrams()

    def bits_of(text: str) -> float:
        return float(model.surprise(model.ids_of(code_points("\n\n" + text))[None]).sum())

    assert bits_of("普陀区生命健康产业") + 20 < bits_of("业产陀健康普命生区")
    assert bits_of("普陀區生命健康產業") == bits_of("普陀区生命健康产业")
