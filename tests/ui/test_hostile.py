"""What comes from an article, its name or its description shows as text: on the page, over HTTP, in a terminal."""

from __future__ import annotations

import html
import json
import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, expect
from starlette.testclient import TestClient

from rag import open_engine
from ui import cli
from ui.cli import wenju
from ui.serving import CurrentEngine
from ui.web_api.app import create_app

from .browsing import ask, opened, served
from .hostile import DESCRIBED, FILE, MARKUP, QUESTION, TERMINAL, described_index
from .test_page import ask as ask_page
from .test_page import notices, open_page, shown

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
OURS = re.compile("\x1b\\[(?:\\d|1;36|3[0-7])?m|\x1b\\[0m")  # what click and we set: one colour or one manner at a time


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return described_index(tmp_path_factory.mktemp("hostile"))


def test_an_address_that_is_none_never_becomes_one(index: Path) -> None:
    with open_engine(index) as engine:
        (article,) = engine.articles()
        assert article.url is None
        assert any("javascript:" in problem.reason.en for problem in engine.problems())


@pytest.mark.parametrize("arguments", [["ask", QUESTION], ["ask", "红烧肉怎么做?"], ["search", "专项资金"], ["status"]])
@pytest.mark.parametrize("color", [True, False])
def test_a_terminal_obeys_no_article(arguments: list[str], color: bool, index: Path) -> None:
    said = CliRunner().invoke(wenju, [*arguments, "--index", str(index)], color=color).output
    assert "题" in said
    assert not CONTROLS.search(OURS.sub("", said))
    assert "<U+001B>" in said  # not left out either: seen


def test_a_terminal_obeys_no_file_name_in_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / FILE).write_bytes(b"")
    monkeypatch.setattr(sys, "argv", ["wenju", "build", str(tmp_path), "--index", str(tmp_path / "index")])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert "<U+001B>]0;x<U+0007><U+202E>.txt" in said
    assert not CONTROLS.search(said.replace("\r", ""))


def test_on_the_page_it_is_text_in_every_part(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ask_page(open_page(index, monkeypatch), QUESTION)
    parts = shown(page)
    for part in parts.values():
        assert "<img" not in part
        assert "<script" not in part
        assert "javascript:" not in re.sub(
            r">[^<]*<|\"[^\"]*\"", "", part
        )  # in texts and attributes' values, and no link
        assert "href" not in re.sub(r">[^<]*<|\"[^\"]*\"", "", part)
        assert MARKUP in html.unescape(part)
    assert html.unescape(parts["reader"]).count(FILE) == 1
    assert DESCRIBED["title"] in html.unescape(parts["answers"])
    for widget in (*page.button, *page.markdown, *page.text_input):  # whose labels Streamlit reads as Markdown
        assert "hacked" not in str(widget.proto)
    assert "<img" not in re.sub(r"<style>.*?</style>", "", notices(page), flags=re.DOTALL)


def test_over_http_it_is_data_of_a_type_that_no_browser_runs(index: Path) -> None:
    with TestClient(create_app(CurrentEngine(index)), base_url="http://127.0.0.1") as client:
        answer = client.get("/ask", params={"question": QUESTION})
        assert answer.headers["content-type"].startswith("application/json")
        assert json.loads(answer.text)["citations"][0]["title"] == DESCRIBED["title"]


@pytest.mark.browser
def test_a_browser_runs_nothing_of_it_and_fetches_nothing_for_it(browser: Browser, index: Path, tmp_path: Path) -> None:
    with served(index, tmp_path, "--lang", "zh") as (url, _), opened(browser, url) as page:
        expect(page.locator(".wj-footer")).to_be_visible(timeout=30_000)
        page.locator(".st-key-filters summary").click()
        page.wait_for_timeout(600)  # a list closes when what it hangs on still unfolds
        page.get_by_role("combobox", name="文章", exact=True).click()
        expect(page.get_by_role("option").first).to_contain_text(":red[红] :material/home: :smile: $x^2$")
        page.get_by_role("option").first.click()
        expect(page.locator(".wj-active")).to_contain_text(MARKUP)
        ask(page, QUESTION)
        number = page.locator(".wj-claim .wj-cite, .wj-items .wj-cite").first
        expect(number).to_have_attribute("title", re.compile("onerror"), timeout=30_000)
        number.click()
        expect(page.locator(".wj-title")).to_contain_text(":red[红] :material/home: :smile: $x^2$")
        for view in ("资料库", "概览", "对照", "评测"):
            page.get_by_role("link", name=view, exact=True).click()
            expect(page.locator(".wj-heading").first).to_be_visible(timeout=30_000)
            page.wait_for_timeout(200)
            assert page.evaluate("window.hacked") is None
            assert page.locator("[onerror], img[src=x], a[href^=javascript]").count() == 0
    assert TERMINAL in DESCRIBED["source"]
