"""How much of a claim's wording its quotes hold, for claims and quotes in Chinese."""

from __future__ import annotations

from collections.abc import Sequence

from index.terms import matching_spans, terms_of

ENOUGH = 0.55
"""A claim with this share of its characters in its quotes is in their words. Measured over the claims that answers to
tests/gold and tests/districts give: of those paired with a sentence of another claim 0.4% reach it (0.5: 0.7%; 0.6: 0.2%),
nearly all titles, or sentences that do say the same; the honest paraphrases of tests/rag/honest_claims.jsonl reach 0.67
at least. Characters covered by shared terms, not terms: a paraphrase that joins words anew loses two terms at each joint,
and honest ones came down to 0.40, where swapped ones are."""

_EMPTY = frozenset("的了在是和与等及对将为也都其该这个从到由以于并")


def held_share(claim: str, quotes: Sequence[str], context: str) -> float:
    """The share, 0 to 1, of a claim's Han characters that stand in terms which the quotes have too; all texts in the form of
    `rag/comparable.py`. What only the ``context`` has counts neither way; 1 where nothing else is left."""
    held = {term for quote in quotes for term in terms_of(quote)}
    beside = set(terms_of(context)) - held
    carried, named = _covered(claim, held), _covered(claim, beside)
    proving = {
        at for at, character in enumerate(claim) if "\u3400" <= character <= "\u9fff" and character not in _EMPTY
    } - (named - carried)
    return len(proving & carried) / len(proving) if proving else 1.0


def _covered(text: str, terms: set[str]) -> set[int]:
    return {at for start, end in matching_spans(text, terms) for at in range(start, end)}
