"""``python -m training``: the bundled model, from the data to the files that ship."""

from __future__ import annotations

import argparse
import json
import logging
import os
import resource
import shlex
import sys
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from training.card import Figures, Run, model_card
from training.corpus import Corpus, build_corpus
from training.measure import measure, read_set
from training.quantise import quantise, restore, write_folder
from training.sources import VARIANTS
from training.train import SEED, Plan, train

_NAME, _VERSION = "wenju-static", "1.0"
_CARD = "README.md"


def main() -> None:
    """Train, measure, write the folder and its card."""
    chosen = _arguments()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    plan = Plan(steps=chosen.steps, seed=chosen.seed)
    began = time.monotonic()
    corpus = build_corpus(chosen.data, chosen.variant)
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
        peak_gib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20,
        tokenizer_mb_s=tokenizer_speed(corpus),
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
    parser.add_argument("--steps", type=int, default=5000, help="batches of 2,048 pairs (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=SEED, help="default: %(default)s")
    parser.add_argument("--sets", type=Path, help="BEIR-style folders to measure on, for the card")
    parser.add_argument("--compare", type=Path, help="model folder of the other variant, for the card")
    return parser.parse_args()


def tokenizer_speed(corpus: Corpus) -> float:
    """Megabytes of Chinese UTF-8 a second through the tokenizer on one core, over 200-character passages of laws."""
    group = corpus.groups["law_cn"].passage
    tokens = [corpus.tokenizer.id_to_token(int(i)) or "" for i in group.ids[:2_000_000]]
    text = "".join(tokens)
    passages = [text[start : start + 200] for start in range(0, len(text), 200)]
    before = os.environ.get("TOKENIZERS_PARALLELISM")
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    began = time.perf_counter()
    corpus.tokenizer.encode_batch_fast(passages, add_special_tokens=False)
    took = time.perf_counter() - began
    if before is None:
        del os.environ["TOKENIZERS_PARALLELISM"]
    else:
        os.environ["TOKENIZERS_PARALLELISM"] = before
    return len(text.encode()) / 1e6 / took


def _figures(
    tokenizer: Tokenizer, vectors: NDArray[np.float32], sets: Path, compare: Path | None
) -> tuple[Figures, ...]:
    others = json.loads((compare / "config.json").read_text(encoding="utf-8"))["ndcg_at_10"] if compare else {}
    shipped = restore(*quantise(vectors))
    rows: list[Figures] = []
    for folder in sorted(path for path in sets.iterdir() if (path / "qrels.tsv").exists()):
        data = read_set(folder)
        full, _ = measure(tokenizer, vectors, data, late=False)
        small, late = measure(tokenizer, shipped, data, late=True)
        rows.append(Figures(folder.name, full, small, late or 0.0, others.get(folder.name)))
        logging.getLogger(__name__).info("%s", rows[-1])
    return tuple(rows)


def _facts(run: Run) -> dict[str, object]:
    return {
        "name": run.name,
        "version": run.version,
        "variant": run.variant,
        "seed": run.seed,
        "steps": run.steps,
        "ndcg_at_10": {row.set_name: round(row.int8, 4) for row in run.figures},
    }


if __name__ == "__main__":
    main()
