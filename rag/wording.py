"""How much of a claim's wording its quotes hold, for claims and quotes in Chinese."""

from __future__ import annotations

from collections.abc import Sequence

from index.terms import matching_spans, terms_of

ENOUGH = 0.6
"""A claim with this share of its characters in its quotes is in their words. Measured over the claims that answers to
tests/gold and tests/districts give: of those paired with a sentence of another claim 0.2% reach it (0.55: 0.4%; 0.5: 0.7%),
nearly all titles, or sentences that do say the same; the honest paraphrases of tests/rag/honest_claims.jsonl reach 0.67
at least. Characters covered by shared terms, not terms: a paraphrase that joins words anew loses two terms at each joint,
and honest ones came down to 0.40, where swapped ones are."""

AT_LEAST = 0.3
"""And this share at least, the words of its article's title counted: 专委会汇集近50家企业 may say whom the quote's 这 means."""
OWN = 0.2
"""A claim with less than this share of words of its own repeats the title: its quotes must hold it as any other claim."""

_EMPTY = frozenset("的了在是和与等及对将为也都其该这个从到由以于并")


def is_in_words_of(claim: str, quotes: Sequence[str], context: str) -> bool:
    """Whether the quotes hold enough of a claim's Han characters, in terms that both have; all texts in the form of
    `rag/comparable.py`. What only the ``context`` has counts neither way, unless the claim says hardly anything else."""
    held = {term for quote in quotes for term in terms_of(quote)}
    carried, beside = _covered(claim, held), _covered(claim, set(terms_of(context)))
    every = {at for at, its in enumerate(claim) if "\u3400" <= its <= "\u9fff" and its not in _EMPTY}
    of_all = _share(every & carried, every)
    if len(every - beside) < OWN * len(every):
        return of_all >= ENOUGH
    return of_all >= AT_LEAST and _share(every & carried, every - (beside - carried)) >= ENOUGH


def _share(part: set[int], whole: set[int]) -> float:
    return len(part) / len(whole) if whole else 1.0


def _covered(text: str, terms: set[str]) -> set[int]:
    return {at for start, end in matching_spans(text, terms) for at in range(start, end)}
