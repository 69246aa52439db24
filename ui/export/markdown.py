"""Blocks -> CommonMark that draws exactly their characters: whatever could be markup is escaped.

https://spec.commonmark.org/0.31.2/. Two extensions of GitHub's are used or kept out: ``~~struck~~``, and bare addresses,
which become no links.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final
from urllib.parse import quote

from ..present import plain
from .document import Block, Kind, Run

_MARKUP: Final = re.compile(r"[\\`*_\[\]<>#&|~${}@^]|:(?=[/A-Za-z])|(?<=[wW])\.")
_AT_START: Final = re.compile(r"^(?:(\d+)(?=[.)])|(?=[-+=]))")
_TRIMMED: Final = re.compile(r"[^\S \n\u3000]|^[ \u3000]|[ \u3000]$")
_LAST_BREAKS: Final = re.compile(r"\n+\Z")
_PREFIX: Final[dict[Kind, tuple[str, str]]] = {
    "title": ("# ", ""), "heading": ("## ", ""), "subheading": ("### ", ""), "item": ("- ", "  "),
    "detail": ("- ", "  "), "quote": ("> ", "> "),
}  # fmt: skip
"""What stands before a block's first line, and before its others."""


def markdown(blocks: Sequence[Block]) -> str:
    """The file's text; ``""`` for no blocks. Controls that no file should hold, and turns of direction, are made visible."""
    written = []
    for kind, run in groupby(blocks, key=lambda block: block.kind):
        between = "\n" if kind in ("item", "detail") else "\n\n"
        written.append(between.join(map(_block, run)))
    return "\n\n".join(written) + "\n" if written else ""


def _block(block: Block) -> str:
    first, others = _PREFIX.get(block.kind, ("", ""))
    text = _LAST_BREAKS.sub(lambda found: "&#10;" * len(found[0]), "".join(map(_run, _joined(block.runs))))
    lines = [_TRIMMED.sub(_reference, _AT_START.sub(r"\1\\", line)) for line in text.split("\n")]
    broken = "&#10;" if first.startswith("#") else f"\\\n{others}"  # a heading is one line
    return first + broken.join(lines)


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Neighbours of one look as one, since ``**a****b**`` is no emphasis; guesses look like the rest of a quote."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and last.url == run.url and (last.bold, last.struck) == (run.bold, run.struck):
            joined[-1] = Run(last.text + run.text, run.bold, run.struck, url=run.url)
        else:
            joined.append(run)
    return joined


def _run(run: Run) -> str:
    if run.url:
        return f"<{quote(run.url, safe=_IN_ADDRESS)}>"
    text = escaped(run.text)
    if run.bold and run.text[:1].isalnum() and run.text[-1:].isalnum():  # else ** might be no emphasis but two stars
        return f"**{text}**"
    return f"~~{text}~~" if run.struck and text else text


_IN_ADDRESS: Final = "".join(map(chr, range(0x21, 0x7F))).translate(str.maketrans("", "", '<>"\\^`{|}'))


def escaped(text: str) -> str:
    """``text``, no character of it markup, except for what stands at the beginning or end of a line."""
    return _MARKUP.sub(r"\\\g<0>", plain(text))


def _reference(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"
