"""Retrieval, leg by leg: `make bench`, or `python -m bench.quality [--model NAME] [--card] [FOLDER...]`.

Prints nDCG@10 on the development sets, where they are there, and on the project's own set. `--card` writes the table
into the bundled model's card too, so that the card's figures are the printed ones; it needs every set that has floors.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.card import write_block
from rag.evaluate import LEGS, evaluate

ROOT = Path(__file__).resolve().parents[1]
DEVELOPMENT_SETS = ROOT.parent / "shared" / "data" / "eval_dev"
OWN_SET = ROOT / "tests" / "retrieval"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "folders", nargs="*", type=Path, metavar="FOLDER", help="BEIR-style folders; else all that are there"
    )
    parser.add_argument("--model", default="bundled", help="bundled, a hub name or a folder (default: %(default)s)")
    parser.add_argument("--card", action="store_true", help="write the table into the bundled model's card")
    arguments = parser.parse_args()
    if arguments.card and (arguments.folders or arguments.model != "bundled"):
        parser.error("--card: the card has all sets and the bundled model; leave out FOLDER and --model")
    if arguments.card and (missing := missing_for_card()):
        parser.error(f"--card: the card has all sets; not at {DEVELOPMENT_SETS}: {', '.join(missing)}")
    if not arguments.folders and not DEVELOPMENT_SETS.is_dir():
        print(f"no development sets at {DEVELOPMENT_SETS}: the project's own set only\n")
    lines = []
    for line in table(arguments.folders or [*development_sets(), OWN_SET], arguments.model):
        print(line, flush=True)
        lines.append(line)
    if arguments.card:
        write_block("make bench", lines)


def table(folders: Iterable[Path], model: str = "bundled") -> Iterator[str]:
    """A Markdown table, line by line as the figures come: a row a folder."""
    yield f"| set | queries | documents | {' | '.join(LEGS)} |"
    yield f"|---|---:|---:|{'---:|' * len(LEGS)}"
    for folder in folders:
        found = evaluate(folder, model)
        figures = " | ".join(f"{found.legs[leg]['ndcg@10']:.3f}" for leg in LEGS)
        yield f"| {folder.name} | {found.queries} | {found.documents} | {figures} |"


def missing_for_card() -> list[str]:
    """The sets that have floors and are not here, by name."""
    from bench.gate import FLOORS, read_floors  # late: it imports this module

    names = {name.split("/")[0] for name in read_floors(FLOORS.read_text(encoding="utf-8"))}
    return sorted(names - {folder.name for folder in [*development_sets(), OWN_SET]})


def development_sets() -> list[Path]:
    """The folders of the development sets, by name; none where they are not there."""
    return sorted(path for path in DEVELOPMENT_SETS.glob("*") if path.is_dir())


if __name__ == "__main__":
    main()
