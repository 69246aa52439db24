"""Evidence -> claims. Extractive: a claim is a sentence of an article, word for word, with its citation.

The best sentence leads, together with its neighbours that it needs or that spell it out; others join while they score
nearly as well and say something new.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.fold import fold_text
from index.sentences import split_sentences
from index.terms import terms_of
from index.types import Article, Span

from .cite import Citations
from .evidence import Evidence
from .types import Citation, Claim

MAXIMUM_CLAIMS = 4
NEARLY_AS_GOOD = 0.85
"""A further sentence joins when it has this share of the best one's score (0.8 to 0.9 tried: 0.8 quotes 15% more to hold one
answer more in forty)."""
SAYS_THE_SAME = 0.7
"""Two sentences that share this much of the shorter one's terms say the same."""

# How a sentence begins that spells out the one before it, or can't be understood without it (folded).
_SPELLS_OUT = re.compile(
    r"^[“\"]?(具体而言|具体来说|具体包括|其中|一是|首先|包括|例如|比如|根据(?:协议|办法|计划|方案)|specifically|these include)"
)
_LEANS_BACK = re.compile(r"^[“\"]?(具体而言|具体来说|其中|该政策|该|此次|它|他|她|这|同时|此外|另外|并)")


def compose(groups: Sequence[Sequence[Evidence]]) -> tuple[tuple[Claim, ...], tuple[Citation, ...]]:
    """The claims and their citations, from groups of evidence, each ordered best first (at least one).

    A question over two districts has a group for each, so that both are heard.
    """
    chosen: list[tuple[Article, Span]] = []
    for group in groups:
        _choose(group, chosen, MAXIMUM_CLAIMS // len(groups) or 1)
    citations = Citations()
    claims = tuple(Claim(span.of(article.text), (citations.cite(article, span),)) for article, span in chosen)
    return claims, citations.all()


def _choose(evidence: Sequence[Evidence], chosen: list[tuple[Article, Span]], most: int) -> None:
    """Add what a group gives to ``chosen``, in the order of the answer: best first, neighbours as the article has them."""
    before = len(chosen)
    for item in evidence:
        if item.score < NEARLY_AS_GOOD * evidence[0].score or len(chosen) - before >= most:
            break
        article = item.hit.article
        if not _repeats(article, item.span, chosen):
            places = [(article, span) for span in with_neighbours(article, item.span)]
            chosen += [place for place in places if place[1] == item.span or not _repeats(*place, chosen)]


def with_neighbours(article: Article, span: Span) -> list[Span]:
    """A sentence with the one that it leans on and the one that spells it out, in order, within its section."""
    sentences = split_sentences(article.text, article.section_holding(span.start).span)
    at = next((number for number, sentence in enumerate(sentences) if sentence.covers(span)), None)
    if at is None:
        return [span]
    around = [span]
    if at > 0 and _LEANS_BACK.search(fold_text(span.of(article.text))):
        around.insert(0, sentences[at - 1])
    if at + 1 < len(sentences) and _SPELLS_OUT.search(fold_text(sentences[at + 1].of(article.text))):
        around.append(sentences[at + 1])
    return around


def _repeats(article: Article, span: Span, chosen: Sequence[tuple[Article, Span]]) -> bool:
    """Whether something chosen says the same already."""
    terms = set(terms_of(span.of(article.text)))
    for other_article, other in chosen:
        others = set(terms_of(other.of(other_article.text)))
        shorter = min(len(terms), len(others)) or 1
        if len(terms & others) / shorter >= SAYS_THE_SAME:
            return True
    return False
