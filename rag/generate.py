"""A language model writes the answer from the extractive answer's evidence; what it writes is checked, sentence by sentence.

The model is a stranger: it may make things up, and the articles, which come from the web, may have told it to. So nothing
of it is believed. Each sentence is tied to exact quotes (`rag/attribute.py`) and checked against them (`rag/verify.py`);
what they don't carry is struck. Where nothing is left, or the model fails, the extractive answer stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from index.errors import WriterFailed
from index.i18n import Message

from .answer import Found
from .attribute import Place, attributed, is_across, nearness
from .chat import Writer
from .cite import Citations
from .draft import Drafted, drafted
from .prompts import messages
from .query import Question
from .retrieve import Passages
from .sources import Source, sources_of
from .types import Citation, Claim, Hit, Struck
from .verify import faults

NEAR_ENOUGH = 0.38
"""The least nearness of a sentence to quotes in another language, whose words can't be compared. On the seeds, honest English
sentences have 0.381 to 0.676 to the sentence that carries them, 93% of the other sentences less than this, and 11 of 12
made-up ones less to whatever is nearest (tests/rag/test_attribute.py)."""
OnText = Callable[[str], None]

_STANDS = Message(" So the answer is in the articles' own words.", "因此以下回答直接引用原文。")
_NO_SOURCE = Message("it cites no source that is there", "它标注的资料并不存在")
_FAR = Message("its quotes speak of something else", "引文说的是另一回事")


def write(
    question: Question, found: Found, hits: Sequence[Hit], passages: Passages, writer: Writer, on_text: OnText | None
) -> Found:
    """``found``, written by ``writer`` from its citations and the other ``hits``; a refusal as it is, unasked.

    ``on_text`` gets each piece as it is written, unchecked; what it raises passes through. Where the model fails, or no
    sentence of it is carried, the claims stay those of ``found``, with a note that says why.
    """
    if found.refusal is not None:
        return found
    sources = sources_of(question, found, hits)
    try:
        text = _streamed(writer, question, sources, on_text)
    except WriterFailed as error:
        return _standing(found, error.message)
    return _checked(found, drafted(text), sources, passages, writer.name)


def _streamed(writer: Writer, question: Question, sources: Sequence[Source], on_text: OnText | None) -> str:
    text = ""
    for piece in writer.stream(messages(question, sources)):
        text += piece
        if on_text:
            on_text(piece)
    return text


def _checked(
    found: Found, sentences: Sequence[Drafted], sources: Sequence[Source], passages: Passages, name: str
) -> Found:
    """The sentences as claims, struck ones and notes; ``found`` with those notes and struck ones where no claim is left."""
    claims: list[Claim] = []
    struck: list[Struck] = []
    unsaid: list[Message] = []
    citations = Citations()
    for sentence in sentences:
        if sentence.says_nothing:
            unsaid.append(_unsaid(sentence.text))
            continue
        places = attributed(sentence, sources, passages)
        reason = _fault(sentence, places, passages)
        if reason:
            struck.append(Struck(sentence.text, reason, len(claims)))
        else:
            numbers = tuple(citations.cite(place.article, place.span) for place in places)
            claims.append(Claim(sentence.text, numbers, item=sentence.item))
    if not claims:
        why = Message(f"The language model {name} wrote nothing that the quotes carry.",
                      f"语言模型 {name} 写的内容没有引文支持。")  # fmt: skip
        late = tuple(replace(it, after=len(found.claims)) for it in struck)
        return replace(_standing(found, why), struck=(*found.struck, *late))
    return Found(
        tuple(claims), citations.all(), form="list" if any(claim.item for claim in claims) else "text",
        notes=tuple(dict.fromkeys([*found.notes, *unsaid])), model=name, struck=tuple(struck),
    )  # fmt: skip


def _fault(sentence: Drafted, places: Sequence[Place], passages: Passages) -> Message | None:
    """Why the places don't carry the sentence; ``None``: they do."""
    if not places:
        return _NO_SOURCE
    claim, quoted = _quoting(sentence, places)
    found = faults(claim, quoted)
    if found:
        return found[0].message
    texts = [place.text for place in places]
    if is_across(sentence.text, texts) and nearness(sentence.text, texts, passages) < NEAR_ENOUGH:
        return _FAR
    return None


def _quoting(sentence: Drafted, places: Sequence[Place]) -> tuple[Claim, tuple[Citation, ...]]:
    """The sentence as a claim of its own, to be checked: with the citations 1, 2, ..."""
    citations = Citations()
    numbers = tuple(citations.cite(place.article, place.span) for place in places)
    return Claim(sentence.text, numbers), citations.all()


def _unsaid(text: str) -> Message:
    return Message(f"The language model finds: {text}", f"语言模型认为：{text}")


def _standing(found: Found, why: Message) -> Found:
    """The extractive answer, and why it stands."""
    return replace(found, notes=(*found.notes, Message(why.en + _STANDS.en, why.zh + _STANDS.zh)))
