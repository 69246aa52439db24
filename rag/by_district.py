"""哪些区…? is answered district by district: what each one's articles say best."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.districts import DISTRICTS

from .evidence import Evidence
from .query import Question

_ASKED = re.compile(r"哪(?:些|几个?|个)区|各(?:个)?区|每个区|\b(?:which|what) districts?\b|\b(?:each|every) district\b")
MARGIN = 0.9
"""A district is named while its best evidence scores no more than this less than the best of all. Not tuned: too few questions."""
MOST = 6


def asks_by_district(question: Question) -> bool:
    """Whether a question asks which districts; not one that names one itself."""
    return not question.districts and bool(_ASKED.search(question.folded))


def grouped(question: Question, evidence: Sequence[Evidence]) -> list[tuple[str, list[Evidence]]]:
    """The name of each district in the question's language and its evidence, best first; the best district first.

    Of articles that are about one district alone; ``[]`` where there are none.
    """
    groups: dict[str, list[Evidence]] = {}
    for it in evidence:
        districts = it.hit.article.district
        if len(districts) == 1 and it.hit.section != "title" and it.score >= evidence[0].score - MARGIN:
            groups.setdefault(districts[0], []).append(it)
    named = list(groups.items())[:MOST]
    return [(name if question.language == "zh" else DISTRICTS[name].capitalize(), its) for name, its in named]
