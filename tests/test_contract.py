"""The contract's own checker, where it is there."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CHECKER = ROOT.parent / "shared" / "tools" / "check_contract.py"


def test_the_contract_holds() -> None:
    if not CHECKER.is_file():
        pytest.skip(f"{CHECKER} is not there: the contract was NOT checked")
    wenju = Path(sys.executable).with_name("wenju")
    assert wenju.is_file() or shutil.which("wenju"), "the console command is not installed"
    done = subprocess.run(
        [sys.executable, CHECKER, wenju], cwd=ROOT, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, [line for line in done.stdout.splitlines() if not line.startswith("ok")]
