"""The same notice on several sites counts once: what copies say again is folded into one place, the others are named.

Copies are the groups that the build found (`index/duplicates.py`), in their order of preference: the earliest first. A
passage of a copy that says nothing new folds into the passage of the preferred article that says it; a copy that says more
stands for what it adds. A title names the notice, and folds into the preferred article's title whatever its words.
"""

from __future__ import annotations

import heapq
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.catalog import Catalog
from index.fold import fold_text
from index.minhash import shingles_of
from index.terms import normal_form
from index.types import Article

NEW = 0.15
"""A passage adds something when this share of its shingles stands nowhere in the other text: a short sentence of a passage.
Less is an edit, but for a number that the other text lacks: 2.0版 is not 3.0版."""
SAME_PLACE = 0.3
"""The share of a passage's wording that another must have for the two to be at about the same place: articles are cut into
passages by their own paragraphs."""
CROWDED, ENOUGH = 0.5, 30
"""Where more than this share of what was found are copies, and fewer passages than these are left, more is fetched."""
_CACHED = 2048

_NUMBER = re.compile(r"\d+(?:\.\d+)*%?")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a text says: its distinct shingles, ascending (`index/minhash.py`), and its numbers in normal form."""

    shingles: NDArray[np.uint32]
    numbers: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Wording:
        folded = fold_text(text)
        return cls(shingles_of(folded), frozenset(_NUMBER.findall(normal_form(folded))))

    def __len__(self) -> int:
        return len(self.shingles)

    def shared(self, other: Wording) -> int:
        """How many shingles the two have in common."""
        return len(np.intersect1d(self.shingles, other.shingles, assume_unique=True))

    def adds_to(self, other: Wording) -> bool:
        """Whether this says something that ``other`` does not; what is too short to tell does."""
        return not len(self) or not self.numbers <= other.numbers or len(self) - self.shared(other) > NEW * len(self)


@dataclass(frozen=True, slots=True)
class Place:
    """A passage in a ranking: its position in the candidates' arrays, its ids, how good and how near it is."""

    position: int
    ordinal: int
    passage_id: str
    score: float
    near: float

    def standing_for(self, other: Place) -> Place:
        """This one with the better score and nearness of the two."""
        return replace(self, score=max(self.score, other.score), near=max(self.near, other.near))


