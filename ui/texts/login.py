"""What the login page says, in both languages."""

from __future__ import annotations

from typing import Final

from index.i18n import Message

LOGIN: Final = Message("Log in", "登录")
LOGOUT: Final = Message("Log out", "退出登录")
PASSWORD: Final = Message("Password", "密码")
ASKED: Final = Message("This library is open to those who have its password.", "本资料库凭密码访问。")
WITH_ACCOUNT: Final = Message("This library is open to those who log in.", "本资料库须登录后访问。")
WRONG: Final = Message("That is not the password. Please try again.", "密码不正确，请重试。")
ELSEWHERE: Final = Message(
    "Wenju answers to this machine only, and was asked for under another name. Open http://127.0.0.1, or set WENJU_PASSWORD.",
    "文据未设密码时只应答本机地址。请打开 http://127.0.0.1，或设置 WENJU_PASSWORD。",
)
FOREIGN: Final = Message("Asked for by a page of another site.", "请求来自其他网站的页面。")
CLOSED: Final = Message("Please log in first.", "请先登录。")


def too_many(seconds: int) -> Message:
    return Message(
        f"Too many tries. Please wait {seconds} {'second' if seconds == 1 else 'seconds'}.",
        f"尝试次数过多，请 {seconds} 秒后再试。",
    )


def login_with(provider: str) -> Message:
    return Message(f"Log in with {provider}", f"用 {provider} 登录")
