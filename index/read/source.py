"""The bytes of one file, or of one member of an archive, under the name that people see."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """``path``: a file's path as it was found; a member's is ``a.zip/inner/b.txt``."""

    path: str
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()
