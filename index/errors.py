"""The tree of errors. Each names the thing, the numbers, and (`.hint`) the next step.

WenjuError                  exit code
├── BadInput                2   what the user gave can't be used
│   ├── PathMissing         2   a path that isn't there
│   ├── NothingToIndex      2   no article could be read
│   ├── EncodingUnknown     2   a name that no encoding bears
│   ├── BadQuestion         2   empty, or too long
│   ├── ArticleUnknown      2   an id that the index doesn't hold
│   ├── ModelUnavailable    2   a model that is neither on disk nor reachable, or is broken
│   ├── WriterFailed        2   a language model that can't be reached or gives no whole answer (never ends a question)
│   └── IndexLocked         2   somebody else is building
└── IndexUnusable           3   the index can't answer
    ├── IndexMissing        3
    ├── IndexDamaged        3
    └── ModelMismatch       3   built by another model than the one asked for
"""

from __future__ import annotations

from .i18n import Message


class WenjuError(Exception):
    """Base of all expected failures; carries the message and the next step in both languages."""

    exit_code = 70

    def __init__(self, message: Message, hint: Message) -> None:
        super().__init__(message.en)
        self.message = message
        self.hint = hint


class BadInput(WenjuError):
    exit_code = 2


class PathMissing(BadInput): ...


class NothingToIndex(BadInput): ...


class EncodingUnknown(BadInput): ...


class BadQuestion(BadInput): ...


class ArticleUnknown(BadInput): ...


class ModelUnavailable(BadInput): ...


class WriterFailed(BadInput): ...


class IndexLocked(BadInput): ...


class IndexUnusable(WenjuError):
    """There is no index to answer from, or it must not be trusted."""

    exit_code = 3


class IndexMissing(IndexUnusable): ...


class IndexDamaged(IndexUnusable): ...


class ModelMismatch(IndexUnusable): ...


def of_the_system(error: OSError) -> BadInput:
    """What the operating system refused (a full disk, a read-only folder), as an error of ours."""
    text = f"{error.strerror or error}: {error.filename}" if error.filename else str(error)
    return BadInput(
        Message(text, text),
        Message("check the folder's permissions and the disk's free space", "请检查文件夹权限和磁盘剩余空间"),
    )
