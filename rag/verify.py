"""Nothing is shown that its quotes don't carry: each claim against the quotes it cites, before anyone reads it.

A claim is an article's own words, and then it must stand in a quote, whole (`rag/stretch.py`); or a sentence that a
language model wrote over quotes, and then its numbers (`rag/quantities.py`), dates (`rag/days.py`), names
(`rag/named.py`), negations (`rag/polarity.py`) and words are looked up in them, in a form that is the same for either
script and for English (`rag/comparable.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from index.dates import YEAR
from index.errors import ArticleUnknown
from index.fold import fold_text, is_whole
from index.folded import Folded
from index.i18n import Message
from index.terms import is_latin
from index.types import Article

from . import days, quantities
from .comparable import comparable
from .dates import counted_from, years_in
from .named import missing_names
from .polarity import opposed
from .quantities import Quantity
from .stretch import cut_by
from .types import Citation, Claim
from .wording import is_in_words_of

FaultKind = Literal["citation", "number", "date", "amount", "name", "negation", "unsupported"]

_MESSAGES: dict[FaultKind, Message] = {
    "citation": Message("the citation {} does not stand in its article", "引文{}与文章原文不符"),
    "number": Message("the number {} is not in the quotes", "引文中没有数字“{}”"),
    "date": Message("the date {} is not in the quotes", "引文中没有日期“{}”"),
    "amount": Message("the amount {} is not in the quotes", "引文中没有金额“{}”"),
    "name": Message("{} is not named in the quotes", "引文中没有提到“{}”"),
    "negation": Message("the quotes say the opposite of {}", "引文的意思与“{}”相反"),
    "unsupported": Message("the quotes do not say this", "引文中没有这样说"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a claim is not carried; ``what``: the piece of the claim (``""``: the whole)."""

    kind: FaultKind
    what: str

    @property
    def message(self) -> Message:
        """What is wrong, for people; it names the piece."""
        if self.kind == "negation" and not self.what:
            return Message("the quotes say the opposite", "引文的意思与此相反")
        message = _MESSAGES[self.kind]
        return Message(message.en.format(self.what), message.zh.format(self.what))


def faults(
    claim: Claim, citations: Sequence[Citation], articles: Callable[[str], Article] | None = None
) -> tuple[Fault, ...]:
    """What of ``claim`` its citations don't carry; ``()``: nothing, it may be shown.

    Each citation that it names must be among ``citations`` and stand at its place: in its article or, where ``articles``
    fetches one anew by its id (raising ``ArticleUnknown``), in that one; its raw span, too. The words are then checked as
    :func:`faults_of_text` does, with the titles, days and districts of the articles cited as context.
    """
    cited = {citation.number: citation for citation in citations}
    broken = [
        Fault("citation", f"[{number}]")
        for number in claim.citations
        if number not in cited or not _stands(cited[number], articles)
    ]
    if broken:
        return tuple(broken)
    named = [cited[number] for number in claim.citations]
    return _faults(claim.text, [citation.quote for citation in named], lambda: "\n".join(map(_beside, named)))


def faults_of_text(text: str, quotes: Sequence[str], context: str = "") -> tuple[Fault, ...]:
    """What of the words ``text`` the ``quotes`` don't carry; ``()``: nothing. No quotes carry nothing.

    ``context``: what need not be proved but may be used (titles and dates of the cited articles). A stretch of one quote, in
    either script, is carried unless it cuts a number or leaves out a negation. Of anything else every number, date, amount,
    name and negation must be the quotes'. The words of a Chinese claim over Chinese quotes must be theirs for the most part
    (`rag/wording.py`); across languages words can't be compared: the caller checks by vectors whether such a claim is near.
    Romanised names of an English claim are left, but for districts (`rag/named.py`).
    """
    return _faults(text, quotes, lambda: context)


def _faults(text: str, quotes: Sequence[str], context: Callable[[], str]) -> tuple[Fault, ...]:
    text = text.strip()
    if not quotes or not re.search(r"\w", text) or not is_whole(text):
        return (Fault("unsupported", ""),)
    if (cut := _as_stretch(text, quotes)) is not None:
        return cut
    claim, theirs = comparable(text), [comparable(quote).text for quote in quotes]
    if (cut := _as_stretch(claim.text, theirs)) is not None:
        return cut
    return tuple(dict.fromkeys(_compared(text, claim, theirs, comparable(context()).text)))


