"""A question in, an answer with evidence out."""

from __future__ import annotations

from .engine import Engine, open_engine
from .filters import Filters
from .types import Answer, Citation, Claim, Hit, Refusal, SearchResult, Struck

__all__ = [
    "Answer",
    "Citation",
    "Claim",
    "Engine",
    "Filters",
    "Hit",
    "Refusal",
    "SearchResult",
    "Struck",
    "open_engine",
]
