"""The name that a file comes with -> the name it may have in the library folder.

A browser sends whatever name it likes; what could lead out of the folder, hide in it or fool a reader is refused, never
bent into shape: someone who meant no harm renames the file.
"""

from __future__ import annotations

import re
import unicodedata
from posixpath import splitext
from typing import Final

from index.i18n import Message

MAXIMUM_BYTES: Final = 255
"""Of a name, in UTF-8: what ext4, APFS and NTFS take. A Chinese character has three."""
_RESERVED: Final = frozenset(
    {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))}
)
_REPLACED: Final = re.compile(r'[<>:"|?*]')
"""Windows takes none of these; articles saved elsewhere have them in their titles."""
_SHOWN: Final = 80  # characters of a name in a message


class Refused(Exception):
    """Why a file is not taken in, or not removed."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.en)
        self.reason = reason


def safe_name(name: str) -> str:
    """``name`` as it is stored: in NFC, what Windows doesn't take replaced by ``_``. Raises :class:`Refused`."""
    _check_characters(name)
    safe = unicodedata.normalize("NFC", _REPLACED.sub("_", name.strip())).rstrip(". ")
    if not safe or safe.startswith("."):
        raise Refused(Message("no name, or that of a hidden file", "没有文件名，或为隐藏文件"))
    if splitext(safe)[0].partition(".")[0].strip().upper() in _RESERVED:
        raise Refused(
            Message(f"{safe} is a device's name on Windows: rename it", f"{safe} 在 Windows 上是设备名，请改名")
        )
    size = len(safe.encode())
    if size > MAXIMUM_BYTES:
        raise Refused(Message(f"a name of {size} bytes, more than the {MAXIMUM_BYTES} that a file system takes",
                              f"文件名有 {size} 字节，超过文件系统允许的 {MAXIMUM_BYTES} 字节"))  # fmt: skip
    return safe


def numbered(name: str, number: int) -> str:
    """``a.txt`` -> ``a~2.txt``; the stem is cut where the name would grow too long."""
    stem, suffix = splitext(name)
    if stem.lower().endswith((".csv", ".tsv", ".jsonl")):  # .csv.gz is one suffix
        stem, inner = splitext(stem)
        suffix = inner + suffix
    end = f"~{number}{suffix}"
    room = max(MAXIMUM_BYTES - len(end.encode()), 0)
    return stem.encode()[:room].decode("utf-8", "ignore") + end


def same_name(name: str) -> str:
    """What two names share that some file system takes for one: they differ in Unicode form or case only."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def visible(name: str) -> str:
    """``name`` for a message: one line, what can't be seen made visible, the middle of a long one left out."""
    shown = "".join(it if _is_seen(it) else f"<U+{ord(it):04X}>" for it in name)
    return shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN // 2]}…{shown[-_SHOWN // 2 :]}"


def _check_characters(name: str) -> None:
    if "/" in name or "\\" in name:
        raise Refused(
            Message("its name is a path: only plain file names are taken", "文件名含有路径，只接受单纯的文件名")
        )
    unseen = next((it for it in name if not _is_seen(it)), None)
    if unseen is not None:
        raise Refused(Message(f"its name holds U+{ord(unseen):04X}, which can't be seen",
                              f"文件名含有不可见字符 U+{ord(unseen):04X}"))  # fmt: skip


def _is_seen(character: str) -> bool:
    """Whether it is no control, no mark that turns the direction of writing, no half of a surrogate pair."""
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
