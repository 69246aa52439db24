"""The library as a person uses it: files dropped, the build watched, an article read, files removed."""

from __future__ import annotations

import http.client
import io
import os
import re
import zipfile
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from index.build import build_index

from .browsing import DESKTOP, PHONE, opened, served

pytestmark = pytest.mark.browser

ARTICLE = "{district}产业政策\n\n{district}设立专项资金,支持企业研发,最高补贴三百万元。\n"
_MB = 1024 * 1024
_POURED = int(os.environ.get("WENJU_POURED_MB", "256"))
_SERVERS: dict[str, int] = {}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    (home / "articles").mkdir()
    for name, district in {"a.txt": "宝山区", "b.txt": "松江区"}.items():
        (home / "articles" / name).write_text(ARTICLE.format(district=district), encoding="utf-8")
    (home / "articles" / "broken.pdf").write_bytes(b"no pdf")
    build_index([home / "articles"], home / ".wenju")
    return home


@pytest.fixture(scope="module")
def page_address(home: Path) -> Iterator[str]:
    with served(home / ".wenju", home, "--lang", "zh") as (url, process):
        _SERVERS[url] = process.pid
        yield url


def sent_file(name: str, data: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def open_library(page: Page) -> None:
    page.get_by_role("link", name="资料库").click()
    expect(page.locator(".wj-footer")).to_be_visible(timeout=30_000)
    expect(page.get_by_test_id("stDataFrame").nth(1)).to_be_visible(timeout=30_000)


def click_cell(page: Page, row: int, x: int, then: Locator) -> None:
    """A cell of the articles' table, until ``then`` is there: rows are 40 pixels high, as its head is. The table is drawn
    on a canvas, which tells nobody when it is ready."""
    grid = page.get_by_test_id("stDataFrame").last
    grid.scroll_into_view_if_needed()
    for _ in range(10):
        page.wait_for_timeout(300)
        box = grid.bounding_box()
        assert box
        page.mouse.click(box["x"] + x, box["y"] + 40 * row + 20)
        with suppress(PlaywrightTimeout):
            return then.wait_for(timeout=3_000)
    return expect(then).to_be_visible()


def titled(page: Page, title: str) -> Locator:
    return page.locator(".wj-reader .wj-title").filter(has_text=title)


def test_files_are_sent_built_read_and_removed(browser: Browser, home: Path, page_address: str, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for n, district in enumerate(("长宁区", "普陀区")):
            archive.writestr(f"{n}.txt", ARTICLE.format(district=district))
    article = ARTICLE.format(district="青浦区").encode()
    with opened(browser, page_address) as page:
        requests: list[Request] = []
        page.on("request", lambda request: requests.append(request) if "upload_file" in request.url else None)
        open_library(page)
        page.locator("input[type=file]").set_input_files([
            sent_file("青浦.txt", article), sent_file("两篇.zip", packed.getvalue()), sent_file("../../x.txt", article),
            sent_file("<img src=x onerror=window.hacked=1>.exe", b"x"),
        ])  # fmt: skip
        expect(page.get_by_test_id("stFileChip")).to_have_count(4)
        page.get_by_role("button", name="加入资料库").click()
        batch = page.locator(".wj-batch")
        expect(batch).to_contain_text("已加入 2 个文件；2 个未收", timeout=30_000)
        expect(batch).to_contain_text("../../x.txt: 文件名含有路径")
        expect(page.locator(".wj-report")).to_contain_text("读取 5 篇文章", timeout=60_000)
        page.locator(".wj-reasons summary").click()
        expect(page.locator(".wj-reasons li")).to_contain_text("broken.pdf")
        page.screenshot(path=tmp_path / "sent.png")
        assert page.evaluate("window.hacked") is None
        assert {path.name for path in (home / "library").iterdir()} == {"青浦.txt", "两篇.zip"}
        assert {path.name for path in home.iterdir()} == {"articles", ".wenju", "library"}
        too_large_is_refused_by_the_server(requests[0], _SERVERS[page_address])

        click_cell(page, 1, 120, titled(page, "宝山区产业政策"))
        page.locator(".st-key-shelf-words input").fill("两篇 普陀")
        page.keyboard.press("Enter")
        expect(page.get_by_text("5 篇中的 1 篇")).to_be_visible()
        click_cell(page, 1, 120, titled(page, "普陀区产业政策"))
        chosen = page.get_by_role("button", name="删除所选 1 篇")
        click_cell(page, 1, 20, chosen)
        chosen.click()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("两篇.zip：整个文件，连同其中 2 篇文章")
        page.screenshot(path=tmp_path / "dialog.png")
        dialog.get_by_role("button", name="永久删除").click()
        expect(dialog).to_be_hidden()
        expect(page.get_by_text("已删除 1 个文件")).to_be_visible(timeout=30_000)
        expect(page.locator(".wj-report")).to_contain_text("读取 3 篇文章", timeout=60_000)
        expect(page.get_by_text("没有符合的文章")).to_be_visible()
        assert {path.name for path in (home / "library").iterdir()} == {"青浦.txt"}
        page.screenshot(path=tmp_path / "removed.png", full_page=True)


def too_large_is_refused_by_the_server(sent: Request, server: int) -> None:
    """Past the browser's own check: a length of 1 GB is refused at once, a body that tells none once it is over the limit;
    what still comes is thrown away, not held."""
    url, headers = urlsplit(sent.url), sent.all_headers()
    kept = {name: headers[name] for name in ("cookie", "x-xsrftoken", "content-type")}
    before = peak_memory(server)
    for more in ({"content-length": str(1024 * _MB)}, {"transfer-encoding": "chunked"}):
        with closing(http.client.HTTPConnection(str(url.hostname), url.port, timeout=60)) as connection:
            connection.putrequest("PUT", f"{url.path}-large", skip_accept_encoding=True)
            for name, value in {**kept, **more}.items():
                connection.putheader(name, value)
            connection.endheaders()
            if "transfer-encoding" in more:
                pour(connection, str(headers["content-type"]))
            with connection.getresponse() as response:
                assert response.status == 413
    assert peak_memory(server) - before < 64 * _MB


def pour(connection: http.client.HTTPConnection, content_type: str) -> None:
    """A file far over the limit, in pieces, until all is sent or the server hangs up."""
    boundary = re.findall("boundary=(.+)", content_type)[0]
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\n'.encode()
    with suppress(BrokenPipeError, ConnectionResetError):
        for piece in (head, *[b"x" * _MB] * _POURED):
            connection.send(b"%x\r\n%s\r\n" % (len(piece), piece))


def peak_memory(process: int) -> int:
    """The most that the process ever held, in bytes."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) * 1024


@pytest.mark.parametrize(
    ("viewport", "scheme"), [(DESKTOP, "dark"), (PHONE, "light"), (PHONE, "dark")], ids=["desk", "phone", "phone-dark"]
)
def test_the_view_fits_and_an_article_opens(
    browser: Browser, page_address: str, viewport: dict[str, int], scheme: str, tmp_path: Path
) -> None:
    with opened(browser, page_address, viewport, scheme) as page:
        open_library(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        page.screenshot(path=tmp_path / "whole.png", full_page=True)
        click_cell(page, 2, 120, titled(page, "松江区产业政策"))
        page.wait_for_timeout(300)
        page.screenshot(path=tmp_path / "open.png")
        if viewport == PHONE:
            page.get_by_role("button", name="返回列表").click()
            expect(page.locator(".wj-reader")).to_be_hidden()
            expect(page.get_by_test_id("stDataFrame").last).to_be_in_viewport()
