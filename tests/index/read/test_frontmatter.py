"""YAML on top of a text: read where it is YAML, text where it isn't, and harmless whatever it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.read import RawDocument, Skipped, read_documents
from index.read.document import Given
from index.read.frontmatter import front_matter
from index.settings import Settings
from index.types import Section, Span

BODY = "普陀区发布政策。\n\n政策分三条。\n"
YAML = """title: "普陀区: 发布政策"
date: 2024-11-28 12:23:05 +08:00
source: 泰然健康网
url: https://a.cn/1
district: [普陀区, 长宁区]
author: [张晓鸣]
editor: 李四
version: 1.10
draft: no
tags:
  - 政策
  - 医疗
more: {a: 1}
"""


def test_fields_are_read_and_the_rest_is_kept_as_it_is_written() -> None:
    head = f"---\n{YAML}---\n"
    found = front_matter(head + BODY)
    assert found.given == Given(
        title="普陀区: 发布政策", published="2024-11-28T12:23:05", source="泰然健康网", url="https://a.cn/1",
        district=("普陀区", "长宁区"), author=("张晓鸣",), editor=("李四",),
        metadata=(("version", "1.10"), ("draft", "no"), ("tags", "政策、医疗"), ("more", '{"a": "1"}')),
    )  # fmt: skip
    assert (found.sections, found.problems) == ((Section("navigation", Span(0, len(head))),), ())


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("fences", [("---", "---"), ("--- ", "...")])
def test_any_newline_and_either_end(newline: str, fences: tuple[str, str]) -> None:
    head = newline.join([fences[0], "title: 标题", fences[1], ""])
    found = front_matter(head + BODY)
    assert found.given == Given(title="标题")
    assert found.sections == (Section("navigation", Span(0, len(head))),)


@pytest.mark.parametrize(
    "raw",
    [
        BODY, "", "---", "---\n", "----\ntitle: a\n----\n" + BODY, " ---\ntitle: a\n---\n" + BODY, "\n---\ntitle: a\n---\n" + BODY,
        "---\n普陀区发布政策。\n---\n" + BODY,  # a text between two rules
        "---\n- a\n- b\n---\n" + BODY,
        "---\ntitle: never closed\n" + BODY,
        "---\n" + "# long\n" * 20_000 + "title: a\n---\n" + BODY,
    ],
)  # fmt: skip
def test_what_is_no_front_matter_is_text(raw: str) -> None:
    found = front_matter(raw)
    assert (found.given, found.sections, found.problems) == (Given(), (), ())


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("yaml", "why"),
    [
        ("title: [a\n", "no YAML at line"),
        ("title: a\n b: c\n", "no YAML at line 3"),
        ("\x01: a\n", "no YAML at somewhere"),
        ("? [a]\n: b\n", "no YAML at line"),
        (BOMB, r"it holds an alias \(\*name\)"),
        ("a: " + "[" * 60_000, "nested more than 20 deep"),
        ("a: " + "{b: " * 5000 + "}" * 5000 + "\n", "nested more than 20 deep"),
        ("- " * 5000 + "a\n", "nested more than 20 deep"),
    ],
)  # fmt: skip
def test_broken_front_matter_is_text_and_a_problem(yaml: str, why: str) -> None:
    found = front_matter(f"---\n{yaml}\n---\n{BODY}")
    assert (found.given, found.sections) == (Given(), ())
    (problem,) = found.problems
    with pytest.raises(AssertionError, match=f"front matter read as text: {why}"):
        raise AssertionError(problem.en)
    assert "文件头" in problem.zh


def test_tags_of_python_are_names_of_nothing() -> None:
    found = front_matter(f"---\ntitle: !!python/object/apply:os.system ['false']\nother: !x 1\n---\n{BODY}")
    assert found.given == Given(title="false", metadata=(("other", "1"),))


def test_a_field_that_cannot_be_read_is_a_problem_and_the_others_are_read() -> None:
    found = front_matter(f"---\ndate: 2024-02-31\ntitle: 标题\n---\n{BODY}")
    assert found.given == Given(title="标题")
    assert [problem.en for problem in found.problems] == ["published is left out, no date that can be read: 2024-02-31"]


def test_a_text_file_brings_its_front_matter_and_nothing_is_thrown_away(tmp_path: Path) -> None:
    raw = f"---\r\ntitle: 标题\r\n---\r\n{BODY}"
    (tmp_path / "a.md").write_bytes(raw.encode("gb18030"))
    (document,) = read_documents(tmp_path / "a.md", Settings())
    assert isinstance(document, RawDocument)
    assert (document.raw, document.encoding, document.given.title) == (raw, "gb18030", "标题")
    assert document.sections[0].span.of(raw) == "---\r\ntitle: 标题\r\n---\r\n"


def test_front_matter_alone_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: 标题\n---\n \n", encoding="utf-8")
    (entry,) = read_documents(tmp_path / "a.md", Settings())
    assert isinstance(entry, Skipped)
    assert entry.reason.en == "front matter and no text"


@pytest.mark.parametrize("value", ['"\\U00110000"', '"\\UFFFFFFFF"'])
def test_a_character_that_is_none_is_a_problem(value: str) -> None:
    front = front_matter(f"---\ntitle: {value}\n---\n正文。\n")
    assert [problem.en.split(":")[0] for problem in front.problems] == ["front matter read as text"]
