"""Articles in, index on disk. What scripts may rely on is named here; heavy parts load when they are used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .restore import RestoredText, restore_text

if TYPE_CHECKING:
    from .build import BuildReport, build_index

__all__ = ["BuildReport", "RestoredText", "build_index", "restore_text"]


def __getattr__(name: str) -> object:
    if name in ("BuildReport", "build_index"):
        from . import build

        return getattr(build, name)
    raise AttributeError(f"module 'index' has no attribute {name!r}")
