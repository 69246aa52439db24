"""The public face: open an index, search it, ask it. Thread-safe; nothing changes after it is opened."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

from index.encoders.base import Vectors
from index.errors import BadInput
from index.i18n import Message
from index.manifest import Manifest
from index.open import OpenIndex, open_index
from index.read import Skipped
from index.types import Article, Description, Outline, Span

from .abstain import filtered_out
from .answer import Found, answer, proved, refused
from .chat import Writer
from .copies import Copies, Place
from .filters import Filters, parse_day
from .generate import OnText, write
from .overview import PassageMap, passage_map
from .parts import parts_of
from .query import Question, check_question, read_question
from .rank import Ranking, rank
from .rescore import Reranker, Rescoring, load_reranker
from .retrieve import Passages
from .types import Answer, Hit, SearchResult
from .why import Why, why

TEASER_DISCOUNT = 0.5
"""A teaser's score is halved: it is cut off and speaks of another article, so a body that matches half as well leads."""


EVIDENCE_HITS = 12
"""Passages whose sentences are looked at for an answer."""
WIDEST = 16
"""Up to so many times as many candidates are fetched where copies crowd out the rest."""


def open_engine(
    index: str | Path = ".wenju", *, model: str | None = None, reranker: str | None = None, llm: Writer | None = None
) -> Engine:
    """Open the index at ``index``; ``model``, where given, must be the one it was built by.

    ``reranker``: a cross-encoder of sentence-transformers, by hub name or folder, that orders the best passages anew.
    ``llm``: a language model that writes the answers (:func:`rag.chat.writer_at`); else they are the articles' own words.

    Raises ``IndexMissing``, ``IndexDamaged``, ``ModelMismatch``, ``ModelUnavailable`` (see `index/errors.py`), and
    ``BadInput`` for a ``reranker`` that is none.
    """
    loaded = load_reranker(reranker)  # first: when it fails, nothing is open yet
    return Engine(open_index(index, model), loaded, llm)


