"""What a language model wrote -> plain sentences, each with the numbers of the sources that it cites.

Models write Markdown whether asked or not; bullets become items, and the rest of it goes: thoughts (<think>), headings,
fences, emphasis, links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.sentences import split_sentences
from index.types import Span

_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_THOUGHT_ENDS = re.compile(
    r"\A.*</(?:think|thinking|reasoning)>", re.DOTALL | re.IGNORECASE
)  # its start is the template's
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_HEADING = re.compile(r"^\s*#{1,6}\s|^\s*(\*\*|__)[^*_]+\1[:：]?\s*$")
_BULLET = re.compile(r"^\s*(?:[-*+•·‣]\s+|\d{1,2}[.)]\s+|\d{1,2}、|[(（]\d{1,2}[)）]\s*)")
_QUOTED_LINE = re.compile(r"^(?:\s*>)+\s?")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s[^()]*)?\)")
_EMPHASIS = re.compile(r"\*{2,}|__|~~|`+|(?<![\d\s])\*|\*(?![\d\s])")  # not 3*4
_LIST = r"\d{1,3}(?:\s*[,，、;；]\s*\d{1,3})*"
_NUMBERS = re.compile(
    rf"\s*[\[【［]\^?\s*(?:资料|來源|来源|sources?)?\s*({_LIST})\s*[\]】］]", re.IGNORECASE
)  # [1] [1, 2] 【1】 [资料1] [^1]
_SAYS_NOTHING = re.compile(
    r"未说明|未說明"
    r"|(?:资料|資料|文章|文中|材料|报道|報道|原文)[^，,。；;]{0,8}(?:没有|沒有|没|沒|未)(?:有)?(?:提到|提及|说明|說明|涉及|给出|給出|写明|明确|提供)"
    r"|\bnot (?:stated|specified|mentioned|said)\b"
    r"|\b(?:sources?|articles?|passages?|materials?) (?:do|does|did)(?: not|n't) (?:say|state|mention|specify|give|provide)",
    re.IGNORECASE,
)
_AS_FOR = re.compile(r"^(?:关于|對於|对于|至于|但|不过|as for|regarding|however)[^，,]*[，,]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Drafted:
    """A sentence that a model wrote. ``numbers``: the sources it cites, in order, each once; ``item``: it stands in a list."""

    text: str
    numbers: tuple[int, ...]
    item: bool

    @property
    def says_nothing(self) -> bool:
        """Whether it only says that something is not said (未说明), and nothing else beside."""
        rest = _AS_FOR.sub("", self.text)
        return bool(_SAYS_NOTHING.search(rest)) and not re.search(r"[，,；;]", rest)


def drafted(text: str) -> tuple[Drafted, ...]:
    """The sentences of a model's answer, in order; ``()`` where it holds none."""
    return tuple(
        sentence
        for line in without_thoughts(text).splitlines()
        if not _is_dropped(line)
        for sentence in _sentences(line)
    )


def without_thoughts(text: str) -> str:
    """``text`` without what a model thinks aloud before it answers, ended or not."""
    return _THOUGHT_ENDS.sub("", _THOUGHT.sub("", text))


def _is_dropped(line: str) -> bool:
    """Headings, fences, and lines that only lead in to what follows (…如下：)."""
    return bool(_FENCE.search(line) or _HEADING.search(line)) or line.rstrip().endswith((":", "："))


def _sentences(line: str) -> Iterator[Drafted]:
    line = _QUOTED_LINE.sub("", line)
    bullet = _BULLET.match(line)
    words = _without_marks(line[bullet.end() :] if bullet else line)
    plain, cited = _without_numbers(words)
    spans = split_sentences(plain, Span(0, len(plain))) if plain else ()
    starts = [span.start for span in spans]
    for span, end in zip(spans, [*starts[1:], len(plain)], strict=False):  # none: one end too many
        numbers = [number for at, number in cited if span.start < at <= end]
        if re.search(r"\w", span.of(plain)):
            yield Drafted(span.of(plain), tuple(dict.fromkeys(numbers)), bullet is not None)


def _without_marks(line: str) -> str:
    """``line`` without emphasis; of a link, its words (a link named by a number cites it)."""
    line = _LINK.sub(lambda link: f"[{link[1]}]" if link[1].isdecimal() else link[1], line)
    return " ".join(_EMPHASIS.sub("", line).split())


def _without_numbers(words: str) -> tuple[str, list[tuple[int, int]]]:
    """The words alone, and each number with the place in them that it stood behind."""
    plain, cited, at = "", [], 0
    for match in _NUMBERS.finditer(words):
        plain += words[at : match.start()]
        cited += [(len(plain), int(number)) for number in re.findall(r"\d+", match[1])]
        at = match.end()
    return plain + words[at:], cited
