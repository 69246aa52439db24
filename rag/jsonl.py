"""Lines and JSON objects of a text file, plain or .gz, each with where it stands, which every error names."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path

from index.errors import BadInput
from index.i18n import Message


def rows_of(path: Path, hint: Message) -> Iterator[tuple[dict[str, object], str]]:
    """The object of each line that isn't blank, and ``file:line``. Raises ``BadInput`` with ``hint`` for any other line."""
    for line, where in lines_of(path, hint):
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:  # ValueError: no JSON, or a number of thousands of digits
            raise BadInput(Message(f"{where}: {error}", f"{where}：{error}"), hint) from error
        if not isinstance(row, dict):
            raise BadInput(Message(f"{where}: not an object", f"{where}：不是 JSON 对象"), hint)
        yield row, where


def lines_of(path: Path, hint: Message) -> Iterator[tuple[str, str]]:
    """Each line that isn't blank, and ``file:line``. Raises ``BadInput`` with ``hint`` where the file can't be read."""
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield line, f"{path}:{number}"
    except (OSError, UnicodeDecodeError, EOFError, zlib.error) as error:
        why = error.strerror or error if isinstance(error, OSError) else error
        raise BadInput(Message(f"{path}: {why}", f"{path}：{why}"), hint) from error
