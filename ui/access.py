"""Who may ask: this machine's users as they are, everybody else by a password."""

from __future__ import annotations

import hmac
import os
from ipaddress import ip_address
from typing import Final

from index.errors import BadInput
from index.i18n import Message

PASSWORD: Final = "WENJU_PASSWORD"  # noqa: S105 - the variable's name


def is_loopback(host: str) -> bool:
    """Whether ``host`` (localhost, 127.0.0.1, ::1 or [::1]; no port) is this machine alone; a name is looked up nowhere."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host.removeprefix("[").removesuffix("]")).is_loopback
    except ValueError:
        return False


def password() -> str | None:
    """``$WENJU_PASSWORD``; ``None`` where it is unset or empty. No flag gives it: all users of a machine see command lines."""
    return os.environ.get(PASSWORD) or None


def matches(given: str | bytes, expected: str) -> bool:
    """Whether ``given`` is the password, in a time that tells nothing of how much of it is right."""
    said = given if isinstance(given, bytes) else given.encode("utf-8", "surrogateescape")
    return hmac.compare_digest(said, expected.encode("utf-8", "surrogateescape"))


def password_for(host: str) -> str | None:
    """The password to demand of whoever comes to ``host``; ``None``: of nobody, which is this machine's right alone.

    Raises :class:`BadInput` for a host beyond this machine without a password.
    """
    demanded = password()
    if demanded is None and not is_loopback(host):
        raise BadInput(
            Message(f"--host {host} is reached from other machines, and there is no password",
                    f"--host {host} 可从其他机器访问，但尚未设置密码"),
            Message(f"set one in the environment: {PASSWORD}=…, or leave --host out to serve this machine only",
                    f"请在环境变量中设置密码：{PASSWORD}=…；或去掉 --host，仅对本机开放"),
        )  # fmt: skip
    return demanded
