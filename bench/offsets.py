"""How fast a text folds with its offsets: `python -m bench.offsets [--articles 1000] [--passes 3]`.

Prints MB of UTF-8 a second, of processor time on one core, beside folding without offsets: on clean news where they are
there (else on the seeds) as they are, in Traditional characters (OpenCC ``s2t``) and in Taiwan's words (``s2twp``); and
how many pieces of them are not one character for one.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

from opencc import OpenCC

from bench.describing import news, seeds
from index.fold import fold_text
from index.folded import fold_with_offsets
from index.terms import matched, matched_with_offsets, matching_spans, terms_of

QUESTION = "普陀区生命健康产业专项政策3.0版支持什么?"
PASSAGE = 300  # characters


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000, help="how many of the news")
    parser.add_argument("--passes", type=int, default=3, help="the best of so many counts")
    arguments = parser.parse_args()
    texts = news(arguments.articles) or seeds()
    scripts = {"as it is": str, "s2t": OpenCC("s2t").convert, "s2twp": OpenCC("s2twp").convert}
    print("| text | MB | fold | with offsets | matched | with offsets | pieces |\n|---|---:|---:|---:|---:|---:|---:|")
    for name, convert in scripts.items():
        written = [convert(text) for text in texts]
        size = sum(len(text.encode()) for text in written) / 1e6
        functions = (fold_text, fold_with_offsets, matched, matched_with_offsets)
        speeds = [size / best_time(function, written, arguments.passes) for function in functions]
        pieces = sum(len(fold_with_offsets(text).offsets.edits) for text in written)
        print(f"| {name} | {size:.1f} | {' | '.join(f'{speed:.1f}' for speed in speeds)} | {pieces} |", flush=True)
    passages = [text[:PASSAGE] for text in texts if len(text) >= PASSAGE]
    terms = terms_of(QUESTION)
    seconds = best_time(lambda passage: matching_spans(passage, terms), passages, arguments.passes)
    print(f"\nmatching_spans: {seconds / len(passages) * 1e3:.2f} ms a passage of {PASSAGE} characters")


def best_time(function: Callable[[str], object], texts: list[str], passes: int) -> float:
    """Seconds of processor time that ``function`` takes for all ``texts``: the best of ``passes``."""
    best = float("inf")
    for _ in range(passes):
        start = time.process_time()
        for text in texts:
            function(text)
        best = min(best, time.process_time() - start)
    return best


if __name__ == "__main__":
    main()
