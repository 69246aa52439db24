"""The ask view's finer points in a real Chromium: previews, copying, scripts, the file as it was read, suggestions, keys."""

from __future__ import annotations

import re
from statistics import median

import pytest
from playwright.sync_api import Browser, Page, expect

from .browsing import DESKTOP, PHONE, ask, opened

pytestmark = pytest.mark.browser

PUTUO = "普陀区生命健康产业专项政策3.0版支持什么?"
NEXT_VERSION = "普陀区生命健康产业专项政策4.0版支持什么?"
CATCH = """() => {
  window.written = [];
  Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { window.written.push(text); } } });
}"""
SELECT = """(selector) => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector(selector));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  const event = new ClipboardEvent("copy", { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
  document.querySelector(selector).dispatchEvent(event);
  return event.clipboardData.getData("text/plain");
}"""
TIMED = """(question) => new Promise((resolve) => {
  let from = 0;
  document.addEventListener("keydown", (event) => { if (event.key === "Enter") from = performance.now(); }, { once: true, capture: true });
  const watch = new MutationObserver(() => {
    const asked = document.querySelector(".wj-asked");
    if (!from || asked?.textContent !== question || !document.querySelector(".wj-answers > .wj-answer .wj-claim")) return;
    watch.disconnect();
    resolve(performance.now() - from);
  });
  watch.observe(document.body, { childList: true, subtree: true, characterData: true });
})"""


def answered(page: Page, question: str = PUTUO) -> None:
    ask(page, question)
    expect(page.locator(".wj-asked")).to_have_text(question, timeout=30_000)


def test_a_number_shows_its_quote_and_the_chart_and_the_raw_file_are_beside(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        answered(page)
        number, preview = page.locator(".wj-claim .wj-cite").last, page.locator(".wj-preview")
        number.hover()
        expect(preview).to_contain_text("發布了普陀區生命健康產業專項政策3.0版")
        page.mouse.move(1, 1)
        expect(preview).to_be_hidden()
        page.locator(".wj-claim .wj-cite").first.focus()
        page.keyboard.press("Tab")
        expect(preview).to_have_count(1)  # the next number's
        expect(page.locator('[aria-describedby="wj-preview"]')).to_be_focused()
        page.keyboard.press("Escape")
        expect(preview).to_be_hidden()
        chart = page.locator(".wj-why")
        expect(chart).to_be_in_viewport(ratio=0.9)
        expect(chart.locator("li").first).to_contain_text("普陀区")
        page.get_by_role("button", name="修复前").press("Enter")
        expect(page.locator("mark#quote")).to_contain_text("(xiàn)")
        expect(page.get_by_role("button", name="修复前")).to_be_focused()
        assert page.locator("mark#quote").evaluate("it => it.getBoundingClientRect().top") < DESKTOP["height"]


def test_what_is_copied_is_as_published_whatever_is_shown(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.evaluate(CATCH)
        answered(page)
        claim = page.locator(".wj-claim span").first
        published = claim.inner_text()
        page.locator(".st-key-script").get_by_text("简", exact=True).click()
        expect(claim).to_contain_text("记者在现场")
        assert "記者在現場" in published
        assert page.evaluate(SELECT, ".wj-claim span") == published
        assert page.evaluate(SELECT, "mark#quote").startswith(published)
        page.get_by_role("button", name="复制引文").click()
        expect(page.locator(".st-key-reader [role=status]")).to_have_text("已复制")
        page.get_by_role("button", name="复制回答").click()
        expect(page.locator(".st-key-answers .wj-said")).to_have_text("已复制")
        quote, answer = page.evaluate("window.written")
        assert quote.startswith(f"“{published}")
        assert quote.splitlines()[-1].startswith("http")
        assert published in answer


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_refusal_leads_on_in_one_click(browser: Browser, address: str, viewport: dict[str, int]) -> None:
    with opened(browser, address, viewport) as page:
        page.locator(".st-key-filters summary").click()
        expect(page.get_by_role("combobox", name="区", exact=True)).to_be_visible()
        page.wait_for_timeout(500)  # the server hears of it
        answered(page, NEXT_VERSION)
        expect(page.get_by_role("combobox", name="区", exact=True)).to_be_hidden()  # the filters fold away
        expect(page.locator(".wj-there")).to_have_text("文章中提到的版本：3.0。")
        page.get_by_role("button", name="改问 3.0 版").click()
        expect(page.locator(".wj-asked")).to_have_text(PUTUO)
        expect(page.locator(".st-key-question input")).to_have_value(PUTUO)
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_the_keys_lead_to_the_box_and_past_the_masthead(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        answered(page)
        box = page.locator(".st-key-question input")
        page.locator(".wj-claim .wj-cite").first.focus()
        page.keyboard.press("/")
        expect(box).to_be_focused()
        page.keyboard.type("a/b")
        expect(box).to_have_value("a/b")  # it was selected, and in the box a slash is a slash
        skip = page.locator(".wj-skip")
        skip.focus()
        expect(skip).to_be_in_viewport()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(box).to_be_focused()


def test_the_way_back_closes_the_article_on_a_phone_and_leaves_the_page(browser: Browser, address: str) -> None:
    with opened(browser, address, PHONE) as page:
        answered(page)
        back = page.locator(".wj-back")
        for close in (page.go_back, back.click, page.go_back):
            page.locator(".wj-cite").first.click()
            expect(back).to_be_focused()
            close()
            expect(back).to_be_hidden()
            expect(page.locator(".wj-cite").first).to_be_focused()
            expect(page).to_have_url(re.compile("/$"))
        expect(page.locator(".wj-asked")).to_have_text(PUTUO)
        assert page.evaluate("history.length") <= 3  # not an entry for each article


def test_a_question_sent_twice_comes_once_and_stays_in_the_box(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        answered(page)
        page.locator(".st-key-ask button").dblclick()
        page.get_by_role("link", name="资料库").click()
        expect(page).to_have_title("资料库 · 文据")
        page.get_by_role("link", name="提问").click()
        expect(page.locator(".wj-asked")).to_have_text(PUTUO)
        expect(page.locator(".wj-earlier")).to_have_count(0)
        expect(page.locator(".st-key-question input")).to_have_value(PUTUO)


def test_an_answer_is_there_soon(browser: Browser, address: str) -> None:
    """The bound is loose: other tests may run beside this one. Quiet, it takes a fifth."""
    with opened(browser, address) as page:
        answered(page)
        took = []
        for question in [PUTUO, "松江区政协的会议讨论了什么？"] * 3:
            page.locator(".st-key-question input").fill(question)
            timing = page.evaluate_handle(f"(question) => {{ window.timed = ({TIMED})(question); }}", question)
            page.keyboard.press("Enter")
            took.append(page.evaluate("window.timed"))
            timing.dispose()
        print("ms from Enter to the claim:", [round(it) for it in took])
        assert median(took) < 1500
