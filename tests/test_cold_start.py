"""A question on the command line must feel instant: at most 1.0 s, cold, and without torch."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

QUESTION = "普陀区生命健康产业专项政策3.0版支持什么?"
LIMIT_SECONDS = 1.0
HEAVY = ("torch", "sentence_transformers", "streamlit", "bm25s", "pypinyin", "rich", "tokenizers", "openai")


def test_a_cold_question_takes_at_most_a_second(seeds_index: Path) -> None:
    """The best of five: another process on the machine slows a run, nothing speeds one up."""
    command = [Path(sys.executable).with_name("wenju"), "ask", QUESTION, "--index", seeds_index, "--json"]
    took = []
    for _ in range(5):
        started = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        took.append(time.perf_counter() - started)
        assert json.loads(done.stdout)["claims"]
    assert min(took) <= LIMIT_SECONDS, took


def test_nothing_heavy_is_imported(seeds_index: Path) -> None:
    code = f"""
import sys
sys.argv = ["wenju", "ask", {QUESTION!r}, "--index", {str(seeds_index)!r}]
from ui.cli import main
try:
    main()
except SystemExit as done:
    assert done.code == 0, done.code
heavy = [name for name in {HEAVY!r} if name in sys.modules]
assert not heavy, heavy
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
