"""An article -> its passages: whole sentences, packed up to a sensible length, within one section."""

from __future__ import annotations

import re

from .sentences import split_sentences
from .settings import Settings
from .types import Article, Passage, Section, Span

# What is indexed; the rest of an article is kept and shown, but found nowhere.
INDEXED_SECTIONS = frozenset({"title", "body", "teaser"})
# How a teaser ends: cut off, and perhaps with its date.
_CUT_OFF = re.compile(r"(?:\.\.\.|…)(?:更多)?$")
_DATE_LINE = re.compile(r"(?:^|\n)\s*\d{4}-\d{1,2}-\d{1,2}(?: \d{1,2}:\d{2}(?::\d{2})?)?$")


def cut_passages(article: Article, settings: Settings) -> tuple[Passage, ...]:
    """The passages of an article in the order of its text; ``()`` when nothing of it is indexed."""
    passages: list[Passage] = []
    for section in article.sections:
        if section.kind in INDEXED_SECTIONS:
            heading = "" if section.kind in ("teaser", "title") else article.title
            for span in _pack(article.text, section, settings):
                passages.append(Passage(article.article_id, span, section.kind, heading, span.of(article.text)))
    return tuple(passages)


def _pack(text: str, section: Section, settings: Settings) -> list[Span]:
    """Join neighbouring sentences while they fit; prefer to break where a paragraph (or a teaser) ends."""
    packed: list[Span] = []
    for sentence in split_sentences(text, section.span, settings.sentence_maximum):
        if packed and _joins(text, packed[-1], sentence, section, settings):
            packed[-1] = Span(packed[-1].start, sentence.end)
        else:
            packed.append(sentence)
    return packed


def _joins(text: str, passage: Span, sentence: Span, section: Section, settings: Settings) -> bool:
    new_paragraph = "\n" in text[passage.end : sentence.start]
    if section.kind == "teaser" and new_paragraph:
        if _DATE_LINE.search(passage.of(text)):
            return False  # the next one speaks of another article
        if _CUT_OFF.search(passage.of(text)):
            return bool(_DATE_LINE.search(sentence.of(text)))
    if new_paragraph and len(passage) >= settings.passage_minimum:
        return False
    return sentence.end - passage.start <= settings.passage_characters
