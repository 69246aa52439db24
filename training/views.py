"""Batches: which texts face each other in one step of training.

A view shows a group of pairs in one of these ways:

``pair``         query and passage as they are;
``context``      the query (or a stretch of it) and its passage between the neighbours in the file (parallel text);
``crop``         a stretch of the passage and what is left of it (inverse cloze: Lee et al., ACL 2019,
                 https://arxiv.org/abs/1906.00300); one in ten passages keeps the stretch;
``switch``       the query in the other language word by word, and the passage;
``switch_crop``  a crop in the other language, and the whole passage;
``near``         the query with words replaced by near ones, and the passage;
``near_crop``    a crop with words replaced by near ones, and the whole passage.

All but ``pair`` get question words from :mod:`training.questions` at random.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from training.arrays import Offsets, Ragged
from training.codeswitch import Lexicon
from training.corpus import Corpus, Group
from training.questions import Frames

__all__ = ["Batch", "Sampler", "View", "views_of"]

_KEEP_CROP = 0.1
_CROP = (4, 28)
"""Tokens of a crop, least and most."""


@dataclass(frozen=True, slots=True)
class View:
    """``share`` is relative to the other views; ``english`` tells the language of the texts that get switched."""

    group: str
    kind: str
    share: float
    english: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """``query`` row i belongs to ``passage`` row i; equal keys mean equal texts, which are no negatives."""

    query: Ragged
    passage: Ragged
    query_key: Offsets
    passage_key: Offsets


_VIEWS: tuple[View, ...] = (
    View("dictionary", "pair", 11),
    View("names", "pair", 10),
    View("places", "pair", 2),
    View("policies", "pair", 3),
    View("parallel_law", "pair", 6),
    View("parallel_law", "context", 8),
    View("parallel_tech", "pair", 4),
    View("parallel_tech", "context", 7),
    View("parallel_tatoeba", "pair", 4),
    View("parallel_tatoeba", "context", 4),
    View("parallel_3am", "pair", 2),
    View("parallel_3am", "context", 3),
    View("parallel_small", "pair", 2),
    View("parallel_small", "context", 3),
    View("parallel_wmt", "pair", 2),
    View("parallel_wmt", "context", 2),
    View("law_cn", "pair", 5),
    View("law_cn", "crop", 5),
    View("law_cn", "switch", 2),
    View("law_cn", "switch_crop", 6),
    View("law_tw", "pair", 3),
    View("law_tw", "crop", 3),
    View("law_tw", "switch_crop", 4),
    View("law_tw.en", "pair", 2),
    View("law_en", "pair", 2),
    View("law_en", "crop", 2, english=True),
    View("law_en", "switch_crop", 2, english=True),
    View("qa_law", "pair", 3),
    View("qa_law", "switch", 2),
    View("qa_med", "pair", 2),
    View("qa_med", "switch", 1),
    View("qa_small", "pair", 2),
    View("qa_small", "crop", 2),
    View("qa_small", "switch_crop", 5),
    View("asked", "pair", 2),
    View("asked", "near", 2),
    View("asked.en", "pair", 1.5),
    View("asked.back", "pair", 1.5),
    View("law_cn", "near_crop", 3),
    View("qa_small", "near_crop", 3),
    View("qa_law", "near", 1),
    View("qa_en", "pair", 1),
    View("qa_en", "switch", 1, english=True),
    View("news_cctv", "pair", 5),
    View("news_cctv", "crop", 3),
    View("news_cctv", "switch_crop", 3),
    View("news_crud", "pair", 6),
    View("news_crud", "crop", 6),
    View("news_crud", "switch_crop", 6),
    View("qa_alpaca", "pair", 2),
    View("qa_alpaca", "switch", 1),
    View("qa_nlpcc", "pair", 1),
    View("title_bbc", "pair", 1),
    View("title_bbc", "crop", 1, english=True),
    View("similar", "pair", 3),
)


def views_of(corpus: Corpus) -> tuple[View, ...]:
    """The views whose group is in ``corpus``."""
    return tuple(view for view in _VIEWS if view.group in corpus.groups)


class Sampler:
    """Draws batches without end; every view goes through its rows in a new random order each time round."""

    def __init__(self, corpus: Corpus, batch_size: int, dropout: float, seed: int) -> None:
        self._corpus = corpus
        self._views = views_of(corpus)
        self._size = batch_size
        self._dropout = dropout
        self._random = np.random.default_rng(seed)
        self._frames = {english: Frames(corpus.tokenizer, english=english) for english in (False, True)}
        self._orders: dict[View, Offsets] = {}
        shares = np.array([view.share for view in self._views])
        self._chances = shares / shares.sum()

    def draw(self) -> Batch:
        """The next batch; tokens dropped out, rows that lost every token on one side left out."""
        view = self._views[int(self._random.choice(len(self._views), p=self._chances))]
        group = self._corpus.groups[view.group]
        rows = self._next_rows(view, group)
        query, passage = self._texts(view, group, rows)
        query, passage = (t.keep(self._random.random(len(t.ids)) >= self._dropout) for t in (query, passage))
        full = np.flatnonzero((query.lengths > 0) & (passage.lengths > 0))
        key = rows[full]
        return Batch(
            query.take(full, 1 << 20), passage.take(full, 1 << 20), group.query_key[key], group.passage_key[key]
        )

    def _next_rows(self, view: View, group: Group) -> Offsets:
        size = self._size // (1 + group.near.shape[1])  # each row brings its near misses' rows along
        order = self._orders.get(view, np.empty(0, np.int64))
        if len(order) < min(size, len(group.query)):
            order = self._random.permutation(len(group.query))
        self._orders[view] = order[size:]
        rows = order[:size]
        return np.unique(np.concatenate([rows, group.near[rows].ravel()]))

    def _texts(self, view: View, group: Group, rows: Offsets) -> tuple[Ragged, Ragged]:
        if view.kind == "context":
            query, passage = self._context(group, rows)
            return self._frames[True].around(query, self._random), passage
        if view.kind == "crop":
            query, passage = self._crop(group.passage, rows, keep=_KEEP_CROP)
            return self._frames[view.english].around(query, self._random), passage
        if view.kind.endswith("_crop"):
            query, passage = self._crop(group.passage, rows, keep=1.0)
        else:
            query, passage = group.query.take(rows, 64), group.passage.take(rows, 256)
        if view.kind == "pair":
            return query, passage
        lexicon, english = self._replacing(view)
        return self._frames[english].around(lexicon.translate(query, self._random), self._random), passage

    def _replacing(self, view: View) -> tuple[Lexicon, bool]:
        """What the words of a ``near`` or ``switch`` view's query are replaced by, and whether that is English."""
        if view.kind.startswith("near"):
            return self._corpus.near, False
        return (self._corpus.to_chinese, False) if view.english else (self._corpus.to_english, True)

    def _crop(self, texts: Ragged, rows: Offsets, keep: float) -> tuple[Ragged, Ragged]:
        """(A stretch of each row, the row without it); a share ``keep`` of the rows stays whole."""
        begin, length = texts.starts[rows], np.minimum(texts.starts[rows + 1] - texts.starts[rows], 256)
        size = np.minimum(self._random.integers(*_CROP, len(rows)), np.maximum(1, length // 2))
        first = (self._random.random(len(rows)) * (length - size + 1)).astype(np.int64)
        crop = texts.spans(begin + first, size)
        whole = texts.spans(begin, length)
        position = np.arange(len(whole.ids)) - np.repeat(whole.starts[:-1], length)
        inside = (position >= np.repeat(first, length)) & (position < np.repeat(first + size, length))
        kept = np.repeat(self._random.random(len(rows)) < keep, length)
        return crop, whole.keep(~inside | kept)

    def _context(self, group: Group, rows: Offsets) -> tuple[Ragged, Ragged]:
        """(The query, one time in two a stretch of it; its passage with up to two neighbours on each side)."""
        query = group.query.take(rows, 64)
        length = query.lengths
        size = np.minimum(self._random.integers(4, 16, len(rows)), length)
        size = np.where(self._random.random(len(rows)) < 0.5, size, length)
        first = (self._random.random(len(rows)) * (length - size + 1)).astype(np.int64)
        before, after = self._random.integers(0, 3, (2, len(rows)))
        last = len(group.passage)
        begin = group.passage.starts[np.maximum(rows - before, 0)]
        end = group.passage.starts[np.minimum(rows + 1 + after, last)]
        end = np.minimum(end, begin + 320)
        own_end = np.minimum(group.passage.starts[rows + 1], group.passage.starts[rows] + 256)
        end = np.maximum(end, own_end)
        begin = np.maximum(begin, end - 320)
        return query.spans(query.starts[:-1] + first, size), group.passage.spans(begin, end - begin)
