"""What a visitor uploads to be evaluated, as files in a folder of ours: under our names, and no larger than we say."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO, Final

from index.errors import BadInput, WenjuError
from index.i18n import Message

LARGEST: Final = 512 << 20
"""Bytes that an upload may unpack to; the file itself is limited where it is received."""
_PIECE: Final = 1 << 20
_SET: Final = ("corpus.jsonl", "queries.jsonl", "qrels.tsv")
_LAYOUT: Final = Message(
    "expected: a zip with corpus.jsonl and queries.jsonl (plain or .gz), and qrels.tsv (also as qrels/test.tsv)",
    "应为 zip 压缩包，内含 corpus.jsonl、queries.jsonl（可为 .gz）和 qrels.tsv（或 qrels/test.tsv）",
)


@contextmanager
def questions_file(name: str, content: bytes, largest: int = LARGEST) -> Iterator[Path]:
    """The upload as a JSONL file, unpacked where ``name`` ends in .gz. Raises ``BadInput``; no error names our folder."""
    with _folder() as folder:
        path = folder / "questions.jsonl"
        if name.lower().endswith(".gz"):
            _unpack(BytesIO(content), path, name, largest, packed=True)
        else:
            path.write_bytes(content)
        yield path


@contextmanager
def beir_folder(name: str, content: bytes, largest: int = LARGEST) -> Iterator[Path]:
    """The three files of a BEIR-style zip, wherever in it they lie; the rest of it is never unpacked.

    Raises ``BadInput`` for what is no zip, lacks a file, has one twice, or unpacks to more than ``largest`` bytes in all.
    """
    with _folder() as folder:
        try:
            with zipfile.ZipFile(BytesIO(content)) as archive:
                left = largest
                for target, member in _members(archive, name).items():
                    packed, inside = member.filename.lower().endswith(".gz"), f"{name}/{member.filename}"
                    left -= _unpack(archive.open(member), folder / target, inside, left, packed=packed)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:  # the last two: a method, a password
            raise BadInput(Message(f"{name}: {error}", f"{name}：{error}"), _LAYOUT) from error
        yield folder


def _members(archive: zipfile.ZipFile, name: str) -> dict[str, zipfile.ZipInfo]:
    found: dict[str, zipfile.ZipInfo] = {}
    for member in archive.infolist():
        path = PurePosixPath(member.filename.lower())
        base = path.name.removesuffix(".gz")
        target = "qrels.tsv" if path.suffix == ".tsv" and path.parent.name == "qrels" else base
        if target not in _SET or "__macosx" in path.parts:
            continue
        if target in found:
            first, second = found[target].filename, member.filename
            raise BadInput(Message(f"{name}: two files for {target}: {first}, {second}",
                                   f"{name}：{target} 有两个文件：{first}、{second}"), _LAYOUT)  # fmt: skip
        found[target] = member
    missing = [target for target in _SET if target not in found]
    if missing:
        raise BadInput(
            Message(f"{name}: no {', '.join(missing)} in it", f"{name}：其中没有 {'、'.join(missing)}"), _LAYOUT
        )
    return found


def _unpack(opened: IO[bytes], path: Path, name: str, largest: int, *, packed: bool) -> int:
    """Copy to ``path``, and give the number of bytes. Raises ``BadInput`` at the first byte too many."""
    written = 0
    try:
        with opened, gzip.GzipFile(fileobj=opened) as unpacked, path.open("wb") as file:
            while piece := (unpacked if packed else opened).read(_PIECE):
                written += len(piece)
                if written > largest:
                    raise BadInput(
                        Message(
                            f"{name} unpacks to more than {LARGEST >> 20} MB", f"{name} 解压后超过 {LARGEST >> 20} MB"
                        ),
                        Message("take a part of it, or use the command line", "请只取一部分，或改用命令行"),
                    )
                file.write(piece)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise BadInput(Message(f"{name}: {error}", f"{name}：{error}"), _LAYOUT) from error
    return written


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder for as long as it is needed; errors speak of files by their names in it."""
    with TemporaryDirectory(prefix="wenju-") as folder:
        try:
            yield Path(folder)
        except WenjuError as error:
            said = (error.message.en, error.message.zh)
            here = Message(*(text.replace(f"{folder}/", "").replace(folder, "zip") for text in said))
            raise type(error)(here, error.hint) from error
