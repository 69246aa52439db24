"""What a generation was built from and what it is made of: its fingerprint, and the checksum of every file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from .errors import IndexDamaged
from .i18n import Message
from .layout import Generation

FORMAT = 4
FIRST_FORMAT = 1
"""From here on manifests have these fields, or those without a default: a build learns from them what to build again."""


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file of the generation: its name below the generation's folder, size and sha256."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    format: int
    built_at: str  # ISO 8601, UTC
    model: str
    model_fingerprint: str
    token_fingerprint: str  # of the model whose tokens late interaction compares
    dimensions: int
    settings_fingerprint: str
    paths: tuple[str, ...]  # absolute: what `wenju build` without PATH builds again
    articles: int
    passages: int
    skipped: int
    files: tuple[FileRecord, ...]
    encoding: str | None = None  # that the user gave for all text files

    def save(self, generation: Generation) -> None:
        fields = asdict(self)
        # ASCII: the path of a folder may hold bytes that are no UTF-8, which JSON can escape but UTF-8 can't write.
        generation.manifest.write_text(json.dumps(fields | {"sha256": _checksum(fields)}, indent=1), encoding="ascii")

    @classmethod
    def load(cls, generation: Generation, oldest: int = FORMAT) -> Manifest:
        """Raises :class:`IndexDamaged` when it is not there, is no manifest, or its format is not ``oldest`` to FORMAT."""
        try:
            fields = json.loads(generation.manifest.read_text(encoding="utf-8"))
            if fields.get("format") in range(oldest, FORMAT + 1):
                if fields.pop("sha256", None) != _checksum(fields):
                    raise ValueError("its content has changed since it was built")
                files = tuple(FileRecord(**record) for record in fields.pop("files"))
                return cls(files=files, paths=tuple(fields.pop("paths")), **fields)
            found = fields.get("format")
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise damaged(generation.manifest, Message(str(error), str(error))) from error
        raise damaged(generation.manifest, Message(f"index format {found}, this Wenju reads {FORMAT}",
                                                   f"索引格式为 {found}，本版本读取 {FORMAT}"))  # fmt: skip


def _checksum(fields: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()


def damaged(path: Path, why: Message) -> IndexDamaged:
    """The error for a file of an index; its hint is the command that builds that index again."""
    root = next((folder.parent for folder in path.parents if folder.name == "generations"), path.parent)
    again = f"wenju build FOLDER --index {root}"
    return IndexDamaged(Message(f"{path}: {why.en}", f"{path}:{why.zh}"),
                        Message(f"rebuild it from its articles: {again}", f"请用原来的文章重建：{again}"))  # fmt: skip


def file_records(generation: Generation) -> tuple[FileRecord, ...]:
    """The record of every file of the generation but the manifest, by name."""
    return tuple(
        FileRecord(path.relative_to(generation.folder).as_posix(), path.stat().st_size, _sha256(path))
        for path in _files(generation)
    )


def verify(generation: Generation, manifest: Manifest, only: Path | None = None) -> None:
    """Raises :class:`IndexDamaged`, naming the file, unless every file (or ``only`` that one) is as the manifest says."""
    for record in manifest.files:
        if only is not None and generation.folder / record.name != only:
            continue
        path = generation.folder / record.name
        if not path.is_file():
            raise damaged(path, Message("the file is missing", "文件缺失"))
        if path.stat().st_size != record.bytes:
            raise damaged(path, Message(f"{path.stat().st_size} bytes, {record.bytes} were written",
                                        f"现为 {path.stat().st_size} 字节，写入时为 {record.bytes} 字节"))  # fmt: skip
        if _sha256(path) != record.sha256:
            raise damaged(path, Message("its content has changed since it was built", "内容与建立时不一致"))


def _files(generation: Generation) -> Iterator[Path]:
    yield from sorted(path for path in generation.folder.rglob("*") if path.is_file() and path != generation.manifest)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
