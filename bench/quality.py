"""Retrieval on the development sets, leg by leg: `make bench`, or `python -m bench.quality [--model NAME] [FOLDER...]`."""

from __future__ import annotations

import argparse
from pathlib import Path

from rag.evaluate import LEGS, evaluate

DEVELOPMENT_SETS = Path(__file__).resolve().parents[2] / "shared" / "data" / "eval_dev"


def main() -> None:
    """Print nDCG@10 of every leg on every set as a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folders", nargs="*", type=Path, metavar="FOLDER", help="BEIR-style folders; else the development sets"
    )
    parser.add_argument("--model", default="bundled")
    arguments = parser.parse_args()
    folders = arguments.folders or development_sets()
    print(f"| set | queries | documents | {' | '.join(LEGS)} |\n|---|---:|---:|{'---:|' * len(LEGS)}")
    for folder in folders:
        found = evaluate(folder, arguments.model)
        figures = " | ".join(f"{found.legs[leg]['ndcg@10']:.3f}" for leg in LEGS)
        print(f"| {folder.name} | {found.queries} | {found.documents} | {figures} |", flush=True)


def development_sets() -> list[Path]:
    """The folders of the development sets, by name. Exits with a message where they are not there."""
    if not DEVELOPMENT_SETS.is_dir():
        raise SystemExit(f"no development sets at {DEVELOPMENT_SETS}; give BEIR-style folders")
    return sorted(path for path in DEVELOPMENT_SETS.iterdir() if path.is_dir())


if __name__ == "__main__":
    main()
