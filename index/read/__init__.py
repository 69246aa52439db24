"""Files in, raw documents out; whatever can't be read is listed with its reason, never dropped."""

from __future__ import annotations

from .folder import Skipped, find_files
from .text import RawDocument, Unreadable, read_text_file

__all__ = ["RawDocument", "Skipped", "Unreadable", "find_files", "read_text_file"]
