"""Zips: every member by its own reader, in the order of names; bombs and broken members say so, nothing reaches the disk."""

from __future__ import annotations

import hashlib
import io
import struct
import warnings
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from index.read import RawDocument, Skipped, read_documents
from index.read.document import Given
from index.settings import Settings

from .pdfs import pdf_of
from .test_docx import docx_of, paragraph

TEXT = "普陀区发布政策。"


def zip_of(members: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def renamed(data: bytes, names: Mapping[str, bytes]) -> bytes:
    """Members' names (of ASCII) as a program wrote them that knows nothing of UTF-8: the same length, no flag."""
    for name, raw in names.items():
        assert len(name) == len(raw)
        data = data.replace(name.encode(), raw)
    return data


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., list[tuple[str, str]]]:
    """(member, its text or its reason) of an archive's bytes."""

    def read_archive(data: bytes, settings: Settings | None = None) -> list[tuple[str, str]]:
        path = tmp_path / "a.zip"
        path.write_bytes(data)
        found = list(read_documents(path, settings or Settings()))
        assert sorted(tmp_path.iterdir()) == [path]  # nothing is unpacked
        return [
            (entry.path.removeprefix(str(path)), entry.raw if isinstance(entry, RawDocument) else entry.reason.en)
            for entry in found
        ]

    return read_archive


Read = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_members_are_read_by_their_formats_in_the_order_of_their_names(read: Read, compression: int) -> None:
    assert read(zip_of({
        "z.txt": TEXT.encode("gb18030"), "inner/b.md": "# 标题\n" + TEXT, "inner/t.csv": "id,text\n7,甲\n8,\n", "c.html": f"<p>{TEXT}</p>",
        "d.pdf": pdf_of([TEXT]), "e.docx": docx_of(paragraph(TEXT)), "empty/": b"",
    }, compression)) == [
        ("/c.html", TEXT + "\n"), ("/d.pdf", TEXT), ("/e.docx", TEXT + "\n"), ("/inner/b.md", "# 标题\n" + TEXT),
        ("/inner/t.csv#7", "甲"), ("/inner/t.csv", "row 2: no text"), ("/z.txt", TEXT),
    ]  # fmt: skip


