"""What a language model is to us: messages in, text out as it is written; and where to find one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol
from urllib.parse import urlsplit

from index.errors import BadInput
from index.i18n import Message


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message to a model."""

    role: Literal["system", "user"]
    text: str


class Writer(Protocol):
    """A language model."""

    @property
    def name(self) -> str: ...

    def stream(self, messages: Sequence[ChatMessage]) -> Iterator[str]:
        """The pieces of the reply as they are written, at least one; raises ``WriterFailed``, before a piece or behind it."""
        ...


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Where a model is served, and how long it is waited for, in seconds. Not tuned.

    ``whole``: for the first byte (a model may have to be loaded, a prompt to be read by a slow machine), and for the
    answer; ``between``: for each further byte. ``characters``: the longest answer.
    """

    url: str
    model: str
    connect: float = 3.0
    between: float = 30.0
    whole: float = 120.0
    characters: int = 20_000


def writer_at(url: str | None, model: str | None, key: str | None = None) -> Writer | None:
    """``model`` of the server at ``url`` (https://…/v1); ``None`` where neither is given, or ``url`` is ``""``.

    ``key`` is sent as the bearer token. Nothing is asked yet. Raises ``BadInput`` for one of the two alone, for a ``url``
    that is no address, and for a ``key`` that can't be sent.
    """
    if url == "" or not (url or model):
        return None
    if not url:
        raise BadInput(Message(f"the language model {model} has no server", f"语言模型 {model} 缺少服务器地址"),
                       Message("give --llm URL too, such as http://127.0.0.1:11434/v1",
                               "请同时给出 --llm URL，例如 http://127.0.0.1:11434/v1"))  # fmt: skip
    if not model:
        raise BadInput(Message(f"no model of the server {url} is named", f"未指定服务器 {url} 上的模型"),
                       Message("give --llm-model NAME too; the server lists its models at URL/models",
                               "请同时给出 --llm-model 名称；服务器在 URL/models 列出可用的模型"))  # fmt: skip
    if not _is_address(url):
        raise BadInput(Message(f"not the address of a server: {url}", f"不是服务器地址：{url}"),
                       Message("give http(s)://host:port/v1; a key goes into the environment, WENJU_LLM_KEY",
                               "格式为 http(s)://主机:端口/v1；密钥请放在环境变量 WENJU_LLM_KEY 中"))  # fmt: skip
    token = (key or "").strip()
    if not (token.isascii() and token.isprintable()):
        raise BadInput(Message("the key holds characters that can't be sent", "密钥含有无法发送的字符"),
                       Message("look at WENJU_LLM_KEY", "请检查环境变量 WENJU_LLM_KEY"))  # fmt: skip
    from .server import ServerWriter  # late: only who has a model pays for it

    return ServerWriter(ServerSettings(url.rstrip("/"), model), token)


def _is_address(url: str) -> bool:
    """A web address without a name, password, query or fragment."""
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # the port, or the brackets of an IPv6 address
        return False
    return is_web and url.isascii() and url.isprintable() and not set(url) & set(" @?#")
