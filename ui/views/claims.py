"""Claims as HTML: paragraphs and lists, parts below their headings, or a table with a column for each group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from index.i18n import Language
from rag import Answer, Claim, Struck

from ..present import in_english, marked_pieces
from ..texts import page as texts
from .markup import Html, join, tag
from .reader import script_of
from .shown import AS_PUBLISHED, Shown


@dataclass(frozen=True, slots=True)
class _Line:
    """A claim or a struck sentence as finished HTML, and where it belongs; ``group``: as it is to be shown."""

    inner: Html
    kind: str  # its class
    script: str
    item: bool = False
    group: str = ""

    def html(self) -> Html:
        return tag("li" if self.item else "p", self.inner, class_=self.kind, lang=self.script)


def claims_html(turn: int, answer: Answer, language: Language, shown: Shown = AS_PUBLISHED) -> list[Html]:
    """What the answer says, struck sentences at their place; of a refusal only those, of one without any nothing."""
    lines = _lines(turn, answer, language, shown)
    if answer.form == "table":
        runs = ((bool(grouped), list(run)) for grouped, run in groupby(lines, key=lambda line: line.group != ""))
        return [html for grouped, run in runs for html in ([_table(run, language)] if grouped else _flow(run))]
    parts = groupby(lines, key=lambda line: line.group)
    return [html for group, run in parts for html in ([_part(group, run)] if group else _flow(run))]


def number_button(turn: int, number: int, title: str, language: Language) -> Html:
    """The number that opens a citation; ``title`` is its article's."""
    label = texts.citation_label(number, title).in_(language)
    return tag(
        "button", f"[{number}]", type="button", class_="wj-cite", data_open=f"{turn}-{number}", title=title,
        aria_label=label,
    )  # fmt: skip


def _lines(turn: int, answer: Answer, language: Language, shown: Shown) -> Iterator[_Line]:
    titles = {citation.number: shown.text(citation.title) for citation in answer.citations}
    last = len(answer.claims)
    for position in range(last + 1):
        before = answer.claims[position - 1] if position else None
        for struck in answer.struck:
            if min(struck.after, last) == position:
                yield _struck(struck, before, language)
        if position < last:
            yield _claim(turn, answer.claims[position], titles, language, shown)


def _claim(turn: int, claim: Claim, titles: Mapping[int, str], language: Language, shown: Shown) -> _Line:
    cut = list(marked_pieces(claim))
    drawn = zip(shown.pieces([piece for piece, _ in cut]), (marked for _, marked in cut), strict=True)
    pieces = (tag("mark", piece, class_="wj-mark") if marked else piece for piece, marked in drawn)
    numbers = (number_button(turn, number, titles[number], language) for number in claim.citations)
    inner = join([tag("span", *pieces, data_original=shown.original(claim.text)), *numbers])
    group = shown.text(claim.group) if language == "zh" else in_english(claim.group)
    return _Line(inner, "wj-claim", shown.lang(claim.text), claim.item, group)


def _struck(struck: Struck, before: Claim | None, language: Language) -> _Line:
    """It belongs where the claim before it does. Screen readers pass over ``<s>``, so words say it to them."""
    inner = join(
        [
            tag("span", texts.STRUCK.in_(language), class_="wj-unseen"),
            tag("s", struck.text),
            " ",
            tag("small", struck.reason.in_(language), lang=language),
        ]
    )
    script = script_of(struck.text)
    return _Line(inner, "wj-struck", script, before.item, before.group) if before else _Line(inner, "wj-struck", script)


def _flow(lines: Iterable[_Line]) -> list[Html]:
    """One below the other, consecutive items as one list."""
    flow: list[Html] = []
    for item, run in groupby(lines, key=lambda line: line.item):
        drawn = [line.html() for line in run]
        flow += [tag("ul", *drawn, class_="wj-items")] if item else drawn
    return flow


def _part(group: str, lines: Iterable[_Line]) -> Html:
    heading = tag("h3", group, class_="wj-group", lang=script_of(group))
    return tag("section", heading, *_flow(lines), class_="wj-part")


def _table(lines: Sequence[_Line], language: Language) -> Html:
    """One row: claims of different groups do not answer to each other line by line.

    The roles say again what the elements do, since a page may draw them as blocks (`page.css`), and browsers then forget.
    """
    groups = list(dict.fromkeys(line.group for line in lines))
    heads = [tag("th", group, scope="col", role="columnheader", lang=script_of(group)) for group in groups]
    cells = [
        tag("td", *_flow(line for line in lines if line.group == group), role="cell", data_group=group)
        for group in groups
    ]
    return tag(
        "table",
        tag("caption", texts.side_by_side(groups).in_(language), class_="wj-unseen"),
        tag("thead", tag("tr", *heads, role="row"), role="rowgroup"),
        tag("tbody", tag("tr", *cells, role="row"), role="rowgroup"),
        class_="wj-table",
        role="table",
    )
