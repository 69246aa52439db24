"""Retrieval may not get worse: `make gate`, or `python -m bench.gate [--raise]`.

Measures nDCG@10 of every leg on the project's own set in full, and on a fixed sample of each development set where those
are there; exits 1 when a figure is under its floor in tests/quality/floors.json, or when a set's data is not what the
floors were measured on. `--raise` lifts the floors to what is measured and adds those of new sets; it lowers none.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.quality import DEVELOPMENT_SETS, OWN_SET, ROOT, development_sets
from rag.beir import EvaluationSet, content_sha256, read_beir
from rag.evaluate import LEGS, Run, measure, run_legs

FLOORS = ROOT / "tests" / "quality" / "floors.json"

SAMPLE = 300
"""Questions taken of each development set; all its passages stay, and they take most of the time."""

TOLERANCE = 0.002
"""A floor stands at least this far under what was measured, for near ties that another machine's sums may order
otherwise. A figure over few questions has more room: one of them may fall from first to second place."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured on a set, or its floors. ``figures``: leg (of LEGS) -> nDCG@10, 0 to 1; of a kind only final."""

    sha256: str  # content_sha256 of the set's folder
    questions: int
    figures: dict[str, float]


Table = dict[str, Figures]
"""Set, or ``set/kind`` -> its figures, or its floors."""


class DataChanged(ValueError):
    """Floors cannot be raised by figures on other data than they were measured on."""


def main() -> None:
    """Measure, print a table, exit 1 with a line for each failure; or raise the floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", action="store_true", dest="raising", help="lift the floors to what is measured")
    raising = parser.parse_args().raising
    floors = read_floors(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    measured = measure_own_set()
    for folder in development_sets():
        measured |= measure_development_set(folder)
    if raising:
        try:
            floors = raised(measured, floors)
        except DataChanged as changed:
            raise SystemExit(str(changed)) from changed
        FLOORS.write_text(write_floors(floors), encoding="utf-8")
    print("\n".join(_rows(measured, floors)), flush=True)
    if not DEVELOPMENT_SETS.is_dir():
        print(f"development sets not measured: there are none at {DEVELOPMENT_SETS}", flush=True)
    if found := failures(measured, floors):
        raise SystemExit("\n".join(found))


def measure_own_set() -> Table:
    """Every leg over all questions of the project's own set, and the final ranking over those of each kind."""
    data = read_beir(OWN_SET)
    runs, sha256 = run_legs(data), content_sha256(OWN_SET)
    kinds: dict[str, list[str]] = {}
    for line in (OWN_SET / "queries.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        kinds.setdefault(row["kind"], []).append(row["_id"])
    return {OWN_SET.name: _figures(sha256, data, runs)} | {
        f"{OWN_SET.name}/{kind}": _figures(sha256, _only(data, ids), {"final": runs["final"]})
        for kind, ids in kinds.items()
    }


def measure_development_set(folder: Path) -> Table:
    """Every leg over the set's sample."""
    data = sample(read_beir(folder), SAMPLE)
    return {folder.name: _figures(content_sha256(folder), data, run_legs(data))}


def sample(data: EvaluationSet, size: int) -> EvaluationSet:
    """The same ``size`` questions every time, over all passages; all questions, where there are no more."""
    ids = sorted(data.queries)
    return _only(data, random.Random(0).sample(ids, min(size, len(ids))))


def _only(data: EvaluationSet, ids: Iterable[str]) -> EvaluationSet:
    return EvaluationSet(data.corpus, {id_: data.queries[id_] for id_ in ids}, {id_: data.qrels[id_] for id_ in ids})


def _figures(sha256: str, data: EvaluationSet, runs: dict[str, Run]) -> Figures:
    figures = {leg: measure(data.qrels, run)["ndcg@10"] for leg, run in runs.items()}
    return Figures(sha256, len(data.queries), figures)


def failures(measured: Table, floors: Table) -> list[str]:
    """A line for each set without floors, or of other data than its floors', and for each figure under its floor."""
    lines = []
    for name, found in measured.items():
        if name not in floors:
            lines.append(f"{name}: no floors yet; `python -m bench.gate --raise` adds them")
        elif changed := _changed(name, found, floors[name]):
            lines.append(changed)
        else:
            lines += [
                f"{name}, {leg}: {found.figures[leg]:.4f} is under its floor {floor:.4f}"
                for leg, floor in floors[name].figures.items()
                if found.figures[leg] < floor
            ]
    return lines


def tolerance(questions: int) -> float:
    """TOLERANCE, or what one question of so many loses by falling from first to second place, if that is more."""
    return max(TOLERANCE, (1 - 1 / math.log2(1 + 2)) / questions)


def raised(measured: Table, floors: Table) -> Table:
    """Every floor at the measured figure less its tolerance where that is higher; sets not measured keep theirs.

    Raises :class:`DataChanged`, naming both checksums.
    """
    result = dict(floors)
    for name, found in measured.items():
        old = floors.get(name, Figures(found.sha256, found.questions, {}))
        if changed := _changed(name, found, old):
            raise DataChanged(changed)
        lifted = {
            leg: max(old.figures.get(leg, 0.0), round(figure - tolerance(found.questions), 4))
            for leg, figure in found.figures.items()
        }
        result[name] = Figures(found.sha256, found.questions, old.figures | lifted)
    return result


def lowered(before: Table, after: Table) -> list[str]:
    """A line for each floor of ``before`` that is lower in ``after``, or gone; a set whose data changed starts anew."""
    lines = []
    for name, old in before.items():
        new = after.get(name, Figures(old.sha256, old.questions, {}))
        if _changed(name, new, old):
            continue
        for leg, floor in old.figures.items():
            if leg not in new.figures:
                lines.append(f"{name}, {leg}: the floor {floor:.4f} is gone")
            elif new.figures[leg] < floor:
                lines.append(f"{name}, {leg}: the floor was {floor:.4f} and is {new.figures[leg]:.4f}")
    return lines


def _changed(name: str, found: Figures, floors: Figures) -> str | None:
    if (found.sha256, found.questions) == (floors.sha256, floors.questions):
        return None
    return (
        f"{name}: measured on {found.questions} questions of the data {found.sha256}, but its floors are for "
        f"{floors.questions} of {floors.sha256}; where that is meant, set its floors by hand in tests/quality/floors.json"
    )


def _rows(measured: Table, floors: Table) -> Iterator[str]:
    """Markdown, figure / floor: a row a set and a kind."""
    yield f"| set | questions | {' | '.join(LEGS)} |"
    yield f"|---|---:|{'---:|' * len(LEGS)}"
    for name, found in measured.items():
        least = floors[name].figures if name in floors else {}
        cells = {
            leg: f"{figure:.4f} / {least[leg]:.4f}" if leg in least else f"{figure:.4f} / none"
            for leg, figure in found.figures.items()
        }
        yield f"| {name} | {found.questions} | {' | '.join(cells.get(leg, '') for leg in LEGS)} |"


def read_floors(text: str) -> Table:
    """The floors that a floors.json holds."""
    return {name: Figures(**row) for name, row in json.loads(text).items()}


def write_floors(floors: Table) -> str:
    """The text of a floors.json: the same floors give the same text."""
    return json.dumps({name: asdict(floors[name]) for name in sorted(floors)}, indent=2) + "\n"


if __name__ == "__main__":
    main()
