"""A colour and a shape for each group of articles: the same in every chart, told apart without seeing colours too.

The colours are Okabe and Ito's (https://jfly.uni-koeln.de/color/), shifted until each stands out by 3:1 (WCAG 1.4.11) from
the page's paper in light and in dark; yellow and sky blue can't. Eight more repeat their hues farther apart in shape.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from index.districts import DISTRICTS
from index.types import Description

SEVERAL: Final = "*"
"""The group of the articles that are about more than one district; ``""``: of those about none."""

_COLOURS: Final = (
    *("#0072B2", "#D55E00", "#009E73", "#C2689B", "#B97F00", "#2E95CC", "#7B5EA7", "#8A6A4F"),
    *("#3F7CA8", "#B3503A", "#4C8C5A", "#A8557F", "#95801F", "#4C8FA3", "#9270C0", "#7D7468"),
)
_GREY: Final = "#857F76"
_SHAPES: Final = (
    "circle",
    "square",
    "triangle-up",
    "diamond",
    "cross",
    "triangle-down",
    "triangle-right",
    "triangle-left",
)


@dataclass(frozen=True, slots=True)
class Look:
    colour: str
    shape: str  # as Vega names it


def group_of(its: Description) -> str:
    """The article's district, SEVERAL, or ``""``."""
    return SEVERAL if len(its.district) > 1 else "".join(its.district)


def districts_of(descriptions: Iterable[Description]) -> list[str]:
    """All districts, by the number of the articles about each (others may be about it too), then as the city lists them."""
    counts = Counter(name for its in descriptions for name in its.district)
    city = list(DISTRICTS)
    return sorted(counts, key=lambda it: (-counts[it], city.index(it) if it in DISTRICTS else len(city), it))


def looks(descriptions: Iterable[Description]) -> dict[str, Look]:
    """For each group that occurs: districts by their number of articles, then as the city lists them; the rest last."""
    counts = Counter(map(group_of, descriptions))
    city = list(DISTRICTS)
    districts = sorted(
        counts.keys() - {SEVERAL, ""},
        key=lambda it: (-counts[it], city.index(it) if it in DISTRICTS else len(city), it),
    )
    found = {name: _look(number) for number, name in enumerate(districts)}
    rest = {SEVERAL: Look(_GREY, "square"), "": Look(_GREY, "circle")}
    return found | {name: look for name, look in rest.items() if name in counts}


def _look(number: int) -> Look:
    """The second eight have the shapes in another order, so that no look comes twice."""
    around = number // len(_SHAPES)
    return Look(_COLOURS[number % len(_COLOURS)], _SHAPES[(number + 3 * around) % len(_SHAPES)])
