"""``python -m training``: the bundled model, from the data to the files that ship."""

from __future__ import annotations

import argparse
import json
import logging
import resource
import shlex
import sys
import time
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from training.card import Figures, Run, model_card
from training.corpus import build_corpus
from training.measure import measure, read_set
from training.quantise import quantise, write_folder
from training.sources import VARIANTS
from training.train import SEED, Plan, train

_NAME, _VERSION = "wenju-static", "2.0"
_CARD = "README.md"


def main() -> None:
    """Train, measure, write the folder and its card."""
    chosen = _arguments()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    plan = Plan(steps=chosen.steps, seed=chosen.seed, dim=chosen.dim)
    began = time.monotonic()
    corpus = build_corpus(chosen.data, chosen.variant, chosen.hard)
    built = time.monotonic()
    vectors = train(corpus, plan)
    trained = time.monotonic()
    run = Run(
        name=_NAME,
        version=_VERSION,
        variant=chosen.variant,
        command="python -m training " + shlex.join(sys.argv[1:]),
        steps=plan.steps,
        seed=plan.seed,
        vocabulary=len(vectors),
        dim=plan.dim,
        pairs=corpus.pairs_by_file,
        build_minutes=(built - began) / 60,
        train_minutes=(trained - built) / 60,
        threads=torch.get_num_threads(),
        peak_gib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20,
        figures=_figures(corpus.tokenizer, vectors, chosen.sets, chosen.compare) if chosen.sets else (),
    )
    write_folder(chosen.out, corpus.tokenizer, vectors, _facts(run))
    fresh = chosen.out / (_CARD + ".new")
    fresh.write_text(model_card(run), encoding="utf-8")
    fresh.replace(chosen.out / _CARD)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--variant", choices=VARIANTS, default="open", help="which licences may take part")
    parser.add_argument("--data", type=Path, required=True, help="folder of the training files (*.jsonl.gz)")
    parser.add_argument("--out", type=Path, required=True, help="model folder to write")
    parser.add_argument("--steps", type=int, default=4000, help="batches of 2,048 pairs (default: %(default)s)")
    parser.add_argument("--dim", type=int, default=Plan.dim, help="dimensions, even (default: %(default)s)")
    parser.add_argument(
        "--hard", type=int, default=0, help="BM25's near misses in a row's batch (default: %(default)s)"
    )
    parser.add_argument("--seed", type=int, default=SEED, help="default: %(default)s")
    parser.add_argument("--sets", type=Path, help="BEIR-style folders to measure on, for the card")
    parser.add_argument("--compare", type=Path, help="model folder of the other variant, for the card")
    chosen = parser.parse_args()
    if chosen.dim < 2 or chosen.dim % 2:
        parser.error(f"--dim is {chosen.dim}; two numbers share a byte, so give an even number")
    return chosen


def _figures(
    tokenizer: Tokenizer, vectors: NDArray[np.float32], sets: Path, compare: Path | None
) -> tuple[Figures, ...]:
    others = json.loads((compare / "config.json").read_text(encoding="utf-8"))["ndcg_at_10"] if compare else {}
    shipped = quantise(vectors).restored()
    rows: list[Figures] = []
    for folder in sorted(path for path in sets.iterdir() if (path / "qrels.tsv").exists()):
        data = read_set(folder)
        full, small = (measure(tokenizer, each, data) for each in (vectors, shipped))
        rows.append(Figures(folder.name, full, small, others.get(folder.name)))
        logging.getLogger(__name__).info("%s", rows[-1])
    return tuple(rows)


def _facts(run: Run) -> dict[str, object]:
    return {
        "name": run.name,
        "version": run.version,
        "variant": run.variant,
        "seed": run.seed,
        "steps": run.steps,
        "ndcg_at_10": {row.set_name: round(row.shipped, 4) for row in run.figures},
    }


if __name__ == "__main__":
    main()
