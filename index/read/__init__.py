"""Files in, raw documents out; whatever can't be read is listed with its reason, never dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .document import Given, RawDocument, Skipped, Unreadable

if TYPE_CHECKING:
    from .dispatch import read_documents
    from .folder import find_files

__all__ = ["Given", "RawDocument", "Skipped", "Unreadable", "find_files", "read_documents"]


def __getattr__(name: str) -> object:
    """The readers are loaded by who reads: an engine that only names what was skipped starts without them."""
    if name == "read_documents":
        from .dispatch import read_documents

        return read_documents
    if name == "find_files":
        from .folder import find_files

        return find_files
    raise AttributeError(f"module 'index.read' has no attribute {name!r}")
