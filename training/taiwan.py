"""Taiwan's words and the mainland's for the same things: ``python -m training.taiwan`` writes them for `index/fold.py`.

OpenCC's ``s2twp`` turns 软件 into 軟體, and ``t2s`` makes 软体 of that, which matches nothing. Its dictionaries of such
words (TWPhrases, TWPhrasesRev; Apache-2.0) are read here, both sides are simplified, words that stand for one another
are joined into classes, and every word of a class folds to one of the mainland's: the commonest in jieba's dictionary.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import jieba
import opencc

from index.fold import FOLDING, to_simplified

__all__ = ["dictionary_entries", "folding_words"]

_COMMON = 50
_LONGEST = 4
_PACKAGE = Path(opencc.__file__).parent / "clib"


def folding_words() -> dict[str, str]:
    """Folded word -> the word that it becomes, by word.

    What words become stands there too, for itself: the longest match wins, so 乌兹别克 -> 乌兹别克斯坦 lets a 斯坦 stand.
    And so do the words of :func:`_guards`, and the pairs of :func:`_straddled`.
    """
    jieba.initialize()
    pairs = sorted(
        {(to_simplified(ours).lower(), to_simplified(theirs).lower()) for ours, theirs in _dictionary_pairs()}
    )
    mainland = {ours for ours, _ in pairs}
    words: dict[str, str] = {}
    for same in _classes(pairs):
        chosen = min(same & mainland, key=lambda word: (-(jieba.dt.FREQ.get(word) or 0), len(word), word))
        words |= dict.fromkeys(same, chosen)
    words |= {word: word for word in _guards(words)}
    return dict(sorted((words | _straddled(words)).items()))


def _guards(words: Mapping[str, str]) -> set[str]:
    """jieba's words, at least ``_COMMON`` there, whose end may begin one of ``words`` that change, or that hold one.

    Replacing goes from left to right without knowing words: 恢复 takes its 复 before 复制 could, in 恢复制度.
    """
    changing = [word for word, folded in words.items() if word != folded]
    begun = {word[:end] for word in changing for end in range(1, len(word))}
    return {
        word
        for word in filter(_is_common, jieba.dt.FREQ)
        if word not in words
        and (
            any(word[start:] in begun for start in range(1, len(word)))
            or any(single in word for single in changing if len(single) == 1)
        )
    }


def _straddled(words: Mapping[str, str]) -> dict[str, str]:
    """Two words of jieba's, together, where one of ``words`` that change ends within the second: what the two become.

    执行档 would be found in 执行档案, and 数据机 in 数据机房; jieba knows better where one word ends. Left out are pairs
    that become no text that stays.
    """
    pairs: dict[str, str] = {}
    seconds: dict[str, list[str]] = defaultdict(list)
    for word in filter(_is_common, jieba.dt.FREQ):
        for end in range(1, len(word)):
            seconds[word[:end]].append(word)
    for changing in (word for word, folded in words.items() if word != folded):
        for end in range(2, len(changing)):
            first = changing[:end]
            for second in seconds[changing[end:]] if first in words or _is_common(first) else ():
                pair, folded = first + second, _folded(first, words) + _folded(second, words)
                differs = pair not in words and folded != _folded(pair, words)
                if differs and jieba.lcut(pair, HMM=False) == [first, second]:
                    pairs[pair] = folded
    return {pair: folded for pair, folded in pairs.items() if _folded(folded, words | pairs) == folded}


def _is_common(word: str) -> bool:
    return 2 <= len(word) <= _LONGEST and (jieba.dt.FREQ.get(word) or 0) >= _COMMON and to_simplified(word) == word


def _folded(text: str, words: Mapping[str, str]) -> str:
    """``text`` with ``words`` replaced as OpenCC does: from left to right, the longest first."""
    folded, at = "", 0
    while at < len(text):
        end = next((end for end in range(len(text), at, -1) if text[at:end] in words), at + 1)
        folded += words.get(text[at:end], text[at])
        at = end
    return folded


def _dictionary_pairs() -> Iterator[tuple[str, str]]:
    """(The mainland's word, Taiwan's word); the first translation of each entry, in either direction."""
    for theirs, ours in dictionary_entries("TWPhrasesRev"):
        yield ours, theirs
    yield from dictionary_entries("TWPhrases")


def dictionary_entries(name: str) -> Iterator[tuple[str, str]]:
    """(key, first value) of an OpenCC dictionary, by the tool that comes with the package."""
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "dictionary.txt"
        source = _PACKAGE / "share" / "opencc" / f"{name}.ocd2"
        tool = str(_PACKAGE / "bin" / "opencc_dict")
        subprocess.run([tool, "-i", str(source), "-f", "ocd2", "-o", str(text), "-t", "text"], check=True)  # noqa: S603
        for line in text.read_text(encoding="utf-8").splitlines():
            key, _, values = line.partition("\t")
            yield key, values.split(" ")[0]


def _classes(pairs: Iterable[tuple[str, str]]) -> list[set[str]]:
    """The words that the pairs join, directly or through others; classes of one word are left out."""
    neighbours: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        neighbours[one].add(other)
        neighbours[other].add(one)
    classes: list[set[str]] = []
    seen: set[str] = set()
    for word in neighbours:
        found, new = set(), {word} - seen
        while new:
            found |= new
            new = {near for each in new for near in neighbours[each]} - found
        seen |= found
        if len(found) > 1:
            classes.append(found)
    return classes


def main() -> None:
    """Write the words, one a line: word, tab, what it folds to."""
    lines = [f"{word}\t{folded}\n" for word, folded in folding_words().items()]
    (FOLDING / "taiwan.txt").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
