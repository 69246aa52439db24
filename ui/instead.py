"""What may be asked instead of a refused question: without the filters, of the version, year or district that there is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from index.districts import DISTRICTS, short_name
from index.i18n import Message
from index.scripts import spellings
from index.types import Description
from rag import Answer, Engine, Filters
from rag.query import Question, read_question

from .texts import ask as texts

MOST = 3
_TRIED = 5
"""Each one tried costs what an answer does, and the refusal waits for it."""
_NAMED = 8
_NUMBER = re.compile(r"\d+\.\d+")


@dataclass(frozen=True, slots=True)
class Instead:
    """A question that has an answer; ``clears``: once the filters are cleared."""

    label: Message
    question: str
    clears: bool = False


@dataclass(frozen=True, slots=True)
class Help:
    """Beside a refusal: what there is of what was missing, ``None`` for nothing to say; and what may be asked instead."""

    there: Message | None
    instead: tuple[Instead, ...]


def help_with(engine: Engine, answer: Answer, filters: Filters) -> Help | None:
    """``None`` for a question that was answered. ``filters``: those that it was asked under."""
    if answer.refusal is None:
        return None
    question = read_question(answer.question)
    near = [hit.article.description for hit in answer.refusal.nearest]
    admitted = [its for key, its in engine.descriptions.items() if filters.admit(key, its)]
    there, others = _missing(answer.refusal.reason, question, [*near, *admitted])
    cleared = [Instead(texts.CLEAR_AND_ASK, question.text, clears=True)] if filters else []
    tried = islice([*cleared, *others], _TRIED)
    found = (
        it for it in tried if engine.ask(it.question, None if it.clears else filters or None, extractive=True).claims
    )
    return Help(there, tuple(islice(found, MOST)))


def _missing(reason: str, question: Question, described: Sequence[Description]) -> tuple[Message | None, list[Instead]]:
    """What there is of the kind of thing that was missing, and the question on each of those."""
    if reason == "version":
        versions = _distinct(version for its in described for version in _versions_of(its))
        return (
            texts.versions_there(versions[:_NAMED]) if versions else None,
            [Instead(texts.ask_version(it), asked) for it in versions for asked in _with_version(question, it)],
        )
    if reason == "district":
        names = _distinct(name for its in described for name in its.district)
        english = [_english(name) for name in names]
        return (
            texts.districts_there(english[:_NAMED], names[:_NAMED]) if names else None,
            [
                Instead(texts.ask_district(_english(name), name), asked)
                for name in names
                for asked in _with_district(question, name)
            ],
        )
    if reason == "date":
        days = [its.published[:10] for its in described if its.published]
        years = _distinct(day[:4] for day in days)
        return (
            texts.days_there(min(days), max(days)) if days else None,
            [Instead(texts.ask_year(it), asked) for it in years for asked in _with_year(question, it)],
        )
    return None, []


def _distinct(names: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _english(district: str) -> str:
    return DISTRICTS[district].capitalize() if district in DISTRICTS else district


def _versions_of(its: Description) -> Iterator[str]:
    """The versions with a number (3.0) of the policies that an article names."""
    for policy in its.policies:
        yield from _NUMBER.findall(policy.version or "")


def _with_version(question: Question, version: str) -> Iterator[str]:
    """The question with ``version`` for the one that it names; none where it names several, or it is written in words."""
    if len(question.versions) == 1 and question.versions[0] in question.text and version != question.versions[0]:
        yield question.text.replace(question.versions[0], version)


def _with_year(question: Question, year: str) -> Iterator[str]:
    if len(question.years) == 1 and question.years[0] in question.text and year != question.years[0]:
        yield question.text.replace(question.years[0], year)


def _with_district(question: Question, district: str) -> Iterator[str]:
    """The question with ``district`` for the one that it names, in its language."""
    if len(question.districts) != 1 or district in question.districts or district not in DISTRICTS:
        return
    (named,) = question.districts
    chinese = re.compile(f"(?:{'|'.join(spellings(short_name(named)))})(新?[区區])?")
    english = re.compile(rf"\b{re.escape(DISTRICTS[named])}\b", re.IGNORECASE)
    replaced = chinese.sub(lambda it: district if it[1] else short_name(district), question.text)
    replaced = english.sub(DISTRICTS[district].capitalize(), replaced)
    if replaced != question.text:
        yield replaced
