"""What stands before Streamlit, without it: the password, the hosts, the origins, the headers."""

from __future__ import annotations

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from ui.guard import Guard, policy_for
from ui.throttle import Throttle

PASSWORD = "口令 correct horse"
HTML = {"accept": "text/html,*/*"}


async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        socket = WebSocket(scope, receive, send)
        await socket.accept()
        await socket.send_text("articles")
        await socket.close()
    else:
        await PlainTextResponse("articles")(scope, receive, send)


def client(password: str | None = PASSWORD, *hosts: str, scheme: str = "http") -> TestClient:
    guard = Guard(
        streamlit, password=password, hosts=hosts, page=lambda language, wrong: f"form {language} {wrong}",
        policy="default-src 'self'", language=lambda accepted: "zh" if accepted == "zh" else "en",
        may_upload=lambda cookies: "known" in cookies,
    )  # fmt: skip
    return TestClient(guard, base_url=f"{scheme}://wenju.example", follow_redirects=False)


def log_in(browser: TestClient, path: str = "/", password: str = PASSWORD) -> None:
    answer = browser.post(path, data={"password": password})
    assert answer.status_code == 303


def refused(browser: TestClient, **headers: str) -> bool:
    try:
        with browser.websocket_connect("ws://wenju.example/_stcore/stream", headers=headers) as socket:
            return socket.receive_text() != "articles"
    except WebSocketDisconnect as closed:
        return closed.code == 1008


@pytest.mark.parametrize("path", ["/", "/library", "/media/abc.txt", "/_stcore/metrics", "/static/js/x.js", "/app/x"])
def test_nothing_is_served_before_the_password(path: str) -> None:
    browser = client()
    for headers in ({}, HTML):
        assert "articles" not in browser.get(path, headers=headers).text
    assert browser.get(path).status_code == 401
    assert browser.put("/_stcore/upload_file/1/2", content=b"x", headers={"cookie": "known=1"}).status_code == 401
    assert refused(browser)
    log_in(browser)
    assert browser.get(path).text == "articles"
    assert not refused(browser)
    assert browser.get("/_stcore/health").status_code == 200


def test_a_login_is_a_random_token_in_a_cookie_that_scripts_cannot_read() -> None:
    cookies = []
    for _ in range(2):
        browser = client()
        answer = browser.post("/", data={"password": PASSWORD})
        cookies.append(answer.headers["set-cookie"])
        assert "httponly" in cookies[-1].lower()
        assert "samesite=lax" in cookies[-1].lower()
        assert "secure" not in cookies[-1].lower()
        assert "correct" not in cookies[-1]
    assert cookies[0] != cookies[1]
    browser = client(scheme="https")
    assert "secure" in browser.post("/", data={"password": PASSWORD}).headers["set-cookie"].lower()
    made_up = client()
    made_up.cookies.set("wenju-80", "0" * 43)
    assert made_up.get("/").status_code == 401


def test_logging_out_ends_the_login_itself_not_only_the_cookie() -> None:
    browser = client()
    log_in(browser)
    token = browser.cookies["wenju-80"]
    assert browser.get("/logout").headers["location"] == "/"
    browser.cookies.set("wenju-80", token)
    assert browser.get("/").status_code == 401


@pytest.mark.parametrize(("path", "location"), [
    ("/library", "/library"), ("//else.where/x", "/else.where/x"), ("/\\else.where", "/else.where"), ("/文", "/%E6%96%87"),
])  # fmt: skip
def test_a_login_leads_back_to_where_it_was_asked_for_and_to_no_other_site(path: str, location: str) -> None:
    answer = client().request("POST", f"http://wenju.example{path}", data={"password": PASSWORD})
    assert answer.headers["location"] == location


