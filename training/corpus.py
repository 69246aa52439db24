"""Everything that training draws from: the tokenizer, the groups of pairs as token ids, and the two lexicons."""

from __future__ import annotations

import logging
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from index.fold import fold_text
from training.arrays import Offsets, Ragged, encode_texts
from training.asked import chinese_questions, questions_of
from training.codeswitch import Lexicon, build_lexicons, glosses_of, near_words
from training.data import Pair, read_pairs
from training.negatives import near_misses
from training.places import SHANGHAI_DISTRICTS, TOPICS_FILE, place_pairs, policy_pairs
from training.vocabulary import build_tokenizer, count_han, count_rest, pieces_of

__all__ = ["Corpus", "Group", "build_corpus"]

_LOG = logging.getLogger(__name__)
_COUNTED_CHARACTERS = 6_000_000
"""At most so many characters of a group are counted for Chinese words (jieba cuts about 0.5 million a second)."""
_QUERY_LIMIT, _PASSAGE_LIMIT = 96, 320
"""Tokens kept of a text."""
_WITHIN = ("law_cn", "law_tw", "qa_law", "qa_med", "asked", "news_cctv", "news_crud")
_CROSSED = ("parallel_law", "parallel_tech", "asked.en")
"""Groups whose near misses are looked for: in one language, and across languages."""


