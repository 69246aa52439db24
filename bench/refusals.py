"""How near the articles come to questions that they answer and that they don't: `python -m bench.refusals`.

Shows where the thresholds of `rag/abstain.py` lie: the odd gold questions over the seeds, and those of tests/districts.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from index.build import build_index
from rag import Engine, open_engine
from rag.abstain import NOTHING_NEAR
from rag.coverage import ANSWERING_SECTIONS

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Print a line a question, by language, farthest first: nearness, whether answerable, what was done."""
    rows = [
        *_asked("seeds", "tests/gold/questions.jsonl"),
        *_asked("tests/districts/articles", "tests/districts/questions.jsonl"),
    ]
    for language, near, answerable, done, question in sorted(rows):
        print(f"{language} {near:.3f} {'answerable' if answerable else '-':10} {done:12} {question}")
    print({language: f"refused under {threshold}" for language, threshold in NOTHING_NEAR.items()})


def _asked(articles: str, questions: str) -> Iterator[tuple[str, float, bool, str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        build_index([ROOT / articles], folder)
        with open_engine(folder) as engine:
            for line in (ROOT / questions).read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                if row["id"].startswith("d") or int(row["id"][1:]) % 2 == 1:
                    yield _row(engine, row["question"], row["gold"] is not None)


def _row(engine: Engine, question: str, answerable: bool) -> tuple[str, float, bool, str, str]:
    hits = [hit for hit in engine.search(question, k=20) if hit.section in ANSWERING_SECTIONS]
    answer = engine.ask(question, today="2024-11-22")
    done = answer.refusal.reason if answer.refusal else "answered"
    language = "zh" if any(character >= "\u3400" for character in question) else "en"
    return language, max((hit.near for hit in hits), default=0.0), answerable, done, question


if __name__ == "__main__":
    main()
