"""A language model over HTTP: the protocol's oddities are read, and every fault is one error that says what happened."""

from __future__ import annotations

import re
import socket
import struct
import time
from collections.abc import Sequence

import pytest

from index.errors import BadInput, WriterFailed
from rag.chat import ChatMessage, ServerSettings, writer_at
from rag.server import ServerWriter

from .llm_server import DONE, STOP, Handler, Reply, event, sending, served, writing

SAID = (ChatMessage("system", "规则"), ChatMessage("user", "问题"))


def settings(url: str) -> ServerSettings:
    return ServerSettings(url, "some-model", connect=1.0, between=0.3, whole=0.8)


def reply_of(reply: Reply, messages: Sequence[ChatMessage] = SAID) -> str:
    with served(reply) as server:
        return "".join(ServerWriter(settings(server.url)).stream(messages))


def failure_of(reply: Reply) -> str:
    started = time.monotonic()
    with pytest.raises(WriterFailed) as failed:
        reply_of(reply)
    assert time.monotonic() - started < 5
    error = failed.value
    assert "some-model" in error.message.en
    assert "some-model" in error.message.zh
    assert "http://127.0.0.1" in error.hint.en
    return error.message.en


def test_what_is_sent_is_the_protocol() -> None:
    with served(writing("好。")) as server:
        writer = writer_at(server.url + "/", "some-model", " secret ")
        assert writer is not None
        assert writer.name == "some-model"
        assert list(writer.stream(SAID)) == ["好。"]
    assert "secret" not in repr(writer)
    assert server.headers["authorization"] == "Bearer secret"
    (asked,) = server.asked
    assert asked["path"] == "/v1/chat/completions"
    assert (asked["model"], asked["stream"], asked["temperature"]) == ("some-model", True, 0)
    assert asked["messages"] == [{"role": "system", "content": "规则"}, {"role": "user", "content": "问题"}]


def test_what_openai_keeps_in_the_environment_goes_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.setenv(name, "private")
    with served(writing("好。")) as server:
        assert list(ServerWriter(settings(server.url)).stream(SAID)) == ["好。"]
    assert "private" not in str(server.headers)


@pytest.mark.parametrize("size", [1, 3, 100])
def test_pieces_of_any_size_make_the_same_text(size: int) -> None:
    text = "普陀区支持企业。[1]\n- 第一项 𠮷[2]\n"
    assert reply_of(writing(text, size)) == text


@pytest.mark.parametrize(
    "reply",
    [
        sending(event("好") + event("。") + STOP),  # no [DONE]
        sending((event("好。") + STOP + DONE).replace("\n", "\r\n")),
        sending(": keep-alive\n\n" + event("好。") + STOP + 'data: {"choices": [], "usage": {}}\n\n' + DONE),
        sending(event("") + event("好。", "stop") + DONE, kind="text/event-stream; charset=utf-8"),
        sending(event("好。") + STOP + DONE + "data: what stands behind the end\n\n"),
        sending(event("好。") + STOP + DONE, Content_Length="9999999"),  # cut off behind the end
    ],
)
def test_what_servers_do_differently(reply: Reply) -> None:
    assert reply_of(reply) == "好。"


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (sending('{"error": {"message": "wrong key"}}', 401, "application/json"), "refused: 401, .*wrong key"),
        (sending('{"error": {"message": "no such model"}}', 404, "application/json"), "refused: 404, .*no such model"),
        (sending("<h1>oops</h1>", 500, "text/html"), "refused: 500"),
        (sending("", 503, Retry_After="60"), "refused: 503, Service Unavailable"),
        (sending("", 404), r"refused: 404, Not Found\.$"),
        (sending("", 302, Location="http://example.com/"), "refused: 302"),
        (sending("<html>hello</html>", kind="text/html"), "sent text/html instead"),
        (sending("{}", kind="application/json"), "sent application/json instead"),
        (sending(event("好") + "data: {not json\n\n"), "no JSON"),
        (sending("data: " + "[" * 100_000 + "\n\n"), "no JSON"),
        (sending(b'data: {"choices": "\xb2\xe9"}\n\n'), "no UTF-8"),
        (sending("data: [1, 2]\n\n"), "no JSON"),
        (sending('data: {"choices": [{"delta": {"content": 7}}]}\n\n'), "no JSON"),
        (sending('data: {"error": {"message": "out of memory"}}\n\n'), "out of memory"),
        (sending(event("好。")), "broke off in the middle"),
        (sending(event("好。") + DONE), "broke off in the middle"),
        (sending(event("好。", "length") + DONE), "broke off in the middle"),
        (sending(event("好。"), Content_Length="9999999"), "broke off"),
        (sending(""), "broke off in the middle"),
        (sending(STOP + DONE), "wrote nothing"),
        (sending(event("长" * 20_001)), "more than 20000 characters"),
    ],
)
def test_faults_are_one_error(reply: Reply, said: str) -> None:
    assert re.search(said, failure_of(reply))


