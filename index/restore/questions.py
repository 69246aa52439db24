"""Whether a clause asks something: a question mark behind it is then a question mark, and no lost character."""

from __future__ import annotations

import re

_ASKS = re.compile(
    r"什[么麼]|啥|[谁誰哪孰豈岂怎]|(?<!任)何|[几幾](?!乎)|多(?:少|大|久|高|[长長远遠])|[是能可会會]否|([\u3400-\u9fff]{1,2})[不没沒]\1"
    r"|[吗嗎呢么麼吧嘛啊呀乎歟耶咩未]$"
)
_CLAUSE_ENDS = re.compile("[。，,；;！!]")


def asks(text: str) -> bool:
    """Whether a word for a question stands in the last clause of ``text``, or 去不去."""
    return bool(_ASKS.search(_CLAUSE_ENDS.split(text)[-1]))
