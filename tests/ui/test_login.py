"""The way in, as it is served: nothing but the form before the password; Streamlit's own login where it is set up."""

from __future__ import annotations

import re
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect
from streamlit.testing.v1 import AppTest

from index.errors import BadInput
from ui.views import login

from .browsing import PHONE, ask, served
from .test_page import APP, notices

PASSWORD = "correct-horse-battery"
HANDSHAKE = {
    "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}  # fmt: skip


def handshake(url: str, **headers: str) -> int:
    """What the page's websocket answers."""
    connection = HTTPConnection(urlsplit(url).netloc, timeout=10)
    connection.request("GET", "/_stcore/stream", headers={**HANDSHAKE, **headers})
    status = connection.getresponse().status
    connection.close()
    return status


@pytest.mark.browser
def test_log_in_ask_reload_log_out(
    browser: Browser, seeds_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WENJU_PASSWORD", PASSWORD)
    with served(seeds_index, tmp_path, "--host", "0.0.0.0") as (url, _):
        context = browser.new_context(locale="zh-CN", viewport=PHONE)
        page = context.new_page()
        requested: list[str] = []
        page.on("request", lambda request: requested.append(request.url))
        page.goto(f"{url}/library")
        field = page.get_by_label("密码")
        expect(field).to_be_focused()
        assert requested == [f"{url}/library"]  # the form alone: no script, no index, no socket
        assert page.locator("html").get_attribute("lang") == "zh-CN"
        page.keyboard.type("guess")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_have_text("密码不正确，请重试。")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_test_id("stDataFrame").first).to_be_visible(timeout=30_000)
        page.goto(url)
        ask(page, "普陀区生命健康产业专项政策3.0版支持什么?")
        expect(page.locator(".wj-claim").first).to_be_visible(timeout=30_000)

        cookie = "; ".join(f"{it['name']}={it['value']}" for it in context.cookies())
        assert [it["httpOnly"] for it in context.cookies() if it["name"].startswith("wenju-")] == [True]
        assert handshake(url) == 403
        assert handshake(url, Cookie=cookie) == 101
        assert handshake(url, Cookie=cookie, Origin=url) == 101
        assert handshake(url, Cookie=cookie, Origin="http://evil.example") == 403
        assert handshake(url, Cookie=cookie, Origin="http://localhost:3000") == 403
        page.get_by_role("link", name="退出登录").click()
        expect(field).to_be_visible()
        assert handshake(url, Cookie=cookie) == 403
        context.close()


@pytest.mark.browser
def test_without_a_password_no_other_name_is_answered(address: str) -> None:
    port = urlsplit(address).port
    assert handshake(address, Origin=address) == 101
    assert handshake(address, Host=f"localhost:{port}", Origin=f"http://localhost:{port}") == 101
    assert handshake(address, Host="evil.example", Origin="http://evil.example") == 403  # DNS rebinding
    assert handshake(address, Origin=f"http://localhost:{port}") == 403
    assert handshake(address, Origin="null") == 403


@pytest.mark.parametrize(("environment", "said"), [
    ({}, "there is no password"),
    ({"WENJU_PASSWORD": "short"}, "WENJU_PASSWORD has 5 characters, at least 12 are needed"),
])  # fmt: skip
def test_strangers_without_a_login_are_not_served(
    environment: dict[str, str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WENJU_PASSWORD", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    command = [sys.executable, "-c", "from ui.cli import main; main()", "ui", "--host", "0.0.0.0", "--lang", "en"]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "served" not in ended.stdout


def test_a_password_of_this_machine_alone_may_be_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENJU_PASSWORD", "short")
    login.demanded("127.0.0.1")
    with pytest.raises(BadInput):
        login.demanded("192.0.2.1")
    monkeypatch.setenv("WENJU_PASSWORD", "x" * 12)
    login.demanded("192.0.2.1")


def test_streamlits_login_needs_authlib_and_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login, "get_secrets_auth_section", lambda: {"client_id": "x"})
    monkeypatch.setattr(login, "is_authlib_installed", lambda: False)
    with pytest.raises(BadInput, match="Authlib") as refused:
        login.demanded("0.0.0.0")
    assert 'pip install "streamlit[auth]"' in refused.value.hint.en
    monkeypatch.setattr(login, "is_authlib_installed", lambda: True)
    monkeypatch.delenv("WENJU_PASSWORD", raising=False)
    login.demanded("0.0.0.0")
    assert login.hosts("0.0.0.0") == frozenset()


@pytest.mark.parametrize(("auth", "buttons"), [
    ({"client_id": "x", "cookie_secret": "y"}, ["登录"]),
    ({"cookie_secret": "y", "google": {"client_id": "x"}, "okta": {"client_id": "x"}}, ["用 google 登录", "用 okta 登录"]),
])  # fmt: skip
def test_with_streamlits_login_nothing_of_the_index_is_drawn_before_it(
    auth: dict[str, object], buttons: list[str], seeds_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WENJU_INDEX", str(seeds_index))
    monkeypatch.setenv("WENJU_LANG", "zh")
    page = AppTest.from_file(str(APP), default_timeout=60)
    monkeypatch.setattr(login, "get_secrets_auth_section", lambda: auth)
    page.user = {"is_logged_in": False}
    page.run()
    assert not page.exception
    assert [button.label for button in page.button] == buttons
    assert not page.text_input
    words = re.sub(r"<style>.*?</style>", "", notices(page), flags=re.DOTALL)
    assert "须登录后访问" in words
    assert "篇文章" not in words
    assert not login.may_upload({"_streamlit_user": "made up"})
    page.user = {"is_logged_in": True}
    page.run()
    assert page.text_input
    assert "退出登录" in [button.label for button in page.button]


def test_the_form_is_escaped_and_in_one_language() -> None:
    for language, lang in (("zh", "zh-CN"), ("en", "en")):
        written = login.page("zh" if language == "zh" else "en", "<b>")
        assert f'<html lang="{lang}">' in written
        assert "&lt;b&gt;" in written


def test_the_form_speaks_the_languge_that_the_browser_prefers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WENJU_LANG", raising=False)
    assert login.language_of("zh-CN,zh;q=0.9,en;q=0.8") == "zh"
    assert login.language_of("en-US,zh;q=0.9") == "en"
    monkeypatch.setenv("WENJU_LANG", "en")
    assert login.language_of("zh-CN") == "en"
