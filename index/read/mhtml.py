"""A page saved with all that belongs to it (MHTML, RFC 2557) -> the page itself."""

from __future__ import annotations

from ..i18n import Message
from ..settings import Settings
from .document import RawDocument, Unreadable
from .html import read_html
from .source import Source


def read_mhtml(source: Source, settings: Settings) -> RawDocument:
    """The first HTML part, which is the page that was saved. Raises :class:`Unreadable` where there is none."""
    from email import message_from_bytes, policy

    try:
        message = message_from_bytes(source.data, policy=policy.compat32)
        page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    except RecursionError as error:
        raise Unreadable(Message("its parts are nested too deep", "内部各部分嵌套过深")) from error
    data = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(data, bytes) or not data:
        raise Unreadable(Message("no HTML page in it", "其中没有 HTML 网页"))
    stated = (page.get("Content-Location"), message.get("Snapshot-Content-Location"))
    url = next((str(address) for address in stated if str(address).lower().startswith("http")), None)
    document = read_html(Source(source.path, data), settings, page.get_content_charset(), url)
    return RawDocument(document.path, document.raw, document.encoding, source.sha256, given=document.given,
                       sections=document.sections, problems=document.problems)  # fmt: skip
