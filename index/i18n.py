"""What people read, in both languages, carried as one value until it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Message:
    """One message in English and Chinese; ``str()`` gives the English."""

    en: str
    zh: str

    def in_(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en

    def __str__(self) -> str:
        return self.en


def language_of(text: str) -> Language:
    """``zh`` when ``text`` holds a Han character, else ``en``: the language to answer in."""
    return "zh" if any("\u3400" <= character <= "\u9fff" for character in text) else "en"
