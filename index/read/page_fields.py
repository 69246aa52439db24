"""What an HTML page states of itself in meta tags and JSON-LD: title, author, source, address, date.

Only what is stated: trafilatura's own metadata guess a date from addresses and copyright lines, and drop authors whose name
has no blank in it. Named first are the tags that Chinese government sites must have (ArticleTitle, PubDate, ContentSource).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META = {
    "title": ("articletitle", "og:title", "headline", "citation_title", "dc.title", "twitter:title"),
    "published": ("pubdate", "article:published_time", "og:published_time", "publishdate", "publish_date", "datepublished",
                  "citation_publication_date", "dc.date.issued", "dcterms.issued", "og:release_date"),
    "source": ("contentsource", "article:source", "source", "og:site_name", "sitename", "application-name"),
    "author": ("author", "article:author", "og:article:author", "citation_author", "dc.creator", "byl"),
    "editor": ("editor", "article:editor"),
    "url": ("og:url", "url", "twitter:url"),
}  # fmt: skip
_LABEL = re.compile(r"^(?:[来來]源|作者|[编編][辑輯]|[责責]任[编編][辑輯])\s*[:\uff1a]\s*")  # 来源:新华网
_SITE_NAMES = frozenset({"og:site_name", "sitename", "application-name"})
_PLATFORMS = frozenset({"微信公众平台"})  # everybody writes there
_ARTICLE_TYPES = frozenset({"article", "newsarticle", "blogposting", "report", "reportagenewsarticle", "webpage"})
_JSON_LD = {
    "title": "headline",
    "published": "datePublished",
    "author": "author",
    "editor": "editor",
    "source": "publisher",
}


def page_fields(tree: HtmlElement, *, names_its_source: bool) -> dict[str, object]:
    """Field -> what the page states, the first of several; a field that it doesn't state isn't there.

    ``names_its_source``: whether the page's text tells where the article is from; the site's name is not put over it.
    """
    stated = _meta_tags(tree)
    fields: dict[str, object] = {}
    for field, names in _META.items():
        known = [name for name in names if name in stated]
        if field == "source":
            known = [name for name in known if name not in _SITE_NAMES or _is_source(stated[name], names_its_source)]
        if known:
            fields[field] = _LABEL.sub("", stated[known[0]])
    for article in _linked_data(tree):
        for field, name in _JSON_LD.items():
            if (value := _named(article.get(name))) and not (field == "source" and names_its_source):
                fields.setdefault(field, value)
    for address in tree.xpath("//link[@rel='canonical']/@href"):
        fields["url"] = str(address)
    if "published" not in fields and (date := _marked_date(tree)):
        fields["published"] = date
    if not str(fields.get("url", "http")).lower().startswith("http"):
        del fields["url"]  # relative: of no use outside the site
    return fields


def _is_source(site: str, names_its_source: bool) -> bool:
    return not names_its_source and site not in _PLATFORMS


def _meta_tags(tree: HtmlElement) -> dict[str, str]:
    stated: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").strip().lower()
        content = (tag.get("content") or "").strip()
        if name and content:
            stated.setdefault(name, content)
    return stated


def _linked_data(tree: HtmlElement) -> Iterator[dict[str, object]]:
    """The articles that the page's JSON-LD describes (https://schema.org/Article); broken JSON is passed over."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            loaded = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        items = loaded if isinstance(loaded, list) else [loaded]
        graphs = (item.get("@graph") for item in items if isinstance(item, dict))
        items += [item for graph in graphs if isinstance(graph, list) for item in graph]
        for item in items:
            if isinstance(item, dict) and _types(item) & _ARTICLE_TYPES:
                yield item


def _types(item: dict[str, object]) -> set[str]:
    types = item.get("@type")
    return {str(name).lower() for name in (types if isinstance(types, list) else [types])}


def _named(value: object) -> list[str]:
    """The names in a value of JSON-LD: a text, an object with a name, or a list of these."""
    values = value if isinstance(value, list) else [value]
    names = [item.get("name") if isinstance(item, dict) else item for item in values]
    return [name for name in names if isinstance(name, str) and name.strip()]


def _marked_date(tree: HtmlElement) -> str | None:
    """The one date that the article's own header marks as its date; ``None`` where none is, or several are."""
    marked = tree.xpath(
        "//*[@itemprop='datePublished']/@datetime | //*[@itemprop='datePublished']/@content | //time[@pubdate]/@datetime"
    ) or tree.xpath("//article//header//time/@datetime")
    dates = {str(date).strip() for date in marked}
    return dates.pop() if len(dates) == 1 else None
