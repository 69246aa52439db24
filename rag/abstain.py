"""When not to answer: nothing is near, or the articles don't say. What a question pins down: `rag/coverage.py`."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.fold import fold_text
from index.i18n import Language, Message

from .coverage import ANSWERING_SECTIONS
from .evidence import Evidence
from .filters import Filters
from .kinds import kind_of
from .query import Question
from .rerank import words_met
from .retrieve import Passages
from .types import Hit, RefusalReason

NEAREST = 3
"""Passages that a refusal shows."""
GOOD_ENOUGH = 0.4
"""A sentence that scores this much less than the best may still hold the number or date asked for. 0.3 to 0.9 tried on all
questions: 38 to 36 of 40 over seeds are rightly refused, and 78 to 80% of golds over news quoted."""

NOTHING_NEAR: dict[Language, float] = {"zh": 0.42, "en": 0.365}
"""A question is refused when no passage is at least this near, by the question's language (words of another language
are never as near as the same words). On the same questions as SHORT, for Chinese 0.30 to 0.50 refuse the same ones, since
SHORT refuses the rest; for English 0.365 refuses 6 of 9 unanswerable ones and 0 of 25 answerable, 0.34 5 and 0, 0.38 7 and 0,
0.40 7 and 1 (bench/refusals.py)."""
MET = 0.5
SHORT: dict[Language, float] = {"zh": 0.14, "en": 0.2}
"""An article answers no question of which it meets so little: the :func:`shortfall`, by the question's language. On the odd
questions over seeds and news and those of tests/districts, for Chinese 0.14 refuses 39 of 47 unanswerable ones and 3 of 134
answerable, 0.12 40 and 9, 0.13 39 and 6, 0.16 37 and 2; for English 0.2 refuses 6 of 9 and 0 of 25, 0.17 8 and 1
(bench/refusals.py). MET 0.35 to 0.5 tried."""
CARRIES, UNMET = 0.25, 0.26
"""A word that carries this share of a Chinese question must have a word at least this near in the article: 宠物 carries
a third of 静安区人才公寓可以养宠物吗, and nothing about flats is near it."""


_ROLES = (
    r"副?(?:区长|市长|省长|县长|镇长|局长|部长|厅长|院长|校长|会长|书记|主席|主任|总裁|总经理|董事长|秘书长|理事长)"
)
_ROLE_ASKED = re.compile(
    rf"(?<!副)(?P<named>{_ROLES})(?=(?:现在|目前|如今)?(?:是|叫)(?:谁|哪|什么))|(?<=谁是)[^,?]*?(?P<asked>{_ROLES})(?=\W*$)"
)
"""An office whose holder is asked for: who is 副区长 is no answer to who is 区长."""


def nothing_near(question: Question, hits: Sequence[Hit]) -> bool:
    """Whether no title or body found is near the question."""
    nearest = max((hit.near for hit in hits if hit.section in ANSWERING_SECTIONS), default=0.0)
    return nearest < NOTHING_NEAR[question.language]


def says_too_little(question: Question, hits: Sequence[Hit], passages: Passages) -> bool:
    """Whether the article of these hits leaves too much of the question :func:`unmet`, or a word that carries it."""
    short, lacks_carrying = unmet(question, hits, passages)
    return lacks_carrying or short > SHORT[question.language]


def unmet(question: Question, hits: Sequence[Hit], passages: Passages) -> tuple[float, bool]:
    """What the article of these hits leaves of a question: the :func:`shortfall`, and whether a word that carries it is unmet.

    The latter only for a Chinese question: across languages single words are far from each other even where passages are
    near. ``(0.0, False)`` for no hits, or a question without a word.
    """
    if not hits:
        return 0.0, False
    stored = [passages.tokens.of(hit.ordinal) for hit in hits]
    met, weights = words_met(question.focus_text, stored, passages.token_encoder)
    nearest = met.max(axis=0)
    carrying = (weights >= CARRIES * weights.sum()) & (nearest < UNMET)
    return shortfall(nearest, weights), question.language == "zh" and bool(carrying.any())


def shortfall(nearest: NDArray[np.float32], weights: NDArray[np.float32]) -> float:
    """How far the words of a question are from the nearest in an article, ``sum w(q) max(0, MET - near(q)) / sum w(q)``.

    A word that has one within ``MET`` is met, however much nearer another may be: so a name that the article hasn't is not
    made up for by words that it has. 0 where no word has a weight.
    """
    total = float(weights.sum())
    return float((weights * np.maximum(MET - nearest, 0)).sum()) / total if total > 0 else 0.0


def saying(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence (best first) that may answer; ``[]``: the articles don't say.

    Where a number, a date or a place is asked for, those of the good sentences that hold one; where the holder of an
    office is, those that name the office.
    """
    kind = kind_of(question.folded)
    if role := _ROLE_ASKED.search(question.folded):
        has_role = re.compile(f"(?<!副){role['named'] or role['asked']}")
        evidence = [it for it in evidence if has_role.search(fold_text(it.span.of(it.hit.article.text)))]
    if kind is None or not kind.strict:
        return list(evidence)
    return [item for item in evidence if item.is_kind and item.score >= evidence[0].score - GOOD_ENOUGH]


def filtered_out(filters: Filters) -> tuple[RefusalReason, Message]:
    """Why nothing was looked at: no article passes the filters."""
    reason: RefusalReason = (
        "district" if filters.district else "date" if filters.since or filters.until else "nothing_near"
    )
    given = filters.given
    return reason, Message(
        f"No article passes the filters: {', '.join(given)}.", f"没有文章符合筛选条件：{'、'.join(given)}。"
    )
