"""Scripts and readings as such sites had them: OpenCC converts, pypinyin reads each character in its context."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from opencc import OpenCC

Script = Literal["s2t", "s2tw", "s2hk", "characters", "none"]
"""OpenCC's configuration; characters: s2tw one character at a time, as naive sites do; none: Simplified stays."""


def convert(text: str, script: Script) -> str:
    """Simplified ``text`` in a script, character for character: none of these changes the length."""
    if script == "none":
        return text
    if script == "characters":
        table = {ord(character): _converted(character, "s2tw") for character in set(text)}
        return text.translate(table)
    return _converted(text, script)


def choose_readings(
    text: str, converted: str, random: Random, *, kinds: float, places: float, misread: float, toned: bool
) -> dict[int, str]:
    """Readings (no brackets) by the place of the character in ``converted`` that they follow.

    Characters that Simplified writes otherwise are read, in the context of ``text``, the Simplified form. ``kinds``:
    the share of such characters that the site reads at all; ``places``: of those, the share of places; ``misread``: the
    share of readings that are another true one of the character's, where it has several.
    """
    chosen = {
        character: random.random() < kinds for character in dict.fromkeys(converted) if _is_traditional(character)
    }
    if not any(chosen.values()):
        return {}
    in_context = _read(text if len(text) == len(converted) else converted, toned)
    readings: dict[int, str] = {}
    for place, character in enumerate(converted):
        if chosen.get(character) and random.random() < places:
            others = [other for other in _all_readings(character, toned) if other != in_context[place]]
            wrong = others and random.random() < misread
            readings[place] = random.choice(others) if wrong else in_context[place]
    return readings


def crossing_reading(character: str, toned: bool) -> str:
    """The reading of a character that the annotator knows: one that Simplified writes otherwise; else ""."""
    return _all_readings(character, toned)[0] if _is_traditional(character) else ""


def _is_traditional(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" and _simplified(character) != character


@cache
def _simplified(character: str) -> str:
    return _converted(character, "t2s")


def _converted(text: str, config: str) -> str:
    return str(_converter(config).convert(text))


@cache
def _converter(config: str) -> OpenCC:
    from opencc import OpenCC

    return OpenCC(config)


def _read(text: str, toned: bool) -> list[str]:
    """A reading for each Han character of ``text``, in context; other characters as they are."""
    from pypinyin import Style, lazy_pinyin  # late: its phrases take a second to load

    style = Style.TONE if toned else Style.NORMAL
    return lazy_pinyin(text, style=style, errors=list, v_to_u=True)  # type: ignore[arg-type]  # a list is one item each


@cache
def _all_readings(character: str, toned: bool) -> tuple[str, ...]:
    """Every reading of one Han character, the commonest first."""
    from pypinyin import Style, pinyin

    style = Style.TONE if toned else Style.NORMAL
    return tuple(pinyin(character, style=style, heteronym=True, v_to_u=True)[0])
