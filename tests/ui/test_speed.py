"""How long a person waits: for the page, and for an answer. The best of a few tries; where more programs want to run than there
are processors, as much longer as they are more.

`pytest tests/ui/test_speed.py -s` prints the figures.
"""

from __future__ import annotations

import os
import statistics
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from .browsing import opened, served

pytestmark = pytest.mark.browser

READY_SECONDS, ANSWER_MS, TRIES = 3.0, 300.0, 3
QUESTIONS = (
    "普陀区生命健康产业专项政策3.0版支持什么?",
    "普陀区首批战略合作伙伴有哪些企业?",
    "松江区政协的会议讨论了什么?",
    "长宁区正在修订什么政策?",
    "宝山区成立了什么专家委员会?",
    "普陀区生命健康企业增加到多少家?",
    "红烧肉怎么做?",
)
# From the key to two frames after the answer to this very question stands in the page: by then it has been painted.
WATCH = """() => {
  window.waited = [];
  let since, asked;
  addEventListener("keydown", (event) => {
    if (event.key === "Enter") [since, asked] = [performance.now(), event.target.value];
  }, true);
  const look = () => {
    if (since === undefined || document.querySelector(".wj-asked")?.textContent !== asked) return;
    if (!document.querySelector(".wj-answer :is(.wj-claim, .wj-items li, .wj-refusal)")) return;
    const from = since;
    since = undefined;
    requestAnimationFrame(() => requestAnimationFrame(() => waited.push(performance.now() - from)));
  };
  new MutationObserver(look).observe(document.body, {subtree: true, childList: true, characterData: true});
}"""


def waits(page: Page) -> list[float]:
    """Milliseconds, a question each."""
    page.evaluate(WATCH)
    box = page.locator(".st-key-question input")
    for number, question in enumerate(QUESTIONS, start=1):
        box.fill(question)
        box.press("Enter")
        page.wait_for_function(f"() => waited.length === {number}", timeout=30_000)
        page.wait_for_timeout(150)  # nobody asks within the same breath; what follows the answer is drawn
    times: list[float] = page.evaluate("() => waited")
    return times


def test_the_box_takes_a_question_three_seconds_after_the_start_and_answers_come_at_once(
    browser: Browser, seeds_index: Path, tmp_path: Path
) -> None:
    ready, first, later = [], [], []
    busy = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
    for _ in range(TRIES):
        started = time.monotonic()
        with served(seeds_index, tmp_path, "--lang", "zh") as (url, _), opened(browser, url) as page:
            page.locator(".st-key-question input").fill("普")
            ready.append(time.monotonic() - started)
            expect(page.locator(".wj-footer")).to_be_visible(timeout=30_000)
            times = waits(page)
            first.append(times[0])
            later.append(statistics.median(times[1:]))
        if min(ready) <= READY_SECONDS * busy and min(later) <= ANSWER_MS * busy:
            break
    print(
        f"\nready {min(ready):.2f} s, first answer {min(first):.0f} ms, median of the next {min(later):.0f} ms; busy: {busy:.1f}"
    )
    assert min(ready) <= READY_SECONDS * busy
    assert min(later) <= ANSWER_MS * busy
