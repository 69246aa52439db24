"""A folder of all that can be wrong: each with its reason, nothing hangs, nothing fills the memory, the good ones are read."""

from __future__ import annotations

import gzip
import json
import os
import random
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import EncodingUnknown
from index.read import RawDocument, Skipped, find_files, read_documents
from index.settings import Settings

from .pages import LEAD, TITLE
from .pdfs import pdf_of
from .test_docx import docx_of, paragraph

Write = Callable[[dict[str, str | bytes]], Path]
GOOD = {
    "good.txt": LEAD,
    "good.html": f"<h1>{TITLE}</h1><p>{LEAD}</p>",
    "good.pdf": pdf_of([f"{LEAD[:40]}\n{LEAD[40:]}"]),
    "good.docx": docx_of(paragraph(LEAD)),
}
SECONDS = 30.0  # it takes two; the machine may be busy
MEGABYTES = 300


@pytest.fixture
def hostile(write: Write) -> Path:
    folder = write({
        **GOOD,
        "random.txt": random.Random(0).randbytes(100_000),
        "random.html": random.Random(1).randbytes(100_000),
        "random.pdf": random.Random(2).randbytes(100_000),
        "random.docx": random.Random(3).randbytes(100_000),
        "random.zip": random.Random(4).randbytes(100_000),
        "random.csv": random.Random(5).randbytes(100_000),
        "random.mhtml": random.Random(6).randbytes(100_000),
        "locked.pdf": pdf_of([LEAD], password="secret"),
        "scan.pdf": pdf_of(["", ""]),
        "no.docx": LEAD,
        "deep.html": "<div>" * 99_000 + LEAD,
        "deeper.html": "<div>" * 200_000 + LEAD,
        "nul.csv": "id,text\n1,a\0b\n2,good\n",
        "bomb.md": "---\na: &a [x,x]\n" + "".join(f"{b}: &{b} [*{a},*{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)) + f"---\n{LEAD}",
        "broken.md": f"---\ntitle: [\n---\n{LEAD}",
        "sidecar.txt": LEAD, "sidecar.json": "{", "lonely.json": "{}",
        "deep.jsonl": "[" * 100_000 + "\n" + json.dumps({"text": LEAD}) + "\n",
        "bomb.jsonl.gz": gzip.compress(bytes(30_000_000)),
    })  # fmt: skip
    for name, size in (("line.txt", 200_000_000), ("large.html", 60_000_000), ("line.jsonl", 200_000_000)):
        with (folder / name).open("wb") as file:
            file.truncate(size)  # sparse: NULs that take no space
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", bytes(30_000_000))
    (folder / "circle.txt").symlink_to("circle.txt")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    os.mkfifo(folder / "pipe.txt")
    return folder


def entries_of(folder: Path, settings: Settings) -> tuple[dict[str, RawDocument], dict[str, str]]:
    """Articles by their names; reasons by theirs."""
    files, skipped = find_files([folder])
    found = [entry for path in files for entry in read_documents(path, settings)]
    articles = {Path(entry.path).name: entry for entry in found if isinstance(entry, RawDocument)}
    left_out = [*skipped, *(entry for entry in found if isinstance(entry, Skipped))]
    assert all(entry.reason.en and entry.reason.zh for entry in left_out)
    return articles, {Path(entry.path).name: entry.reason.en for entry in left_out}


REASONS = {
    "random.txt": "neither GB18030 nor Big5",
    "random.html": "neither GB18030 nor Big5",
    "random.pdf": "no PDF, or a damaged one",
    "random.docx": "no Word document",
    "random.zip": "no zip archive",
    "random.csv": "neither GB18030 nor Big5",
    "random.mhtml": "no HTML page in it",
    "locked.pdf": "a PDF with a password",
    "scan.pdf": "no text layer on any of 2 pages",
    "no.docx": "no Word document",
    "deep.html": "elements nested more than 2048 deep",
    "deeper.html": "200000 tags, more than the 100000",
    "large.html": "60000000 bytes, more than the 16777216",
    "line.txt": "200000000 bytes, more than the 67108864",
    "line.jsonl": "row 1: more than 4000000 characters",
    "nul.csv": "row 1: its bytes are no text",
    "deep.jsonl": "row 1: nested too deep",
    "bomb.zip": "a bomb: ",
    "bomb.jsonl.gz": "unpacks to more than 200 times its size",
    "lonely.json": "a .json that describes no article",
    "circle.txt": "not a regular file, or a broken link",
    "loop": "a link to a folder, not followed",
    "pipe.txt": "not a regular file, or a broken link",
}


def test_each_has_its_reason_and_the_rest_is_read(hostile: Path) -> None:
    started = time.monotonic()
    articles, reasons = entries_of(hostile, Settings())
    assert time.monotonic() - started < SECONDS
    assert reasons.keys() == REASONS.keys()
    assert {name: why for name, why in REASONS.items() if why not in reasons[name]} == {}
    assert articles.keys() == {*GOOD, "nul.csv#2", "deep.jsonl#2", "bomb.md", "broken.md", "sidecar.txt"}
    assert [name for name, article in articles.items() if LEAD not in article.raw.replace("\n", "")] == ["nul.csv#2"]
    assert {name: article.problems[0].en.split(":")[0] for name, article in articles.items() if article.problems} == {
        "bomb.md": "front matter read as text", "broken.md": "front matter read as text", "sidecar.txt": "sidecar.json left out",
    }  # fmt: skip


def test_memory_stays_bounded(hostile: Path) -> None:
    """The most that a process of its own ever holds, libraries and all."""
    code = f"""
import re, sys
from pathlib import Path
from index.read import find_files, read_documents
from index.settings import Settings
for path in find_files([{str(hostile)!r}])[0]:
    for _ in read_documents(path, Settings()):
        pass
# Not ru_maxrss: that one counts what the process that started this one held.
print(int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert int(done.stdout) < MEGABYTES


def test_a_file_that_may_not_be_read_or_goes_away_is_said(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write({"a.txt": LEAD, "b.csv": f"text\n{LEAD}\n", "c.zip": b"PK", "d.html": LEAD})
    files, _ = find_files([folder])
    (folder / "d.html").unlink()
    real = os.open

    def guarded(path: Path, flags: int) -> int:
        if Path(path).suffix != ".html":
            raise PermissionError(13, "Permission denied")
        return real(path, flags)

    monkeypatch.setattr(os, "open", guarded)
    found = [entry for path in files for entry in read_documents(path, Settings())]
    assert [entry.reason.en for entry in found if isinstance(entry, Skipped)] == [
        *["can't be read: Permission denied"] * 3, "can't be read: No such file or directory",
    ]  # fmt: skip


def test_a_file_that_changes_while_it_is_read_is_said(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write({"a.txt": LEAD, "b.txt": LEAD})
    real = os.fdopen

    def disturbed(*arguments: int, **named: object) -> object:
        with (folder / "a.txt").open("ab") as other:
            other.write(b"more")
        return real(*arguments, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "fdopen", disturbed)
    articles, reasons = entries_of(folder, Settings())
    assert list(articles) == ["b.txt"]
    assert reasons["a.txt"].startswith(f"changed while it was read ({len(LEAD.encode())} bytes, then")


def test_a_file_that_was_named_is_read_as_text_whatever_its_suffix(write: Write) -> None:
    folder = write({"article": LEAD, "notes.log": LEAD, "picture.png": b"\x89PNG\r\n\x1a\n\0\0"})
    found = [next(read_documents(folder / name, Settings())) for name in ("article", "notes.log", "picture.png")]
    assert [isinstance(entry, RawDocument) for entry in found] == [True, True, False]


def test_an_encoding_that_is_none_is_said_before_anything_is_read(write: Write) -> None:
    folder = write({"a.txt": LEAD})
    with pytest.raises(EncodingUnknown, match="no such encoding: utf-88"):
        read_documents(folder / "a.txt", Settings(encoding="utf-88"))


def test_nothing_heavy_is_imported_until_it_is_needed(write: Write) -> None:
    folder = write({"a.txt": f"---\n---\n{LEAD}", "b.jsonl": json.dumps({"text": LEAD})})
    code = f"""
import sys
from pathlib import Path
from index.read import find_files, read_documents
from index.settings import Settings
heavy = {{"lxml", "trafilatura", "pypdfium2", "yaml", "charset_normalizer"}}
files = find_files([{str(folder)!r}])[0]
assert not heavy & sys.modules.keys(), heavy & sys.modules.keys()
assert len([list(read_documents(path, Settings())) for path in files]) == 2
assert heavy & sys.modules.keys() == {{"yaml"}}, heavy & sys.modules.keys()
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_who_only_names_what_was_skipped_loads_no_reader() -> None:
    code = "import sys; from index.read import Skipped; assert not {'index.read.dispatch', 'index.read.html', 'csv'} & sys.modules.keys()"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_half_a_character_of_an_encoding_that_was_named_is_said(write: Write) -> None:
    folder = write({"a.txt": "+2AA-abc policy", "b.txt": "abc policy"})
    articles, reasons = entries_of(folder, Settings(encoding="utf-7"))
    assert list(articles) == ["b.txt"]
    assert reasons == {"a.txt": "the bytes are no text"}
