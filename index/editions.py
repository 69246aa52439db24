"""What tells two texts of nearly the same words apart: other years, numbers, dates, versions, districts.

The notice of 2023 repeats that of 2022 but for its years and days; news of the day is the same form filled in anew; a draft
becomes the rule. Each is an article of its own. Texts are compared in normal form (`terms.py`): 三十条 is 30条 and 2024-11-22
is 2024年11月22日.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from .terms import normal_form

Numbers = Mapping[str, tuple[str, ...]]
"""What stands around a number (other numbers masked) -> the numbers that stand there, ascending, as often as they do."""

MOST_CHANGED = 0.1
"""Of the numbers that stand in the same words in both texts, the share that may differ: a slip that one site mended."""
FEW = 3
"""Of so few numbers in the same words none may differ."""

_NUMBER = re.compile(r"(\d+(?:\.\d+)*)")
_BETWEEN = re.compile(r"(?<!\d)[\W_]+|[\W_]+(?!\d)")  # 10:30 and 3-5 are two numbers
_BEFORE, _BEHIND = 6, 3
_WORDS_NEEDED = 2  # characters of the words before a number, masked numbers not counted; fewer tell no place
_PINNED = {"年": re.compile(r"(?:19|20)\d{2}"), "版": re.compile(r"\d+\.\d+")}
"""What stands behind a number that must be the same -> such numbers: 第13版 is a page of a newspaper, and no version."""
_VERSIONS = {
    "draft": re.compile(r"草案|征求意见|送审稿|讨论稿|draft"),
    "trial": re.compile(r"试行|暂行|interim"),
    "revised": re.compile(r"修订|修正|修改|revised"),
}


@dataclass(frozen=True, slots=True)
class Edition:
    """What pins one text down; compare two with :func:`are_apart`."""

    title: str  # in normal form, letters and digits only
    title_numbers: Mapping[str, frozenset[str]]  # what is counted (年, 号, 版, ...) -> the numbers
    versions: frozenset[str]  # keys of _VERSIONS that the title says
    said: frozenset[str]  # and those that title or body say
    numbers: Numbers  # of the body
    district: frozenset[str]

    @classmethod
    def of(cls, folded_title: str, folded_body: str, district: tuple[str, ...]) -> Edition:
        title, body = normal_form(folded_title), normal_form(folded_body)
        return cls(
            title=re.sub(r"[\W_]+", "", title),
            title_numbers=_counted(title),
            versions=_versions(title),
            said=_versions(title + body),
            numbers=_in_their_words(body),
            district=frozenset(district),
        )


def are_apart(one: Edition, other: Edition) -> bool:
    """Whether the two are different editions, however alike their words: what they pin down differs."""
    return (
        _differ_in_title(one, other)
        or _differ_in_version(one, other)
        or bool(one.district and other.district and one.district.isdisjoint(other.district))
        or _differ_in_numbers(one.numbers, other.numbers)
    )


def _differ_in_title(one: Edition, other: Edition) -> bool:
    """Whether both titles count the same thing, each with a number that the other lacks: 2022年 and 2023年."""
    both = one.title_numbers.keys() & other.title_numbers.keys()
    return any(
        one.title_numbers[unit] - other.title_numbers[unit] and other.title_numbers[unit] - one.title_numbers[unit]
        for unit in both
    )


def _differ_in_version(one: Edition, other: Edition) -> bool:
    """Whether a title says a version that the other article says nowhere, or that its title, else the same, leaves out."""
    if one.versions == other.versions:
        return False
    said = one.versions <= other.said and other.versions <= one.said
    return not said or _without_versions(one.title) == _without_versions(other.title)


def _differ_in_numbers(one: Numbers, other: Numbers) -> bool:
    """Whether a year or a version (3.0版) differs from that which the other has in the same words, or too many numbers do."""
    kept = changed = 0
    for words in one.keys() & other.keys():
        here, there = one[words], other[words]
        same = len(here) if here == there else _common(here, there)
        kept += same
        changed += min(len(here), len(there)) - same
        pinned = _PINNED.get(words.rpartition("#")[2][:1])
        if here != there and pinned:
            pins = [set(filter(pinned.fullmatch, numbers)) for numbers in (here, there)]
            if pins[0] - pins[1] and pins[1] - pins[0]:
                return True
    return changed > 0 if changed + kept <= FEW else changed > MOST_CHANGED * (changed + kept)


def _common(here: tuple[str, ...], there: tuple[str, ...]) -> int:
    """How many numbers, each as often as in both."""
    return 0 if len(here) == len(there) == 1 else (Counter(here) & Counter(there)).total()


def _counted(title: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for match in _NUMBER.finditer(title):
        unit = "." if "." in match[1] else title[match.end() : match.end() + 1].strip()
        found[unit].add(match[1])
    return {unit: frozenset(numbers) for unit, numbers in found.items()}


def _versions(text: str) -> frozenset[str]:
    return frozenset(name for name, pattern in _VERSIONS.items() if pattern.search(text))


def _without_versions(title: str) -> str:
    for pattern in _VERSIONS.values():
        title = pattern.sub("", title)
    return title.replace("稿", "")


def _in_their_words(body: str) -> Numbers:
    found: dict[str, list[str]] = defaultdict(list)
    pieces = _NUMBER.split(_BETWEEN.sub("", body))
    before = pieces[0]
    for number, behind in zip(pieces[1::2], pieces[2::2], strict=True):
        words = before[-_BEFORE:]
        if len(words.replace("#", "")) >= _WORDS_NEEDED:
            found[f"{words}#{behind[:_BEHIND]}"].append(number)
        before = f"{words}#{behind}"
    return {words: tuple(sorted(numbers)) for words, numbers in found.items()}
