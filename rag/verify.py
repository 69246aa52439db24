"""Nothing is shown that its quotes don't carry: each claim against the quotes it cites, before anyone reads it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from index.i18n import Message
from index.types import Article

from .types import Citation, Claim

FaultKind = Literal["citation", "number", "date", "amount", "name", "negation", "unsupported"]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a claim is not carried; ``what``: the piece of the claim (``""``: the whole)."""

    kind: FaultKind
    what: str

    @property
    def message(self) -> Message:
        return Message(f"no quote carries {self.what}", f"引文中没有{self.what}")


def faults(
    claim: Claim, citations: Sequence[Citation], articles: Callable[[str], Article] | None = None
) -> tuple[Fault, ...]:
    """What of ``claim`` its citations don't carry; ``()``: nothing (interface only, as yet)."""
    return ()


def faults_of_text(text: str, quotes: Sequence[str], context: str = "") -> tuple[Fault, ...]:
    """The same for the words alone (interface only, as yet)."""
    return ()
