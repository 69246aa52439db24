"""Evidence -> claims. Extractive: a claim is a sentence of an article, or an item of one, word for word, with its citation.

The best sentence leads, in one quote with its neighbours that it needs or that spell it out; others join while they score
nearly as well and say something new. A list that was asked for is given item by item, as the article has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.sentences import split_sentences
from index.terms import terms_of
from index.types import Article, Span

from .cite import Citations
from .evidence import Evidence
from .items import items_of
from .marks import Idf, marks_of
from .query import Question
from .statements import is_numbered, with_neighbour
from .types import Citation, Claim

MAXIMUM_QUOTES = 4
MARGIN = 0.65
"""A further statement joins when it scores no more than this less than the best. 0.2 to 0.8 tried on the gold sets: over news
the answer is in the quotes of 76% to 86%, of 1.6 to 3.0 quotes an answer; over the seeds 0.4 and more make no difference."""
SAYS_THE_SAME = 0.7
"""Two sentences that share this much of the shorter one's terms say the same."""
FEWEST_ITEMS = 3
"""What is listed in fewer parts stays a sentence."""


@dataclass(frozen=True, slots=True)
class Group:
    """What answers one part of a question: its label ("" where there is one part), the question on it, its evidence, best
    first; whether it is a list that is asked for."""

    label: str
    question: Question
    evidence: Sequence[Evidence]
    is_list: bool


def compose(groups: Sequence[Group], idf: Idf) -> tuple[tuple[Claim, ...], tuple[Citation, ...]]:
    """The claims and their citations, group by group, each led by its best evidence (at least one in all).

    ``idf``: of terms, to tell which of several figures in a sentence is meant.
    """
    citations = Citations()
    claims: list[Claim] = []
    for group in groups:
        quotes = _chosen(group.evidence, MAXIMUM_QUOTES // len(groups) or 1)
        for article, span in quotes:
            number = citations.cite(article, span)
            claims += _claims(group, article, span, number, idf, split=group.is_list and span is quotes[0][1])
    return tuple(claims), citations.all()


def _chosen(evidence: Sequence[Evidence], most: int) -> list[tuple[Article, Span]]:
    """The quotes of a group, best first, none of which repeats another.

    Each group for itself: two districts may say the same but for a figure, or one sentence may speak of both.
    """
    chosen: list[tuple[Article, Span]] = []
    for item in evidence:
        if item.score < evidence[0].score - MARGIN or len(chosen) >= most:
            break
        article = item.hit.article
        if item.hit.section == "title" and item is not evidence[0]:
            continue  # shown with every citation
        if not _repeats(article, item.span, chosen):
            joined = with_neighbour(article, item.span)
            chosen.append((article, item.span if _overlaps(article, joined, chosen) else joined))
    return chosen


def _claims(group: Group, article: Article, quote: Span, number: int, idf: Idf, *, split: bool) -> list[Claim]:
    """A claim for each sentence of a quote, or for each item of a sentence that lists what was asked for."""
    claims: list[Claim] = []
    sentences = split_sentences(article.text, quote)
    for sentence in sentences:
        text = sentence.of(article.text)
        introduces = len(sentences) > 1 and sentence == sentences[0]
        items = items_of(text, group.question.folded) if split and not introduces else ()
        if len(items) >= FEWEST_ITEMS:
            claims += [Claim(item.of(text), (number,), item=True, group=group.label) for item in items]
        else:
            marks = marks_of(group.question, article, sentence, idf)
            claims.append(Claim(text, (number,), marks, is_numbered(text), group.label))
    return claims


def _overlaps(article: Article, span: Span, chosen: Sequence[tuple[Article, Span]]) -> bool:
    return any(other is article and its.start < span.end and span.start < its.end for other, its in chosen)


def _repeats(article: Article, span: Span, chosen: Sequence[tuple[Article, Span]]) -> bool:
    """Whether something chosen says the same already, or holds it."""
    if _overlaps(article, span, chosen):
        return True
    terms = set(terms_of(span.of(article.text)))
    for other_article, other in chosen:
        others = set(terms_of(other.of(other_article.text)))
        shorter = min(len(terms), len(others)) or 1
        if len(terms & others) / shorter >= SAYS_THE_SAME:
            return True
    return False
