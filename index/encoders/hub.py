"""A sentence-transformers model by its name: from a folder or the hub's cache, then from the hub."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from ..errors import ModelUnavailable
from ..i18n import Message

Model = TypeVar("Model")
_HUB_SECONDS = 5.0  # to answer at all


def load_by_name(name: str, load: Callable[[bool], Model], hint: Message) -> Model:
    """``load(True)``, which looks on this machine only; where that finds nothing, ``load(False)``, which may fetch.

    Raises :class:`ModelUnavailable` (its next step is ``hint``) when neither has it, or only a broken one.
    """
    try:
        return load(True)
    except Exception as local:  # of broken files the libraries raise whatever they stumble over
        if Path(name).exists():
            raise _unavailable(name, local, hint) from local
        if not _hub_answers():
            why = ConnectionError("the hub can't be reached") if _was_not_found(local) else local
            raise _unavailable(name, why, hint) from local
    try:
        return load(False)
    except Exception as error:
        raise _unavailable(name, error, hint) from error


def _was_not_found(error: Exception) -> bool:
    """Whether the files of a hub's model were missing; else they were read, and are broken."""
    return isinstance(error, (OSError, ValueError))


def _hub_answers() -> bool:
    """Whether anything answers at the hub's address; without this, its client tries again for more than a minute."""
    if os.environ.get("HF_HUB_OFFLINE", "").lower() in ("1", "true", "yes", "on"):
        return False
    address = os.environ.get("HF_ENDPOINT") or "https://huggingface.co"
    try:
        urlopen(Request(address, method="HEAD"), timeout=_HUB_SECONDS).close()  # noqa: S310 - the hub's address, or the user's
    except HTTPError:
        return True
    except (OSError, ValueError):
        return False
    return True


def _unavailable(name: str, error: Exception, hint: Message) -> ModelUnavailable:
    reason = str(error).strip().partition("\n")[0] or type(error).__name__
    if Path(name).exists() or not _was_not_found(error):
        said = Message(f"model {name!r} is on disk but can't be loaded: {reason}",
                       f"模型 {name!r} 已在本机，但无法加载：{reason}")  # fmt: skip
    else:
        said = Message(f"model {name!r} is not on disk and could not be fetched: {reason}",
                       f"模型 {name!r} 不在本机，也无法下载：{reason}")  # fmt: skip
    return ModelUnavailable(said, hint)