def test_nobody_is_waited_for_for_ever() -> None:
    def silent(handler: Handler) -> None:
        handler.server.state.over.wait(20)

    def silent_in_the_middle(handler: Handler) -> None:
        handler.begin()
        handler.send(event("好"))
        handler.server.state.over.wait(20)

    def endless(handler: Handler) -> None:
        handler.begin()
        while not handler.server.state.over.wait(0.05):
            handler.send(event("好"))

    def alive_without_a_word(handler: Handler) -> None:
        handler.begin()
        while not handler.server.state.over.wait(0.05):
            handler.send(": wait\n\n")

    for reply in (silent, silent_in_the_middle, endless, alive_without_a_word):
        assert "did not answer in time" in failure_of(reply), reply


def test_a_line_without_an_end_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rag.server._MAXIMUM_BYTES", 100_000)
    assert "more than 100000 bytes" in failure_of(sending("data: " + "x" * 200_000))


def test_a_model_may_take_longer_to_begin_than_to_go_on() -> None:
    def slow(handler: Handler) -> None:
        handler.server.state.over.wait(0.5)  # over `between`, under `whole`
        writing("好。")(handler)

    assert reply_of(slow) == "好。"


def test_a_server_that_is_not_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    for url in (f"http://127.0.0.1:{port}/v1", "http://no-such-host.invalid/v1"):
        with pytest.raises(WriterFailed, match="can't be reached"):
            list(ServerWriter(settings(url)).stream(SAID))


def test_a_connection_that_is_reset() -> None:
    def reset(handler: Handler) -> None:
        handler.begin()
        handler.send(event("好"))
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.connection.close()

    assert "broke off" in failure_of(reset)


def test_a_proxy_of_the_environment_does_not_get_what_is_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert reply_of(writing("好。")) == "好。"


def test_a_redirect_is_not_followed() -> None:
    with served(writing("偷。")) as elsewhere:
        assert "302" in failure_of(sending("", 302, Location=elsewhere.url + "/chat/completions"))
    assert elsewhere.asked == []


def test_none_is_asked_for() -> None:
    assert writer_at(None, None) is None
    assert writer_at("", "some-model") is None  # turned off, whatever the environment has
    assert writer_at("", None, "key") is None


@pytest.mark.parametrize(
    ("url", "model", "hint"),
    [
        ("http://127.0.0.1:1/v1", None, "--llm-model NAME"),
        ("http://127.0.0.1:1/v1", "", "--llm-model NAME"),
        (None, "some-model", "--llm URL"),
        *(
            (url, "some-model", "http(s)://")
            for url in (
                "127.0.0.1:11434", "ftp://host/v1", "file:///etc/passwd", "http://", "http://:80/v1", "http://host:x/v1",
                "http://host:99999/v1", "http://me:secret@host/v1", "http://host/v1?key=1", "http://host/v1#x",
                "http://ho st/v1", "http://host\n/v1", "http://[::1/v1", "http://主机/v1",
            )
        ),
    ],
)  # fmt: skip
def test_bad_usage_has_a_hint(url: str | None, model: str | None, hint: str) -> None:
    with pytest.raises(BadInput) as refused:
        writer_at(url, model)
    assert hint.split()[0] in refused.value.hint.en
    assert hint.split()[0] in refused.value.hint.zh


def test_a_key_that_cannot_be_sent() -> None:
    with pytest.raises(BadInput, match="key") as refused:
        writer_at("http://host/v1", "some-model", "密钥")
    assert "密钥" not in str(refused.value)


def test_the_settings_are_kept_as_given() -> None:
    writer = writer_at("https://host/v1/", "some-model")
    assert isinstance(writer, ServerWriter)
    assert writer.settings == ServerSettings("https://host/v1", "some-model")
