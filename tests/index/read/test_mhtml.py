"""A page saved with its pictures: the page is read, the parts around it are not."""

from __future__ import annotations

import hashlib
import quopri
from base64 import encodebytes

import pytest

from index.read import Unreadable
from index.read.html import read_html
from index.read.mhtml import read_mhtml
from index.read.source import Source
from index.settings import Settings

from .pages import LEAD, PAGES

SETTINGS = Settings()


def saved(
    page: bytes,
    charset: str | None = "utf-8",
    transfer: str = "quoted-printable",
    location: str | None = "https://a.cn/1.html",
) -> bytes:
    """As Chrome saves one (RFC 2557)."""
    body = {"quoted-printable": quopri.encodestring, "base64": encodebytes, "8bit": bytes}[transfer](page)
    kind = "Content-Type: text/html" + (f'; charset="{charset}"' if charset else "")
    where = f"\r\nContent-Location: {location}" if location else ""
    return (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.cn/1.html\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----b"\r\n\r\n'
        f"------b\r\n{kind}\r\nContent-Transfer-Encoding: {transfer}{where}\r\n\r\n"
    ).encode() + body + (
        b"\r\n------b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
        b"------b\r\nContent-Type: text/html\r\n\r\n<p>an advertisement in a frame</p>\r\n------b--\r\n"
    )  # fmt: skip


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64", "8bit"])
def test_the_page_is_read_as_the_same_page_alone(transfer: str) -> None:
    markup = PAGES["portal"][0]
    alone = read_html(Source("a.html", markup.encode()), SETTINGS)
    data = saved(markup.encode(), transfer=transfer)
    document = read_mhtml(Source("a.mhtml", data), SETTINGS)
    assert (document.raw, document.given, document.sections) == (alone.raw, alone.given, alone.sections)
    assert (document.path, document.sha256) == ("a.mhtml", hashlib.sha256(data).hexdigest())


def test_charset_and_address_are_those_of_the_part() -> None:
    markup = f"<p>{LEAD}</p>".encode("big5", "ignore")
    document = read_mhtml(Source("a.mht", saved(markup, "big5")), SETTINGS)
    assert (document.encoding, document.given.url) == ("cp950", "https://a.cn/1.html")
    assert document.raw.strip() == LEAD.encode("big5", "ignore").decode("cp950")


@pytest.mark.parametrize("location", [None, "cid:frame-1@mhtml.blink", "file:///home/x/a.html"])
def test_without_an_address_on_the_web_the_page_has_that_of_the_whole(location: str | None) -> None:
    document = read_mhtml(Source("a.mht", saved(f"<p>{LEAD}</p>".encode(), None, location=location)), SETTINGS)
    assert (document.given.url, document.problems) == ("https://a.cn/1.html", ())


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no HTML page in it"),
        (b"From: a\r\n\r\nplain words", "no HTML page in it"),
        (saved(b""), "no HTML page in it"),
        (saved(b"<p></p>"), "a page without visible text"),
        (bytes(range(256)) * 20, "no HTML page in it"),
        (
            b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000)),
            "its parts are nested too deep",
        ),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why) as refused:
        read_mhtml(Source("a.mht", data), SETTINGS)
    assert refused.value.reason.zh
