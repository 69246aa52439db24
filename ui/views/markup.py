"""The one place where HTML is made: whatever is not yet :class:`Html` is escaped on its way in.

Articles come from the web, and file names and questions from anyone; none of them may become markup.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

_VOID: Final = frozenset({"br", "hr", "img", "input", "meta"})


class Html(str):
    """Finished markup. Only :func:`tag` and :func:`join` make it."""

    __slots__ = ()


def escape(text: str) -> Html:
    """``text`` as it is to be seen, in an element or in a quoted attribute; ``Html`` passes unchanged."""
    return text if isinstance(text, Html) else Html(html.escape(text, quote=True))


def join(pieces: Iterable[str], between: str = "") -> Html:
    """The pieces one after the other, each escaped."""
    return Html(escape(between).join(escape(piece) for piece in pieces))


def tag(name: str, /, *children: str, **attributes: str | bool | None) -> Html:
    """``<name attributes>children</name>``, children and values escaped.

    ``class_`` is written ``class``, ``data_open`` ``data-open``; ``None`` and ``False`` leave an attribute out, ``True``
    writes it bare.
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{join(children)}</{name}>")


def link(label: str, url: str | None, **attributes: str | bool | None) -> Html | None:
    """A link out of the page, for http and https only: ``javascript:`` and its like give ``None``."""
    if not url or not is_web_address(url):
        return None
    return tag("a", label, href=url, target="_blank", rel="noopener noreferrer nofollow", **attributes)


def is_web_address(url: str) -> bool:
    """Whether ``url`` is http or https, with a host."""
    try:
        parts = urlsplit(url.strip())
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _attribute(key: str, value: str | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(value)}"'
