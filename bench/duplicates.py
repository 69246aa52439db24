"""Near-duplicates among news: `python -m bench.duplicates [--articles N] [--show N]`.

For each kind of copy (`bench/copies.py`): the share found in one group with its original, among the whole corpus; for
each kind of edition: the share that is wrongly in one group with it. And articles a second on one core. `--show`
prints that many of the pairs found in the corpus itself, to be judged by eye.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterable, Sequence
from random import Random

from bench.copies import COPIES, EDITIONS, Text, clause
from bench.news import NEWS, read_news
from index.duplicates import DuplicateGroup, find_duplicates
from index.types import Article

_EACH = 1000
"""Originals that copies of each kind are made of."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000, help="of the corpus (default: %(default)s)")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N pairs of the corpus itself")
    arguments = parser.parse_args()
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    news = [Text(clause(it.tidy), it.tidy) for it in read_news(1)[: arguments.articles]]
    if not news:
        parser.error(f"no news at {NEWS}")
    articles = [text.article(f"n{number:05}") for number, text in enumerate(news)]
    began = time.process_time()
    groups = find_duplicates(articles)
    rate = len(articles) / (time.process_time() - began)
    copies = sum(len(group.others) for group in groups)
    print(
        f"{len(articles)} articles, {copies} copies in {len(groups)} groups; {rate:.0f} articles/s on one core",
        flush=True,
    )
    _show(articles, groups, arguments.show)
    originals = [text for text in news if len(text.body) >= 200][:_EACH]
    print("\nfound of copies:")
    for name, maker in COPIES.items():
        _report(name, [(text, maker(text, Random(name + text.title), news)) for text in originals], articles)
    print("\nwrongly taken for copies:")
    for name, (prepare, maker) in EDITIONS.items():
        pairs = [(first, maker(first, Random(name + first.title), news)) for first in map(prepare, originals)]
        _report(name, pairs, articles)


def _report(name: str, pairs: Sequence[tuple[Text, Text]], articles: Sequence[Article]) -> None:
    """Print the share of pairs in one group; the corpus is there too."""
    made = [
        text.article(f"{side}{number:05}")
        for number, pair in enumerate(pairs)
        for side, text in zip("ab", pair, strict=True)
    ]
    group_of = group_numbers(find_duplicates([*articles[_EACH:], *made]))
    together = sum(
        f"a{n:05}" in group_of and group_of[f"a{n:05}"] == group_of.get(f"b{n:05}") for n in range(len(pairs))
    )
    print(f"- {name}: {100 * together / len(pairs):.1f}%", flush=True)


def group_numbers(groups: Iterable[DuplicateGroup]) -> dict[str, int]:
    """Article id -> the number of its group, for the articles in one."""
    return {it: number for number, group in enumerate(groups) for it in (group.representative, *group.others)}


def _show(articles: Sequence[Article], groups: Sequence[DuplicateGroup], count: int) -> None:
    texts = {article.article_id: article.text for article in articles}
    pairs = [(group.representative, other) for group in groups for other in group.others]
    for first, other in Random(1).sample(pairs, min(count, len(pairs))):
        print(f"\n{first}: {texts[first][:400]!r}\n{other}: {texts[other][:400]!r}")


if __name__ == "__main__":
    main()
