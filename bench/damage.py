"""Damage as scraping made it, put into clean text on purpose, so that what a restorer gives can be compared with the truth.

Written from the bytes of the damaged seeds and apart from the restorer. What such a site did, in this order: the script
was converted; readings were put behind characters; stretches went through a GBK decoder one byte late ("slips");
fullwidth forms were shown as ASCII. `tests/bench/test_damage.py` makes both damaged seeds anew with it, byte for byte.

A slip starts inside a character: its first byte is lost (shown as ``?``), and the bytes from its second one on are read
in pairs. A pair outside GBK's characters is shown as the private-use character that ``gb18030`` has for it. The decoder
is in step again behind a second byte that is ASCII, which stands there as itself, or behind a last first byte that
nothing completes: that one is shown as ``?``, and takes an opening bracket with it, but no comma.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Literal

from bench.readings import Script, choose_readings, convert, crossing_reading
from index.types import Span

Ending = Literal["ascii", "letter", "reading", "bracket", "tail"]
"""How a slip ends. ascii: at a character's second byte, which stands as itself (``^``); letter: an ASCII letter behind the
last character makes a pair with its second byte; reading, bracket: the last first byte took a reading's opening bracket
or a real one; tail: the last first byte is lost before something else, or before nothing."""

LOST = "?"
FULLWIDTH = {
    ord(form): byte - 0x80 for byte in range(0xA1, 0xFE) if (form := bytes([0xA3, byte]).decode("gb18030")) != "\uffe5"
}
"""Fullwidth forms -> ASCII, for ``str.translate``: GBK's A3A1 to A3FD, but for the yen sign among them."""


@dataclass(frozen=True, slots=True)
class Site:
    """How one site mangles its pages."""

    script: Script = "s2t"
    ascii_punctuation: bool = True
    """Whether fullwidth forms are shown as ASCII."""
    early: str = "\uff0c"
    """Fullwidth forms that were ASCII already when the slips came: the comma was, the colon was not (seed 004)."""
    readings: float = 1.0
    """Share of the kinds of changed characters that get their reading (seed 001 has 66 kinds, 004 42)."""
    chance: float = 1.0
    """Of those, the share of the places."""
    brackets: tuple[str, str] = ("(", ")")
    toned: bool = True
    misread: float = 0.02
    """Share of the readings that are another true reading of the character, where it has one."""
    slips: Literal["a3", "any"] = "a3"
    """Where slips start. a3: in a character whose second byte is A3, as all ten do; any: in any that has bytes to read on."""


@dataclass(frozen=True, slots=True)
class Slip:
    """Where a slip shows in the damaged text, and what stands there in the clean one.

    ``damaged`` takes in a reading that lost its opening bracket: putting the clean stretch there is the whole repair.
    """

    damaged: Span
    clean: Span
    ending: Ending


@dataclass(frozen=True, slots=True)
class Damage:
    """``damaged``, and the ``clean`` text that a perfect restorer makes of it.

    Putting each slip's clean stretch in its place and taking out ``readings`` (spans of ``damaged``, brackets and all,
    none of them within a slip) gives ``clean``.
    """

    damaged: str
    clean: str
    slips: tuple[Slip, ...] = ()
    readings: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page before the slips: its text as the bytes had it, and readings, brackets and all, by the place they follow."""

    text: str
    readings: Mapping[int, str]
    ascii_punctuation: bool = True

    def shown(self, text: str) -> str:
        """``text`` of this page as a reader sees it."""
        return text.translate(FULLWIDTH) if self.ascii_punctuation else text


@dataclass(frozen=True, slots=True)
class Run:
    """A slip as it shows, the first place behind it, and how it ends."""

    shown: str
    end: int
    ending: Ending


def damage(text: str, site: Site, seed: int, slips: int = 3) -> Damage:
    """``text`` (clean, Simplified) as ``site`` would show it with up to ``slips`` slips. The same for the same ``seed``."""
    random = Random(seed)
    page = make_page(text, site, random)
    return render(page, choose_starts(page, site, random, slips))


def make_page(text: str, site: Site, random: Random) -> Page:
    """``text`` in the site's script, with readings behind the characters that this changed (or would, if it stays)."""
    converted = convert(text, site.script)
    readings = choose_readings(
        text, converted, random, kinds=site.readings, places=site.chance, misread=site.misread, toned=site.toned
    )
    opening, closing = site.brackets
    early = {ord(form): FULLWIDTH[ord(form)] for form in site.early} if site.ascii_punctuation else {}
    bracketed = {place: f"{opening}{reading}{closing}" for place, reading in readings.items()}
    return Page(converted.translate(early), bracketed, site.ascii_punctuation)


