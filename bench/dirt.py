"""Damage of the common kinds, with the truth known: text read in the wrong encoding, entities, invisible characters, wraps."""

from __future__ import annotations

from collections.abc import Iterator
from html.entities import codepoint2name
from random import Random
from typing import Literal

from bench.damage import Damage

Codec = Literal["latin-1", "cp1252", "gbk", "gbk, replaced"]
INVISIBLE = {
    "zero width": "\u200b\u200c\u200d\u2060\ufeff",
    "soft hyphens": "\u00ad",
    "controls": "\x00\x01\x08\x0e\x1b\x1f\x7f",
}
"""Characters that show as nothing, by kind."""
_WIDE = "\u2e80"
"""From here on characters are Han, its punctuation, or as wide."""


def mojibake(text: str, codec: Codec) -> Damage:
    """The UTF-8 bytes of ``text`` read as ``codec``; the clean text is what of ``text`` can be had back from that.

    cp1252 is read as browsers do, its five empty places as control characters. As GBK only those lines are kept whose
    bytes all make pairs; without one, both texts are "". ``gbk, replaced`` keeps all: what makes none is U+FFFD.
    """
    if codec == "gbk, replaced":
        return Damage(text.encode().decode("gbk", "replace"), text)
    if codec == "gbk":
        lines = {line: read for line in text.splitlines() if line and (read := _as_gbk(line)) is not None}
        return Damage("\n".join(lines.values()), "\n".join(lines))
    if codec == "latin-1":
        return Damage(text.encode().decode("latin-1"), text)
    return Damage("".join(_as_cp1252(byte) for byte in text.encode()), text)


def _as_gbk(line: str) -> str | None:
    try:
        return line.encode().decode("gbk")
    except UnicodeDecodeError:
        return None


def _as_cp1252(byte: int) -> str:
    return bytes([byte]).decode("cp1252") if byte not in {0x81, 0x8D, 0x8F, 0x90, 0x9D} else chr(byte)


def entities(text: str, seed: int, share: float = 0.02) -> Damage:
    """HTML entities: all of ``& < > "``, curly quotes and spaces by name; of the rest a share by number, both bases."""
    random = Random(seed)
    parts = []
    for character in text:
        if character == " ":
            parts.append("&nbsp;")
        elif (ord(character) in codepoint2name and random.random() < 0.9) or character in '&<>"':
            parts.append(f"&{codepoint2name[ord(character)]};")
        elif character > " " and random.random() < share:
            parts.append(random.choice((f"&#{ord(character)};", f"&#x{ord(character):x};", f"&#X{ord(character):X};")))
        else:
            parts.append(character)
    return Damage("".join(parts), text)


def invisible(text: str, characters: str, seed: int, share: float = 0.02) -> Damage:
    """Some of ``characters`` put in behind a share of the characters of ``text``."""
    random = Random(seed)
    parts = [c + random.choice(characters) if random.random() < share and c.isalnum() else c for c in text]
    return Damage("".join(parts), text)


def hard_wrapped(text: str, width: int, *, columns: bool = False) -> Damage:
    """Paragraphs broken into lines of at most ``width`` characters (``columns``: what is not East Asian counts half), with
    an empty line between two paragraphs.

    Breaks fall between two Han characters or fullwidth marks, as close to the width as there are such: between two Latin
    words nobody could tell whether a space stood there.
    """
    paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    wrapped = ("\n".join(_wrapped(paragraph, width, columns)) for paragraph in paragraphs)
    return Damage("\n\n".join(wrapped), "\n\n".join(paragraphs))


def _wrapped(paragraph: str, width: int, columns: bool) -> Iterator[str]:
    start = last = 0
    used = 0.0
    for place, character in enumerate(paragraph):
        used += 0.5 if columns and character < _WIDE else 1
        if used > width and last > start:
            yield paragraph[start:last]
            start = last
            used = sum(0.5 if columns and c < _WIDE else 1 for c in paragraph[start : place + 1])
        if character >= _WIDE and paragraph[place + 1 : place + 2] >= _WIDE:
            last = place + 1
    yield paragraph[start:]
