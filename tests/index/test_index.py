"""What `import index` offers, and at what price."""

from __future__ import annotations

import subprocess
import sys

import pytest

import index


@pytest.mark.parametrize("name", index.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(index, name).__name__ == name


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = index.nothing_of_the_kind


def test_importing_it_loads_nothing_heavy() -> None:
    code = "import index, sys; print([m for m in ('torch', 'faiss', 'bm25s', 'pypinyin', 'numpy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
