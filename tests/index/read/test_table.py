"""Tables: a row an article, row by row, and a bad row loses no other."""

from __future__ import annotations

import gzip
import hashlib
import json
import time
import tracemalloc
from pathlib import Path

import pytest

from index.read import RawDocument, Skipped, read_documents
from index.read.document import Given
from index.settings import Settings
from index.types import Section, Span


def read(path: Path, data: bytes | str, settings: Settings | None = None) -> list[RawDocument | Skipped]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read_documents(path, settings or Settings()))


def shown(entries: list[RawDocument | Skipped]) -> list[tuple[str | None, str]]:
    """(row, text) of the articles, (None, reason) of the others."""
    return [(e.row, e.raw) if isinstance(e, RawDocument) else (None, e.reason.en) for e in entries]


ROWS = [
    {"id": "a-1", "title": "普陀区 发布\n政策", "text": "政策分三条。\n\n自今日起施行。", "source": "文汇网", "published": "2024-11-28",
     "url": "https://a.cn/1", "district": "普陀区", "category": "医疗", "views": "12"},
    {"id": "a-2", "text": '他说\uff1a"可以申报,包括3.0版"'},
]  # fmt: skip
GIVEN = Given(published="2024-11-28", source="文汇网", url="https://a.cn/1", district=("普陀区",),
              metadata=(("category", "医疗"), ("views", "12")))  # fmt: skip
COLUMNS = list(ROWS[0])


def as_csv(delimiter: str, newline: str = "\n") -> str:
    def cell(row: dict[str, str], name: str) -> str:
        return '"' + row.get(name, "").replace('"', '""') + '"'

    lines = [delimiter.join(COLUMNS), *(delimiter.join(cell(row, name) for name in COLUMNS) for row in ROWS)]
    return newline.join(lines) + newline


