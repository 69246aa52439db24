"""An answer in the terminal: footnotes, lines cut for double width, colours where they are wanted; the article in the browser."""

from __future__ import annotations

import os
import re
import stat
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from index.errors import BadInput
from rag import open_engine
from ui.cli import wenju
from ui.commands import ask
from ui.quoted import quoted_page
from ui.terminal import width_of, wrapped

from .hostile import QUESTION as HOSTILE
from .hostile import hostile_index

QUESTION = "普陀区生命健康企业增加到多少家?"
QUOTE = "普陀區生命健康企業數從2600余家增加到了近3000家"


def test_the_width_of_text() -> None:
    assert width_of("毫秒p99") == 2 * 2 + 3
    assert width_of("e\u0301") == 1
    assert width_of("") == 0


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("普陀区生命健康", 6, ["普陀区", "生命健", "康"]),
        ("普陀区，生命", 6, ["普陀", "区，生", "命"]),  # no comma first
        ("普陀（区）", 6, ["普陀", "（区）"]),  # no opening mark last
        ("supports the whole chain", 12, ["supports the", "whole chain"]),
        ("3000000家", 5, ["30000", "00家"]),  # nowhere fit: where it must be
        ("甲\n\n  乙\n", 10, ["甲", "乙"]),
        ("普陀区生命健康", None, ["普陀区生命健康"]),
        ("，，，，", 2, ["，", "，", "，", "，"]),
        ("", 10, []),
    ],
)
def test_lines_are_cut(text: str, width: int | None, lines: list[str]) -> None:
    assert list(wrapped(text, width)) == lines


def run(index: Path, *arguments: str, **environment: str) -> Result:
    return CliRunner(env=environment).invoke(wenju, ["ask", QUESTION, "--index", str(index), *arguments])


def test_a_citation_is_a_footnote_with_its_quote(seeds_index: Path) -> None:
    lines = run(seeds_index, "--lang", "en").stdout.splitlines()
    at = lines.index("Citations")
    with open_engine(seeds_index) as engine:
        cited = engine.ask(QUESTION).citations[0]
    assert lines[at + 1 : at + 5] == [
        f"[1] {cited.title}",
        f"    泰然健康網 · 2024-11-28 · 普陀区 · {cited.url}",
        f"    {cited.path}:{cited.raw_start}-{cited.raw_end}",
        f"    > {QUOTE}",
    ]


def test_a_terminal_gets_lines_of_its_width_and_colours_unless_told_otherwise(
    seeds_index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((40, 20)))

    def lines(no_colour: str) -> list[str]:
        monkeypatch.setenv("NO_COLOR", no_colour)
        wenju.main(["ask", QUESTION, "--index", str(seeds_index), "--lang", "en"], standalone_mode=False)
        return capsys.readouterr().out.splitlines()

    coloured, plain = lines(""), lines("1")
    assert "\x1b[36m[1]\x1b[0m" in "".join(coloured)
    assert "\x1b" not in "".join(plain)
    assert [re.sub(r"\x1b\[\d+m", "", line) for line in coloured] == plain
    quoted = [line for line in plain if line.startswith("    > ")]
    assert "".join(line[6:] for line in quoted) == QUOTE
    assert len(quoted) == 2
    assert all(width_of(line) <= 40 for line in quoted)


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A browser that writes down what it is to open."""
    opened, script = tmp_path / "opened", tmp_path / "browser"
    script.write_text(f'#!/bin/sh\nprintf %s "$1" > {opened}\n', encoding="utf-8")
    script.chmod(0o700)
    monkeypatch.setenv("BROWSER", f"{script} %s")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return opened


def opening(index: Path, *arguments: str) -> tuple[int, str]:
    """In a process of its own: `webbrowser` reads $BROWSER once. Its code and what it said on stderr."""
    import subprocess

    command = [Path(sys.executable).with_name("wenju"), "ask", QUESTION, "--index", index, "--lang", "en", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert QUOTE in done.stdout
    return done.returncode, done.stderr


def test_open_shows_the_article_in_the_browser(seeds_index: Path, browser: Path) -> None:
    assert opening(seeds_index, "--open", "1") == (0, "")
    address = browser.read_text(encoding="utf-8")
    path = Path(address.removeprefix("file://").removesuffix("#quote"))
    assert address == f"{path.as_uri()}#quote"
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert f'<mark id="quote" class="wj-quote">{QUOTE}' in path.read_text(encoding="utf-8")


def test_without_a_browser_the_path_is_said(seeds_index: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("webbrowser.open", lambda url: False)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    done = run(seeds_index, "--open", "--lang", "en")
    assert done.exit_code == 0
    (path,) = re.findall(r"no browser was found.*: (\S+\.html)\n", done.stderr)
    assert Path(path).is_file()


def test_a_citation_that_is_not_there(seeds_index: Path) -> None:
    with pytest.raises(BadInput, match="no citation 7 to open: the answer has 1"):
        CliRunner().invoke(
            ask.command, [QUESTION, "--index", str(seeds_index), "--open", "7"], catch_exceptions=False,
            standalone_mode=False,
        )  # fmt: skip


def test_a_refusal_has_nothing_to_open(seeds_index: Path) -> None:
    done = CliRunner().invoke(wenju, ["ask", "红烧肉怎么做?", "--index", str(seeds_index), "--open"])
    assert (done.exit_code, done.stderr) == (1, "")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_a_hostile_article_stays_text_in_the_file(tmp_path: Path) -> None:
    with open_engine(hostile_index(tmp_path)) as engine:
        page = quoted_page(engine.ask(HOSTILE).citations[0], "zh")
    parser = _Tags()
    parser.feed(page)
    names = {name for name, _ in parser.found}
    assert names.isdisjoint({"script", "img", "iframe", "link", "object", "form", "base", "b"})
    assert not any(key.startswith("on") for _, attributes in parser.found for key in attributes)
    policy = next(it["content"] for name, it in parser.found if name == "meta" and it.get("http-equiv"))
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    assert "&lt;img src=x onerror=" in page
    assert page.startswith("<!doctype html>")


def test_the_page_for_opening_needs_no_streamlit() -> None:
    import subprocess

    code = "import sys, ui.quoted; assert 'streamlit' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_answer_is_written_to_a_file_as_well(seeds_index: Path, tmp_path: Path) -> None:
    done = run(seeds_index, "--output", str(tmp_path / "answer.md"))
    written = (tmp_path / "answer.md").read_text(encoding="utf-8")
    assert done.exit_code == 0
    assert "\n[1]" in done.stdout
    assert written.startswith(f"# {QUESTION}\n")
    wrong = run(tmp_path / "no-index", "--output", str(tmp_path / "answer.pdf"))  # said before the index is looked for
    assert isinstance(wrong.exception, BadInput)
    assert "answer.docx" in wrong.exception.hint.en
