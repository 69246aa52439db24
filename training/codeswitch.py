"""Sentences put into the other language word by word.

There are few pairs of an English question and a Chinese passage. A bag of words doesn't mind word order, so a Chinese
sentence with every word replaced by a gloss of CC-CEDICT is a fair English question about its own passage
(code-switching: Qin et al., "CoSDA-ML", IJCAI 2020, https://arxiv.org/abs/2006.06402).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

import numpy as np
from tokenizers import Tokenizer

from training.arrays import Offsets, Ragged

__all__ = ["Lexicon", "build_lexicons", "glosses_of", "near_words"]

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_SKIPPED = re.compile(r"^(variant of|old variant|see |used in|abbr|classifier|cl:|surname|particle|\(?idiom)")
_LEAD = re.compile(r"^(to be|to|a|an|the|of|be) ")
_MOST_WORDS = 4
_MOST_CHOICES = 5
_MOST_WORDS_OF_A_GLOSS = 8
"""A gloss that more Chinese words share ("to go") says too little to make them near."""


def glosses_of(explanation: str) -> list[str]:
    """The short translations in a dictionary's folded ``explanation``: brackets, "to" and articles taken off."""
    found: list[str] = []
    for gloss in re.split(r"[;/]", _BRACKETS.sub(" ", explanation)):
        text = " ".join(gloss.split())
        if _SKIPPED.match(text):
            continue
        text = _LEAD.sub("", text).split(",")[0].strip()
        if text and len(text.split()) <= _MOST_WORDS:
            found.append(text)
    return found


class Lexicon:
    """For every token, up to five stretches of tokens in the other language; none means that the token is dropped."""

    def __init__(self, choices: list[list[list[int]]]) -> None:
        """``choices[t]``: the translations of token t, each a list of token ids."""
        flat = [choice for token in choices for choice in token]
        lengths = np.array([len(choice) for choice in flat], np.int64)
        starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        self._translations = Ragged(np.array([i for choice in flat for i in choice], np.int32), starts)
        self._count = np.array([len(token) for token in choices], np.int64)
        self._first = np.concatenate([[0], np.cumsum(self._count)])[:-1]

    def translate(self, texts: Ragged, random: np.random.Generator) -> Ragged:
        """Every token replaced by one of its translations, drawn evenly; rows keep their order."""
        count = self._count[texts.ids]
        known = texts.keep(count > 0)
        picks = self._first[known.ids] + (random.random(len(known.ids)) * self._count[known.ids]).astype(np.int64)
        begin = self._translations.starts[picks]
        spans = self._translations.spans(begin, self._translations.starts[picks + 1] - begin)
        return Ragged(spans.ids, spans.starts[known.starts])

    def covered(self, texts: Ragged) -> Offsets:
        """Tokens of each row that have a translation, int64 (rows,)."""
        return texts.keep(self._count[texts.ids] > 0).lengths


def build_lexicons(tokenizer: Tokenizer, entries: Iterable[tuple[str, str]]) -> tuple[Lexicon, Lexicon]:
    """(Chinese to English, English to Chinese) from folded (Chinese, English) ``entries``; rest as it stands."""
    size = tokenizer.get_vocab_size()
    forth: dict[int, list[list[int]]] = defaultdict(list)
    back: dict[int, list[list[int]]] = defaultdict(list)
    for chinese, english in entries:
        zh, en = (tokenizer.encode(text, add_special_tokens=False).ids for text in (chinese, english))
        if len(zh) == 1 and len(forth[zh[0]]) < _MOST_CHOICES and en not in forth[zh[0]]:
            forth[zh[0]].append(en)
        if len(en) == 1 and zh not in back[en[0]]:
            back[en[0]].append(zh)
    tokens = [tokenizer.id_to_token(index) or "<unk>" for index in range(size)]
    for index, token in enumerate(tokens):
        if token.isdigit():
            forth[index] = back[index] = [[index]]
        back[index].sort(key=lambda choice: (len(choice), choice))  # ids follow frequency: common words first
        if "a" <= token[-1] <= "z":
            forth[index] = [[index]]
    return (
        Lexicon([forth[i] for i in range(size)]),
        Lexicon([back[i][:_MOST_CHOICES] for i in range(size)]),
    )


def near_words(tokenizer: Tokenizer, entries: Iterable[tuple[str, str]]) -> Lexicon:
    """Chinese to Chinese: 津贴 or 补助 for 补贴, words that share a gloss in folded (Chinese, English) ``entries``.

    A token is among its own choices, so that some words of a text stay; one without near words is the only choice.
    """
    size = tokenizer.get_vocab_size()
    words: dict[str, dict[int, None]] = defaultdict(dict)
    for chinese, gloss in entries:
        ids = tokenizer.encode(chinese, add_special_tokens=False).ids
        if len(ids) == 1 and len(chinese) > 1:
            words[gloss][ids[0]] = None
    shared: dict[int, Counter[int]] = defaultdict(Counter)
    for same in words.values():
        if len(same) <= _MOST_WORDS_OF_A_GLOSS:
            for word in same:
                shared[word].update(other for other in same if other != word)
    choices = [[[index]] for index in range(size)]
    for word, counts in shared.items():
        nearest = sorted(counts, key=lambda other: (-counts[other], other))[: _MOST_CHOICES - 1]
        choices[word] += [[other] for other in nearest]
    return Lexicon(choices)