def candidates(page: Page, slips: Literal["a3", "any"]) -> list[int]:
    """The places where a slip may start: characters of two bytes without a reading."""
    return [
        place
        for place, character in enumerate(page.text)
        if len(own := _bytes(character)) == 2
        and (own[1] == 0xA3 if slips == "a3" else own[1] > 0x80)
        and place not in page.readings
    ]


def choose_starts(page: Page, site: Site, random: Random, count: int) -> dict[int, str]:
    """Up to ``count`` starts of slips that don't touch, each with the reading put in over its border ("" for none)."""
    possible = candidates(page, site.slips)
    random.shuffle(possible)
    starts: dict[int, str] = {}
    taken: set[int] = set()
    for place in possible:
        if len(starts) == count:
            break
        crossing = _crossing(page, site, place, random)
        run = slip(page, place, crossing)
        if run is None or not taken.isdisjoint(range(place - 1, run.end + 1)):
            continue
        taken.update(range(place, run.end))
        starts[place] = crossing
    return starts


def render(page: Page, starts: Mapping[int, str]) -> Damage:
    """``page`` with a slip at each start, behind the reading put in over its border ("" for none).

    Raises ``ValueError`` where no slip can start, and where one starts within another.
    """
    parts: list[str] = []
    slips: list[Slip] = []
    readings: list[Span] = []
    place = length = 0
    for start in [*sorted(starts), len(page.text)]:
        if start < place:
            raise ValueError(f"a slip at {start} starts within the one that ends at {place}")
        for position in range(place, start):
            parts += [page.shown(page.text[position]), page.readings.get(position, "")]
            length = _note_reading(parts, length, readings)
        if start == len(page.text):
            break
        run = slip(page, start, starts[start])
        if run is None:
            raise ValueError(f"no slip can start at {start}: {page.text[start : start + 2]!r}")
        slips.append(Slip(Span(length, length + len(run.shown)), Span(start, run.end), run.ending))
        parts += [run.shown, "" if run.ending == "reading" else page.readings.get(run.end - 1, "")]
        length = _note_reading(parts, length, readings)
        place = run.end
    return Damage("".join(parts), page.shown(page.text), tuple(slips), tuple(readings))


def _note_reading(parts: list[str], length: int, readings: list[Span]) -> int:
    """The length with the last two parts, text and reading; the reading's span is noted."""
    text, reading = parts[-2:]
    if reading:
        readings.append(Span(length + len(text), length + len(text) + len(reading)))
    return length + len(text) + len(reading)


def slip(page: Page, start: int, crossing: str = "") -> Run | None:
    """The slip that starts in the character at ``start``; ``None`` where none can.

    ``crossing``: the reading, brackets and all, that was put in between this character's bytes, because the byte before
    it and its first one are a character too; the first byte then took the opening bracket.
    """
    own = _bytes(page.text[start])
    if len(own) != 2 or own[1] < 0x80 or start in page.readings:
        return None
    shown, lead, place = LOST + crossing[1:], own[1], start + 1
    while lead != 0x80:  # no pair begins with 80: what a decoder makes of it is not known, so no such slip is made
        if reading := page.readings.get(place - 1):
            return Run(page.shown(shown + LOST + reading[1:]), place, "reading")
        following = page.text[place : place + 1]
        coming = _bytes(following)
        if len(coming) == 2:
            shown += bytes([lead, coming[0]]).decode("gb18030")
            lead, place = coming[1], place + 1
            if lead < 0x80:
                return Run(page.shown(shown + chr(lead)), place, "ascii")
        elif coming and 0x40 <= coming[0] < 0x7F:
            shown += bytes([lead, coming[0]]).decode("gb18030")
            return Run(page.shown(shown), place + 1, "letter")
        elif following == "(":
            return Run(page.shown(shown + LOST), place + 1, "bracket")
        else:
            return Run(page.shown(shown + LOST), place, "tail")
    return None


def _crossing(page: Page, site: Site, place: int, random: Random) -> str:
    """The reading that the annotator puts in before the second byte of the character at ``place``; mostly ""."""
    before = _bytes(page.text[place - 1]) if place else b""
    if not page.readings or place - 1 in page.readings or len(before) != 2 or before[1] <= 0x80:
        return ""
    character = bytes([before[1], _bytes(page.text[place])[0]]).decode("gb18030")
    reading = crossing_reading(character, site.toned)
    if not reading or random.random() >= site.readings:
        return ""
    return f"{site.brackets[0]}{reading}{site.brackets[1]}"


def _bytes(character: str) -> bytes:
    """A character's bytes in GBK; ``b""`` for ``""`` and for one that GBK lacks."""
    return character.encode("gbk", "ignore")
