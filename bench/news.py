"""The shared news corpus, for measuring only: none of its text is part of the repository."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
NEWS = ROOT.parent / "shared" / "data" / "corpus" / "news_zh.jsonl.gz"
TRAINING = ROOT.parent / "shared" / "data" / "train"
_NEWS_OF_TRAINING = ("crud_news", "cctv_news_title_body")
_HEAD = 14
_SEEN = 0.25
"""An article is seen when this share of its sentences begins as one of training does. By the text, 78% of the corpus is
in crud_news: such articles tell nothing of a model that was counted from it."""
_STRANGE = re.compile(r"&#?\w+;|[\ue000-\uf8ff\ufffd]")


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the corpus, as it is."""

    name: str
    text: str
    seen: bool
    """Whether news of the training data holds it; ``False`` for all where that data is not there."""

    @property
    def tidy(self) -> str:
        """The text without what a restorer takes out of clean text too: invisible characters, odd spaces."""
        shown = "".join(" " if unicodedata.category(c) == "Zs" else c for c in self.text.replace("\t", "\n").strip())
        return "".join(c for c in shown if c == "\n" or unicodedata.category(c) not in {"Cf", "Cc"})

    @property
    def is_plain(self) -> bool:
        """Whether nothing in it looks like damage of its own."""
        return not _STRANGE.search(self.text)


def read_news(seed: int) -> list[Article]:
    """All articles, shuffled by ``seed``, those that the training data has not seen first. ``[]`` without the corpus."""
    if not NEWS.is_file():
        return []
    heads = _heads_of_training()
    with gzip.open(NEWS, "rt", encoding="utf-8") as file:
        rows = map(json.loads, file)
        articles = [Article(row["id"], row["text"], _is_seen(row["text"], heads)) for row in rows]
    Random(seed).shuffle(articles)
    return sorted(articles, key=lambda article: article.seen)


def _is_seen(text: str, heads: set[str]) -> bool:
    own = _sentence_heads(text)
    return bool(own) and len(own & heads) >= _SEEN * len(own)


def _heads_of_training() -> set[str]:
    heads: set[str] = set()
    for name in _NEWS_OF_TRAINING:
        path = TRAINING / f"{name}.jsonl.gz"
        if path.is_file():
            with gzip.open(path, "rt", encoding="utf-8") as file:
                for line in file:
                    heads |= _sentence_heads(json.loads(line)["p"])
    return heads


def _sentence_heads(text: str) -> set[str]:
    sentences = "".join(text.split()).split("。")
    return {sentence[:_HEAD] for sentence in sentences if len(sentence) >= _HEAD}
