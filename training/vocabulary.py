"""A Unigram tokenizer whose vocabulary is counted from folded text.

Unigram language model: T. Kudo, "Subword Regularization", ACL 2018, https://arxiv.org/abs/1804.10959. Here nothing is
estimated by EM: the score of a piece is the logarithm of its relative frequency among words cut by jieba (Chinese)
or by blanks (Latin), so that the best segmentation is the most probable sequence of words.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable

import jieba
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from index.fold import fold_text

__all__ = [
    "HAN_WORDS",
    "LATIN_WORDS",
    "MARK",
    "SUBWORDS",
    "build_tokenizer",
    "count_han",
    "count_rest",
    "han_dictionary",
    "pieces_of",
]

MARK = "▁"
"""Stands before every run of Latin letters, so that ``▁art`` (the word) and ``art`` (inside "part") differ."""

HAN_WORDS = 36_000
LATIN_WORDS = 44_000
SUBWORDS = 6_000
_PRIOR = 0.2
"""Weight of jieba's own word frequencies beside the corpus's (both relative): rare general words stay in."""

_LATIN = re.compile(r"[a-z]+")
_HAN_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f]+")
_OTHER = re.compile(r"[^a-z\s\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f]")


def count_han(texts: Iterable[str]) -> Counter[str]:
    """Counts of jieba's words, single characters among them, in the Chinese runs of folded ``texts``."""
    counts: Counter[str] = Counter()
    for text in texts:
        for run in _HAN_RUN.findall(text):
            counts.update(jieba.cut(run, HMM=False))
    return counts


def count_rest(texts: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """Counts of (Latin words, characters neither Chinese nor Latin) in folded ``texts``."""
    latin: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for text in texts:
        latin.update(_LATIN.findall(text))
        other.update(_OTHER.findall(text))
    return latin, other


def han_dictionary() -> Counter[str]:
    """jieba's words (MIT licence), folded, with their frequencies; Han only, at most five characters."""
    jieba.initialize()
    counts: Counter[str] = Counter()
    for word, count in jieba.dt.FREQ.items():
        if count and len(word) <= 5 and _HAN_RUN.fullmatch(word):
            folded = fold_text(word)
            if _HAN_RUN.fullmatch(folded):
                counts[folded] += count
    return counts


def pieces_of(
    han: Counter[str], latin: Counter[str], other: Counter[str], names_zh: Iterable[str], names_en: Iterable[str]
) -> list[tuple[str, float]]:
    """The vocabulary as (piece, score), ``<unk>`` first; names are kept whatever their count."""
    scores: dict[str, float] = {}
    _add_han(scores, han, set(names_zh))
    _add_latin(scores, latin, set(names_en))
    _add_rest(scores, other)
    ordered = sorted(
        ((piece, round(score, 2)) for piece, score in scores.items()), key=lambda item: (-item[1], item[0])
    )
    return [("<unk>", min(scores.values()) - 10.0), *ordered]


def _add_han(scores: dict[str, float], counts: Counter[str], names: set[str]) -> None:
    """Every character, then the most frequent words; scores are log relative frequencies, mixed with jieba's."""
    prior = han_dictionary()
    total, prior_total = sum(counts.values()), sum(prior.values())
    characters = {c for word in counts for c in word} | {c for word in prior for c in word}
    mixed = {w: counts[w] / total + _PRIOR * prior[w] / prior_total for w in counts.keys() | names | characters}
    floor = 0.5 / total
    words = [w for w in mixed if 2 <= len(w) <= 5 and (counts[w] >= 3 or w in names)]
    words.sort(key=lambda w: (w not in names, -mixed[w], w))
    for piece in [*characters, *words[:HAN_WORDS]]:
        scores[piece] = math.log(mixed[piece] + floor)


def _add_latin(scores: dict[str, float], counts: Counter[str], names: set[str]) -> None:
    """Whole words behind the mark, then pieces of words with and without it, single letters always."""
    total = sum(counts.values())
    words = [w for w in counts.keys() | names if 2 <= len(w) <= 20]
    words.sort(key=lambda w: (w not in names, -counts[w], w))
    for word in words[:LATIN_WORDS]:
        scores[MARK + word] = math.log((counts[word] + 0.5) / total)
    pieces: Counter[str] = Counter()
    for word, count in counts.items():
        marked, weight = MARK + word, round(10 * math.log2(1 + count))
        for size in range(2, 7):
            for start in range(max(0, len(marked) - size + 1)):
                pieces[marked[start : start + size]] += weight * (size - 1)
    chosen = sorted((p for p in pieces if p != MARK), key=lambda p: (-pieces[p], p))[:SUBWORDS]
    weight_total = sum(pieces.values())
    for piece in chosen:  # a third of the mass of words: whole words win where there is one
        scores.setdefault(piece, math.log(pieces[piece] / weight_total / 3))
    for letter in "abcdefghijklmnopqrstuvwxyz":
        scores.setdefault(letter, -14.0)
        scores.setdefault(MARK + letter, -14.0)
    scores[MARK] = -16.0


def _add_rest(scores: dict[str, float], counts: Counter[str]) -> None:
    """Numbers of one to three digits, years, and every other character seen twice or printable ASCII."""
    numbers = [str(n).zfill(width) for width in (1, 2, 3) for n in range(10**width)]
    for number in [*numbers, *(str(year) for year in range(1900, 2100))]:
        scores[number] = -8.0 - 0.01 * len(number)
    ascii_rest = {chr(code) for code in range(0x21, 0x7F)} - set("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    for character in {c for c, n in counts.items() if n >= 2} | ascii_rest:
        scores.setdefault(character, -9.0)


def build_tokenizer(pieces: list[tuple[str, float]]) -> Tokenizer:
    """A Hugging Face tokenizer over ``pieces``; it marks Latin words, drops blanks and adds no special token."""
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=0, byte_fallback=False))
    tokenizer.normalizer = normalizers.Replace(Regex("(?<![a-z])(?=[a-z])"), MARK)
    words = Regex(rf"{MARK}?[a-z]+|[0-9]+|\p{{Han}}+|[^\s]")
    tokenizer.pre_tokenizer = pre_tokenizers.Split(words, "removed", invert=True)
    return tokenizer
