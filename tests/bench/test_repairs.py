"""Repairs are judged rightly: restorers that are perfect, idle, unsure, wrong or too busy, on damage with the truth known."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bench.damage import Damage
from bench.damage_cases import marked
from bench.repairs import Score, unasked

MADE = marked("增長(zhǎng)‹。”普陀區(qū)生命(shēng)環(huán)境‹。活動(dòng)當(dāng)天,規(guī)‹模化(試行)開始。")
CLEAN = "增長。”普陀區生命環境。活動當天,規模化(試行)開始。"
FOUND = "增長(zhǎng)?!逼胀訁^(qū)生命(shēng)環(huán)境?;顒?dòng)當(dāng)天,規(guī)?;?試行)開始。"
BARE = "增長?!逼胀訁^生命環境?;顒?dòng)當天,規?;?試行)開始。"


@dataclass(frozen=True)
class Unsure:
    start: int
    end: int


@dataclass(frozen=True)
class Restored:
    text: str
    guesses: tuple[Unsure, ...] = ()


def judged(text: str, *guesses: str, damage: Damage = MADE) -> Score:
    """The score of a restorer that gives ``text`` and is unsure of ``guesses``."""
    score = Score()
    places = [text.index(guess) for guess in guesses]
    score.add(damage, Restored(text, tuple(Unsure(p, p + len(g)) for p, g in zip(places, guesses, strict=True))))
    return score


def test_the_damage_is_as_written_here() -> None:
    assert (MADE.damaged, MADE.clean) == (FOUND, CLEAN)
    assert [slip.clean.of(CLEAN) for slip in MADE.slips] == ["。”普陀區", "。活動", "模化("]
    assert [slip.ending for slip in MADE.slips] == ["ascii", "reading", "bracket"]


def test_perfect() -> None:
    score = judged(CLEAN)
    assert (score.texts, score.characters, score.edits, score.slips) == (1, len(CLEAN), 0, 3)
    assert score.characters_right == score.slipped_right_share == score.certain_right == 1.0
    assert score.slipped == 5 + 3 + 3
    assert score.certain == {"right": 3}
    assert not score.guessed
    assert not score.failures


def test_perfect_but_unsure_of_one() -> None:
    score = judged(CLEAN, "活動")
    assert score.certain == {"right": 2}
    assert score.guessed == {"right": 1}


def test_idle() -> None:
    """Readings stay and so do the slips: no repairs, 5 + 3 + 3 characters wrong but for those that happen to stand."""
    score = judged(FOUND)
    assert score.certain.total() == score.guessed.total() == score.outside == 0
    assert score.readings_left == len(MADE.readings) == 6
    assert {verdict for counts in score.endings.values() for verdict in counts} == {"left"}
    assert score.slipped_right == 0
    assert score.characters_right < 0.5
    assert [failure.verdict for failure in score.failures] == ["left"] * 3


def test_only_readings_taken_out() -> None:
    score = judged(BARE)
    assert score.readings_left == 0
    # ?!逼胀訁^ for 。”普陀區: 6; ?;顒?dòng) for 。活動: 9; ?;? for 模化(: 3
    assert score.edits == 6 + 9 + 3
    assert score.characters_right == 1 - 18 / len(CLEAN)
    assert score.certain.total() == 0


def test_wrong_with_certainty() -> None:
    score = judged(CLEAN.replace("模化", "則化"))
    assert score.certain == {"right": 2, "wrong": 1}
    assert score.certain_right == 2 / 3
    assert score.slipped_right == 10
    (failure,) = score.failures
    assert (failure.verdict, failure.certain, failure.ending) == ("wrong", True, "bracket")
    assert "⟦?;?⟧" in failure.found
    assert "⟦模化(⟧" in failure.truth


def test_wrong_as_a_guess() -> None:
    score = judged(CLEAN.replace("模化", "則化"), "則化")
    assert score.certain == {"right": 2}
    assert score.guessed == {"wrong": 1}


def test_too_much_put_in_is_wrong() -> None:
    assert judged(CLEAN.replace("模化", "模化化")).certain == {"right": 2, "wrong": 1}
    assert judged(CLEAN.replace("。”普", "。”?普")).certain == {"right": 2, "wrong": 1}


def test_half_a_repair_is_wrong() -> None:
    assert judged(CLEAN.replace("。活動", "。活?dòng)")).certain == {"right": 2, "wrong": 1}


def test_a_repair_where_no_slip_was() -> None:
    score = judged(CLEAN.replace("開始", "開終始"))
    assert score.outside == 1
    assert score.certain == {"right": 3, "wrong": 1}
    assert score.failures[0].ending is None
    assert judged(CLEAN.replace("當天", "當")).certain == {"right": 3, "wrong": 1}


def test_repairs_near_each_other_outside_slips_are_one() -> None:
    assert judged(CLEAN.replace("開始。", "閉始!")).outside == 1


def test_fullwidth_forms_are_the_same() -> None:
    made = marked("資源‹。“比如：醫(yī)療")
    assert made.clean == "資源。“比如:醫療"
    assert judged("資源。“比如\uff1a醫療", damage=made).certain == {"right": 1}


def test_two_slips_in_a_row_are_judged_apart() -> None:
    made = marked("企業(yè)‹。“在走訪‹模化發(fā)展")
    assert judged(made.clean, damage=made).certain == {"right": 2}
    score = judged("企業。“在走訪則化發展", damage=made)
    assert {ending: dict(counts) for ending, counts in score.endings.items()} == {"ascii": {"right": 1, "wrong": 1}}


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("區(qū)", "區", "reading"),
        ("區\u200b域", "區域", "invisible"),
        ("區&nbsp;域", "區 域", "entity"),
        ("區\n域", "區域", "line break"),
        ("區 域", "區域", "space"),
        ("展?!逼胀訁^", "展。”普陀區", "slip"),
        ("展\ue1e5", "展", "slip"),
        ("普陀", "浦陀", "other"),
    ],
)
def test_unasked_changes_have_a_kind(before: str, after: str, kind: str) -> None:
    (change,) = unasked(f"前文{before}後文", Restored(f"前文{after}後文"))
    assert (change.kind, change.certain) == (kind, True)


def test_untouched_text_has_no_unasked_changes() -> None:
    assert unasked(CLEAN, Restored(CLEAN)) == []
