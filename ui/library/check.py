"""What can be told of a file before it is taken into the library: size, format, and what a zip holds."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import PurePath
from typing import Final

from index.i18n import Message
from index.read import Unreadable
from index.read.archive import check_members
from index.read.folder import why_not
from index.read.formats import ARCHIVES, suffix_of
from index.read.sidecar import SUFFIX
from index.settings import Settings

from .names import Refused, visible

FILE_BYTES: Final = 100 * 1024 * 1024
"""Of one upload; `.streamlit/config.toml` says the same to the server, which refuses more before it is held."""
_LEADS_OUT: Final = re.compile(r"/|[A-Za-z]:|(?:.*/)?\.\.(?:/|$)")


def check_file(name: str, data: bytes, settings: Settings) -> Message | None:
    """Raises :class:`Refused` for what no build would read; gives what will be left out of a zip, ``None`` for nothing.

    A sidecar (.json) passes: it describes an article that may come beside it.
    """
    reason = why_not(PurePath(name)) if suffix_of(name) != SUFFIX else None
    if reason is not None:
        raise Refused(reason)
    if not data:
        raise Refused(Message("an empty file", "空文件"))
    if len(data) > FILE_BYTES:
        raise Refused(Message(f"{len(data)} bytes, more than the {FILE_BYTES} that an upload may have",
                              f"{len(data)} 字节，超过上传上限 {FILE_BYTES} 字节"))  # fmt: skip
    return _check_zip(data, settings) if suffix_of(name) in ARCHIVES else None


def _check_zip(data: bytes, settings: Settings) -> Message | None:
    try:
        members = check_members(io.BytesIO(data), settings)
    except Unreadable as error:
        raise Refused(error.reason) from error
    for member in members:
        if _LEADS_OUT.match(member):
            raise Refused(Message(f"its member {visible(member)} leads out of the archive",
                                  f"其中的成员 {visible(member)} 指向压缩包之外"))  # fmt: skip
    left_out = {member: reason for member, reason in members.items() if reason is not None}
    if len(left_out) == len(members):
        raise Refused(_none_of(left_out))
    return _some_of(left_out, len(members)) if left_out else None


def _none_of(left_out: dict[str, Message]) -> Message:
    why = _commonest(left_out)
    return (
        Message(f"no article in it: {why.en}", f"其中没有文章：{why.zh}")
        if why
        else Message("no article in it", "其中没有文章")
    )


def _some_of(left_out: dict[str, Message], members: int) -> Message:
    why = _commonest(left_out) or Message("", "")
    return Message(f"{len(left_out)} of its {members} files will be left out: {why.en}",
                   f"其中 {members} 个文件有 {len(left_out)} 个不会收入：{why.zh}")  # fmt: skip


def _commonest(left_out: dict[str, Message]) -> Message | None:
    counted = Counter(left_out.values()).most_common(1)
    return counted[0][0] if counted else None
