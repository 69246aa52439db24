"""A JSON beside an article says what it is; it overrides front matter, and breaks nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from index.read import RawDocument, find_files, read_documents
from index.read.document import Given
from index.settings import Settings

Write = Callable[[dict[str, str | bytes]], Path]
TEXT = "普陀区发布政策。\n"


def read_one(path: Path) -> RawDocument:
    (document,) = read_documents(path, Settings())
    assert isinstance(document, RawDocument)
    return document


@pytest.mark.parametrize("name", ["a.json", "a.txt.json"])
def test_both_names_are_known(write: Write, name: str) -> None:
    folder = write(
        {"a.txt": TEXT, name: json.dumps({"title": "标题", "published": "2024-11-28", "pages": 3.50, "n": [1, None]})}
    )
    document = read_one(folder / "a.txt")
    assert document.given == Given(title="标题", published="2024-11-28", metadata=(("pages", "3.5"), ("n", "1")))
    assert (document.raw, document.problems) == (TEXT, ())
    assert find_files([folder]) == ([folder / "a.txt"], [])


def test_the_longer_name_is_the_nearer(write: Write) -> None:
    folder = write({"a.txt": TEXT, "a.md": TEXT, "a.json": '{"title": "both"}', "a.txt.json": '{"title": "one"}'})
    assert read_one(folder / "a.txt").given.title == "one"
    assert read_one(folder / "a.md").given.title == "both"
    assert find_files([folder]) == ([folder / "a.md", folder / "a.txt"], [])


def test_it_overrides_front_matter_field_by_field(write: Write) -> None:
    front = "---\ntitle: 一\nsource: 甲\nkind: x\nother: y\n---\n"
    folder = write({"a.md": front + TEXT, "a.json": '{"title": "二", "kind": "z"}'})
    assert read_one(folder / "a.md").given == Given(title="二", source="甲", metadata=(("other", "y"), ("kind", "z")))


def test_an_article_of_any_format_may_have_one(write: Write) -> None:
    folder = write({"a.HTML": f"<p>{TEXT}</p>", "a.json": '{"title": "标题"}'})
    assert read_one(folder / "a.HTML").given.title == "标题"
    assert find_files([folder]) == ([folder / "a.HTML"], [])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{", "no JSON at line 1"),
        ('{"title": "a",\n}', "no JSON at line 2"),
        ('["title"]', "no JSON object"),
        ("[" * 100_000, "nested too deep"),
        ('{"a":' * 100_000, "nested too deep"),
        ("", "empty file"),
        (b"\xff\xfe\x00", "starts as utf-16-le"),
        ('{"title": "' + "x" * 1_100_000 + '"}', "1100013 bytes, more than the 1048576"),
    ],
)
def test_a_broken_one_is_a_problem_and_the_article_is_read(write: Write, content: str | bytes, why: str) -> None:
    document = read_one(write({"a.txt": TEXT, "a.json": content}) / "a.txt")
    assert (document.raw, document.given) == (TEXT, Given())
    (problem,) = document.problems
    assert problem.en.startswith(f"a.json left out: {why}")
    assert problem.zh.startswith("未采用 a.json")


def test_its_bad_fields_are_problems(write: Write) -> None:
    document = read_one(
        write({"a.txt": TEXT, "a.json": '{"date": "soon", "title": "\\ud800", "source": "甲"}'}) / "a.txt"
    )
    assert document.given == Given(source="甲")
    assert len(document.problems) == 2


def test_json_that_belongs_to_nothing_is_listed(write: Write) -> None:
    folder = write({
        "a.txt": TEXT, "b.json": "{}", "README.md": "about", "README.json": "{}", "t.csv": "text\nx\n", "t.json": "{}", "sub/a.json": "{}",
    })  # fmt: skip
    files, skipped = find_files([folder])
    assert files == [folder / "a.txt", folder / "t.csv"]
    lonely = {
        Path(entry.path).relative_to(folder).as_posix()
        for entry in skipped
        if "describes no article" in entry.reason.en
    }
    assert lonely == {"b.json", "README.json", "t.json", "sub/a.json"}


def test_one_that_was_named_is_no_article_either(write: Write) -> None:
    folder = write({"a.txt": TEXT, "a.json": '{"title": "标题"}', "b.json": "{}"})
    files, skipped = find_files(sorted(folder.iterdir()))  # as a shell gives folder/*
    assert files == [folder / "a.txt"]
    assert [Path(entry.path).name for entry in skipped] == ["b.json"]


def test_one_that_is_not_taken_is_listed_and_case_is_as_written(write: Write) -> None:
    folder = write(
        {
            "b.txt": TEXT,
            "b.txt.json": '{"title": "one"}',
            "b.json": "{}",
            "Doc.Txt": TEXT,
            "Doc.json": '{"title": "two"}',
        }
    )
    files, skipped = find_files([folder])
    assert {path.name: read_one(path).given.title for path in files} == {"b.txt": "one", "Doc.Txt": "two"}
    assert [Path(entry.path).name for entry in skipped] == ["b.json"]


def test_a_long_name_has_none(write: Write) -> None:
    name = "长" * 83 + ".txt"  # 253 bytes, of 255 that a name may have
    assert read_one(write({name: TEXT}) / name).raw == TEXT
