"""The character model that judges repairs (`index/restore/ngrams.py`): ``python -m training.ngrams --data FOLDER``.

Counts single characters, pairs and triples over the Chinese side of the training files and within the words of jieba's
dictionary (MIT), Traditional and Simplified forms taken as one, the end of a line as a stop; and keeps what was seen often
enough for the file to stay under 4 MB.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import jieba
import numpy as np
from numpy.typing import NDArray

from index.fold import to_simplified
from index.restore.ngrams import BITS, MODEL, UNKNOWN, Floats, Ids, NgramModel, save_ngrams
from training.sources import VARIANTS, sources_of

_HAN = (0x3400, 0xA000)
_ENDED = re.compile("([。！？!?；;”])?[\r\n]+")
"""The end of a line stands for a stop, but where one is there already."""
_SIGN = ord("*")  # what stands for all other signs of ASCII
_PUNCTUATION = "。，、；：？！“”‘’（）《》【】—…·%"
_APART = "\x01"  # between words: a character that no count takes in
_START_SHARE = 0.03
_WORD_SHARE, _WORD_LEAST, _WORD_MOST = 0.5, 3, 3000
"""How often a word of the dictionary is counted: half of its own count there, within these (0.2 to 1 tried)."""


def count_ngrams(texts: Iterable[str], least_pair: int, least_triple: int) -> NgramModel:
    """The model of ``texts``; pairs and triples seen less often than these are left out."""
    joined = _ENDED.sub(lambda end: end[1] or "\n", "\n".join(texts))
    points = np.frombuffer(joined.encode("utf-32-le", "replace"), dtype="<u4")
    alphabet = _alphabet(points)
    ids = alphabet[np.minimum(points, len(alphabet) - 1)].astype(np.int64)
    singles = np.bincount(ids).astype(np.float64)
    singles[UNKNOWN] = 0
    known = (ids[:-1] != UNKNOWN) & (ids[1:] != UNKNOWN)
    pairs, pair_counts = _frequent((ids[:-1] << BITS | ids[1:])[known], least_pair)
    places = np.minimum(np.searchsorted(pairs, ids[:-2] << BITS | ids[1:-1]), len(pairs) - 1)
    kept = (pairs[places] == (ids[:-2] << BITS | ids[1:-1])) & (ids[2:] != UNKNOWN)
    triples, triple_counts = _frequent((places << BITS | ids[2:])[kept], least_triple)
    return NgramModel(alphabet, singles, pairs, pair_counts, triples, triple_counts, float(singles.sum()))


def _alphabet(points: NDArray[np.uint32]) -> NDArray[np.uint16]:
    """The id of every code point, commonest character first."""
    forms = np.arange(0x10000, dtype=np.uint32)
    for point in range(0x10000):
        if not 0xD800 <= point < 0xE000:
            forms[point] = _form(chr(point))
    seen = forms[points[points < 0x10000]]
    counts = np.bincount(seen, minlength=0x10000).astype(np.float64)
    counts[0] = 0
    commonest = np.lexsort((np.arange(0x10000), -counts))[: (1 << BITS) - 1]
    commonest = commonest[counts[commonest] > 0]
    numbers = np.zeros(0x10000, dtype=np.uint16)
    numbers[commonest] = np.arange(1, len(commonest) + 1)
    return numbers[forms]


def _form(character: str) -> int:
    """The code point that stands for ``character``; 0 for one that is no text."""
    folded = to_simplified(character) if _HAN[0] <= ord(character) < _HAN[1] else character
    if len(folded) == 1 and _HAN[0] <= ord(folded) < _HAN[1]:
        return ord(folded)
    wide = chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character
    if wide in _PUNCTUATION or character in _PUNCTUATION:
        return ord(wide)
    if character in "\r\n":
        return ord("。")
    if "!" <= character <= "~" and not character.isalnum():
        return _SIGN
    if character.isdigit():
        return ord("0")
    return ord("a") if character.isalpha() and ord(character) < 0x250 else 0


def _frequent(keys: Ids, least: int) -> tuple[Ids, Floats]:
    distinct, counts = np.unique(keys, return_counts=True)
    kept = counts >= least
    return distinct[kept], counts[kept].astype(np.float64)


def _texts(data: Path, variant: str) -> Iterator[str]:
    for source in sources_of(variant):
        with gzip.open(data / f"{source.file}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if variant != "open" or not source.dropped_prefix or not row["src"].startswith(source.dropped_prefix):
                    yield from (
                        text for text in (row["q"], row["p"]) if any("\u4e00" <= c < "\ua000" for c in text[:50])
                    )


def _words() -> Iterator[str]:
    jieba.setLogLevel(60)
    jieba.initialize()
    for word, count in sorted(jieba.dt.FREQ.items()):
        if count and len(word) > 1:
            yield (_APART + word) * min(round(_WORD_SHARE * count) + _WORD_LEAST, _WORD_MOST)
            yield ("。" + word + _APART) * min(round(_START_SHARE * count), _WORD_MOST)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.ngrams", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--variant", choices=VARIANTS, default="open")
    parser.add_argument("--pairs", type=int, default=2, metavar="N", help="pairs seen less often are left out")
    parser.add_argument("--triples", type=int, default=3, metavar="N", help="triples seen less often are left out")
    parser.add_argument("--out", type=Path, default=MODEL)
    options = parser.parse_args()
    model = count_ngrams(chain(_texts(options.data, options.variant), _words()), options.pairs, options.triples)
    save_ngrams(options.out, model)
    print(f"{options.out}: {options.out.stat().st_size} bytes, {len(model.singles) - 1} characters, "
          f"{len(model.pairs)} pairs, {len(model.triples)} triples")  # fmt: skip


if __name__ == "__main__":
    main()
