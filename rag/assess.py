"""Answer figures over questions whose answers are known; `rag/evaluate.py` has those of retrieval."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Self

from index.progress import Progress, silent
from index.types import Article

from .engine import Engine
from .gold import GoldQuestion, by_article_id, read_gold
from .types import Answer
from .verdict import Verdict, judge

FACTUAL = frozenset({"when", "who", "where", "number", "fact"})
"""Kinds of question that one short quote answers."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts and shares (0 to 1) over some verdicts; ``None`` where there is nothing to take a share or a median of.

    Of the answerable: ``right_article_first`` to ``wrongly_refused``; of the unanswerable: ``rightly_refused``, of those that
    are traps ``traps_refused``, of those that have a reason ``right_reason``; of all quotes: ``quotes_exact``; of all claims:
    ``claims_carried``. Quotes are measured in characters, over all questions and over FACTUAL ones; times in milliseconds.
    """

    questions: int
    answerable: int
    unanswerable: int
    traps: int
    quotes: int
    claims: int
    right_article_first: float | None
    right_article_cited: float | None
    gold_in_quotes: float | None
    gold_in_first_quote: float | None
    wrongly_refused: float | None
    rightly_refused: float | None
    traps_refused: float | None
    right_reason: float | None
    quotes_exact: float | None
    claims_carried: float | None
    factual_quote_characters_median: float | None
    quote_characters_median: float | None
    took_ms_median: float | None
    took_ms_p99: float | None

    @classmethod
    def of(cls, verdicts: Sequence[Verdict]) -> Self:
        """The figures of some verdicts, or of none."""
        answerable = [it for it in verdicts if it.asked.answerable]
        unanswerable = [it for it in verdicts if not it.asked.answerable]
        traps = [it for it in unanswerable if it.asked.trap]
        quotes, claims = sum(it.quotes for it in verdicts), sum(it.claims for it in verdicts)
        took = [it.answer.took_ms for it in verdicts]
        return cls(
            questions=len(verdicts),
            answerable=len(answerable),
            unanswerable=len(unanswerable),
            traps=len(traps),
            quotes=quotes,
            claims=claims,
            right_article_first=_share(it.article_first for it in answerable),
            right_article_cited=_share(it.article_cited for it in answerable),
            gold_in_quotes=_share(it.gold_in_quotes for it in answerable),
            gold_in_first_quote=_share(it.gold_in_first_quote for it in answerable),
            wrongly_refused=_share(it.refused for it in answerable),
            rightly_refused=_share(it.refused for it in unanswerable),
            traps_refused=_share(it.refused for it in traps),
            right_reason=_share(it.right_reason for it in unanswerable if it.asked.reason),
            quotes_exact=sum(it.exact_quotes for it in verdicts) / quotes if quotes else None,
            claims_carried=sum(it.carried_claims for it in verdicts) / claims if claims else None,
            factual_quote_characters_median=_characters(it for it in verdicts if it.asked.kind in FACTUAL),
            quote_characters_median=_characters(verdicts),
            took_ms_median=median(took) if took else None,
            took_ms_p99=percentile(took, 99) if took else None,
        )


@dataclass(frozen=True, slots=True)
class Assessment:
    """The verdicts in the order of the questions, and the figures over them and over groups of them."""

    verdicts: tuple[Verdict, ...]
    seconds: float

    @property
    def overall(self) -> Figures:
        return Figures.of(self.verdicts)

    @property
    def by_kind(self) -> dict[str, Figures]:
        """Of the questions that have a kind, by its name in order."""
        return self._by(lambda asked: asked.kind)

    @property
    def by_lang(self) -> dict[str, Figures]:
        """Of the questions that have a language, by its name in order."""
        return self._by(lambda asked: asked.lang)

    @property
    def by_half(self) -> dict[str, Figures]:
        """``odd`` and ``even``, both always."""
        return {half: Figures.of([it for it in self.verdicts if it.asked.half == half]) for half in ("odd", "even")}

    @property
    def wrong(self) -> tuple[Verdict, ...]:
        """Those with something wrong."""
        return tuple(it for it in self.verdicts if it.wrong)

    def _by(self, group: Callable[[GoldQuestion], str | None]) -> dict[str, Figures]:
        names = sorted({name for it in self.verdicts if (name := group(it.asked)) is not None})
        return {name: Figures.of([it for it in self.verdicts if group(it.asked) == name]) for name in names}


def assess_file(
    file: str | Path, engine: Engine, *, today: str | None = None, progress: Progress = silent
) -> Assessment:
    """Ask the questions of a JSONL file; 今年 counts from ``today`` (2024-11-22; else the machine's).

    Raises what :func:`read_gold`, :func:`by_article_id` and ``Engine.ask`` raise.
    """
    questions = by_article_id(read_gold(Path(file)), engine.articles())
    return assess(questions, lambda question: engine.ask(question, today=today), engine.article, progress)


def assess(
    questions: Sequence[GoldQuestion],
    ask: Callable[[str], Answer],
    article: Callable[[str], Article],
    progress: Progress = silent,
) -> Assessment:
    """Ask each question, and judge its answer; the questions name articles by id. ``article``: as in :func:`judge`."""
    started = time.monotonic()
    verdicts = []
    for number, asked in enumerate(questions, start=1):
        verdicts.append(judge(asked, ask(asked.question), article))
        progress("ask", number, len(questions))
    return Assessment(tuple(verdicts), time.monotonic() - started)


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that at least ``percent`` (over 0, to 100) of the values don't exceed: nearest rank. Not of none.

    https://en.wikipedia.org/wiki/Percentile#The_nearest-rank_method
    """
    return sorted(values)[math.ceil(percent / 100 * len(values)) - 1]


def _share(flags: Iterable[bool]) -> float | None:
    found = list(flags)
    return sum(found) / len(found) if found else None


def _characters(verdicts: Iterable[Verdict]) -> float | None:
    """The median length of all their quotes."""
    lengths = [len(citation.quote) for it in verdicts for citation in it.answer.citations]
    return float(median(lengths)) if lengths else None
