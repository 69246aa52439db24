"""Wenju as a part of other people's pipelines: one module for each framework, which is installed beside it."""

from __future__ import annotations

from index.errors import BadInput
from index.i18n import Message

from ..types import Hit

Metadata = dict[str, str | int | float | list[str] | None]


class PackageMissing(BadInput, ImportError):
    """The framework that an adapter is for is not installed."""

    def __init__(self, package: str, extra: str) -> None:
        command = f"pip install 'wenju[{extra}]'"
        super().__init__(
            Message(f"{package} is not installed: {command}", f"尚未安装 {package}：{command}"),
            Message(command, command),
        )


def metadata_of(hit: Hit) -> Metadata:
    """Where a passage stands and how near it is, as JSON can hold it; ``None`` for what its article doesn't say."""
    return {
        "source": hit.article.source,
        "title": hit.title,
        "published": hit.article.published,
        "district": list(hit.article.district),
        "url": hit.article.url,
        "article_id": hit.article_id,
        "start": hit.start,
        "end": hit.end,
        "passage_id": hit.passage_id,
        "score": hit.score,
    }