def as_jsonl() -> str:
    return "".join(json.dumps(row, ensure_ascii=number == 0) + "\n" for number, row in enumerate(ROWS))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("t.csv", as_csv(",")), ("t.csv", as_csv(",", "\r\n")), ("t.csv", as_csv(";")), ("t.csv", as_csv("\t")), ("t.csv", as_csv("|")),
        ("t.tsv", as_csv("\t")), ("t.tsv", as_csv(",")), ("t.jsonl", as_jsonl()), ("t.jsonl", as_jsonl().replace("\n", "\r\n\r\n")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_a_row_is_an_article(tmp_path: Path, name: str, text: str, encoding: str) -> None:
    data = text.encode(encoding)
    first, second = read(tmp_path / name, data)
    assert isinstance(first, RawDocument)
    assert isinstance(second, RawDocument)
    assert (first.path, first.row) == (f"{tmp_path / name}#a-1", "a-1")
    assert first.raw == "普陀区 发布 政策\n\n政策分三条。\n\n自今日起施行。"
    assert first.sections == (Section("title", Span(0, len("普陀区 发布 政策") + 2)),)
    assert (first.given, first.problems) == (GIVEN, ())
    assert (second.row, second.raw, second.given, second.sections) == ("a-2", ROWS[1]["text"], Given(), ())
    assert first.sha256 == second.sha256 == hashlib.sha256(data).hexdigest()
    assert first.encoding == {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(encoding, encoding)


@pytest.mark.parametrize(
    ("name", "text"), [("t.jsonl.gz", as_jsonl()), ("t.csv.gz", as_csv(",")), ("t.tsv.gz", as_csv("\t"))]
)
def test_packed_tables_are_read_as_they_are(tmp_path: Path, name: str, text: str) -> None:
    packed = gzip.compress(text.encode())
    first, second = read(tmp_path / name, packed)
    assert shown([first, second]) == [("a-1", "普陀区 发布 政策\n\n" + ROWS[0]["text"]), ("a-2", ROWS[1]["text"])]
    assert isinstance(first, RawDocument)
    assert first.sha256 == hashlib.sha256(packed).hexdigest()


def test_an_encoding_that_is_told_is_that_of_tables_too(tmp_path: Path) -> None:
    data = "text\n普陀區發布醫療政策。\n".encode("big5")
    assert shown(read(tmp_path / "t.csv", data, Settings(encoding="big5"))) == [("1", "普陀區發布醫療政策。")]
    assert shown(read(tmp_path / "t.csv", data, Settings(encoding="utf-8"))) == [(None, "row 1: its bytes are no text")]
    data = "\ufefftext\n普陀区。\n".encode()
    assert shown(read(tmp_path / "t.csv", data, Settings(encoding="utf-8"))) == [("1", "普陀区。")]


def test_ids_are_stable_and_usable_and_none_comes_twice(tmp_path: Path) -> None:
    stated = ["a.1", "普陀 一", "a.1", "", "普陀 一", "-x", "4", "x" * 65, "A_b-c.9"]
    rows = read(tmp_path / "t.csv", "id,text\n" + "".join(f"{name},文字\n" for name in stated))
    hashed = {name: "~" + hashlib.sha256(name.encode()).hexdigest()[:12] for name in ("普陀 一", "-x", "x" * 65)}
    assert [row for row, _ in shown(rows)] == [
        "a.1", hashed["普陀 一"], "a.1~2", "4", hashed["普陀 一"] + "~2", hashed["-x"], "4~2", hashed["x" * 65], "A_b-c.9",
    ]  # fmt: skip
    assert shown(read(tmp_path / "t.jsonl", '{"_id": 7, "text": "一"}\n{"id": null, "text": "二"}\n')) == [
        ("7", "一"),
        ("2", "二"),
    ]


def test_columns_are_known_in_any_case_and_none_but_text_is_needed(tmp_path: Path) -> None:
    assert shown(read(tmp_path / "t.csv", " Text ,Title\n正文,标题\n")) == [("1", "标题\n\n正文")]
    (row,) = read(tmp_path / "t.csv", "text,date,,x,x\n正文,2024-02-31,a,1,2\n")
    assert isinstance(row, RawDocument)
    assert row.given == Given(metadata=(("", "a"), ("x", "1"), ("x", "2")))
    assert [problem.en for problem in row.problems] == ["published is left out, no date that can be read: 2024-02-31"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('id,text\n1,"not closed\n2,"good"\n3,good\n', [(None, "row 1: its quotes don't match"), ("2", "good"), ("3", "good")]),
        ('id,text\n1,"a" b\n2,good\n', [(None, "row 1: its quotes don't match"), ("2", "good")]),
        ('id,text\n1,good\n2,"never closed\n3,x\n', [("1", "good"), (None, "row 2: its quotes don't match"), ("3", "x")]),
        ("id,text\n1,a,b\n2,good\n", [(None, "row 1: 3 fields, and 2 headings"), ("2", "good")]),
        ("id,text\n1,a,,\n2\n3,good\n", [("1", "a"), (None, "row 2: no text"), ("3", "good")]),
        ("id,text\n\n1,\n  ,\n2, \n3,good\n", [(None, "row 1: no text"), (None, "row 2: no text"), ("3", "good")]),
        ("id,text\n1,a\0b\n2,good\n", [(None, "row 1: its bytes are no text"), ("2", "good")]),
        ('id,text\n1,5" disk\n2,"a ""b"" c"\n', [("1", '5" disk'), ("2", 'a "b" c')]),
        ('id,text\n1,"two\nlines"\n2,"' + "x" * 200_000 + '"\n', [("1", "two\nlines"), ("2", "x" * 200_000)]),
    ],
)  # fmt: skip
def test_a_broken_row_of_csv_loses_no_other(tmp_path: Path, text: str, rows: list[tuple[str | None, str]]) -> None:
    assert shown(read(tmp_path / "t.csv", text)) == rows


def test_tabs_may_stand_between_fields_that_are_not_quoted(tmp_path: Path) -> None:
    assert shown(read(tmp_path / "t.tsv", 'id\ttext\n1\t"好"的\n2\t"两\n3\t三\n')) == [
        ("1", '"好"的'),
        ("2", '"两'),
        ("3", "三"),
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "no JSON at character 2"),
        ('["text"]', "no JSON object"),
        ('"text"', "no JSON object"),
        ('{"title": "a"}', "no text"),
        ('{"text": ["a"]}', "no text"),
        ('{"text": 5}', "5"),
        ('{"text": " "}', "no text"),
        ('{"text": "a\\ud800"}', "its bytes are no text"),
        ('{"text": "a\\u0000"}', "its bytes are no text"),
        ("[" * 100_000, "nested too deep"),
        (b'{"text": "\xff\xfe"}', "its bytes are no text"),
    ],
)
def test_a_broken_line_of_jsonl_loses_no_other(tmp_path: Path, line: str | bytes, why: str) -> None:
    data = line.encode() if isinstance(line, str) else line
    good = '{"text": "普陀区发布政策。"}\n'.encode()
    found = shown(read(tmp_path / "t.jsonl", good + data + b"\n" + good))
    assert found == [
        ("1", "普陀区发布政策。"),
        ("2", "5") if why == "5" else (None, f"row 2: {why}"),
        ("3", "普陀区发布政策。"),
    ]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("t.csv", b"", r"empty file (0 bytes)"),
        (
            "t.csv",
            "标题,正文\n甲,乙\n".encode(),
            "no column is named text, as the one with the articles must be: 标题,正文",
        ),
        ("t.csv", b"\n\n", "no column is named text, as the one with the articles must be: "),
        (
            "t.csv",
            b"te\xffxt\n" + "普陀区发布政策。\n".encode() * 3,
            "no column is named text, as the one with the articles must be: te?xt",
        ),
        (
            "t.csv",
            bytes(range(256)),
            "byte 128 is no UTF-8, and the file is neither GB18030 nor Big5: name its encoding if it has another",
        ),
        ("t.jsonl.gz", b"no gzip", "a damaged .gz"),
        ("t.jsonl.gz", gzip.compress(b'{"text": "a"}\n' * 50)[:-10], "a damaged .gz"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(tmp_path: Path, name: str, data: bytes, why: str) -> None:
    assert [text for row, text in shown(read(tmp_path / name, data)) if row is None] == [why]


def memory_of(path: Path, settings: Settings) -> tuple[list[tuple[str | None, str]], int]:
    """The table's rows, and the most bytes that reading them took at once."""
    tracemalloc.start(1)
    found = [shown([entry])[0] for entry in read_documents(path, settings)]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return found, peak


def test_a_row_of_200_megabytes_is_said_and_the_others_are_read_in_little_memory(tmp_path: Path) -> None:
    parts = [b'{"text": "a"}\n{"text": "', *[b"x" * 1_000_000] * 200, b'"}\n{"text": "b"}\n']
    packed = {part: gzip.compress(part, 1) for part in set(parts)}  # a .gz may be made of many
    (tmp_path / "t.jsonl.gz").write_bytes(b"".join(packed[part] for part in parts))
    found, peak = memory_of(tmp_path / "t.jsonl.gz", Settings(archive_ratio=10_000, row_characters=1_000_000))
    assert found == [("1", "a"), (None, "row 2: more than 1000000 characters"), ("3", "b")]
    assert peak < 10_000_000


def test_a_quote_that_is_never_closed_is_given_up_at_the_limit(tmp_path: Path) -> None:
    text = 'id,text\n0,"open\n' + "".join(f"{n},row\n" for n in range(1, 1000))
    found = shown(read(tmp_path / "t.csv", text, Settings(row_characters=500)))
    assert found[0] == (None, "row 1: more than 500 characters, or a quote that is not closed")
    assert found[1:] == [(str(n), "row") for n in range(1, 1000)]


def test_a_packed_bomb_is_refused_with_the_numbers(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "t.jsonl.gz", "wb", compresslevel=9) as out:
        for _ in range(60):
            out.write(bytes(1_000_000))
    (entry,) = read_documents(tmp_path / "t.jsonl.gz", Settings())
    assert isinstance(entry, Skipped)
    assert entry.reason.en.startswith("unpacks to more than 200 times its size (1")


def test_a_large_table_is_read_in_little_memory(tmp_path: Path) -> None:
    text = "普陀区发布政策。" * 25_000
    (tmp_path / "t.csv").write_text("text\n" + f"{text}\n" * 20, encoding="utf-8")  # 12 MB
    read_rows = read_documents(tmp_path / "t.csv", Settings())
    tracemalloc.start(1)
    assert sum(isinstance(row, RawDocument) and row.raw == text for row in read_rows) == 20
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8_000_000  # a sample of a megabyte, as bytes and as text; a row


def test_a_few_broken_rows_do_not_hide_the_encoding(tmp_path: Path) -> None:
    for encoding in ("utf-8", "gb18030", "big5"):
        good = "普陀區發布醫療政策。" if encoding == "big5" else "普陀区发布医疗政策。"
        lines = [b"text", *[good.encode(encoding)] * 2, b"\xff\xff\x81 broken", good.encode(encoding)]
        found = shown(read(tmp_path / "t.csv", b"\n".join(lines)))
        assert found == [("1", good), ("2", good), (None, "row 3: its bytes are no text"), ("4", good)]


def test_a_table_that_changes_while_it_is_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("text\n一\n二\n", encoding="utf-8")
    rows = read_documents(path, Settings())
    first = next(rows)
    path.write_text("text\n", encoding="utf-8")
    *_, last = rows
    assert isinstance(first, RawDocument)
    assert isinstance(last, Skipped)
    assert last.reason.en.startswith("changed while it was read (13 bytes, then 5)")


def test_headings_are_quoted_as_rows_are(tmp_path: Path) -> None:
    (entry,) = read(tmp_path / "t.csv", '"标题,副标题",text,source\n题目,正文在这里。,来源报\n')
    assert isinstance(entry, RawDocument)
    assert (entry.raw, entry.given.source, entry.given.metadata) == (
        "正文在这里。",
        "来源报",
        (("标题,副标题", "题目"),),
    )
    assert shown(read(tmp_path / "n.csv", 'id,"a\nb",text\n1,x,正文。\n')) == [("1", "正文。")]


def test_a_line_of_excel_tells_the_delimiter(tmp_path: Path) -> None:
    assert shown(read(tmp_path / "t.csv", "sep=;\nid;text\n1;正文,一。\n")) == [("1", "正文,一。")]


@pytest.mark.parametrize("name", ["t.csv", "t.jsonl"])
def test_a_table_without_rows_says_so(tmp_path: Path, name: str) -> None:
    assert shown(read(tmp_path / name, "text\n" if name == "t.csv" else "\n\n")) == [(None, "no row or file in it")]


def test_quotes_that_never_match_take_time_in_proportion(tmp_path: Path) -> None:
    rows = "".join(f'{number},a","b\n' for number in range(20_000))
    settings = Settings(row_characters=100_000)
    started = time.monotonic()
    entries = read(tmp_path / "t.csv", f"id,text\n{rows}last,正文。\n", settings)
    assert time.monotonic() - started < 10
    assert len(entries) == 20_001
    assert shown(entries)[-1] == ("last", "正文。")
