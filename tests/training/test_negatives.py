"""BM25's near misses, and words that are near."""

from __future__ import annotations

import numpy as np
from tokenizers import Tokenizer, models, pre_tokenizers

from training.arrays import Ragged
from training.codeswitch import near_words
from training.negatives import near_misses


def ragged(*rows: list[int]) -> Ragged:
    return Ragged(
        np.array([i for row in rows for i in row], np.int32), np.cumsum([0, *map(len, rows)]).astype(np.int64)
    )


def test_passages_that_share_the_querys_words() -> None:
    query = ragged([1, 2], [3], [4])
    passage = ragged([1, 2, 5], [1, 3], [4, 2, 2])
    found = near_misses(query, passage, np.array([10, 11, 12]), vocabulary=6, count=2)
    # 2 stands in two passages, as 1 does; twice in the third, which is longer by little: it is the nearer of the two.
    assert found.tolist() == [[2, 1], [1, 1], [2, 2]]
    assert passage.ids.tolist() == [1, 2, 5, 1, 3, 4, 2, 2]  # left as it was


def test_a_copy_of_the_own_passage_is_none() -> None:
    passage = ragged([1, 2], [1, 2], [1, 3])
    assert near_misses(passage, passage, np.array([7, 7, 8]), vocabulary=4, count=1).tolist() == [[2], [2], [0]]


def test_words_that_share_a_gloss_are_near() -> None:
    words = ["<unk>", "补贴", "津贴", "补助", "走", "政策"]
    tokenizer = Tokenizer(models.WordLevel({word: i for i, word in enumerate(words)}, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    entries = [
        ("补贴", "subsidy"),
        ("津贴", "subsidy"),
        ("津贴", "allowance"),
        ("补助", "allowance"),
        ("走", "subsidy"),
    ]
    near = near_words(tokenizer, entries)
    texts = ragged([1] * 200, [5] * 200)
    random = np.random.default_rng(0)
    first, second = np.split(near.translate(texts, random).ids, 2)
    assert set(first.tolist()) == {1, 2}  # itself and 津贴; 走 has one character, 补助 shares no gloss with it
    assert set(second.tolist()) == {5}
