"""What is offered around an open article: the file as it was read, its copies, the quote to be copied with its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.i18n import Language, Message
from index.types import Article, Span
from rag import Answer

from ..present import UNDATED, UNSOURCED, copies_line, day_of
from ..texts import ask as texts
from .markup import Html, join, tag

_COPIES = 5


@dataclass(frozen=True, slots=True)
class Around:
    """``raw``: the file as it was read is shown; ``copies``: near-duplicates that can be opened; ``foot``: what stands below."""

    raw: bool = False
    copies: tuple[Article, ...] = ()
    foot: Html | None = None


def tools_html(article: Article, span: Span | None, around: Around, language: Language, *, converted: bool) -> Html:
    """One row; nothing in it that has nothing to do. ``converted``: another script is shown than the article's."""
    tools = [
        *([_forms(article, raw=around.raw, language=language)] if article.raw != article.text else []),
        *([copy_button(cited_text(article, span.of(article.text), language), texts.COPY_CITATION, language)] if span else []),
        *([_copies(around.copies, language)] if around.copies else []),
        *([tag("span", texts.CONVERTED.in_(language))] if converted and not around.raw else []),
    ]  # fmt: skip
    return tag("div", *tools, class_="wj-tools")


def copy_button(text: str, label: Message, language: Language) -> Html:
    """Copies ``text`` as it is, and says that it did."""
    return tag(
        "button", label.in_(language), type="button", class_="wj-copy", data_copy=text,
        data_copied=texts.COPIED.in_(language), data_failed=texts.NOT_COPIED.in_(language),
    )  # fmt: skip


def cited_text(article: Article, quote: str, language: Language) -> str:
    """A quote and where it stands, to be put into a letter: as published, whatever script the page shows."""
    source = article.source or UNSOURCED.in_(language)
    day = day_of(article, language) if article.published else UNDATED.in_(language)
    named = Message(f"— {article.title}, {source}, {day}", f"——《{article.title}》，{source}，{day}").in_(language)
    return "\n".join([f"“{quote}”", named, *([article.url] if article.url else [])])


def answer_text(answer: Answer, language: Language) -> str:
    """The claims with their numbers, and below what each number stands for."""
    cited = (f"[{it.number}] {cited_text(it.article, it.quote, language)}" for it in answer.citations)
    return "\n\n".join([answer.question, answer.answer or "", *cited])


def _forms(article: Article, *, raw: bool, language: Language) -> Html:
    """Two buttons, of which one is pressed, and how many places differ."""
    buttons = [
        tag("button", label.in_(language), type="button", data_view=view, aria_pressed=str(pressed).lower())
        for view, label, pressed in (("text", texts.RESTORED, not raw), ("raw", texts.RAW, raw))
    ]
    group = tag("span", *buttons, role="group", class_="wj-forms", aria_label=texts.VERSIONS.in_(language))
    return join([group, tag("span", texts.repairs(len(article.restored.edits)).in_(language), class_="wj-repairs")])


def _copies(copies: Sequence[Article], language: Language) -> Html:
    buttons = [
        tag("button", copies_line([copy], language).partition("：" if language == "zh" else ": ")[2], type="button",
            data_view=f"copy:{copy.article_id}", title=copy.title)
        for copy in copies[:_COPIES]
    ]  # fmt: skip
    label = tag("span", texts.COPIES.in_(language))
    return tag("span", label, *(tag("span", button) for button in buttons), class_="wj-copies")
