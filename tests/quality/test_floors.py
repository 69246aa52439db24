"""Retrieval stays above its floors, and the floors only rise; the gate's own rules, on made-up figures."""

from __future__ import annotations

import contextlib
import gzip
import math
import shutil
import subprocess
from pathlib import Path

import pytest

from bench import gate
from bench.gate import (
    FLOORS,
    OWN_SET,
    ROOT,
    SAMPLE,
    TOLERANCE,
    DataChanged,
    Figures,
    Table,
    failures,
    lowered,
    measure_development_set,
    measure_own_set,
    raised,
    read_floors,
    sample,
    tolerance,
    write_floors,
)
from bench.quality import DEVELOPMENT_SETS
from rag.beir import EvaluationSet, content_sha256
from rag.evaluate import LEGS

PRESENT = read_floors(FLOORS.read_text(encoding="utf-8"))
DEVELOPMENT_NAMES = [name for name in PRESENT if name.split("/")[0] != OWN_SET.name]


def test_the_own_set_stays_above_its_floors() -> None:
    measured = measure_own_set()
    assert measured.keys() == PRESENT.keys() - set(DEVELOPMENT_NAMES)
    assert list(measured[OWN_SET.name].figures) == list(LEGS)
    assert failures(measured, PRESENT) == []


@pytest.mark.parametrize("name", DEVELOPMENT_NAMES)
def test_a_development_set_stays_above_its_floors(name: str) -> None:
    if not DEVELOPMENT_SETS.is_dir():
        pytest.skip(f"no development sets at {DEVELOPMENT_SETS}; they are not part of the repository")
    measured = measure_development_set(DEVELOPMENT_SETS / name)
    assert 0 < measured[name].questions <= SAMPLE
    assert failures(measured, PRESENT) == []


def test_no_floor_is_lower_than_it_ever_was() -> None:
    file = FLOORS.relative_to(ROOT).as_posix()
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("no git history here to compare the floors with")
    commits = git("log", "--format=%H", "--diff-filter=AM", "--", file).split()
    if not commits:
        pytest.skip(f"{file} was never committed: there are no older floors")
    for commit in commits:
        assert lowered(read_floors(git("show", f"{commit}:{file}")), PRESENT) == [], commit


def git(*arguments: str) -> str:
    # safe.directory: a checkout that another user owns (a container's mount) is still this one
    command = ["git", "-c", f"safe.directory={ROOT}", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, encoding="utf-8").stdout


def one(figure: float, *, sha256: str = "aa", questions: int = 300, leg: str = "final") -> Table:
    return {"set": Figures(sha256, questions, {leg: figure})}


def test_a_figure_under_its_floor_fails_and_one_at_it_does_not() -> None:
    assert failures(one(0.5), one(0.5)) == []
    assert failures(one(0.4999), one(0.5)) == ["set, final: 0.4999 is under its floor 0.5000"]


def test_a_set_without_floors_fails() -> None:
    (line,) = failures(one(0.5), {})
    assert line.startswith("set: no floors yet")


def test_floors_of_a_set_that_is_not_here_are_no_failure() -> None:
    assert failures({}, one(0.5)) == []


@pytest.mark.parametrize(
    ("other", "named"),
    [(one(0.9, sha256="bb"), ("data bb", "of aa")), (one(0.9, questions=299), ("299 questions", "for 300"))],
)
def test_other_data_fails_and_raises_nothing_however_good_the_figure(other: Table, named: tuple[str, str]) -> None:
    (line,) = failures(other, one(0.5))
    assert all(part in line for part in named)
    assert "by hand" in line
    with pytest.raises(DataChanged) as caught:
        raised(other, one(0.5))
    assert str(caught.value) == line


def test_raising_lifts_to_just_under_the_figure() -> None:
    assert raised(one(0.6), one(0.5)) == one(round(0.6 - TOLERANCE, 4))


@pytest.mark.parametrize("figure", [0.3, 0.5, 0.5 + TOLERANCE / 2])
def test_raising_never_lowers(figure: float) -> None:
    assert raised(one(figure), one(0.5)) == one(0.5)


def test_raising_keeps_the_floor_of_a_leg_that_is_not_measured() -> None:
    assert raised(one(0.6), one(0.5, leg="dense"))["set"].figures == {"dense": 0.5, "final": 0.598}


def test_raising_adds_new_sets_and_keeps_those_not_measured() -> None:
    other = {"other": Figures("cc", 300, {"final": 0.7})}
    assert raised(one(0.6), other) == other | one(round(0.6 - TOLERANCE, 4))


