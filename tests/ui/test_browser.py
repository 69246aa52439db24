"""What a person sees: `wenju ui` as it is started by hand, driven in a real Chromium.

The screenshot of the README is made here: WENJU_SCREENSHOT=docs/screenshot.png pytest -m browser
"""

from __future__ import annotations

import os
import shutil
import signal
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from index.types import Span
from rag import Claim
from ui.views.answers import Turn, answers_html
from ui.views.desk import style

from .browsing import DESKTOP, PHONE, ask, opened, served, settled
from .hostile import QUESTION, hostile_index
from .test_claims import answer_of

pytestmark = pytest.mark.browser

PUTUO = "普陀区生命健康产业专项政策3.0版支持什么?"
IN_VIEW = """() => {
  const mark = document.querySelector('mark#quote');
  const box = mark.getBoundingClientRect(), frame = mark.closest('.wj-reader').getBoundingClientRect();
  const head = mark.closest('.wj-head') ? 0 : document.querySelector('.wj-head').offsetHeight;
  const top = Math.max(0, frame.top + head), bottom = Math.min(innerHeight, frame.bottom);
  return box.top >= top && box.top < bottom && box.left >= 0 && box.right <= innerWidth;
}"""


def test_ask_open_a_citation_see_the_quote(browser: Browser, address: str, tmp_path: Path) -> None:
    with opened(browser, address) as page:
        expect(page.locator(".st-key-question input")).to_be_focused(timeout=30_000)
        page.keyboard.type(PUTUO)
        page.keyboard.press("Enter")
        number = page.get_by_role("button", name="引文 1：").first
        expect(number).to_be_visible(timeout=30_000)
        claim = page.locator(".wj-claim span").first.inner_text()
        number.click()
        mark = page.locator("mark#quote")
        expect(mark).to_contain_text(claim)
        expect(mark).to_contain_text("3.0版")
        expect(number).to_have_attribute("aria-current", "true")
        page.wait_for_function(IN_VIEW)
        page.mouse.move(1, 1)  # a preview would cover the article
        page.wait_for_timeout(300)
        page.screenshot(path=os.environ.get("WENJU_SCREENSHOT") or tmp_path / "screenshot.png")


