"""Comparison, overview, evaluation and export as a person meets them, in a real Chromium, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect

from .browsing import DESKTOP, PHONE, opened, served
from .hostile import QUESTION, TITLE, hostile_index
from .test_evaluate import LINES

pytestmark = pytest.mark.browser
BOTH = pytest.mark.parametrize(("viewport", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop", "phone"])


def visit(page: Page, view: str) -> None:
    page.get_by_role("link", name=view).click()
    expect(page.locator(".wj-heading")).to_have_text(view, timeout=30_000)


def nothing_sticks_out(page: Page, viewport: dict[str, int]) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def compare(page: Page, question: str) -> None:
    box = page.locator(".st-key-compare-question input")
    box.fill(question)
    box.press("Enter")


@BOTH
def test_compare_open_a_citation_and_save_it(
    browser: Browser, address: str, viewport: dict[str, int], scheme: str, tmp_path: Path
) -> None:
    with opened(browser, address, viewport, scheme) as page:
        visit(page, "对照")
        expect(page.locator("[data-tag]").first).to_be_visible(timeout=30_000)
        compare(page, "生物医药产业有哪些企业和项目?")
        columns = page.locator(".wj-column")
        expect(columns.first).to_be_visible(timeout=30_000)
        lefts = [column.bounding_box() or {} for column in columns.all()]
        assert len({box["x"] for box in lefts}) == (len(lefts) if viewport is DESKTOP else 1)
        last = page.locator(".wj-columns .wj-claim .wj-cite, .wj-columns .wj-items .wj-cite").last
        last.click()
        expect(page.locator("mark#quote").first).to_be_in_viewport()
        expect(last).to_have_attribute("aria-current", "true")
        page.keyboard.press("Escape")
        expect(page.locator(".wj-reader")).to_be_hidden()
        nothing_sticks_out(page, viewport)
        page.screenshot(path=tmp_path / "compare.png")
        if viewport is DESKTOP:
            with page.expect_download() as saved:
                page.get_by_role("button", name="存为 Word").click()
            assert saved.value.suggested_filename.endswith("生物医药产业有哪些企业和项目.docx")
            saved.value.save_as(tmp_path / "saved.docx")
            said = "\n".join(paragraph.text for paragraph in Document(str(tmp_path / "saved.docx")).paragraphs)
            assert columns.nth(0).locator("h3").inner_text() in said
            assert page.locator(".wj-claim span").first.inner_text() in said


def click_a_mark(page: Page, key: str) -> None:
    """The first bar or point of a chart that is drawn as SVG."""
    mark = page.locator(f".st-key-{key} svg.marks :is(.mark-rect, .mark-symbol) path").first
    expect(mark).to_be_visible(timeout=30_000)
    mark.click(force=True)


def test_what_is_chosen_and_compared_is_named_in_the_language_of_the_page(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        visit(page, "对照")
        compare(page, "支持什么产业?")
        head = page.locator(".wj-column-head").first
        expect(head).to_have_text("普陀区", timeout=30_000)
        page.get_by_text("English", exact=True).click()
        expect(head).to_have_text("Putuo 普陀区")
        expect(page.locator(".st-key-compare-districts")).to_contain_text("Putuo 普陀区")
        page.get_by_text("中文", exact=True).click()
        expect(page.locator(".st-key-compare-districts")).not_to_contain_text("Putuo")


@BOTH
def test_a_bar_lists_its_articles_and_a_point_opens_its_passage(
    browser: Browser, address: str, viewport: dict[str, int], scheme: str, tmp_path: Path
) -> None:
    with opened(browser, address, viewport, scheme) as page:
        visit(page, "概览")
        click_a_mark(page, "map")
        expect(page.locator(".st-key-map-reader mark#quote").first).to_be_visible(timeout=30_000)
        click_a_mark(page, "timeline")
        expect(page.locator("[class*='st-key-timeline-2']").get_by_test_id("stDataFrame")).to_be_visible(timeout=30_000)
        page.get_by_text("以表格查看").first.click()
        expect(page.locator("table.wj-figures")).to_be_visible()
        nothing_sticks_out(page, viewport)
        page.screenshot(path=tmp_path / "overview.png", full_page=True)


@BOTH
def test_evaluate_a_file_and_keep_the_figures(
    browser: Browser, address: str, viewport: dict[str, int], scheme: str, tmp_path: Path
) -> None:
    with opened(browser, address, viewport, scheme) as page:
        visit(page, "评测")
        upload(page, LINES)
        figures = page.locator(".wj-results").first
        expect(figures).to_contain_text("4 个问题，2 个有误", timeout=60_000)
        visit(page, "概览")
        visit(page, "评测")
        expect(figures).to_contain_text("4 个问题，2 个有误")
        nothing_sticks_out(page, viewport)
        page.screenshot(path=tmp_path / "evaluate.png", full_page=True)
        upload(page, LINES + b"{bad\n")
        expect(page.locator(".wj-notice")).to_contain_text("questions.jsonl:5", timeout=60_000)


def upload(page: Page, content: bytes) -> None:
    chooser = page.locator(".st-key-answers-file input[type=file]")
    chooser.wait_for(state="attached", timeout=30_000)
    chooser.set_input_files({"name": "<img src=x>.jsonl", "mimeType": "text/plain", "buffer": content})
    expect(page.locator(".st-key-answers-file").get_by_text("<img src=x>.jsonl").last).to_be_visible(timeout=30_000)
    page.locator(".st-key-answers-ask").get_by_role("button", name="开始评测").click()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("hostile")
    with served(hostile_index(folder), folder, "--lang", "zh") as (url, _):
        yield url


def test_hostile_articles_are_text_in_every_view(browser: Browser, hostile: str) -> None:
    with opened(browser, hostile) as page:
        visit(page, "对照")
        page.get_by_role("radio", name="文章").click()
        page.get_by_role("combobox", name="选择文章").click()
        option = page.get_by_role("option").first
        expect(option).to_contain_text(TITLE)
        option.click()
        expect(page.locator("[data-tag]").first).to_contain_text(TITLE)
        page.keyboard.press("Escape")
        compare(page, QUESTION)
        expect(page.locator(".wj-column h3")).to_have_text(TITLE, timeout=30_000)
        visit(page, "概览")
        mark = page.locator(".st-key-map svg.marks .mark-symbol path").first
        expect(mark).to_be_visible(timeout=30_000)
        mark.hover(force=True)
        tooltip = page.locator("#vg-tooltip-element")
        expect(tooltip).to_contain_text(TITLE)
        assert tooltip.locator("script, img, a, strong, code").count() == 0
        mark.click(force=True)
        expect(page.locator(".st-key-map-reader .wj-title")).to_contain_text(TITLE)
        assert page.evaluate("window.hacked") is None
        assert page.locator(".wj-root :is(img, script, a)").count() == 0