class Engine:
    """Use as a context manager, or call :meth:`close`."""

    def __init__(self, index: OpenIndex, reranker: Reranker | None = None, llm: Writer | None = None) -> None:
        self._open: OpenIndex | None = index
        self._llm = llm
        catalog = index.catalog
        rescoring = Rescoring(reranker, lambda it: catalog.passage(it).indexed_text) if reranker else None
        self._passages = Passages(
            index.vectors, index.lexical, index.tokens, index.encoder, index.token_encoder, rescoring
        )
        self._copies = Copies(catalog)

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
        """The best ``k`` passages, best first; fewer where fewer match anything. What near-duplicates say again counts once.

        今年 and last month count from ``today`` (2024-11-22; else the machine's). Raises ``BadQuestion`` (empty or too
        long) and ``BadInput`` (``k`` under 1, a ``today`` that is no date).
        """
        if k < 1:
            raise BadInput(Message(f"k is {k}, at least 1 is needed", f"k 为 {k}，至少为 1"),
                           Message("give -k 5", "例如 -k 5"))  # fmt: skip
        check_question(query)
        admitted = self._admitted(filters)
        hits = self._hits(read_question(query, _day(today)), admitted, k)
        return SearchResult(query, self._with_copies(hits, admitted))

    def search_batch(
        self, queries: Sequence[str], k: int = 5, filters: Filters | None = None, *, today: str | None = None
    ) -> list[SearchResult]:
        """:meth:`search` for each of several queries; ``[]`` for none."""
        return [self.search(query, k, filters, today=today) for query in _several(queries)]

    @property
    def llm(self) -> Writer | None:
        """The language model that writes the answers; ``None``: they are the articles' own words."""
        return self._llm

    def ask(
        self, question: str, filters: Filters | None = None, *, today: str | None = None,
        on_text: OnText | None = None, extractive: bool = False,
    ) -> Answer:  # fmt: skip
        """Answer from the articles, or refuse. Raises ``BadQuestion``; ``BadInput`` for a ``today`` that is no date.

        ``on_text`` gets what a language model writes, piece by piece, before it is checked. ``extractive``: in the
        articles' own words, whatever model there is.
        """
        started = time.perf_counter()
        check_question(question)
        day, admitted = _day(today), self._admitted(filters)
        reading = read_question(question, day)
        if filters and not admitted.ordinals:
            found = refused(reading, (), *filtered_out(filters))
        else:
            found = self._answer(reading, day, admitted, None if extractive else self._llm, on_text)
        return Answer(
            question, found.claims, found.citations, found.refusal, round((time.perf_counter() - started) * 1000, 2),
            found.form, found.notes, found.model, found.struck,
        )  # fmt: skip

    def _answer(
        self, question: Question, day: date | None, admitted: _Admitted, llm: Writer | None, on_text: OnText | None
    ) -> Found:
        def find(asked: Question) -> tuple[Hit, ...]:
            return self._hits(asked, admitted, EVIDENCE_HITS)

        found = answer(question, parts_of(question, day), find, self._passages)
        if llm:
            found = write(question, found, find(question), self._passages, llm, on_text)
        found = proved(question, found, self.article)
        copies, refusal = self._copies, found.refusal
        cited = tuple(
            replace(it, copies=copies.quoting(it.quote, it.article_id, admitted.articles)) for it in found.citations
        )
        refusal = refusal and replace(refusal, nearest=self._with_copies(refusal.nearest, admitted))
        return replace(found, citations=cited, refusal=refusal)

    def why(self, question: str, article_id: str, span: Span, *, today: str | None = None) -> Why | None:
        """Why what stands at ``span`` of an article was found for a question, among all articles; ``None`` for page furniture.

        Raises ``BadQuestion``, ``ArticleUnknown``, and ``BadInput`` for a ``today`` that is no date.
        """
        check_question(question)
        asked, article = read_question(question, _day(today)), self.article(article_id)
        return why(asked, article, span, self._index.catalog, self._passages)

    def encode(self, texts: Sequence[str], *, queries: bool = False) -> Vectors:
        """``float32 (len(texts), dimensions)``, unit rows, as passages (or ``queries``) of this index are encoded."""
        encoder = self._index.encoder
        return encoder.encode_queries(_several(texts)) if queries else encoder.encode_passages(_several(texts))

    def article(self, article_id: str) -> Article:
        """Raises ``ArticleUnknown``."""
        return self._index.catalog.article(article_id)

    def article_id(self, name: str) -> str:
        """The id of the article called so: its id, its path, or the end of it. Raises ``ArticleUnknown``, ``BadInput``."""
        return self._index.catalog.id_of(name)

    def copies(self, article_id: str) -> tuple[str, ...]:
        """The near-duplicates of an article, by id, the one to cite first; ``()`` for none."""
        return self._index.catalog.copies(article_id)

    def articles(self) -> list[Article]:
        """Every article of the index, by path."""
        return self._index.catalog.articles()

    @property
    def descriptions(self) -> dict[str, Description]:
        """Title, date, source, address and district of every article by its id, by path; no text is loaded for it."""
        return self._index.catalog.descriptions

    @property
    def outlines(self) -> dict[str, Outline]:
        """Files, length and repairs of every article by its id, as :attr:`descriptions`; no text is loaded for it."""
        return self._index.catalog.outlines

    def passage_map(self) -> PassageMap:
        """The passages, or a sample of them, on a plane where alike ones lie near each other."""
        return passage_map(self._index)

    def skipped(self) -> list[Skipped]:
        """The files that the build could not use, and why."""
        return self._index.catalog.skipped()

    def problems(self) -> list[Skipped]:
        """What could not be read of articles that are in the index, and why: a PDF's page without text."""
        return self._index.catalog.problems()

    @property
    def manifest(self) -> Manifest:
        return self._index.manifest

    def _admitted(self, filters: Filters | None) -> _Admitted:
        catalog = self._index.catalog  # raises for a closed engine, before anything is ranked
        if not filters:
            return _Admitted(None, None)
        if filters.article:
            filters = replace(filters, article=self.article_id(filters.article))
        articles = frozenset(it for it, its in catalog.descriptions.items() if filters.admit(it, its))
        return _Admitted(articles, catalog.ordinals_of(articles))

    def _hits(self, question: Question, admitted: _Admitted, k: int) -> tuple[Hit, ...]:
        """The best ``k``: by score, ties by passage id."""
        ranking = self._rank(question, admitted.ordinals)
        places = sorted(
            (self._place(ranking, int(it)) for it in ranking.order), key=lambda it: (-it.score, it.passage_id)
        )
        standing = islice(self._copies.standing(places), min(k, len(places)))
        return tuple(self._hit(ranking, place, rank) for rank, place in enumerate(standing, start=1))

    def _rank(self, question: Question, ordinals: Sequence[int] | None) -> Ranking:
        """The ranking; of more candidates where most are copies of each other."""
        widened, found = 1, 0
        while True:
            ranking = rank(question, self._passages, ordinals, widened=widened)
            grew, found = len(ranking.order) > found, len(ranking.order)
            if widened == WIDEST or not grew or not self._copies.crowd(map(int, ranking.candidates.ordinals)):
                return ranking
            widened *= 4

    def _place(self, ranking: Ranking, position: int) -> Place:
        catalog = self._index.catalog
        ordinal = int(ranking.candidates.ordinals[position])
        score = float(ranking.scores[position])
        if catalog.section(ordinal) == "teaser":
            score = min(score, score * TEASER_DISCOUNT)
        return Place(position, ordinal, catalog.passage_id(ordinal), score, float(ranking.nearness[position]))

    def _hit(self, ranking: Ranking, place: Place, number: int) -> Hit:
        passage = self._index.catalog.passage(place.ordinal)
        return Hit(
            rank=number,
            ordinal=place.ordinal,
            passage=passage,
            article=self.article(passage.article_id),
            score=place.score,
            near=place.near,
            dense=ranking.candidates.dense.get(place.ordinal),
            lexical=ranking.candidates.lexical.get(place.ordinal),
        )

    def _with_copies(self, hits: Sequence[Hit], admitted: _Admitted) -> tuple[Hit, ...]:
        return tuple(replace(it, copies=self._copies.holding(it.ordinal, admitted.articles)) for it in hits)


@dataclass(frozen=True, slots=True)
class _Admitted:
    """The articles that pass the filters, and the numbers of their passages; ``None``: all."""

    articles: Collection[str] | None
    ordinals: Sequence[int] | None


def _day(today: str | None) -> date | None:
    return parse_day(today, "today") if today else None


def _several(texts: Sequence[str]) -> Sequence[str]:
    """``texts``; raises ``BadInput`` for a bare string, which would be taken for a list of characters."""
    if isinstance(texts, str):
        raise BadInput(Message("a list of texts is needed, got one text", "需要文本列表，得到的是单个文本"),
                       Message("put it in a list: [text]", "请放进列表：[文本]"))  # fmt: skip
    return texts
