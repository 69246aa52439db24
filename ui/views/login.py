"""The way in: a form for the password, which `ui/guard.py` serves before Streamlit, or the login that Streamlit offers."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Final

import streamlit as st
from streamlit.auth_util import get_secrets_auth_section, is_authlib_installed
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks

from index.errors import BadInput
from index.i18n import Language, Message

from .. import access
from ..guard import LOGOUT
from ..language import locale_language
from ..texts import login as texts
from ..texts import page as page_texts
from .desk import style
from .markup import tag

_SHORTEST: Final = 12
"""Characters of a password that others may guess at."""


def page(language: Language, wrong: str = "") -> str:
    """The whole HTML page with the form; ``wrong``: what went wrong at the last try."""
    said = [tag("p", wrong, class_="wj-wrong", id="wrong", role="alert")] if wrong else []
    form = tag(
        "form",
        tag("h1", "文据", tag("small", "Wenju"), class_="wj-name"),
        tag("p", texts.ASKED.in_(language), class_="wj-small"),
        tag("label", texts.PASSWORD.in_(language), for_="password"),
        tag("input", type="password", id="password", name="password", autocomplete="current-password", required=True,
            autofocus=True, aria_describedby="wrong" if wrong else None),
        *said,
        tag("button", texts.LOGIN.in_(language), type="submit"),
        method="post",
    )  # fmt: skip
    head = [
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"{texts.LOGIN.in_(language)} · {page_texts.NAME.in_(language)}"),
        style(),
    ]
    body = tag("body", tag("main", form), class_="stApp wj-door")
    return f"<!DOCTYPE html>{tag('html', tag('head', *head), body, lang='zh-CN' if language == 'zh' else 'en')}"


def language_of(accepted: str) -> Language:
    """The form's language: ``wenju ui --lang``, else the first of an ``Accept-Language`` header, else the locale's."""
    asked = os.environ.get("WENJU_LANG") or accepted
    if asked:
        return "zh" if asked.lower().startswith("zh") else "en"
    return locale_language()


def admitted(language: Language) -> bool:
    """Whether the page may be drawn. Where Streamlit's login is set up and nobody is logged in, draws the way to it instead."""
    if not by_account() or st.user.is_logged_in:
        return True
    with st.container(key="door"):
        st.html(tag("h1", "文据", tag("small", "Wenju"), class_="wj-name"))
        st.html(tag("p", texts.WITH_ACCOUNT.in_(language), class_="wj-small"))
        named: list[str | None] = [name for name, its in get_secrets_auth_section().items() if isinstance(its, Mapping)]
        for provider in named or [None]:  # None: the one that has no name
            label = texts.login_with(provider).in_(language) if provider else texts.LOGIN.in_(language)
            st.button(label, key=f"login-{provider}", type="primary", on_click=st.login, args=(provider,))
    return False


def by_account() -> bool:
    """Whether Streamlit's own login is set up: https://docs.streamlit.io/develop/concepts/connections/authentication"""
    return bool(get_secrets_auth_section())


def may_upload(cookies: dict[str, str]) -> bool:
    """Streamlit's login is a matter of the page's script; whoever has not passed it must not fill the memory meanwhile."""
    return not by_account() or _get_signed_cookie_with_chunks(cookies, USER_COOKIE_NAME) is not None


def way_out(language: Language) -> None:
    """The way to log out, where somebody is logged in."""
    if access.password():
        st.html(tag("a", texts.LOGOUT.in_(language), href=LOGOUT, target="_self", class_="wj-logout"), width="content")
    elif by_account():
        st.button(texts.LOGOUT.in_(language), key="logout", type="tertiary", on_click=st.logout)


def demanded(host: str) -> None:
    """That strangers who reach ``host`` are asked who they are. Raises :class:`BadInput` where they would not be."""
    if by_account():
        if not is_authlib_installed():
            raise BadInput(
                Message("the login of [auth] in .streamlit/secrets.toml needs Authlib 1.3.2 or later",
                        ".streamlit/secrets.toml 的 [auth] 登录需要 Authlib 1.3.2 或更高版本"),
                Message('install it: pip install "streamlit[auth]"', '请安装：pip install "streamlit[auth]"'),
            )  # fmt: skip
        return
    password = access.password_for(host)
    if password and len(password) < _SHORTEST and not access.is_loopback(host):
        raise BadInput(
            Message(f"{access.PASSWORD} has {len(password)} characters, at least {_SHORTEST} are needed",
                    f"{access.PASSWORD} 只有 {len(password)} 个字符，至少需要 {_SHORTEST} 个"),
            Message('make one: python -c "import secrets; print(secrets.token_urlsafe())"',
                    '可这样生成：python -c "import secrets; print(secrets.token_urlsafe())"'),
        )  # fmt: skip


def hosts(host: str) -> frozenset[str]:
    """The names that the page may be asked for under; empty: any.

    Without a login another site's name can be pointed at this machine (DNS rebinding), and its page would read ours.
    """
    if access.password() or by_account():
        return frozenset()
    return frozenset({"localhost", "127.0.0.1", "::1", host})
