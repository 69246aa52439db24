"""`wenju ui` as it is started by hand, and pages of it in a real Chromium.

Skipped, loudly, on a machine without Chromium; never where CI=true.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]


def chromium() -> str:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        missing = "no Chromium on this machine: apt-get install chromium fonts-noto-cjk"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    return found


STARTED = "from ui.cli import main; main()"


@contextmanager
def served(
    index: Path, cwd: Path, *options: str, program: str = STARTED
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`wenju ui` in a folder that is not the checkout: its address and its process."""
    command = [sys.executable, "-c", program, "ui", "--index", str(index), *options]
    with subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            address = re.search(r"http://127\.0\.0\.1:\d+", said)
            if address is None:
                process.terminate()
                pytest.fail(said + process.stdout.read())
            yield address.group(), process
        finally:
            process.terminate()
            process.wait(20)


@contextmanager
def opened(browser: Browser, url: str, viewport: dict[str, int] = DESKTOP, scheme: str = "light") -> Iterator[Page]:
    """A page whose console must stay free of errors and which must ask no other host for anything."""
    context = browser.new_context(viewport=viewport, color_scheme=scheme, locale="zh-CN")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: faults.append(request.url) if not is_local(request.url, url) else None)
    page.goto(url)
    expect(page.locator(".st-key-question input")).to_be_visible(timeout=30_000)
    yield page
    context.close()
    assert not faults


def is_local(requested: str, url: str) -> bool:
    return requested.startswith((url, url.replace("http", "ws"), "data:", "blob:"))


def ask(page: Page, question: str) -> None:
    box = page.locator(".st-key-question input")
    box.fill(question)
    box.press("Enter")


def settled(page: Page) -> None:
    """Wait until what was just done has reached the server and is drawn: who types comes later than a program does."""
    page.wait_for_timeout(300)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
