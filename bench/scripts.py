"""Questions in one script over articles in the other: `python -m bench.scripts [--queries 400] [FOLDER...]`.

The Traditional side is made with OpenCC's s2twp, which changes words too (软件 -> 軟體) and which t2s does not undo. Prints
nDCG@10 of the dense leg and of the final ranking, with the difference to both sides Simplified, in points.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from opencc import OpenCC

from bench.gate import sample
from bench.quality import development_sets
from rag.beir import EvaluationSet, read_beir
from rag.evaluate import measure, run_legs

SETS = ("cmed_toyhom_im", "cmrc2018_dev", "drcd_test", "gov_faq_taipei")
"""The Chinese development sets, each once."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="else the Chinese development sets")
    parser.add_argument("--queries", type=int, default=400, help="questions a set, drawn with a fixed seed")
    arguments = parser.parse_args()
    print("| set | leg | Simplified | Traditional questions | Traditional passages |\n|---|---|---:|---:|---:|")
    for folder in arguments.folders or [path for path in development_sets() if path.name in SETS]:
        figures = figures_by_script(sample(read_beir(folder), arguments.queries))
        for leg, (base, questions, passages) in figures.items():
            cells = (f"{figure:.4f} ({100 * (figure - base):+.2f})" for figure in (questions, passages))
            print(f"| {folder.name} | {leg} | {base:.4f} | {' | '.join(cells)} |", flush=True)


def figures_by_script(data: EvaluationSet) -> dict[str, tuple[float, float, float]]:
    """Leg -> nDCG@10 with both sides Simplified, with the questions Traditional, with the passages Traditional."""
    simplified, taiwan = OpenCC("t2s").convert, OpenCC("s2twp").convert
    base = replace(data, corpus=_each(simplified, data.corpus), queries=_each(simplified, data.queries))
    variants = (
        base,
        replace(base, queries=_each(taiwan, base.queries)),
        replace(base, corpus=_each(taiwan, base.corpus)),
    )
    runs = [run_legs(variant) for variant in variants]
    first, second, third = (
        {leg: measure(data.qrels, run[leg])["ndcg@10"] for leg in ("dense", "final")} for run in runs
    )
    return {leg: (first[leg], second[leg], third[leg]) for leg in first}


def _each(convert: Callable[[str], str], texts: dict[str, str]) -> dict[str, str]:
    return {id_: convert(text) for id_, text in texts.items()}


if __name__ == "__main__":
    main()
