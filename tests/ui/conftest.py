"""One Chromium for all browser tests of a module, and a page over the seeds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from .browsing import FLAGS, chromium, served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def address(seeds_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(seeds_index, tmp_path_factory.mktemp("elsewhere"), "--lang", "zh") as (url, _):
        yield url