class Copies:
    """What is known of an index's copies. Thread-safe."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._wording = lru_cache(_CACHED)(self._wording_of_article)
        self._wording_there = lru_cache(_CACHED)(self._wording_of_passage)
        self._letters = lru_cache(_CACHED)(self._letters_of)

    def standing(self, places: Sequence[Place]) -> Iterator[Place]:
        """The places (best first, ties by passage id) without those folded into others, in the same order.

        A place that stands has the best score and nearness of those folded into it. Groups are looked at as they come.
        """
        groups = self._by_group(places)
        waiting: list[tuple[float, str, Place]] = []
        for place in places:
            while waiting and -waiting[0][0] > place.score:
                yield heapq.heappop(waiting)[-1]
            group = self._group_of(place)
            found = [place] if group is None else self._folded(groups.pop(group, []))
            for it in found:
                heapq.heappush(waiting, (-it.score, it.passage_id, it))
        while waiting:
            yield heapq.heappop(waiting)[-1]

    def crowd(self, ordinals: Iterable[int]) -> bool:
        """Whether most of these passages are of articles that have a better copy among them, and few are left."""
        found: dict[str, str] = {}  # article -> its group's best article there
        articles = [self._catalog.article_id_of(ordinal) for ordinal in ordinals]
        present = set(articles)
        for article_id in present & self._catalog.duplicates.keys():
            order = self._order(article_id)
            found[article_id] = next(it for it in order if it in present)
        copies = sum(found.get(article_id, article_id) != article_id for article_id in articles)
        return copies > CROWDED * len(articles) and len(articles) - copies < ENOUGH

    def quoting(self, quote: str, article_id: str, admitted: Collection[str] | None) -> tuple[Article, ...]:
        """The copies of an article (those ``admitted``; all, where ``None``) that say ``quote`` too, in either script."""
        letters = _letters(quote)
        others = self._others(article_id, admitted)
        return tuple(self._catalog.article(it) for it in others if letters in self._letters(it))

    def holding(self, ordinal: int, admitted: Collection[str] | None) -> tuple[Article, ...]:
        """As :meth:`quoting`, for a passage, but for edits; for a title, all copies."""
        others = self._others(self._catalog.article_id_of(ordinal), admitted)
        if others and self._catalog.section(ordinal) != "title":
            wording = self._wording_there(ordinal)
            others = [it for it in others if not wording.adds_to(self._wording(it))]
        return tuple(map(self._catalog.article, others))

    def _others(self, article_id: str, admitted: Collection[str] | None) -> list[str]:
        return [it for it in self._catalog.copies(article_id) if admitted is None or it in admitted]

    def _group_of(self, place: Place) -> str | None:
        return self._catalog.duplicates.get(self._catalog.article_id_of(place.ordinal))

    def _order(self, article_id: str) -> tuple[str, ...]:
        """The articles of a group, the preferred first."""
        representative = self._catalog.duplicates[article_id]
        return representative, *self._catalog.copies(representative)

    def _by_group(self, places: Iterable[Place]) -> dict[str, list[Place]]:
        groups: dict[str, list[Place]] = defaultdict(list)
        for place in places:
            group = self._group_of(place)
            if group is not None:
                groups[group].append(place)
        return dict(groups)

    def _folded(self, places: Sequence[Place]) -> list[Place]:
        """Those of one group that stand: of the preferred articles first, then what copies add."""
        article_of = {place.ordinal: self._catalog.article_id_of(place.ordinal) for place in places}
        if len(set(article_of.values())) < 2:
            return list(places)
        preference = {it: number for number, it in enumerate(self._order(article_of[places[0].ordinal]))}
        standing: dict[int, Place] = {}
        for place in sorted(places, key=lambda it: preference[article_of[it.ordinal]]):  # else in the order given
            wording = self._wording_there(place.ordinal)
            others = [it for it in standing.values() if article_of[it.ordinal] != article_of[place.ordinal]]
            there = self._title(place, others) or self._at_about_the_same(wording, others)
            if there is not None:
                standing[there.ordinal] = there.standing_for(place)
                continue
            for other in others:
                if not self._wording_there(other.ordinal).adds_to(wording):
                    place = place.standing_for(standing.pop(other.ordinal))
            standing[place.ordinal] = place
        return list(standing.values())

    def _title(self, place: Place, others: Sequence[Place]) -> Place | None:
        """For a title, the title among the others."""
        if self._catalog.section(place.ordinal) != "title":
            return None
        return next((it for it in others if self._catalog.section(it.ordinal) == "title"), None)

    def _at_about_the_same(self, wording: Wording, others: Sequence[Place]) -> Place | None:
        """Of the others whose articles say all that ``wording`` does, the one that has most of it, if that is enough."""
        said = [it for it in others if not wording.adds_to(self._wording(self._catalog.article_id_of(it.ordinal)))]
        shared = [wording.shared(self._wording_there(it.ordinal)) for it in said]
        best = max(range(len(said)), key=shared.__getitem__, default=None)
        return None if best is None or shared[best] < SAME_PLACE * len(wording) else said[best]

    def _wording_of_article(self, article_id: str) -> Wording:
        return Wording.of(self._catalog.article(article_id).text)

    def _wording_of_passage(self, ordinal: int) -> Wording:
        return Wording.of(self._catalog.passage(ordinal).text)

    def _letters_of(self, article_id: str) -> str:
        return _letters(self._catalog.article(article_id).text)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold_text(text))
