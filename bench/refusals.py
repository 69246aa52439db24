"""When to refuse, on all questions for tuning: `python -m bench.refusals [--folder DIR]`.

Shows where the thresholds of `rag/abstain.py` lie: the odd gold questions over the seeds, those of tests/districts, and the
odd ones over 10,000 news articles, where the shared corpus is there. First a line a question: its nearness, the shortfall of
the article that would answer, what was done. Then a curve for each threshold, the others as they ship: how many unanswerable
questions are refused, and how many answerable ones wrongly. * marks the value that ships.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bench.answers import ARTICLES, GOLD, NEWS_TODAY, TODAY, indexed, write_articles
from bench.news import NEWS, ROOT
from index.i18n import Language
from index.open import open_index
from rag import Engine, Hit
from rag.abstain import NOTHING_NEAR, SHORT, unmet
from rag.answer import answering
from rag.coverage import ANSWERING_SECTIONS, Said, covers, uncovered
from rag.engine import EVIDENCE_HITS
from rag.parts import parts_of
from rag.query import Question, read_question
from rag.retrieve import Passages

DISTRICTS = ROOT / "tests" / "districts"
LANGUAGES: tuple[Language, ...] = ("zh", "en")
NEARNESSES = tuple(round(0.30 + step * 0.02, 3) for step in range(11))
SHORTFALLS = tuple(round(0.10 + step * 0.01, 3) for step in range(16))


@dataclass(frozen=True, slots=True)
class Thresholds:
    """For one language: refused under ``nothing_near``, and over ``short``."""

    nothing_near: float
    short: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What decides on one part of a question. ``near``: of the passages that cover its details, or of all found where none does.

    ``short``: of the best article; ``None`` where there is none. ``lacks``: a detail, or a word that carries the question.
    """

    near: float
    short: float | None
    lacks: bool

    def refused(self, at: Thresholds) -> bool:
        return self.lacks or self.short is None or self.near < at.nothing_near or self.short > at.short


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a set, a reading for each of its parts (one at least), and what the engine did."""

    name: str
    language: Language
    answerable: bool
    question: str
    readings: tuple[Reading, ...]
    done: str

    def refused(self, at: Thresholds) -> bool:
        """Whether no part of it would be answered."""
        return all(reading.refused(at) for reading in self.readings)


def main() -> None:
    """Print the lines and the curves as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--folder", type=Path, default=ROOT / ".work" / "answers", help="articles and indexes are kept here"
    )
    asked = list(_asked(parser.parse_args().folder))
    for it in sorted(asked, key=lambda it: (it.language, it.readings[0].near)):
        print(_line(it))
    otherwise = sum(it.refused(shipped(it.language)) != (it.done != "answered") for it in asked)
    print(
        f"\n{len(asked)} questions; of {otherwise} the engine does otherwise than the curves say at the values that ship."
    )
    print("In the curves: refused of the unanswerable (good), of the answerable (bad).")
    for language in LANGUAGES:
        own, at = [it for it in asked if it.language == language], shipped(language)
        short = {value: replace(at, short=value) for value in sorted({*SHORTFALLS, at.short})}
        near = {value: replace(at, nothing_near=value) for value in sorted({*NEARNESSES, at.nothing_near})}
        for name, tried in (("SHORT", short), ("NOTHING_NEAR", near)):
            print(f"\n## {name}, {language}\n")
            print("\n".join(curve(own, tried, at)))


def shipped(language: Language) -> Thresholds:
    return Thresholds(NOTHING_NEAR[language], SHORT[language])


def curve(asked: Sequence[Asked], tried: Mapping[float, Thresholds], ships: Thresholds) -> Iterator[str]:
    """Markdown: a row for each value tried, a column for each set and one for all; * marks the thresholds that ship."""
    names = list(dict.fromkeys(it.name for it in asked))
    yield f"| | {' | '.join([*names, 'all'])} |"
    yield f"|---|{'---:|' * (len(names) + 1)}"
    for value, at in tried.items():
        columns = [[it for it in asked if it.name == name] for name in names]
        cells = (_refused(its, at) for its in [*columns, asked])
        yield f"| {value:.3f}{'*' if at == ships else ''} | {' | '.join(cells)} |"


def _refused(asked: Sequence[Asked], at: Thresholds) -> str:
    """``14/15, 1/30``: refused of the unanswerable, of the answerable."""
    halves = ([it.refused(at) for it in asked if it.answerable == answerable] for answerable in (False, True))
    return ", ".join(f"{sum(half)}/{len(half)}" for half in halves)


def readings(text: str, today: str, engine: Engine, passages: Passages) -> tuple[Reading, ...]:
    """A reading for each part of a question, as `rag/answer.py` takes it apart."""
    day = date.fromisoformat(today)
    question = read_question(text, day)
    asked = [part.question for part in parts_of(question, day)] or [question]
    return tuple(_reading(it, engine.search(it.text, EVIDENCE_HITS, today=today).hits, passages) for it in asked)


def _reading(question: Question, hits: Sequence[Hit], passages: Passages) -> Reading:
    body = [hit for hit in hits if hit.section in ANSWERING_SECTIONS]
    said = {hit.article_id: Said(hit.article) for hit in body}
    covering = [hit for hit in body if covers(question, said[hit.article_id])]
    near = max((hit.near for hit in covering or body), default=0.0)
    evidence, of_best = answering(question, covering, passages)
    if not evidence:
        return Reading(near, None, True)
    short, lacks = unmet(question, of_best, passages)
    return Reading(near, short, lacks or uncovered(question, said.values()) is not None)


def _asked(folder: Path) -> Iterator[Asked]:
    yield from _of_set("seeds", indexed(ROOT / "seeds", folder / "seeds-index"), GOLD / "questions.jsonl", TODAY)
    districts = indexed(DISTRICTS / "articles", folder / "districts-index")
    yield from _of_set("districts", districts, DISTRICTS / "questions.jsonl", TODAY)
    if not NEWS.is_file():
        print(f"news not measured: it takes {NEWS}")
        return
    news = indexed(write_articles(NEWS, folder / "news", ARTICLES), folder / "news-index")
    yield from _of_set("news", news, GOLD / "news.jsonl", NEWS_TODAY)


def _of_set(name: str, index: Path, questions: Path, today: str) -> Iterator[Asked]:
    """The odd questions of a set; of tests/districts all, which no figure is reported on."""
    held = open_index(index)
    passages = Passages(held.vectors, held.lexical, held.tokens, held.encoder, held.token_encoder)
    with Engine(held) as engine:
        for row in map(json.loads, questions.read_text(encoding="utf-8").splitlines()):
            if name != "districts" and int(row["id"][1:]) % 2 == 0:
                continue
            refusal = engine.ask(row["question"], today=today).refusal
            yield Asked(
                name,
                read_question(row["question"]).language,
                row["gold"] is not None,
                row["question"],
                readings(row["question"], today, engine, passages),
                refusal.reason if refusal else "answered",
            )


def _line(asked: Asked) -> str:
    near = max(reading.near for reading in asked.readings)
    shorts = [reading.short for reading in asked.readings if reading.short is not None]
    short = f"{min(shorts):.3f}" if shorts else "    -"
    said = "answerable" if asked.answerable else "-"
    return f"{asked.language} {asked.name:9} near {near:.3f} short {short} {said:10} {asked.done:12} {asked.question}"


if __name__ == "__main__":
    main()
