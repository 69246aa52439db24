"""How fast sections and descriptions are made: `python -m bench.describing [--articles 3000] [--passes 3]`.

Prints MB of UTF-8 a second, of processor time on one core, for labelling, describing and both, and for each thing that
describing looks for: on clean news where they are there (else not), and on the seeds, restored, over and over.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import time
from collections.abc import Callable, Sequence

from bench.news import NEWS, ROOT
from index import restore_text
from index.bylines import read_bylines
from index.clean import label_sections
from index.describe import describe
from index.districts import districts_in
from index.organisations import organisations_in
from index.people import people_in
from index.policies import policies_in
from index.published import published_in

SEEDS_REPEATED = 40


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=3000, help="how many of the news")
    parser.add_argument("--passes", type=int, default=3, help="the best of so many counts")
    arguments = parser.parse_args()
    print("| texts | MB | stage | MB/s |\n|---|---:|---|---:|")
    for name, texts in (("news", news(arguments.articles)), ("seeds", seeds())):
        size = sum(len(text.encode()) for text in texts) / 1e6
        for stage, work in stages(texts).items():
            seconds = min(processor_time(work) for _ in range(arguments.passes))
            print(f"| {name} | {size:.1f} | {stage} | {size / seconds:.1f} |", flush=True)


def news(articles: int) -> list[str]:
    """The texts of the first ``articles`` of the news; ``[]`` where they are not there."""
    if not NEWS.is_file():
        return []
    with gzip.open(NEWS, "rt", encoding="utf-8") as file:
        return [json.loads(line)["text"] for line in itertools.islice(file, articles)]


def seeds() -> list[str]:
    """The seeds as their articles show them, ``SEEDS_REPEATED`` times."""
    paths = sorted((ROOT / "seeds").glob("*.txt"))
    return [restore_text(path.read_text(encoding="utf-8")).text for path in paths] * SEEDS_REPEATED


def stages(texts: Sequence[str]) -> dict[str, Callable[[], object]]:
    """Name -> what is measured under it: labelling and describing, then the parts of describing on whole texts."""
    labelled = [label_sections(text) for text in texts]
    furniture = [
        [line for s in sections if s.kind == "navigation" for line in s.span.of(text).splitlines()]
        for text, sections in zip(texts, labelled, strict=True)
    ]
    return {
        "both": lambda: [describe(text, label_sections(text), "") for text in texts],
        "label_sections": lambda: [label_sections(text) for text in texts],
        "describe": lambda: [describe(text, its, "") for text, its in zip(texts, labelled, strict=True)],
        "read_bylines": lambda: [read_bylines(lines) for lines in furniture],
        "published_in": lambda: [published_in(lines) for lines in furniture],
        "districts_in": lambda: [districts_in(text) for text in texts],
        "policies_in": lambda: [policies_in(text) for text in texts],
        "people_in": lambda: [people_in(text) for text in texts],
        "organisations_in": lambda: [organisations_in(text) for text in texts],
    }


def processor_time(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    main()
