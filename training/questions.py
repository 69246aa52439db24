"""What makes a text a question without saying what it asks about: the words around the content.

Stretches of articles stand in for questions in most views, and no stretch says "what is" or 请问. These frames, written
for this, are added to them at random: the model learns that such words tell nothing about the passage, and gives them
little weight.
"""

from __future__ import annotations

import numpy as np
from tokenizers import Tokenizer

from index.fold import fold_text
from training.arrays import Ragged, encode_texts

__all__ = ["Frames"]

_SHARE = 0.6
"""Share of the texts that get a frame."""

_ENGLISH = """
what is the?|what was the?|what are the?|what were the?|what does it do?|what did they do?|which of the is?
which was the first?|who is the?|who was the?|who were?|who did?|whose is?|when did the?|when was the?|when does it?
where is the?|where was the?|where did?|where are they located?|why is the?|why did the?|why does?|how is the?
how did the?|how many are there?|how many were there in the?|how much does it?|how much was the?|how long is?
how long did it take?|how often?|how old was?|how can i?|how do i?|how does a?|can i?|can a?|is there a?|are there any?
does the?|did the?|in what year did?|in which year was?|what year?|on what date?|at what time?|in what city?|in which?
what kind of?|what type of?|what types of?|what name was given to the?|what is the name of the?|what is another name for?
what happened to?|what happened in?|what percentage of?|what number of?|what part of?|what caused?|for what reason?
according to the|tell me about|please explain|i want to know about|what do they call?|along with the, what else?
what is it called?|what is one of the?|what else?|by whom?|with whom?|from what?|to whom was it?|what can?|what must?
what should?|who can apply?|who should?|how should it be?|what has been?|have been|had been|what would?|what will?
""".replace("\n", "|")

_CHINESE = """
是什么?|什么是?|有什么?|有哪些?|包括哪些?|是哪个?|哪一个?|哪些?|是谁?|谁?|由谁?|什么时候?|何时?|在何时?|哪一年?|哪年?|几年?|几月?|在哪里?
哪里?|何处?|位于哪里?|在什么地方?|哪个国家?|哪个城市?|为什么?|为何?|原因是什么?|怎么?|怎么办?|怎样?|如何?|如何办理?|多少?|有多少?|是多少?
多少钱?|多久?|多长时间?|多大?|几个?|几种?|吗?|是不是?|是否?|能不能?|可以吗?|可不可以?|有没有?|请问|请问一下|我想问|你好,请问|想知道|的是?
具体是什么?|叫什么?|名称是什么?|名字是什么?|全称是什么?|又称什么?|被称为什么?|属于什么?|属于哪?|指的是什么?|什么意思?|做了什么?|发生了什么?
主要内容是什么?|有什么作用?|有什么特点?|有何?|是何?|何谓?|呢?|要怎么申请?|谁可以申请?|需要什么?|需要哪些?|应该怎么?|会怎么样?|怎么回事?
""".replace("\n", "|")


class Frames:
    """Question words in one language, as token ids."""

    def __init__(self, tokenizer: Tokenizer, *, english: bool) -> None:
        texts = [fold_text(text) for text in (_ENGLISH if english else _CHINESE).split("|") if text]
        self._frames = encode_texts(tokenizer, texts, 32)

    def around(self, texts: Ragged, random: np.random.Generator) -> Ragged:
        """``texts``, six in ten of them followed by the words of a random frame."""
        size = len(texts)
        picks = random.integers(0, len(self._frames), size)
        length = np.where(random.random(size) < _SHARE, self._frames.lengths[picks], 0)
        both = Ragged(np.concatenate([texts.ids, self._frames.ids]), np.empty(0, np.int64))
        begin = np.stack([texts.starts[:-1], len(texts.ids) + self._frames.starts[picks]], axis=1)
        lengths = np.stack([texts.lengths, length], axis=1)
        joined = both.spans(begin.ravel(), lengths.ravel())
        return Ragged(joined.ids, joined.starts[::2])