def test_every_number_scrolls_to_its_own_quote(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        ask(page, PUTUO)
        numbers = page.locator(".wj-claim .wj-cite")
        expect(numbers.first).to_be_visible(timeout=30_000)
        for position in range(numbers.count()):
            number = numbers.nth(position)
            claim = number.locator("xpath=..").locator("span").inner_text()
            number.click()
            expect(page.locator("mark#quote")).to_contain_text(claim[-8:])
            page.wait_for_function(IN_VIEW)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_the_article_slides_over_and_goes_back(browser: Browser, address: str, scheme: str) -> None:
    with opened(browser, address, PHONE, scheme) as page:
        ask(page, PUTUO)
        number = page.locator(".wj-claim .wj-cite").first
        expect(number).to_be_visible(timeout=30_000)
        expect(page.locator(".wj-reader")).to_be_hidden()
        number.click()
        expect(page.locator("mark#quote")).to_be_in_viewport()
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= PHONE["width"]  # nothing to scroll sideways
        page.get_by_role("button", name="返回回答").click()
        expect(page.locator(".wj-reader")).to_be_hidden()
        expect(number).to_be_in_viewport()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_filters_by_keyboard_alone(browser: Browser, address: str, viewport: dict[str, int]) -> None:
    with opened(browser, address, viewport) as page:
        expect(page.locator(".st-key-question input")).to_be_focused(timeout=30_000)  # as it is once the page is whole
        folded = page.locator(".st-key-filters summary")
        folded.focus()
        page.keyboard.press("Enter")
        district = page.get_by_role("combobox", name="区", exact=True)
        expect(district).to_be_in_viewport()
        settled(page)
        page.keyboard.press("Tab")
        expect(district).to_be_focused()
        page.keyboard.type("普陀")
        page.keyboard.press("Enter")
        active = page.locator(".wj-active")
        expect(active).to_have_text("普陀区")
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        folded.press("Enter")
        expect(district).to_be_hidden()
        settled(page)
        page.get_by_role("link", name="资料库").click()
        expect(page.get_by_test_id("stDataFrame").first).to_be_visible(timeout=30_000)
        page.get_by_role("link", name="提问").click()
        expect(active).to_have_text("普陀区")  # a look into the library costs nothing
        ask(page, PUTUO)
        expect(page.locator(".wj-under")).to_have_text("筛选：普陀区", timeout=30_000)
        page.get_by_role("button", name="清除筛选").press("Enter")
        expect(active).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_table_has_columns_on_a_desk_and_blocks_on_a_phone(browser: Browser, scheme: str) -> None:
    claims = [Claim(f"给予最高{n}00万元的补贴,分三年拨付。", (1,), (Span(2, 8),), group=f"{n}号区") for n in (1, 2, 3)]
    written = answers_html([Turn(answer_of(*claims, form="table"))], "zh")
    page = browser.new_page(viewport=PHONE, color_scheme=scheme)
    page.set_content(f"{style()}<style>:root{{color-scheme:light dark}}</style>"
                     f'<div class="stApp"><div class="wj-root">{written}</div></div>')  # fmt: skip
    expect(page.get_by_role("table", name="对照：1号区、2号区、3号区")).to_be_visible()
    expect(page.get_by_role("columnheader")).to_have_text(["1号区", "2号区", "3号区"])
    tops, lefts = corners(page)
    assert tops == sorted(set(tops))  # three, one below the other
    assert len(set(lefts)) == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert page.locator(".wj-mark").first.evaluate("it => getComputedStyle(it).fontWeight") == "600"
    page.set_viewport_size(DESKTOP)
    tops, lefts = corners(page)
    assert len(set(tops)) == 1
    assert lefts == sorted(set(lefts))
    page.close()


def corners(page: Page) -> tuple[list[float], list[float]]:
    """The top and the left edges of the table's cells."""
    boxes = [cell.bounding_box() for cell in page.get_by_role("cell").all()]
    return [box["y"] for box in boxes if box], [box["x"] for box in boxes if box]


def test_a_refusal_its_passages_and_the_earlier_question(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        ask(page, PUTUO)
        expect(page.locator(".wj-claim").first).to_be_visible(timeout=30_000)
        ask(page, "红烧肉怎么做?")
        expect(page.locator(".wj-refusal")).to_be_visible()
        expect(page.locator(".wj-claim").first).to_be_hidden()
        page.locator(".wj-earlier summary").click()
        expect(page.locator(".wj-claim").first).to_be_visible()
        page.locator(".wj-passage").first.click()
        expect(page.locator("mark#quote").first).to_be_in_viewport()


def test_the_library_rebuilds_with_progress_and_the_report_stays(
    browser: Browser, seeds_index: Path, tmp_path: Path
) -> None:
    shutil.copytree(seeds_index, tmp_path / "index")
    with served(tmp_path / "index", tmp_path, "--lang", "en") as (url, _), opened(browser, url) as page:
        page.get_by_role("link", name="Library").click()
        expect(page.get_by_test_id("stDataFrame").first).to_be_visible(timeout=30_000)
        page.get_by_role("button", name="Rebuild the index").click()
        report = page.get_by_text("The index is up to date")
        expect(report).to_be_visible(timeout=60_000)
        page.get_by_role("link", name="Ask").click()
        expect(page.locator(".st-key-question input")).to_be_visible()
        page.get_by_role("link", name="Library").click()
        expect(report).to_be_visible()
        page.get_by_text("中文").click()
        expect(page.get_by_text("索引已更新")).to_be_visible()


def test_hostile_articles_run_nothing(browser: Browser, tmp_path: Path) -> None:
    with served(hostile_index(tmp_path), tmp_path, "--lang", "zh") as (url, _), opened(browser, url) as page:
        ask(page, QUESTION)
        page.locator(".wj-claim .wj-cite").first.click()
        expect(page.locator(".wj-title")).to_contain_text("<script>window.hacked=1</script>")
        expect(page.locator("mark#quote")).to_contain_text("[点此](javascript:window.hacked=1)")
        page.get_by_role("link", name="资料库").click()
        expect(page.get_by_test_id("stDataFrame").nth(1)).to_be_visible(timeout=30_000)
        assert page.evaluate("window.hacked") is None
        assert page.locator(".wj-root :is(img, script, a)").count() == 0


def test_without_an_index_the_page_is_served_and_says_so(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path / "none", tmp_path, "--lang", "zh") as (url, _), opened(browser, url) as page:
        expect(page.locator(".wj-notice")).to_contain_text("none")
        page.get_by_role("button", name="建立索引").click()
        expect(page.locator(".wj-notice").nth(1)).to_contain_text("seeds", timeout=30_000)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_ctrl_c_and_sigterm_end_it(ending: signal.Signals, tmp_path: Path) -> None:
    with served(tmp_path / "none", tmp_path) as (url, process):
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5) as answer:
            assert answer.status == 200
        process.send_signal(ending)
        deadline = time.monotonic() + 20
        while process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        assert process.returncode == 0
