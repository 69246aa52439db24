"""Sentences of an article that speak to a language model instead of a reader: 忽略以上指令, ignore previous instructions.

Whoever writes such a thing wants a model to say something, and writes that something down beside it, where it would carry
itself as a quote. So such sentences carry nothing. A list of what is usual, no proof against what isn't; an article that
just tells a lie is not found here or anywhere.
"""

from __future__ import annotations

import re

from index.fold import fold_text
from index.sentences import split_sentences
from index.types import Span

_ORDER = re.compile(
    r"(?:忽略|无视|忘记|忘掉|抛开|不要?理会|不要?遵守|覆盖)[^。!?]{0,12}(?:指令|指示|提示|规则|命令|设定|上文|前文)"
    r"|(?:系统提示词?|system\s*prompt)\s*[:：]"
    r"|(?:现在)?你(?:现在)?(?:是|扮演)[^。!?]{0,10}(?:助手|助理|语言模型|机器人|\bai\b)"
    r"|\b(?:ignore|disregard|forget|override)\b[^.!?]{0,40}\b(?:instructions?|prompts?|rules|context|above|previous)\b"
    r"|\byou are (?:now )?an? (?:\w+ ){0,2}(?:assistant|ai|language model|chatbot)\b"
    r"|<\|?(?:im_start|im_end|system|user|assistant)\|?>|\[/?inst\]",
    re.IGNORECASE,
)


def reporting_sentences(text: str, within: Span) -> list[Span]:
    """The sentences of ``text`` in the stretch ``within``, without those that give a model orders and what follows them
    in the same line; ``[]`` for none.
    """
    kept: list[Span] = []
    ordered, before = False, within.start
    for span in split_sentences(text, within):
        ordered = ordered and "\n" not in text[before : span.start]
        ordered = ordered or bool(_ORDER.search(fold_text(span.of(text))))
        if not ordered:
            kept.append(span)
        before = span.end
    return kept