def test_the_form_says_what_is_wrong_in_the_readers_language() -> None:
    browser = client()
    assert browser.get("/", headers=HTML).text == "form en "
    assert "密码不正确" in browser.post("/", data={"password": "x"}, headers={"accept-language": "zh"}).text
    assert browser.post("/", data={}).status_code == 401
    assert browser.post("/", content=b"password=" + b"x" * 5000).status_code == 413
    assert browser.get("/", headers=HTML).headers["cache-control"] == "no-store"


def test_after_five_wrong_tries_even_the_right_one_waits_and_those_inside_do_not() -> None:
    browser = client()
    inside = TestClient(browser.app, base_url="http://wenju.example", follow_redirects=False)
    log_in(inside)
    codes = [browser.post("/", data={"password": "x"}).status_code for _ in range(6)]
    assert codes == [401] * 5 + [429]
    answer = browser.post("/", data={"password": PASSWORD})
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "1"
    assert "wait 1 second." in answer.text
    assert inside.get("/").text == "articles"


def test_waits_double_up_to_five_minutes_and_belong_to_one_network() -> None:
    now = [0.0]
    throttle = Throttle(lambda: now[0])
    waits = []
    for _ in range(16):
        throttle.failed("2001:db8::1")
        waits.append(throttle.wait("2001:db8::ffff"))
        now[0] += waits[-1]
    assert waits == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]
    throttle.failed("2001:db8::1")
    assert throttle.wait("2001:db8:0:1::1") == throttle.wait("192.0.2.1") == throttle.wait("") == 0
    throttle.succeeded("2001:db8::2")
    assert throttle.wait("2001:db8::1") == 0


@pytest.mark.parametrize("origin", [
    "http://evil.example", "http://wenju.example:3000", "null", "http://wenju.example.evil.example", "http://[",
])  # fmt: skip
def test_a_page_of_another_site_opens_no_websocket_and_sends_nothing(origin: str) -> None:
    browser = client(password=None)
    assert refused(browser, origin=origin)
    assert browser.put("/_stcore/upload_file/1/2", headers={"origin": origin}).status_code == 403
    assert not refused(browser, origin="http://wenju.example")
    assert not refused(browser)  # programs send none
    assert client().post("/", data={"password": PASSWORD}, headers={"origin": origin}).status_code == 403


def test_without_a_password_only_this_machines_names_are_answered() -> None:
    browser = client(None, "localhost", "127.0.0.1", "::1")
    for host in ("evil.example", "evil.example:8501", "localhost.evil.example", "", "user@localhost.evil.example"):
        assert browser.get("/", headers={"host": host}).status_code == 403
        assert refused(browser, host=host)
    for host in ("localhost:8501", "127.0.0.1", "[::1]:8501", "LOCALHOST", "localhost."):
        assert browser.get("/", headers={"host": host}).text == "articles"


def test_uploads_wait_for_streamlits_login_too() -> None:
    browser = client(password=None)
    assert browser.put("/_stcore/upload_file/1/2", content=b"x").status_code == 401
    assert browser.put("/_stcore/upload_file/1/2", content=b"x", headers={"cookie": "known=1"}).text == "articles"


def test_every_answer_forbids_frames_other_sites_and_guessing_of_types() -> None:
    for browser in (client(), client(password=None)):
        its = browser.get("/", headers=HTML).headers
        assert its["x-frame-options"] == "DENY"
        assert its["x-content-type-options"] == "nosniff"
        assert its["referrer-policy"] == "same-origin"
        assert its["content-security-policy"] == "default-src 'self'"


def test_the_policy_names_the_pages_own_script_by_its_hash_and_no_other_inline_one() -> None:
    # echo -n 'a()' | openssl dgst -sha256 -binary | base64
    policy = policy_for("<script src=x></script><script>a()</script>")
    scripts = next(it for it in policy.split("; ") if it.startswith("script-src"))
    assert scripts.endswith(" 'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='")
    assert "unsafe-inline" not in scripts
    assert "unsafe-eval" not in scripts.replace("wasm-unsafe-eval", "")
    assert "frame-ancestors 'none'" in policy
