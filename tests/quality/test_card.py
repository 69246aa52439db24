"""The model card's figures are this model's: what `make bench` prints, all of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import quality
from bench.card import read_block
from bench.gate import FLOORS, read_floors
from bench.quality import DEVELOPMENT_SETS, OWN_SET, development_sets, table


def test_the_card_has_what_make_bench_prints_for_the_own_set() -> None:
    header, rule, row = table([OWN_SET])
    card = read_block("make bench")
    assert card[:2] == [header, rule]
    assert row in card


def test_the_card_has_a_row_for_every_set() -> None:
    if not development_sets():
        pytest.skip(f"no development sets at {DEVELOPMENT_SETS}; they are not part of the repository")
    rows = [row.removeprefix("| ").split(" | ")[0] for row in read_block("make bench")[2:]]
    assert rows == [folder.name for folder in [*development_sets(), OWN_SET]]


@pytest.mark.parametrize("arguments", [["--model", "some/model"], [str(OWN_SET)]])
def test_the_card_takes_no_part_of_the_table(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "leave out FOLDER and --model" in refusal(arguments, monkeypatch, capsys)


def test_the_card_needs_every_set_that_has_floors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(quality, "DEVELOPMENT_SETS", tmp_path)
    names = {name.split("/")[0] for name in read_floors(FLOORS.read_text(encoding="utf-8"))} - {OWN_SET.name}
    assert refusal([], monkeypatch, capsys).endswith(": " + ", ".join(sorted(names)))


def refusal(arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """What `python -m bench.quality --card` says before it measures anything or writes."""
    monkeypatch.setattr(quality, "table", lambda folders, model: iter(["measured"]))
    monkeypatch.setattr("sys.argv", ["quality", "--card", *arguments])
    monkeypatch.setattr(quality, "write_block", lambda name, lines: pytest.fail("written"))
    with pytest.raises(SystemExit) as stopped:
        quality.main()
    assert stopped.value.code == 2
    return " ".join(capsys.readouterr().err.split())