def _as_stretch(text: str, quotes: Sequence[str]) -> tuple[Fault, ...] | None:
    """The faults of a text that is a stretch of one of ``quotes``: none, where it is whole in any; ``None``: it is none."""
    bare = text.rstrip("。.!！;；,， ") or text  # whoever quotes a part ends it himself
    first: tuple[Fault, ...] | None = None
    for quote in quotes:
        at = quote.find(bare)
        while at >= 0:
            cut = cut_by(quote, at, at + len(bare))
            if cut is None:
                return ()
            first = first or (Fault(cut.kind, cut.what),)
            at = quote.find(bare, at + 1)
    return first


def _stands(citation: Citation, articles: Callable[[str], Article] | None) -> bool:
    """Whether a citation's quote still is what its article says at its place, and its raw span the place in the file."""
    try:
        article = articles(citation.article_id) if articles else citation.article
    except ArticleUnknown:
        return False
    return (
        citation.end <= len(article.text)
        and citation.span.of(article.text) == citation.quote
        and citation.raw_end <= len(article.raw)
        and article.raw_span(citation.span) == citation.raw_span
    )


def _beside(citation: Citation) -> str:
    """What is shown beside a quote: title, day, source, districts; and the years that its 今年 and 去年 are."""
    published = (citation.published or "")[:10]
    lines = [citation.title, published, citation.source or "", "、".join(citation.district)]
    if re.fullmatch(rf"{YEAR}-\d\d-\d\d", published):
        said = counted_from(date.fromisoformat(published), fold_text(citation.quote))
        lines += [f"{year}年" for year in years_in(said)]
    return "\n".join(lines)


def _compared(text: str, claim: Folded, quotes: Sequence[str], context: str) -> Iterator[Fault]:
    """The faults of a claim that is no stretch of its quotes; it and they in the form that is compared."""
    form = claim.text
    same_language = all(is_latin(form) == is_latin(quote) for quote in quotes)
    for kind, start, end in _numbers(form, quotes, context):
        yield Fault(kind, _written(text, claim, start, end))
    for name in missing_names(form, "\n".join((*quotes, context))):
        at = form.find(name)  # a district's pinyin was read as its Chinese name
        yield Fault("name", _written(text, claim, at, at + len(name)) if at >= 0 else name)
    for start, end in opposed(form, quotes, same_language=same_language):
        yield Fault("negation", _written(text, claim, start, end))
    if same_language and not is_latin(form) and not is_in_words_of(form, quotes, context):
        yield Fault("unsupported", "")


def _written(text: str, claim: Folded, start: int, end: int) -> str:
    """What stands in the claim, as it is written there; ``""`` for no place."""
    if start >= end:
        return ""
    first, last = claim.source_span(start, end)
    return text[first:last].strip()


def _numbers(form: str, quotes: Sequence[str], context: str) -> Iterator[tuple[FaultKind, int, int]]:
    """The dates, numbers and amounts of a claim that no quote has: kind and place in ``form``."""
    said, beside = [day for quote in quotes for day in days.days_in(quote)], days.days_in(context)
    for day in days.days_in(form):
        if not days.is_carried(day, said, beside):
            yield "date", day.start, day.end
    years = days.years_of(said, beside)
    claim, undated = _undated(form), [_undated(quote) for quote in quotes]
    counted = [it for text in (*undated, _undated(context)) for it in quantities.quantities_in(text, numerals=True)]
    for it in quantities.quantities_in(claim):
        is_year = not it.unit and re.fullmatch(YEAR, form[it.start : it.end].strip()) is not None
        if is_year and int(it.value) in years:
            continue
        if not quantities.is_carried(it, counted) or quantities.is_displaced(it, claim, undated):
            yield _kind(it, is_year), it.start, it.end
    for start, end in quantities.other_periods(claim, undated):
        yield "number", start, end


def _kind(quantity: Quantity, is_year: bool) -> FaultKind:
    if quantity.unit in quantities.MONEY:
        return "amount"
    return "date" if is_year else "number"


def _undated(form: str) -> str:
    """``form`` with its dates blanked, at the same length."""
    for day in days.days_in(form):
        form = form[: day.start] + "\x01" * (day.end - day.start) + form[day.end :]
    return form