def test_few_questions_leave_room_for_one_second_place() -> None:
    """15 questions, all first: 1.0. One of them second: 14 and 1 / log2(3), over 15; that still passes, two do not."""
    second = 1 / math.log2(3)
    floors = raised(one(1.0, questions=15), {})
    assert tolerance(15) == pytest.approx(1 - (14 + second) / 15)
    assert failures(one((14 + second) / 15 + 0.00005, questions=15), floors) == []  # figures are rounded to 4 places
    assert len(failures(one((13 + 2 * second) / 15, questions=15), floors)) == 1
    assert tolerance(300) == TOLERANCE > (1 - second) / 300


@pytest.mark.parametrize(
    ("figure", "arguments", "line", "floor"),
    [
        (0.5, [], None, 0.5),
        (0.4, [], "set, final: 0.4000 is under its floor 0.5000", 0.5),
        (0.6, ["--raise"], None, 0.598),
        (0.4, ["--raise"], "set, final: 0.4000 is under its floor 0.5000", 0.5),
    ],
)
def test_the_command(
    figure: float,
    arguments: list[str],
    line: str | None,
    floor: float,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Over a floor of 0.5: says nothing, or ends with the line (which Python prints, exiting 1); writes only with --raise."""
    file = tmp_path / "floors.json"
    file.write_text(write_floors(one(0.5)), encoding="utf-8")
    monkeypatch.setattr(gate, "FLOORS", file)
    for module in ("bench.gate", "bench.quality"):
        monkeypatch.setattr(f"{module}.DEVELOPMENT_SETS", tmp_path / "none")
    monkeypatch.setattr(gate, "measure_own_set", lambda: one(figure))
    monkeypatch.setattr("sys.argv", ["gate", *arguments])
    with pytest.raises(SystemExit, match=line) if line else contextlib.nullcontext():
        gate.main()
    assert read_floors(file.read_text(encoding="utf-8")) == one(floor)
    printed = capsys.readouterr().out
    assert f"| set | 300 |  |  |  | {figure:.4f} / {floor:.4f} |" in printed
    assert "development sets not measured" in printed


def test_lowered_names_what_sank_and_what_is_gone() -> None:
    assert lowered(one(0.5), one(0.5)) == []
    assert lowered(one(0.5), one(0.6)) == []
    assert lowered(one(0.5), one(0.4)) == ["set, final: the floor was 0.5000 and is 0.4000"]
    assert lowered(one(0.5), one(0.9, leg="dense")) == ["set, final: the floor 0.5000 is gone"]
    assert lowered(one(0.5), {}) == ["set, final: the floor 0.5000 is gone"]
    assert lowered(one(0.5), one(0.1, sha256="bb")) == []  # other data, other floors


def test_floors_are_read_as_they_were_written() -> None:
    assert read_floors(write_floors(PRESENT)) == PRESENT
    assert write_floors(PRESENT) == FLOORS.read_text(encoding="utf-8")


def test_the_sample_is_the_same_whatever_the_order_and_keeps_all_passages() -> None:
    ids = [f"q{number}" for number in range(20)]
    corpus = {"d1": "一", "d2": "二"}
    forward = EvaluationSet(corpus, {id_: f"问{id_}" for id_ in ids}, {id_: {"d1": 1} for id_ in ids})
    backward = EvaluationSet(corpus, dict(reversed(forward.queries.items())), dict(reversed(forward.qrels.items())))
    taken = sample(forward, 5)
    assert len(taken.queries) == 5
    assert taken == sample(backward, 5)
    assert taken.corpus == corpus
    assert taken.queries.keys() == taken.qrels.keys()
    assert all(taken.queries[id_] == forward.queries[id_] for id_ in taken.queries)
    assert sample(forward, 21) == forward


def test_the_checksum_sees_contents_not_packing(tmp_path: Path) -> None:
    contents = {"corpus.jsonl": b"a\n", "queries.jsonl": b"b\n", "qrels.tsv": b"c\n"}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    plain = content_sha256(tmp_path)
    (tmp_path / "corpus.jsonl").unlink()
    (tmp_path / "corpus.jsonl.gz").write_bytes(gzip.compress(b"a\n"))
    assert content_sha256(tmp_path) == plain
    (tmp_path / "corpus.jsonl.gz").write_bytes(gzip.compress(b"a\nb\n"))
    (tmp_path / "queries.jsonl").write_bytes(b"")
    assert content_sha256(tmp_path) != plain  # the same bytes in all, split otherwise
