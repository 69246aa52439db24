"""The public face: open an index, search it, ask it. Thread-safe; nothing changes after it is opened."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from index.encoders.base import Vectors
from index.errors import BadInput
from index.i18n import Message
from index.manifest import Manifest
from index.open import OpenIndex, open_index
from index.read import Skipped
from index.types import Article, Description

from .abstain import filtered_out
from .answer import Found, answer, refused
from .filters import Filters, parse_day
from .query import Question, check_question, read_question
from .rank import Ranking, rank
from .rescore import Reranker, Rescoring, load_reranker
from .retrieve import Passages
from .types import Answer, Hit, SearchResult

TEASER_DISCOUNT = 0.5
"""A teaser's score is halved: it is cut off and speaks of another article, so a body that matches half as well leads."""


EVIDENCE_HITS = 20
"""Passages whose sentences are looked at for an answer."""


def open_engine(index: str | Path = ".wenju", *, model: str | None = None, reranker: str | None = None) -> Engine:
    """Open the index at ``index``; ``model``, where given, must be the one it was built by.

    ``reranker``: a cross-encoder of sentence-transformers, by hub name or folder, that orders the best passages anew.

    Raises ``IndexMissing``, ``IndexDamaged``, ``ModelMismatch``, ``ModelUnavailable`` (see `index/errors.py`), and
    ``BadInput`` for a ``reranker`` that is none.
    """
    loaded = load_reranker(reranker)  # first: when it fails, nothing is open yet
    return Engine(open_index(index, model), loaded)


class Engine:
    """Use as a context manager, or call :meth:`close`."""

    def __init__(self, index: OpenIndex, reranker: Reranker | None = None) -> None:
        self._open: OpenIndex | None = index
        catalog = index.catalog
        rescoring = Rescoring(reranker, lambda it: catalog.passage(it).indexed_text) if reranker else None
        self._passages = Passages(
            index.vectors, index.lexical, index.tokens, index.encoder, index.token_encoder, rescoring
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the index's files. The engine can't be used afterwards."""
        if self._open is not None:
            self._open.close()
            self._open = None

    @property
    def _index(self) -> OpenIndex:
        if self._open is None:
            raise BadInput(Message("the engine is closed", "引擎已关闭"),
                           Message("open it again: open_engine(...)", "请重新打开：open_engine(...)"))  # fmt: skip
        return self._open

    def search(
        self, query: str, k: int = 5, filters: Filters | None = None, *, today: str | None = None
    ) -> SearchResult:
        """The best ``k`` passages, best first; fewer where fewer match anything.

        今年 and last month count from ``today`` (2024-11-22; else the machine's). Raises ``BadQuestion`` (empty or too
        long) and ``BadInput`` (``k`` under 1, a ``today`` that is no date).
        """
        if k < 1:
            raise BadInput(Message(f"k is {k}, at least 1 is needed", f"k 为 {k}，至少为 1"),
                           Message("give -k 5", "例如 -k 5"))  # fmt: skip
        check_question(query)
        ranking = rank(read_question(query, _day(today)), self._passages, self._allowed(filters))
        return SearchResult(query, self._hits(ranking, k))

    def search_batch(
        self, queries: Sequence[str], k: int = 5, filters: Filters | None = None, *, today: str | None = None
    ) -> list[SearchResult]:
        """:meth:`search` for each of several queries; ``[]`` for none."""
        return [self.search(query, k, filters, today=today) for query in _several(queries)]

    def ask(self, question: str, filters: Filters | None = None, *, today: str | None = None) -> Answer:
        """Answer from the articles, or refuse. Raises ``BadQuestion``; ``BadInput`` for a ``today`` that is no date."""
        started = time.perf_counter()
        check_question(question)
        reading = read_question(question, _day(today))
        found = self._answer(reading, filters)
        return Answer(question, *found, took_ms=round((time.perf_counter() - started) * 1000, 2))

    def _answer(self, question: Question, filters: Filters | None) -> Found:
        allowed = self._allowed(filters)
        if filters and not allowed:
            return refused(question, (), *filtered_out(filters))
        hits = self._hits(rank(question, self._passages, allowed), EVIDENCE_HITS)
        return answer(question, hits, self._passages)

    def encode(self, texts: Sequence[str], *, queries: bool = False) -> Vectors:
        """``float32 (len(texts), dimensions)``, unit rows, as passages (or ``queries``) of this index are encoded."""
        encoder = self._index.encoder
        return encoder.encode_queries(_several(texts)) if queries else encoder.encode_passages(_several(texts))

    def article(self, article_id: str) -> Article:
        """Raises ``ArticleUnknown``."""
        return self._index.catalog.article(article_id)

    def articles(self) -> list[Article]:
        """Every article of the index, by path."""
        return self._index.catalog.articles()

    @property
    def descriptions(self) -> dict[str, Description]:
        """Title, date, source, address and district of every article by its id, by path; no text is loaded for it."""
        return self._index.catalog.descriptions

    def skipped(self) -> list[Skipped]:
        """The files that the build could not use, and why."""
        return self._index.catalog.skipped()

    @property
    def manifest(self) -> Manifest:
        return self._index.manifest

    def _allowed(self, filters: Filters | None) -> list[int] | None:
        catalog = self._index.catalog  # raises for a closed engine, before anything is ranked
        if not filters:
            return None
        if filters.article:
            self.article(filters.article)  # raises ArticleUnknown
        admitted = {article_id for article_id, its in catalog.descriptions.items() if filters.admit(article_id, its)}
        return [ordinal for ordinal in range(len(catalog)) if catalog.article_id_of(ordinal) in admitted]

    def _hits(self, ranking: Ranking, k: int) -> tuple[Hit, ...]:
        """The best ``k``: by score, ties by passage id."""
        places = sorted(ranking.order, key=lambda place: self._sort_key(ranking, int(place)))[:k]
        return tuple(self._hit(ranking, int(place), rank) for rank, place in enumerate(places, start=1))

    def _sort_key(self, ranking: Ranking, place: int) -> tuple[float, str]:
        return -self._score(ranking, place), self._index.catalog.passage_id(int(ranking.candidates.ordinals[place]))

    def _score(self, ranking: Ranking, place: int) -> float:
        score = float(ranking.scores[place])
        is_teaser = self._index.catalog.section(int(ranking.candidates.ordinals[place])) == "teaser"
        return min(score, score * TEASER_DISCOUNT) if is_teaser else score

    def _hit(self, ranking: Ranking, place: int, number: int) -> Hit:
        candidates = ranking.candidates
        ordinal = int(candidates.ordinals[place])
        passage = self._index.catalog.passage(ordinal)
        return Hit(
            rank=number,
            ordinal=ordinal,
            passage=passage,
            article=self.article(passage.article_id),
            score=self._score(ranking, place),
            near=float(ranking.nearness[place]),
            dense=candidates.dense.get(ordinal),
            lexical=candidates.lexical.get(ordinal),
        )


def _day(today: str | None) -> date | None:
    return parse_day(today, "today") if today else None


def _several(texts: Sequence[str]) -> Sequence[str]:
    """``texts``; raises ``BadInput`` for a bare string, which would be taken for a list of characters."""
    if isinstance(texts, str):
        raise BadInput(Message("a list of texts is needed, got one text", "需要文本列表，得到的是单个文本"),
                       Message("put it in a list: [text]", "请放进列表：[文本]"))  # fmt: skip
    return texts
