"""One answer against what was expected of it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Literal

from index.errors import ArticleUnknown
from index.types import Article

from .coverage import ANSWERING_SECTIONS
from .gold import GoldQuestion
from .types import Answer, Citation
from .verify import faults

Wrong = Literal[
    "refused",  # though an article answers
    "other_article",  # none of those that answer is cited
    "gold_missing",  # some of the gold stands in no quote
    "answered",  # though no article answers
    "other_reason",  # refused, but for another reason
    "quote_inexact",
    "claim_uncarried",
]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How an answer did. The four of article and gold are ``False`` for a refusal, and where no article answers.

    ``exact_quotes`` of ``quotes`` stand at their place in the title or body of their article; ``carried_claims`` of
    ``claims`` are carried by what they cite (`rag/verify.py`).
    """

    asked: GoldQuestion
    answer: Answer
    article_first: bool
    article_cited: bool
    gold_in_quotes: bool
    gold_in_first_quote: bool
    exact_quotes: int
    carried_claims: int

    @property
    def refused(self) -> bool:
        return self.answer.refusal is not None

    @property
    def right_reason(self) -> bool:
        return self.answer.refusal is not None and self.answer.refusal.reason == self.asked.reason

    @property
    def quotes(self) -> int:
        return len(self.answer.citations)

    @property
    def claims(self) -> int:
        return len(self.answer.claims)

    @property
    def wrong(self) -> tuple[Wrong, ...]:
        """What is wrong with the answer; ``()``: nothing."""
        tests: dict[Wrong, bool] = {
            "refused": self.asked.answerable and self.refused,
            "other_article": self.asked.answerable and not self.refused and not self.article_cited,
            "gold_missing": self.asked.answerable and not self.refused and not self.gold_in_quotes,
            "answered": not self.asked.answerable and not self.refused,
            "other_reason": self._for_another_reason,
            "quote_inexact": self.exact_quotes < self.quotes,
            "claim_uncarried": self.carried_claims < self.claims,
        }
        return tuple(fault for fault, found in tests.items() if found)

    @property
    def _for_another_reason(self) -> bool:
        expected = None if self.asked.answerable else self.asked.reason
        return self.refused and expected is not None and not self.right_reason


def judge(asked: GoldQuestion, answer: Answer, article: Callable[[str], Article]) -> Verdict:
    """``asked`` names articles by id; ``article`` gives one by id, and raises ``ArticleUnknown``."""
    citations = answer.citations
    cited = [bool({it.article_id, *it.also_in} & set(asked.articles)) for it in citations]
    quotes = [it.quote for it in citations]
    return Verdict(
        asked,
        answer,
        article_first=any(cited[:1]),
        article_cited=any(cited),
        gold_in_quotes=_hold(quotes, asked.gold),
        gold_in_first_quote=_hold(quotes[:1], asked.gold),
        exact_quotes=sum(_is_exact(it, article) for it in citations),
        carried_claims=sum(not faults(it, citations, article) for it in answer.claims),
    )


def _hold(quotes: Collection[str], gold: Collection[str]) -> bool:
    """Whether each of the gold (not none) stands in some quote, character for character."""
    return bool(gold) and all(any(part in quote for quote in quotes) for part in gold)


def _is_exact(citation: Citation, article: Callable[[str], Article]) -> bool:
    """Whether a quote stands at its place in the title or body of its article, as the index has it."""
    try:
        held = article(citation.article_id)
    except ArticleUnknown:
        return False
    return citation.span.of(held.text) == citation.quote and held.section_at(citation.start) in ANSWERING_SECTIONS