def test_a_member_has_the_checksum_of_its_own_bytes_and_its_sidecar(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(
        zip_of({"in/b.txt": TEXT, "in/b.json": '{"title": "标题"}', "b.json": "{}", "c.txt": TEXT, "c.txt.json": "["})
    )
    first, *others = read_documents(tmp_path / "a.zip", Settings())
    assert (first.path, [other.path for other in others]) == (
        f"{tmp_path}/a.zip/b.json", [f"{tmp_path}/a.zip/c.txt", f"{tmp_path}/a.zip/in/b.txt"],
    )  # fmt: skip
    assert isinstance(first, Skipped)
    assert first.reason.en == "a .json that describes no article beside it"
    broken, described = others
    assert isinstance(described, RawDocument)
    assert isinstance(broken, RawDocument)
    assert (described.sha256, described.given) == (hashlib.sha256(TEXT.encode()).hexdigest(), Given(title="标题"))
    assert [problem.en for problem in broken.problems] == ["c.txt.json left out: no JSON at line 1"]


def test_what_is_no_article_is_listed_or_hidden_as_in_a_folder(read: Read) -> None:
    nested = zip_of({"x.txt": TEXT})
    found = read(
        zip_of(
            {
                "a.txt": TEXT,
                "n.zip": nested,
                "p.png": "x",
                "README.md": "x",
                "__MACOSX/._a.txt": "x",
                ".DS_Store": "x",
                "in/.b.txt": "x",
            }
        )
    )
    assert [(name, reason.split(":")[0]) for name, reason in found] == [
        ("/README.md", "about the folder, not an article"), ("/a.txt", TEXT), ("/n.zip", "an archive within an archive is not read"),
        ("/p.png", "format not read"),
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-8"])
def test_names_without_the_flag_for_utf_8_are_shown_as_they_were_meant(read: Read, encoding: str) -> None:
    names = {
        "gb18030": ["普陀区政策.txt", "长宁区通知.txt"],
        "big5": ["普陀區政策.txt", "長寧區通知.txt"],
        "utf-8": ["普陀区政策.txt", "长宁区通知.txt"],
    }[encoding]
    raw = [name.encode(encoding) for name in names]
    plain = ["x" * (len(raw[0]) - 5) + "0.txt", "y" * (len(raw[1]) - 5) + "1.txt"]
    data = renamed(zip_of(dict.fromkeys(plain, TEXT)), dict(zip(plain, raw, strict=True)))
    assert sorted(read(data)) == sorted((f"/{name}", TEXT) for name in names)


def test_names_with_the_flag_are_utf_8(read: Read) -> None:
    assert read(zip_of({"普陀区/政策.txt": TEXT})) == [("/普陀区/政策.txt", TEXT)]


def test_names_are_but_labels(read: Read) -> None:
    found = read(
        zip_of({"../../up.txt": TEXT, "/etc/abs.txt": TEXT, "C:\\win\\a.txt": TEXT, "line\nend\x1b[0m.txt": TEXT})
    )
    assert found == [
        ("/../../up.txt", TEXT),
        ("//etc/abs.txt", TEXT),
        ("/C:/win/a.txt", TEXT),
        ("/line\ufffdend\ufffd[0m.txt", TEXT),
    ]


def test_two_members_of_one_name_are_both_read(read: Read) -> None:
    data = zip_of({"in/a.txt": "一", "in/b.txt": "二"}).replace(b"in/b.txt", b"in/a.txt")
    assert read(data) == [("/in/a.txt", "一"), ("/in/a~2.txt", "二")]


def test_odd_names_break_nothing(read: Read) -> None:
    data = zip_of({"aa": TEXT, "bb": TEXT, "cc": TEXT, "d.json": "{}", "e.txt": TEXT})
    for name, odd in ((b"aa", b".."), (b"bb", b".*"), (b"cc", b"./")):
        data = data.replace(name, odd)
    assert [name for name, _ in read(data)] == ["/..", "/d.json", "/e.txt"]


def test_a_bad_member_loses_no_other(read: Read) -> None:
    good = {"1.txt": TEXT, "3.txt": TEXT}
    encrypted = zip_of({**good, "2.txt": TEXT})
    at = encrypted.index(b"PK\x01\x02", encrypted.index(b"PK\x01\x02", encrypted.index(b"PK\x01\x02") + 1) + 1)
    encrypted = encrypted[: at + 8] + b"\x01" + encrypted[at + 9 :]  # the third record in the directory: 2.txt
    assert read(encrypted) == [("/1.txt", TEXT), ("/2.txt", "it needs a password"), ("/3.txt", TEXT)]
    damaged = zip_of({**good, "2.txt": "damage me"}, zipfile.ZIP_STORED).replace(b"damage me", b"damaged!!")
    assert read(damaged) == [
        ("/1.txt", TEXT),
        ("/2.txt", "damaged, or packed in a way that isn't read"),
        ("/3.txt", TEXT),
    ]
    assert read(zip_of({**good, "2.txt": b"\0\1"}))[1] == ("/2.txt", "the bytes are no text")
    large = read(zip_of({**good, "2.txt": TEXT * 10}), Settings(file_bytes=100))
    assert large[1] == ("/2.txt", "240 bytes, more than the 100 that are read")
    unknown = zip_of({**good, "2.txt": "x" * 500}, zipfile.ZIP_DEFLATED)
    method = unknown.rindex(b"PK\x01\x02") + 10
    assert read(unknown[:method] + b"\x63" + unknown[method + 1 :])[1] == (
        "/2.txt",
        "damaged, or packed in a way that isn't read",
    )


def test_a_bomb_is_refused_with_both_numbers(read: Read) -> None:
    ((name, reason),) = read(zip_of({"a.txt": TEXT, "bomb.txt": bytes(20_000_000)}))
    packed = reason.split()[2]
    assert (name, reason) == ("", f"a bomb: {packed} bytes of it unpack to 20000000, more than 200 times")
    assert 15_000 < int(packed) < 25_000


def test_what_is_not_unpacked_may_be_of_any_size(read: Read) -> None:
    white = zip_of({"a.txt": TEXT, "white.bmp": bytes(20_000_000)})
    assert [name for name, _ in read(white, Settings(archive_bytes=10_000))] == ["/a.txt", "/white.bmp"]


def test_a_member_without_a_name_is_listed(read: Read) -> None:
    data = zip_of({"x": TEXT, "a.txt": TEXT})
    directory = data.index(b"PK\x01\x02")
    name = data.index(b"x", directory + 46)
    emptied = data[: directory + 28] + b"\0\0" + data[directory + 30 : name] + data[name + 1 :]
    size = emptied.index(b"PK\x05\x06") + 12
    shorter = struct.unpack("<L", emptied[size : size + 4])[0] - 1
    found = read(emptied[:size] + struct.pack("<L", shorter) + emptied[size + 4 :])
    assert [(name, text.split(":")[0]) for name, text in found] == [("/?", "format not read"), ("/a.txt", TEXT)]


def test_a_small_member_is_no_bomb_whatever_its_ratio(read: Read) -> None:
    assert read(zip_of({"a.txt": TEXT * 40_000})) == [("/a.txt", TEXT * 40_000)]


def test_too_much_and_too_many_are_refused_with_both_numbers(read: Read) -> None:
    members = {f"{number}.txt": TEXT for number in range(10)}
    assert read(zip_of(members), Settings(archive_members=9)) == [("", "10 members, more than the 9 that are read")]
    assert read(zip_of(members), Settings(archive_bytes=239)) == [
        ("", "unpacks to 240 bytes, more than the 239 that are read")
    ]
    assert len(read(zip_of(members), Settings(archive_members=10, archive_bytes=240))) == 10


def test_a_directory_of_members_that_is_too_large_is_not_read(read: Read) -> None:
    """A hundred million members need no space: the directory's size is only stated."""
    data = zip_of({"a.txt": TEXT})
    end = data.index(b"PK\x05\x06")
    stated = data[: end + 12] + struct.pack("<L", 17 * 1024 * 1024) + data[end + 16 :]
    padded = bytes(17 * 1024 * 1024 + 200) + stated
    assert read(padded) == [("", "no zip archive, or a damaged one")]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 nothing", TEXT.encode(), zip_of({"a.txt": TEXT})[:-20]])
def test_what_is_no_zip_says_so(read: Read, data: bytes) -> None:
    assert read(data) == [("", "no zip archive, or a damaged one")]


def test_a_name_that_is_not_the_utf_8_it_claims_to_be_is_a_damaged_zip(read: Read) -> None:
    data = zip_of({"普陀.txt": TEXT}).replace("普陀".encode(), b"\xff\xfe\xfd\xfc\xfb\xfa")
    assert read(data) == [("", "no zip archive, or a damaged one")]


def test_a_name_put_in_for_another_takes_no_third(read: Read) -> None:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as archive:
        warnings.simplefilter("ignore")  # of a name that is there already
        for name, text in (("dup.txt", "甲文。"), ("dup.txt", "乙文。"), ("dup~2.txt", "丙文。")):
            archive.writestr(name, text)
    assert sorted(text for _, text in read(out.getvalue())) == ["丙文。", "乙文。", "甲文。"]


def test_an_empty_one_says_so(read: Read) -> None:
    assert [text for _, text in read(zip_of({}))] == ["no row or file in it"]
