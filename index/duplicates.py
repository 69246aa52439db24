"""Near-duplicates: the same notice on four sites is one group, whatever its script, its page, small edits and damage.

Candidates come from MinHash (`minhash.py`); each is compared with a group's representative by the shingles of both
bodies, folded, and by what tells editions apart (`editions.py`). Only near the representative is near: there are no chains.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .districts import districts_in
from .editions import Edition, are_apart
from .fold import fold_text
from .minhash import shared_buckets, shingles_of, signatures
from .types import Article

SAME = 0.65
"""Jaccard similarity of the shingles from which two texts are one notice, whatever is left over on either side. Of 50 pairs
of the news corpus that lie around the borders, read by eye: below are two reports of one event, each in its own words."""
CUT_OFF, CONTAINED = 0.45, 0.85
"""From this similarity, if this much of the shorter one stands in the longer: a copy cut off, or with page furniture. Below
lie digests of several notices. `python -m bench.duplicates`: of 1,000 copies of a kind 97 to 100% are found (furniture, another
title, another script and edits all at once: 61%), and of 9,000 other editions, forms and pages 2 are taken for copies."""
SHORT = 40
"""Shingles. Shorter texts are one notice only if they are equal: an edit changes too much of them to tell."""
BORNE_OUT = 0.5
"""Of the words of one of the titles that its own body holds, the share that the other body must hold: pages of one site may
share more furniture than they have text."""
COMPARED = 8
"""Candidates that an article is compared with, those of most buckets first, and copies of each: bounds what a form costs
that is filled in anew every day."""
FULL = 32
"""Representatives that a bucket keeps: what more than these share tells none of them apart."""
_CACHED = 2048


@dataclass(frozen=True, slots=True)
class DuplicateGroup:
    """Articles that are one notice, by id: the one to cite, and the others (at least one), in the order of preference."""

    representative: str
    others: tuple[str, ...]


def find_duplicates(articles: Sequence[Article]) -> tuple[DuplicateGroup, ...]:
    """The groups of two and more, by their representatives' preference; ``()`` for none. The same in any order given.

    A representative is the earliest by date of publication; without dates the fullest; of equals the first by path.
    """
    ranked = sorted(articles, key=_preference)
    notices = _Notices(ranked)
    groups: dict[int, list[int]] = {}
    representatives: dict[int, list[int]] = defaultdict(list)  # by bucket
    for number, buckets in enumerate(shared_buckets(signatures(map(_body, ranked)))):
        found = Counter(it for bucket in buckets for it in representatives[bucket])
        likely = sorted(found, key=lambda it: (-found[it], it))[:COMPARED]
        near = next((it for it in likely if notices.belongs(number, it, groups.get(it, []))), None)
        if near is not None:
            groups.setdefault(near, []).append(number)
            continue
        for bucket in buckets:
            if len(representatives[bucket]) < FULL:
                representatives[bucket].append(number)
    return tuple(
        DuplicateGroup(ranked[first].article_id, tuple(ranked[it].article_id for it in groups[first]))
        for first in sorted(groups)
    )


def _preference(article: Article) -> tuple[bool, str, int, str, str]:
    published = article.published or ""
    return not published, published, -len(_body(article)), article.path, article.article_id


def _body(article: Article) -> str:
    return "\n".join(section.span.of(article.text) for section in article.sections if section.kind == "body")


class _Notices:
    """Compares articles by their numbers; what is worked out of them is kept for a while."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles
        self._folded = lru_cache(1)(lambda number: fold_text(_body(articles[number])))  # both below ask for it in turn
        self._shingles = lru_cache(_CACHED)(self._shingles_of)
        self._said = lru_cache(_CACHED)(self._said_by)

    def belongs(self, number: int, representative: int, others: Sequence[int]) -> bool:
        """Whether an article is the representative's notice, and no other edition than the first of its copies."""
        if not _share_words(self._shingles(representative), self._shingles(number)):
            return False
        first, this = self._said(representative), self._said(number)
        return (first.bears_out(this) or this.bears_out(first)) and not any(
            are_apart(self._said(it).edition, this.edition) for it in (representative, *others[:COMPARED])
        )

    def _shingles_of(self, number: int) -> NDArray[np.uint32]:
        return shingles_of(self._folded(number))

    def _said_by(self, number: int) -> _Said:
        article = self._articles[number]
        title, body = fold_text(article.title), self._folded(number)
        words = _pairs(body)
        return _Said(
            _pairs(title) & words, words, Edition.of(title, body, article.district or tuple(districts_in(body)))
        )


@dataclass(frozen=True, slots=True)
class _Said:
    title_words: frozenset[str]  # pairs of characters of the title that the body holds
    words: frozenset[str]  # those of the body
    edition: Edition

    def bears_out(self, other: _Said) -> bool:
        """Whether this body holds what the other body holds of its title."""
        return len(other.title_words & self.words) >= BORNE_OUT * len(other.title_words)


def _share_words(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    shared = len(np.intersect1d(one, other, assume_unique=True))
    similar = shared / max(1, shorter + longer - shared)
    if shorter < SHORT:
        return similar == 1
    return similar >= SAME or (similar >= CUT_OFF and shared >= CONTAINED * shorter)


def _pairs(folded: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(folded)))
