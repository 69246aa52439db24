"""Damage made on purpose is restored, over floors: on our own texts everywhere, on news where the shared corpus is.

What the shares mean stands in `bench.repairs`; `python -m bench.restoration` prints more of them, and what went wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

import pytest

from bench.damage import Site, damage
from bench.damage_cases import CLEAN, MARKED, cases
from bench.news import NEWS, ROOT, read_news
from bench.repairs import Score
from bench.restoration import SEED, fit, measure
from index.fold import to_simplified
from index.restore import restore_text

_PARAGRAPH = 60
"""Characters from which on a line of our own texts is a paragraph."""


@dataclass(frozen=True)
class Floors:
    characters: float = 0.995
    slipped: float = 0.97
    certain: float = 0.995

    def check(self, score: Score) -> None:
        found = (score.characters_right, score.slipped_right_share, score.certain_right)
        assert all(share >= floor for share, floor in zip(found, (self.characters, self.slipped, self.certain), strict=True)), (
            found, score.certain, score.guessed, score.failures[:10],
        )  # fmt: skip


def own_texts() -> list[str]:
    """Paragraphs of the undamaged seeds and of the texts made up for tests, in Simplified, joined to about 500 characters."""
    files = [*sorted((ROOT / "seeds").glob("00[023]_*.txt")), *sorted((ROOT / "tests/districts/articles").iterdir())]
    lines = [line.strip() for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    rows = (ROOT / "tests/retrieval/corpus.jsonl").read_text(encoding="utf-8").splitlines()
    lines += [json.loads(row)["text"] for row in rows]
    paragraphs = [line for line in lines if len(line) >= _PARAGRAPH and "。" in line and to_simplified(line) == line]
    return ["\n".join(paragraphs[start : start + 4]) for start in range(0, len(paragraphs), 4)]


def measured(texts: Iterable[str], site: Site) -> Score:
    score = Score()
    for number, text in enumerate(texts):
        made = damage(text, site, SEED + number)
        score.add(made, restore_text(made.damaged))
    return score


def test_there_are_enough_texts_of_our_own() -> None:
    texts = own_texts()
    assert len(texts) >= 30
    assert measured(texts, Site()).slips >= 90


@pytest.mark.parametrize(
    ("site", "floors"),
    [
        (Site(), Floors(slipped=0.965)),  # 120 slips tell it to about two points; the news below have more
        (Site(script="s2tw", readings=0.5), Floors(slipped=0.96)),
    ],
    ids=["as seed 001", "as seed 004"],
)
def test_our_own_texts_are_restored(site: Site, floors: Floors) -> None:
    floors.check(measured(own_texts(), site))


def test_readings_are_taken_out_and_nothing_else_where_no_slip_is() -> None:
    for number, text in enumerate(own_texts()):
        made = damage(text, Site(), SEED + number, slips=0)
        restored = restore_text(made.damaged)
        assert restored.text == made.clean
        assert restored.guesses == ()


@pytest.mark.parametrize("name", CLEAN)
def test_what_only_looks_like_damage_stays(name: str) -> None:
    assert restore_text(CLEAN[name]).text == CLEAN[name]


@pytest.mark.parametrize("name", MARKED)
def test_no_named_case_is_repaired_wrongly_with_certainty(name: str) -> None:
    made = cases()[name]
    score = Score()
    score.add(made, restore_text(made.damaged))
    assert score.certain["wrong"] == 0, score.failures


@pytest.mark.parametrize(
    ("site", "floors"),
    [
        (Site(), Floors()),
        (Site(script="s2tw", readings=0.5), Floors()),
    ],
    ids=["as seed 001", "as seed 004"],
)
def test_news_is_restored(site: Site, floors: Floors) -> None:
    articles = fit(read_news(SEED), 150)
    if not articles:
        pytest.skip(f"no news corpus at {NEWS}; it is not part of the repository")
    score = measure(articles, site)
    assert score.slips >= 440
    floors.check(score)
