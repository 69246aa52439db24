"""A language model behind an OpenAI-compatible address: Ollama, llama.cpp, vLLM.

POST {url}/chat/completions with ``stream: true``, answered by server-sent events
(https://platform.openai.com/docs/api-reference/chat/streaming). Whatever goes wrong is one ``WriterFailed``.

Brings `openai`: imported late, see `rag/chat.py`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from ipaddress import ip_address
from typing import cast
from urllib.parse import urlsplit

import httpx2
import openai
from openai.types.chat import ChatCompletionChunk, ChatCompletionMessageParam

from index.errors import WriterFailed
from index.i18n import Message

from .chat import ChatMessage, ServerSettings

_MAXIMUM_BYTES = 32_000_000
"""Of a reply: an event of some hundred bytes a character, and as many again for what a model thinks first."""
_REASON_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class ServerWriter:
    """A :class:`Writer` over HTTP. Every reply has a connection of its own; nothing is tried twice."""

    settings: ServerSettings
    key: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        return self.settings.model

    def stream(self, messages: Sequence[ChatMessage]) -> Iterator[str]:
        """See :class:`Writer`."""
        try:
            yield from self._pieces(messages)
        except openai.APITimeoutError as error:
            raise self._failed(Message("did not answer in time", "没有及时回应")) from error
        except openai.APIConnectionError as error:
            reason = _short(error.__cause__ or error)
            raise self._failed(Message(f"can't be reached, or broke off ({reason})", f"无法连接，或连接中断（{reason}）")) from error  # fmt: skip
        except openai.APIStatusError as error:
            said = _short(error.body) if isinstance(error.body, str) else _short(error.message)
            reason = f"{error.status_code}, {said or _phrase(error.status_code)}"
            raise self._failed(Message(f"refused: {reason}", f"拒绝了请求：{reason}")) from error
        except (openai.OpenAIError, httpx2.HTTPError) as error:
            raise self._failed(Message(f"failed: {_short(error)}", f"出错：{_short(error)}")) from error
        except (ValueError, RecursionError) as error:
            raise self._failed(
                Message("sent what is no JSON or no UTF-8", "返回的内容不是有效的 JSON 或 UTF-8")
            ) from error

    def models(self, seconds: float) -> tuple[str, ...]:
        """The names of the models that the server lists, asked once, for at most ``seconds`` a step. Raises ``WriterFailed``."""
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        try:
            with httpx2.Client(timeout=seconds, trust_env=not _is_near(self.settings.url)) as http:
                response = http.get(f"{self.settings.url}/models", headers=headers)
                response.raise_for_status()
                return tuple(str(it["id"]) for it in response.json()["data"])
        except httpx2.HTTPError as error:
            raise self._failed(
                Message(f"can't be reached ({_short(error)})", f"无法连接（{_short(error)}）")
            ) from error
        except (ValueError, KeyError, TypeError) as error:
            raise self._failed(Message("is at a server that lists no models", "所在的服务器没有列出模型")) from error

    def _pieces(self, messages: Sequence[ChatMessage]) -> Iterator[str]:
        length, end = 0, ""
        for chunk in self._chunks(messages):
            text, ended = _read(chunk)
            length, end = length + len(text), ended or end
            if length > self.settings.characters:
                most = self.settings.characters
                raise self._failed(Message(f"wrote more than {most} characters", f"写了超过 {most} 个字符"))
            if text:
                yield text
        if end in ("", "length"):  # without the word that it is over, it isn't
            raise self._failed(Message("broke off in the middle", "回答中途中断"))
        if not length:
            raise self._failed(Message("wrote nothing", "没有写出任何内容"))

    def _chunks(self, messages: Sequence[ChatMessage]) -> Iterator[ChatCompletionChunk]:
        said = [cast(ChatCompletionMessageParam, {"role": it.role, "content": it.text}) for it in messages]
        with self._http() as http:
            client = openai.OpenAI(
                base_url=self.settings.url, api_key=self.key or "none", max_retries=0, http_client=http
            )
            client.organization = client.project = None  # of the environment, meant for OpenAI alone
            yield from client.chat.completions.create(
                model=self.settings.model, messages=said, temperature=0, seed=0, stream=True
            )

    def _http(self) -> httpx2.Client:
        """A client for one reply, whose time begins now."""
        deadline = time.monotonic() + self.settings.whole

        def bound(response: httpx2.Response) -> None:
            kind = response.headers.get("content-type", "")
            if response.is_success and not kind.startswith("text/event-stream"):
                got = _short(kind or "nothing")
                raise self._failed(Message(f"sent {got} instead of a stream of events", f"返回的是 {got}，不是事件流"))
            response.request.extensions["timeout"]["read"] = self.settings.between
            response.stream = _Bounded(cast(httpx2.SyncByteStream, response.stream), deadline)

        return httpx2.Client(
            timeout=httpx2.Timeout(self.settings.whole, connect=self.settings.connect),
            follow_redirects=False,  # the articles go to the server that was named and to no other
            trust_env=not _is_near(self.settings.url),  # a proxy can't reach what this machine alone can
            event_hooks={"response": [bound]},
        )

    def _failed(self, what: Message) -> WriterFailed:
        settings = self.settings
        return WriterFailed(
            Message(f"The language model {settings.model} {what.en}.", f"语言模型 {settings.model} {what.zh}。"),
            Message(f"is {settings.url} the right address (it often ends in /v1), and does it serve the model?",
                    f"请检查地址 {settings.url} 是否正确（通常以 /v1 结尾），以及服务器上是否有该模型"),
        )  # fmt: skip


class _Bounded(httpx2.SyncByteStream):
    """A body that fails after ``deadline`` (by the monotonic clock) and behind ``_MAXIMUM_BYTES``."""

    def __init__(self, body: httpx2.SyncByteStream, deadline: float) -> None:
        self._body, self._deadline = body, deadline

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for piece in self._body:
            size += len(piece)
            if time.monotonic() > self._deadline:
                raise httpx2.ReadTimeout("the whole answer took too long")
            if size > _MAXIMUM_BYTES:
                raise httpx2.ReadError(f"more than {_MAXIMUM_BYTES} bytes")
            yield piece

    def close(self) -> None:
        self._body.close()


def _read(chunk: object) -> tuple[str, str]:
    """The text of a chunk and why the reply ends with it; ``""`` for none. Raises ``ValueError`` for one of another shape.

    The library builds its values without looking, so that any JSON may come as a chunk.
    """
    choices = getattr(chunk, "choices", None)
    if not isinstance(choices, list):
        raise ValueError("a chunk without choices")
    if not choices:
        return "", ""  # the count of tokens, at the end
    text = getattr(getattr(choices[0], "delta", None), "content", None) or ""
    ended = getattr(choices[0], "finish_reason", None) or ""
    if not (isinstance(text, str) and isinstance(ended, str)):
        raise ValueError("a chunk whose content is no text")
    return text, ended


def _short(what: object) -> str:
    """In one line, without what a terminal would obey."""
    line = " ".join(str(what).split())[:_REASON_CHARACTERS]
    return "".join(character for character in line if character.isprintable())


def _phrase(status: int) -> str:
    """What a status without a word from the server stands for: Not Found."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "without a word"


def _is_near(url: str) -> bool:
    """Whether the host is this machine or an address of a private network."""
    host = urlsplit(url).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_private
    except ValueError:
        return False