@dataclass(frozen=True, slots=True)
class Group:
    """Pairs of one kind. ``query_key`` and ``passage_key``: crc32 of each text, int64 (rows,): equal texts, equal keys.

    In pairs of two languages the query is always the English side.
    """

    query: Ragged
    passage: Ragged
    query_key: Offsets
    passage_key: Offsets
    near: Offsets
    """BM25's near misses, int64 (rows, near misses); (rows, 0) where none were looked for."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """What :mod:`training.views` draws batches from."""

    tokenizer: Tokenizer
    groups: dict[str, Group]
    to_english: Lexicon
    to_chinese: Lexicon
    near: Lexicon
    pairs_by_file: dict[str, int]
    """Pairs read of every file, before repeats were dropped."""


def build_corpus(data_dir: Path, variant: str, hard: int = 0) -> Corpus:
    """Read, fold, count, tokenise: everything from the files of ``data_dir``; ``hard`` near misses a row. Takes minutes."""
    read = list(read_pairs(data_dir, variant))
    pairs = _grouped(read)
    _LOG.info("read %d pairs in %d groups", sum(map(len, pairs.values())), len(pairs))
    tokenizer = _tokenizer(pairs)
    _LOG.info("vocabulary of %d", tokenizer.get_vocab_size())
    groups = {name: _tokenised(tokenizer, name, rows, hard) for name, rows in pairs.items()}
    to_english, to_chinese = build_lexicons(tokenizer, _entries(pairs))
    near = near_words(tokenizer, _entries(pairs))
    return Corpus(tokenizer, groups, to_english, to_chinese, near, dict(Counter(pair.file for pair in read)))


def _grouped(pairs: Iterable[Pair]) -> dict[str, list[tuple[str, str]]]:
    """Pairs by group, without repeats; English first in pairs of two languages; places and policies added."""
    groups: dict[str, dict[tuple[str, str], None]] = {}
    for pair in pairs:
        crossed = pair.query_is_english != pair.passage_is_english
        name = f"{pair.group}.en" if crossed and pair.group.startswith("law") else pair.group
        texts = (pair.passage, pair.query) if pair.passage_is_english else (pair.query, pair.passage)
        both_english = pair.query_is_english and pair.passage_is_english
        groups.setdefault(name, {})[(pair.query, pair.passage) if both_english else texts] = None
    addresses = [(zh, en) for en, zh in groups["names"] if _is_address((en, zh))]
    places = {(en, zh): None for zh, en in place_pairs(addresses)}
    districts = list(SHANGHAI_DISTRICTS)
    districts += [(f"{en} district", f"{zh}区") for en, zh in districts]
    groups["places"] = places | dict.fromkeys(districts)
    groups["policies"] = dict.fromkeys(policy_pairs(_topics()))
    groups["policies"] |= dict.fromkeys(_topics())
    for name, asked in _asked(groups).items():
        groups[name] = dict.fromkeys(asked)
    return {name: list(rows) for name, rows in groups.items()}


def _asked(groups: Mapping[str, Iterable[tuple[str, str]]]) -> dict[str, Iterable[tuple[str, str]]]:
    """Questions made by rule: in Chinese, in English about Chinese passages, and in Chinese about English ones."""
    chinese = [pair for name in ("law_cn", "law_tw", "qa_small") for pair in groups[name]]
    parallel = [pair for name in ("parallel_law", "parallel_small", "parallel_tech") for pair in groups[name]]
    return {
        "asked": questions_of(chinese, english=False),
        "asked.en": questions_of(parallel, english=True),
        "asked.back": ((english, question) for english, text in parallel for question in chinese_questions(text)),
    }


def _is_address(pair: tuple[str, str]) -> bool:
    """Is this (English, Chinese) row an address, such as "jing'an district, shanghai"?"""
    return ", " in pair[0] and len(pair[0]) < 100 and pair[1][-1:] in "区县市镇乡道"


def _topics() -> list[tuple[str, str]]:
    lines = (Path(__file__).parent / TOPICS_FILE).read_text(encoding="utf-8").splitlines()
    return [
        (fold_text(english), fold_text(chinese)) for english, _, chinese in (line.partition("\t") for line in lines)
    ]


def _tokenizer(pairs: dict[str, list[tuple[str, str]]]) -> Tokenizer:
    counted = {name: rows for name, rows in pairs.items() if name != "places" and not name.startswith("asked")}
    han = count_han(_sample(counted))
    whole = (pair for rows in counted.values() for pair in rows if not _is_address(pair))  # of few uses, but many
    latin, other = count_rest(text for pair in whole for text in pair)
    names = [*_topics(), *((en, zh) for en, zh in pairs["names"] if zh.startswith("上海市"))]
    local = [(en, zh) for zh, en in place_pairs((zh, en) for en, zh in names if _is_address((en, zh)))]
    words_en = {word for en, _ in local for word in en.split()} | {pinyin for pinyin, _ in SHANGHAI_DISTRICTS}
    words_zh = {zh for _, zh in local if len(zh) <= 4} | {name for _, name in SHANGHAI_DISTRICTS}
    return build_tokenizer(pieces_of(han, latin, other, words_zh, {word for word in words_en if word.isalpha()}))


def _sample(pairs: dict[str, list[tuple[str, str]]]) -> Iterable[str]:
    """Both sides of evenly spaced rows of each group, up to the limit of characters."""
    for rows in pairs.values():
        size = sum(len(q) + len(p) for q, p in rows)
        step = max(1, -(-size // _COUNTED_CHARACTERS))
        for query, passage in rows[::step]:
            yield query
            yield passage


def _tokenised(tokenizer: Tokenizer, name: str, rows: Sequence[tuple[str, str]], hard: int) -> Group:
    queries, passages = [q for q, _ in rows], [p for _, p in rows]
    query, passage = encode_texts(tokenizer, queries, _QUERY_LIMIT), encode_texts(tokenizer, passages, _PASSAGE_LIMIT)
    key = _keys(passages)
    asking = passage if name in _CROSSED else query  # across languages the passage's own words find what is near it
    near = np.empty((len(rows), 0), np.int64)
    if hard and name in _CROSSED + _WITHIN:
        near = near_misses(asking, passage, key, tokenizer.get_vocab_size(), hard)
    return Group(query, passage, _keys(queries), key, near)


def _keys(texts: Sequence[str]) -> Offsets:
    return np.array([zlib.crc32(text.encode()) for text in texts], np.int64)


def _entries(pairs: dict[str, list[tuple[str, str]]]) -> Iterable[tuple[str, str]]:
    """(Chinese, English) dictionary entries, in-house topics and places first."""
    for group in ("policies", "places", "dictionary", "names"):
        for english, chinese in pairs[group]:
            if len(chinese) <= 5:
                for gloss in glosses_of(english):
                    yield chinese, gloss
