"""The password that programs and the page demand, and the port they listen on."""

from __future__ import annotations

import errno
import socket

import pytest

from index.errors import BadInput
from ui.access import is_loopback, matches, password, password_for
from ui.ports import free_port


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.0.0.1", "127.8.9.1", "::1", "[::1]"])
def test_this_machine(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WENJU_PASSWORD", raising=False)
    assert is_loopback(host)
    assert password_for(host) is None


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "192.168.1.5", "example.com", "localhost.example.com", "127.0.0.1.example.com", ""]
)
def test_beyond_it_a_password_is_needed(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_loopback(host)
    for unset in ("", None):
        if unset is None:
            monkeypatch.delenv("WENJU_PASSWORD", raising=False)
        else:
            monkeypatch.setenv("WENJU_PASSWORD", unset)
        assert password() is None
        with pytest.raises(BadInput, match="password") as refused:
            password_for(host)
        assert "WENJU_PASSWORD" in refused.value.hint.en
        assert "WENJU_PASSWORD" in refused.value.hint.zh
    monkeypatch.setenv("WENJU_PASSWORD", "口令")
    assert password_for(host) == "口令"


def test_only_the_whole_password_matches() -> None:
    assert matches("口令1", "口令1")
    assert matches("口令1".encode(), "口令1")
    for wrong in ("", "口令", "口令11", "口令2", b"\xff"):
        assert not matches(wrong, "口令1")


def test_the_next_port_where_the_usual_one_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken = server.getsockname()[1]
        assert free_port(None, taken) > taken
        with pytest.raises(BadInput, match=f"port {taken} is in use"):
            free_port(taken, 1)


@pytest.mark.parametrize("host", ["203.0.113.7", "no such host"])
def test_a_host_that_this_machine_is_not(host: str) -> None:
    with pytest.raises(BadInput, match="no address of this machine"):
        free_port(None, 8502, host)


def test_a_port_of_roots_is_not_said_to_be_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(self: socket.socket, address: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", forbidden)
    with pytest.raises(BadInput, match="this user may not listen on port 80"):
        free_port(80, 8501)
