"""One question asked of several districts or articles, each by itself, with numbers that none shares with another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from rag import Answer, Filters


class Asks(Protocol):
    """What :class:`rag.Engine` does for a comparison."""

    def ask(self, question: str, filters: Filters | None = None, *, extractive: bool = False) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Target:
    """Who is asked; ``name`` is its heading."""

    name: str
    filters: Filters


@dataclass(frozen=True, slots=True)
class Column:
    target: Target
    answer: Answer


def compare(engine: Asks, question: str, targets: Sequence[Target]) -> tuple[Column, ...]:
    """The answer of each, in the articles' own words; citations are numbered through. Raises what ``Engine.ask`` raises."""
    columns, taken = [], 0
    for target in targets:
        answer = renumbered(engine.ask(question, target.filters, extractive=True), taken)
        taken = max([taken, *(citation.number for citation in answer.citations)])
        columns.append(Column(target, answer))
    return tuple(columns)


def renumbered(answer: Answer, taken: int) -> Answer:
    """The answer with all its numbers higher by ``taken``."""
    return replace(
        answer,
        citations=tuple(replace(it, number=it.number + taken) for it in answer.citations),
        claims=tuple(replace(it, citations=tuple(n + taken for n in it.citations)) for it in answer.claims),
    )
