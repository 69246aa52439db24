"""What axe-core, the keyboard and a screen reader make of each view: https://github.com/dequelabs/axe-core

A view is covered once it has its place in ``VIEWS``: how to get there from an open page, and what stands there when it is whole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from .browsing import DESKTOP, PHONE, ask, opened, served

pytestmark = pytest.mark.browser

PUTUO = "普陀区生命健康产业专项政策3.0版支持什么?"
SERIOUS = ("serious", "critical")


def by_link(name: str, whole: str) -> Callable[[Page], None]:
    def go(page: Page) -> None:
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.locator(whole).first).to_be_visible(timeout=30_000)

    return go


def answered(page: Page) -> None:
    ask(page, PUTUO)
    page.locator(".wj-claim .wj-cite").first.click(timeout=30_000)  # on a phone the article covers the answer
    expect(page.locator("mark#quote")).to_be_in_viewport()


def refused(page: Page) -> None:
    back = page.locator('[data-state="open"] .wj-back')
    if back.is_visible():
        back.click()
    ask(page, "红烧肉怎么做?")
    expect(page.locator(".wj-refusal")).to_be_visible(timeout=30_000)
    page.locator(".st-key-filters summary").click()
    expect(page.get_by_role("combobox", name="区", exact=True)).to_be_visible()


def empty(page: Page) -> None:
    expect(page.locator(".st-key-examples button").first).to_be_visible(timeout=30_000)


def compared(page: Page) -> None:
    box = page.locator(".st-key-compare-question input")
    box.fill("生物医药产业有哪些企业和项目?")
    box.press("Enter")
    page.locator(".wj-columns .wj-cite").first.click(timeout=30_000)
    expect(page.locator("mark#quote").first).to_be_in_viewport()


def charted(page: Page) -> None:
    back = page.locator('[data-state="open"] .wj-back')
    if back.is_visible():
        back.click()
    by_link("概览", ".st-key-map svg.marks")(page)


VIEWS: dict[str, Callable[[Page], None]] = {
    "ask, empty": empty,
    "ask, answered": answered,
    "ask, refused": refused,
    "compare": by_link("对照", ".wj-heading"),
    "compare, asked": compared,
    "overview": charted,
    "library": by_link("资料库", ".wj-heading"),
    "evaluate": by_link("评测", ".wj-heading"),
}


@dataclass(frozen=True, slots=True)
class Streamlits:
    """A fault of what Streamlit renders, in our views; ``element`` is found in axe's selector or in the element's HTML."""

    view: str
    rule: str
    element: str
    why: str


STREAMLITS: tuple[Streamlits, ...] = ()


def faults(page: Page) -> list[tuple[str, str, str]]:
    """(rule, selector, element) of what is serious or critical."""
    response = (
        Axe().run(page, options={"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}).response
    )
    return [
        (violation["id"], str(node["target"]), node["html"])
        for violation in response["violations"]
        if violation["impact"] in SERIOUS
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_no_serious_fault_but_streamlits(
    browser: Browser, address: str, viewport: dict[str, int], scheme: str
) -> None:
    unlisted: list[str] = []
    met: set[Streamlits] = set()
    with opened(browser, address, viewport, scheme) as page:
        for view, go in VIEWS.items():
            go(page)
            page.wait_for_timeout(250)  # what fades in has no contrast yet
            for rule, selector, element in faults(page):
                its = [
                    it for it in STREAMLITS if (it.view, it.rule) == (view, rule) and it.element in selector + element
                ]
                met.update(its)
                unlisted += [] if its else [f"{view}: {rule}: {selector} {element[:200]}"]
            assert page.locator("html").get_attribute("lang") == "zh-CN"
            assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], view
    assert not unlisted, "\n".join(unlisted)
    assert met == set(STREAMLITS), "mended by Streamlit: take it off the list"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_way_in(
    browser: Browser, seeds_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    monkeypatch.setenv("WENJU_PASSWORD", "correct-horse-battery")
    with served(seeds_index, tmp_path, "--lang", "zh") as (url, _):
        page = browser.new_page(viewport=PHONE, color_scheme=scheme)
        page.goto(url)
        page.keyboard.type("guess")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_be_visible()
        assert faults(page) == []
        page.close()


FOCUSED = """() => {
  const it = document.activeElement, style = getComputedStyle(it);
  const around = it.closest('[data-testid=stTextInputRootElement], [data-baseweb=select]') ?? it;
  const rings = [style.outlineStyle !== 'none' && style.outlineWidth !== '0px', style.boxShadow !== 'none',
                 getComputedStyle(around).borderColor, around !== it && getComputedStyle(around).boxShadow !== 'none'];
  const box = it.getBoundingClientRect();
  return {name: it.getAttribute('aria-label') || it.innerText || it.value || it.tagName, tag: it.tagName,
          ring: rings[0] || rings[1] || rings[3] || around.matches(':focus-within') && around !== it,
          seen: box.bottom > 0 && box.top < innerHeight};
}"""


def test_tab_goes_through_the_ask_view_in_the_order_it_is_read(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        expect(page.locator(".st-key-question input")).to_be_focused(timeout=30_000)
        page.keyboard.type(PUTUO)
        page.keyboard.press("Enter")
        expect(page.locator(".wj-claim").first).to_be_visible(timeout=30_000)
        expect(page.locator("mark#quote")).to_be_in_viewport()
        reached: list[str] = []
        for _ in range(40):
            page.keyboard.press("Tab")
            focused = page.evaluate(FOCUSED)
            if focused["tag"] == "BODY":
                break
            assert focused["ring"], f"nothing shows that {focused} has the focus"
            assert focused["seen"], focused
            reached.append(" ".join(focused["name"].split()))
        order = [next(n for n, name in enumerate(reached) if it in name) for it in ("提问", "筛选", "引文 1：", "原文")]
        assert order == sorted(order), reached


def test_the_language_of_the_page_follows_the_switch(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
        page.get_by_text("English", exact=True).click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.get_by_text("中文", exact=True).click()
        expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
