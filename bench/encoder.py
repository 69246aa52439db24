"""What the bundled encoder costs on one core: `python -m bench.encoder [--card] [TEXT_FILE]`.

Prints megabytes of Chinese UTF-8 a second through the public encoder (`Engine.encode`'s own), with the tokenizer alone
beside it in the same run; the time to load the model in a fresh process; and the memory that the model takes there.
`--card` writes what it prints into the model card.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.card import write_block
from bench.quality import ROOT
from index.encoders.bundled import FOLDER, BundledEncoder

PASSAGE = 300
"""Characters a text."""
_CHARACTERS = 1_300_000
_LOAD = """
import resource, time
import numpy, opencc, index.encoders.bundled as bundled
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize() / 1e6
before, began = resident(), time.perf_counter()
encoder = bundled.BundledEncoder()
loaded = time.perf_counter()
encoder.encode_queries(["普陀区生命健康产业专项政策3.0版支持什么?"])
asked = time.perf_counter()
print(1000 * (loaded - began), 1000 * (asked - loaded), resident() - before, resident())
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", nargs="?", type=Path, help="a UTF-8 text; else the seeds, repeated")
    parser.add_argument("--card", action="store_true", help="write the figures into the bundled model's card")
    arguments = parser.parse_args()
    os.environ["TOKENIZERS_PARALLELISM"] = "false"  # one core is one core
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    lines = [*_throughput(_passages(arguments.text)), *_loading()]
    print("\n".join(lines))
    if arguments.card:
        write_block("bench.encoder", lines)


def _passages(chosen: Path | None) -> list[str]:
    files = [chosen] if chosen else sorted((ROOT / "seeds").glob("*.txt"))
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    text *= max(1, _CHARACTERS // len(text))
    return [text[start : start + PASSAGE] for start in range(0, len(text), PASSAGE)]


def _throughput(passages: list[str]) -> list[str]:
    from tokenizers import Tokenizer

    encoder, tokenizer = BundledEncoder(), Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    megabytes = sum(len(text.encode()) for text in passages) / 1e6
    encoding = _best(lambda: encoder.encode_passages(passages))
    tokenising = _best(lambda: tokenizer.encode_batch_fast(passages, add_special_tokens=False))
    return [
        f"- {megabytes:.1f} MB in texts of {PASSAGE} characters, one core, best of 3: "
        f"the encoder {megabytes / encoding:.1f} MB/s,",
        f"  its tokenizer alone {megabytes / tokenising:.1f} MB/s",
    ]


def _loading() -> list[str]:
    runs = [
        subprocess.run(
            [sys.executable, "-c", _LOAD], capture_output=True, text=True, check=True, cwd=ROOT
        ).stdout.split()
        for _ in range(5)
    ]
    load, first, added, whole = (statistics.median(map(float, column)) for column in zip(*runs, strict=True))
    return [
        f"- fresh process, median of 5: loading {load:.0f} ms, the first question {first:.0f} ms,",
        f"  {added:.0f} MB of memory for the model ({whole:.0f} MB with Python and numpy)",
    ]


def _best(work: Callable[[], object]) -> float:
    """Seconds of the fastest of three runs."""
    times = []
    for _ in range(3):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


if __name__ == "__main__":
    main()
