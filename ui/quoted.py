"""One citation's article as a file that any browser shows by itself: the quote marked, and scrolled to by ``#quote``.

The file asks for nothing: no script, no picture, no font, which its Content-Security-Policy holds it to.
"""

from __future__ import annotations

import tempfile
import webbrowser
from pathlib import Path
from typing import Final

from index.i18n import Language
from rag import Citation

from .views.markup import Html, join, tag
from .views.reader import QUOTE_ID, Place, article_html

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_SHEET: Final = Path(__file__).parent / "views" / "styles" / "page.css"
_ALONE: Final = """
:root { color-scheme: light dark; }
body { margin: 0; background: var(--wj-paper); color: var(--wj-ink); font: 1rem/1.6 system-ui, "PingFang SC", "Noto Sans CJK SC", sans-serif; }
.wj-reader { max-width: 46rem; margin: 1rem auto; max-height: none !important; overflow: visible; }
.wj-back { display: none; }
.wj-quote { scroll-margin-top: 40vh; }
"""


def quoted_page(citation: Citation, language: Language) -> Html:
    """The article with the quote of ``citation``, as a whole HTML document."""
    head = tag(
        "head",
        # No element without an end tag but these; `tag` knows br, hr and img alone.
        Html('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'),
        Html('<meta name="referrer" content="no-referrer">'),
        tag("title", f"[{citation.number}] {citation.title}"),
        Html(f"<style>{_SHEET.read_text(encoding='utf-8')}{_ALONE}</style>"),
    )
    body = article_html(Place(citation.article, citation.span), language, asked_for=False)
    document = tag("html", head, tag("body", body, class_="stApp"), lang=language)
    return join([Html("<!doctype html>\n"), document])


def write_quoted(citation: Citation, language: Language) -> Path:
    """Write the page where only this user may read it; where it is. Raises ``OSError`` where nothing can be written."""
    path = Path(tempfile.mkdtemp(prefix="wenju-")) / f"{citation.article_id}.html"  # a folder with mode 0700
    path.write_text(quoted_page(citation, language), encoding="utf-8")
    return path


def open_quoted(page: Path) -> bool:
    """Open it at its quote; whether a browser was found."""
    try:
        return webbrowser.open(f"{page.as_uri()}#{QUOTE_ID}")
    except webbrowser.Error:
        return False
