"""Questions made by rule: a sentence that tells a number, a date, a list, a duty or a reason, turned into what asks for it.

There are few pairs of a Chinese question and its passage. A sentence of a law with its number taken out and 多少 put in
its place is a fair question about the passage that it stands in. Where the law has an official translation, the English
sentence is turned in the same way and asks about the Chinese passage.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

__all__ = ["chinese_questions", "english_questions", "questions_of"]

_SENTENCES = re.compile(r"[^。;；\n]{8,90}[。;；]?")
_ENGLISH_SENTENCES = re.compile(r"[^.;:\n]{30,260}[.;]?")
_NUMBER = r"(?:\d[\d.,]*|[一二三四五六七八九十百千万两]{1,7})"
_UNITS = "日|天|年|个月|周|小时|万元|亿元|元|倍|人|名|岁|平方米|公里|千米|米|公斤|吨|次|个百分点|级|分"

# (what a sentence must hold, what takes its place); the first group stands before it, the second behind.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"自?{_NUMBER}年 ?{_NUMBER}月(?: ?{_NUMBER}日)?"), "什么时候"),
    (re.compile(r"(?<!\d)[12]\d{3}年"), "哪一年"),
    (re.compile(rf"百分之{_NUMBER}|{_NUMBER}%"), "多少比例"),
    (re.compile(rf"{_NUMBER}(?P<unit>{_UNITS})(?:以上|以下|以内|以前|内|前)*"), "多少{unit}"),
    (re.compile(r"由[^,，。;；]{2,18}(?=负责|制定|规定|批准|决定|处理|责令|组织|核定|公告|定)"), "由谁"),
    (re.compile(r"(?:包括|分为|如下|下列)[^。;；]*[：:]?.*"), "包括哪些?"),
    (re.compile(r"(?:应当|应于|应由|应予|必须|不得|可以|得[以由依向])[^,，。;；]{4,}[。;；]?$"), "应该怎么办?"),
    (re.compile(r"^为了?[^,，。;；]{4,}[,，]"), "为什么"),
)
_ENGLISH_NUMBER = r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|ten|fifteen|twenty|thirty|sixty|ninety)"
_ENGLISH_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"{_ENGLISH_NUMBER} ?(?:percent|per cent|%)"), "what percentage"),
    (
        re.compile(rf"(?:within |no more than |at least )?{_ENGLISH_NUMBER} (?P<unit>days|months|years|hours)"),
        "how many {unit}",
    ),
    (re.compile(rf"(?:nt\$|ntd|nt)? ?{_ENGLISH_NUMBER} (?:dollars|million|thousand)?"), "how much"),
    (re.compile(r"(?:shall|must|may) be \w+ed by the [a-z ]{4,40}"), "by whom"),
    (re.compile(r"(?:the following|as follows).*"), "which"),
    (re.compile(r"(?:shall|must|may not|may) .*"), "what must be done"),
)
_PER_PASSAGE = 3
_LEAST = 10
"""Characters that must be left of a sentence: fewer ask about anything."""


def chinese_questions(passage: str) -> Iterator[str]:
    """Folded ``passage`` -> the questions that its sentences answer, one a sentence at most."""
    for sentence in _SENTENCES.findall(passage):
        yield from _turned(sentence, _RULES)


def english_questions(text: str) -> Iterator[str]:
    """The same for a folded English ``text``."""
    for sentence in _ENGLISH_SENTENCES.findall(text):
        yield from _turned(sentence, _ENGLISH_RULES)


def _turned(sentence: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> Iterator[str]:
    for pattern, asks in rules:
        if match := pattern.search(sentence):
            words = asks.format(**{name: text or "" for name, text in match.groupdict().items()})
            question = f"{sentence[: match.start()]} {words} {sentence[match.end() :]}".strip()
            if len(question) - len(words) >= _LEAST:
                yield question
            return


def questions_of(pairs: Iterable[tuple[str, str]], *, english: bool) -> Iterator[tuple[str, str]]:
    """(question, passage) from (query, passage) ``pairs``; asked in English of the query's sentences, if ``english``.

    At most three a passage, evenly spread over its sentences.
    """
    for query, passage in pairs:
        made = list(english_questions(query) if english else chinese_questions(passage))
        for question in made[:: max(1, -(-len(made) // _PER_PASSAGE))]:
            yield question, passage
