"""Which version of a policy an answer is of: a draft, one of several; and which article is the latest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.fold import fold_text
from index.i18n import Message
from index.types import Article, Policy

from .evidence import Evidence
from .query import Question
from .types import Citation

_DRAFT = re.compile(r"草案|征求意见|送审稿|讨论稿|审议稿")
_LATEST = re.compile(
    r"最新|最近|现行|目前有效|\blatest\b|\bnewest\b|most recent|\bcurrent (?:version|policy)\b|\bin force\b"
)
_LEAST = 6
"""Characters of a policy's name from which on it may be part of another's: 实施办法 alone is part of many."""


def newest_first(question: Question, evidence: Sequence[Evidence], margin: float) -> list[Evidence]:
    """``evidence`` (best first), for a question for the latest with what lies within ``margin`` of the best by its
    article's day, the newest first; what has none last."""
    if not evidence or not _LATEST.search(question.folded):
        return list(evidence)
    near = [it for it in evidence if it.score >= evidence[0].score - margin]
    lifted = sorted(near, key=lambda it: it.hit.article.published or "", reverse=True)
    return [*lifted, *(it for it in evidence if it.score < evidence[0].score - margin)]


def notes_on(citations: Sequence[Citation], articles: Sequence[Article]) -> tuple[Message, ...]:
    """What to know of the versions of the policies that the first citation's article is about; ``()`` for nothing.

    ``articles``: what was found for the question, where other versions may be.
    """
    notes: dict[Message, None] = {}
    for policy in _policies_of(citations[0]) if citations else ():
        if policy.version and _DRAFT.search(fold_text(policy.version)):
            notes[_draft(policy)] = None
        others = [other for article in articles for other in _other_versions(policy, article)]
        if others:
            notes[_versions(policy, tuple(dict.fromkeys(others)))] = None
    return tuple(notes)


def _policies_of(citation: Citation) -> Iterator[Policy]:
    """The policies with a version that stand in a citation's quote or its article's title."""
    said = f"{citation.title}\n{citation.quote}"
    return (it for it in citation.article.description.policies if it.version and it.name in said)


def _other_versions(policy: Policy, article: Article) -> Iterator[tuple[str, str]]:
    """The other versions of a policy that an article names, each with the article's day ("" where unknown)."""
    for other in article.description.policies:
        if other.version and fold_text(other.version) != fold_text(policy.version or "") and _same(policy, other):
            yield other.version, (article.published or "")[:10]


def _same(policy: Policy, other: Policy) -> bool:
    """Whether two names are of one policy: the same, or one with a district or a year before the other's."""
    shorter, longer = sorted((fold_text(policy.name), fold_text(other.name)), key=len)
    return shorter == longer or (len(shorter) >= _LEAST and longer.endswith(shorter))


def _draft(policy: Policy) -> Message:
    return Message(
        f"What is quoted is of a draft: {policy.name} ({policy.version}).",
        f"所引《{policy.name}》为{policy.version}，未必是最终文本。",
    )


def _versions(policy: Policy, others: Sequence[tuple[str, str]]) -> Message:
    zh = "、".join(f"{version}（{day}）" if day else version for version, day in others)
    en = ", ".join(f"{version} ({day})" if day else version for version, day in others)
    return Message(
        f"This is {policy.name}, {policy.version}. The articles also speak of {en}.",
        f"以上为{policy.name}{policy.version}；文章中另有{zh}。",
    )
