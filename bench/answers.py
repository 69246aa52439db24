"""Answers on the seeds and on news: `python -m bench.answers [--folder DIR]`.

Assesses tests/gold/questions.jsonl on the seeds, and tests/gold/news.jsonl on the first 10,000 articles of the shared news
corpus, where that is there; then how long `Engine.ask` takes on the latter, in process. 今年 counts from 2024-11-22 on the seeds,
from 2023-09-01 on the news.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import fields
from itertools import islice
from pathlib import Path
from statistics import median

from bench.news import NEWS, ROOT
from index.build import build_index
from index.layout import Layout
from rag import Engine, open_engine
from rag.assess import Assessment, Figures, assess_file, percentile
from rag.gold import read_gold

GOLD = ROOT / "tests" / "gold"
ARTICLES = 10_000
TODAY = "2024-11-22"
NEWS_TODAY = "2023-09-01"
WARM_UP = 20
"""Questions asked before time is taken; what they load (the dictionaries of OpenCC, the catalog) is loaded once."""


def main() -> None:
    """Print the figures of both sets as Markdown, what is wrong, and the time of a question."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--folder", type=Path, default=ROOT / ".work" / "answers", help="articles and indexes are kept here"
    )
    parser.add_argument("--news", type=Path, default=GOLD / "news.jsonl", help="the questions on the news")
    given = parser.parse_args()
    with open_engine(indexed(ROOT / "seeds", given.folder / "seeds-index")) as engine:
        _print("seeds", assess_file(GOLD / "questions.jsonl", engine, today=TODAY))
    if not (NEWS.is_file() and given.news.is_file()):
        print(f"news not measured: it takes {NEWS} and {given.news}")
        return
    articles = write_articles(NEWS, given.folder / "news", ARTICLES)
    index = indexed(articles, given.folder / "news-index")
    with open_engine(index) as engine:
        _print(f"news, {ARTICLES} articles", assess_file(given.news, engine, today=NEWS_TODAY))
    with open_engine(index) as engine:  # anew: the one above has the articles of these questions at hand
        took = times(engine, [it.question for it in read_gold(given.news)])
    print(
        f"Engine.ask on the news: median {median(took):.1f} ms, p99 {percentile(took, 99):.1f} ms, {len(took)} questions"
    )


def write_articles(corpus: Path, folder: Path, count: int) -> Path:
    """The first ``count`` texts of a .jsonl.gz as they are, each a file ``<id>.txt``; what is there already stays."""
    if not folder.is_dir():
        unfinished = folder.with_name(f"{folder.name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        with gzip.open(corpus, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, islice(lines, count)):
                (unfinished / f"{row['id']}.txt").write_text(row["text"], encoding="utf-8", newline="")
        unfinished.rename(folder)
    return folder


def indexed(articles: Path, index: Path) -> Path:
    """``index``, built from ``articles`` where it is not there, or older than the code that builds it."""
    built = Layout(index).current
    made_by = (path for path in (ROOT / "index").rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    if not built.is_file() or built.stat().st_mtime < max(path.stat().st_mtime for path in made_by):
        report = build_index(articles, index)
        print(f"{index}: {report.articles} articles, {report.passages} passages, {report.seconds:.1f} s", flush=True)
    return index


def times(engine: Engine, questions: Sequence[str]) -> list[float]:
    """Milliseconds that each question takes, but for the first WARM_UP, at most half of them."""
    took = []
    for question in questions:
        started = time.perf_counter()
        engine.ask(question, today=NEWS_TODAY)
        took.append((time.perf_counter() - started) * 1000)
    return took[min(WARM_UP, len(took) // 2) :]


def _print(name: str, assessment: Assessment) -> None:
    print(f"\n## {name}\n")
    print("\n".join(rows(assessment)))
    print("\nwrong:\n")
    for it in assessment.wrong:
        print(f"- {it.asked.id} {it.asked.question} ({', '.join(it.wrong)})")
    print(flush=True)


def rows(assessment: Assessment) -> Iterator[str]:
    """Markdown: a row a figure; a column for all, each half, language and kind."""
    groups = (assessment.by_half, assessment.by_lang, assessment.by_kind)
    columns = [("all", assessment.overall), *(column for group in groups for column in group.items())]
    yield f"| | {' | '.join(name for name, _ in columns)} |"
    yield f"|---|{'---:|' * len(columns)}"
    for figure in fields(Figures):
        cells = (getattr(figures, figure.name) for _, figures in columns)
        yield f"| {figure.name} | {' | '.join(map(_cell, cells))} |"


def _cell(value: float | None) -> str:
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else f"{value:.3f}"


if __name__ == "__main__":
    main()
