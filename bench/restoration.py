"""How well damaged text is restored, on the shared news corpus: `python -m bench.restoration [--quick] [--failures] [--changes FILE]`.

Three parts. Damage: articles that the training data has not seen, damaged by `bench.damage` and restored; what the columns
mean stands in `bench.repairs`. Clean: articles as they are; every change is one too many, or a real blemish, so each is
listed. Speed: megabytes of raw UTF-8 a second on one core.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.damage import Damage, Site, damage
from bench.dirt import INVISIBLE, entities, hard_wrapped, invisible, mojibake
from bench.news import NEWS, Article, read_news
from bench.readings import Script, convert
from bench.repairs import Failure, Score, Unasked, unasked
from index.clean import label_sections
from index.describe import describe
from index.restore import restore_text

SEED = 4
SLIPS = 3
"""In one text: seed 001 has three, 004 seven."""
_SENTENCES = 5
"""Articles with fewer have few places for slips."""
SITES = {
    "as seed 001: readings everywhere": Site(),
    "as seed 004: some readings, Taiwan's forms": Site(script="s2tw", readings=0.5),
    "character by character": Site(script="characters"),
    "slips anywhere": Site(slips="any"),
    "Traditional, no readings": Site(readings=0),
    "Simplified": Site(script="none"),
    "fullwidth brackets": Site(brackets=("\uff08", "\uff09")),
    "toneless readings": Site(toned=False),
    "fullwidth punctuation stays": Site(ascii_punctuation=False),
    "all punctuation ASCII before": Site(early="\uff0c\uff1a\uff1b\uff01\uff1f\uff08\uff09"),
    "slips anywhere, no readings": Site(slips="any", readings=0),
    "slips anywhere, Simplified": Site(slips="any", script="none"),
}
_WHOLE_ROWS = 4
DIRT: dict[str, Callable[[str, int], Damage]] = {
    "UTF-8 read as Latin-1": lambda text, seed: mojibake(text, "latin-1"),
    "UTF-8 read as cp1252": lambda text, seed: mojibake(text, "cp1252"),
    "UTF-8 read as GBK, by sentence": lambda text, seed: mojibake(text.replace("。", "。\n"), "gbk"),
    "UTF-8 read as GBK, bytes lost": lambda text, seed: mojibake(text, "gbk, replaced"),
    "HTML entities": entities,
    **{kind: lambda text, seed, kind=kind: invisible(text, INVISIBLE[kind], seed) for kind in INVISIBLE},  # type: ignore[misc]
    "lines of 30 to 40 characters": lambda text, seed: hard_wrapped(text, 30 + seed % 11),
    "lines of 60 to 80 columns": lambda text, seed: hard_wrapped(text, 30 + seed % 11, columns=True),
}


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many articles each part takes."""

    damaged: int = 400
    clean: int = 10_000
    traditional: int = 2_000
    dirty: int = 60
    timed: int = 1_500

    def least(self, most: int) -> Sizes:
        return Sizes(
            *(min(most, size) for size in (self.damaged, self.clean, self.traditional, self.dirty, self.timed))
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="40 articles a row")
    parser.add_argument("--only", metavar="WORDS", help="only the rows of damage whose name has WORDS; no other part")
    parser.add_argument("--failures", nargs="?", type=int, const=40, default=0, metavar="N", help="print N a row (40)")
    parser.add_argument("--changes", type=Path, metavar="FILE", help="write every change to clean text there")
    arguments = parser.parse_args()
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    articles = read_news(SEED)
    if not articles:
        parser.error(f"no news corpus at {NEWS}; it is not part of the repository")
    sizes = Sizes().least(40) if arguments.quick else Sizes()
    for line in report(articles, sizes, arguments.only, arguments.failures, arguments.changes):
        print(line, flush=True)


def report(articles: list[Article], sizes: Sizes, only: str | None, failures: int, file: Path | None) -> Iterator[str]:
    """All that is printed, line by line as the figures come."""
    yield from _damage_table(articles, sizes.damaged, only, failures)
    if only is None:
        yield from ["", *_dirt_table(articles, sizes.dirty)]
        yield from ["", *_clean_table(articles, sizes, file)]
        yield from ["", *_speeds(articles, sizes.timed)]


def measure(articles: Iterable[Article], site: Site, slips: int = SLIPS) -> Score:
    """The score over ``articles`` damaged as ``site`` does; the same each time."""
    score = Score()
    for number, article in enumerate(articles):
        made = damage(article.tidy, site, SEED + number, slips)
        score.add(made, restore_text(made.damaged))
    return score


def fit(articles: Iterable[Article], count: int) -> list[Article]:
    """The first ``count`` articles that have places for slips and no damage of their own."""
    found = (article for article in articles if article.is_plain and article.text.count("。") >= _SENTENCES)
    return [article for article, _ in zip(found, range(count), strict=False)]


def _damage_table(articles: list[Article], count: int, only: str | None, failures: int) -> Iterator[str]:
    chosen = fit(articles, count)
    seen = sum(article.seen for article in chosen)
    yield f"{len(chosen)} articles, {seen} of them seen in training; from the fifth row on the first half of them\n"
    yield "| damage | slips | characters right % | slipped % | certain | right % | guesses | right % | left | no slip there | readings left |"  # fmt: skip
    yield "|---|" + "---:|" * 10
    rows = {**{name: (site, SLIPS) for name, site in SITES.items()}, "readings only, no slips": (Site(), 0)}
    for number, (name, (site, slips)) in enumerate(rows.items()):
        if only is None or only in name:
            score = measure(chosen if number < _WHOLE_ROWS else chosen[: len(chosen) // 2], site, slips)
            yield _row(name, score)
            yield from _endings(score) if failures else ()
            yield from map(_failure, score.failures[:failures])


def _row(name: str, score: Score) -> str:
    left = sum(verdicts["left"] for verdicts in score.endings.values())
    figures = [
        f"{score.slips}", f"{100 * score.characters_right:.3f}", f"{100 * score.slipped_right_share:.2f}",
        f"{score.certain.total()}", f"{100 * score.certain_right:.2f}", f"{score.guessed.total()}",
        f"{100 * score.guessed_right:.1f}", f"{left}", f"{score.outside}", f"{score.readings_left}",
    ]  # fmt: skip
    return f"| {name} | {' | '.join(figures)} |"


def _endings(score: Score) -> Iterator[str]:
    parts = [
        f"{ending} {verdicts['right']} of {verdicts.total()}" for ending, verdicts in sorted(score.endings.items())
    ]
    yield f"  slips put right by how they end: {', '.join(parts)}"


def _failure(failure: Failure) -> str:
    certainty = "" if failure.verdict == "left" else ", certain" if failure.certain else ", guessed"
    kind = f"{failure.verdict}{certainty}, {failure.ending or 'no slip'}"
    return "\n".join(
        f"  {label:>9}: {printable(text)}"
        for label, text in (
            ("found", failure.found),
            ("restored", failure.restored),
            ("truth", f"{failure.truth}  ({kind})"),
        )
    )


def printable(text: str) -> str:
    """``text`` on one line, with private-use and invisible characters as escapes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _dirt_table(articles: list[Article], count: int) -> Iterator[str]:
    chosen = fit(articles, count)
    yield f"| other damage, {len(chosen)} articles | characters right % | texts restored exactly |"
    yield "|---|---:|---:|"
    for name, make in DIRT.items():
        score, exact = Score(), 0
        for number, article in enumerate(chosen):
            made = make(article.tidy, SEED + number)
            restored = restore_text(made.damaged).text.replace("\u00a0", " ")  # &nbsp; stands for either
            exact += restored == made.clean
            score.add_text(made.clean, restored)
        yield f"| {name} | {100 * score.characters_right:.3f} | {exact} |"


def _clean_table(articles: list[Article], sizes: Sizes, file: Path | None) -> Iterator[str]:
    rows: tuple[tuple[str, int, Script], ...] = (
        ("as they are", sizes.clean, "none"),
        ("Traditional (s2t)", sizes.traditional, "s2t"),
    )
    lines = ["part\tarticle\tkind\tcertain\tbefore\tafter\tin context"]
    yield "| clean articles | changed | changes, by kind |"
    yield "|---|---:|---|"
    for name, count, script in rows:
        found: list[tuple[str, Unasked]] = []
        for article in articles[:count]:
            raw = convert(article.text, script)
            found += [(article.name, change) for change in unasked(raw, restore_text(raw))]
        kinds = [change.kind for _, change in found]
        counts = ", ".join(f"{kind} {kinds.count(kind)}" for kind in dict.fromkeys(sorted(kinds))) or "none"
        yield f"| {min(count, len(articles))} {name} | {len({article for article, _ in found})} | {counts} |"
        lines += [
            "\t".join([script, article, u.kind, str(u.certain), *map(printable, (u.before, u.after, u.context))])
            for article, u in found
        ]
    if file is not None:
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        yield f"\n{len(lines) - 1} changes written to {file}"


def _speeds(articles: list[Article], count: int) -> Iterator[str]:
    plain = [article.text for article in articles[:count]]
    damaged = [
        damage(article.tidy, Site(), number).damaged for number, article in enumerate(fit(articles, count // 10))
    ]
    yield "| speed, one core, best of 3 | MB | restore, MB/s | restore + sections + description, MB/s |"
    yield "|---|---:|---:|---:|"
    for name, texts in (("no damage", plain), ("as seed 001", damaged)):
        megabytes = sum(len(text.encode()) for text in texts) / 1e6
        restoring, whole = _best(lambda text: restore_text(text).text, texts), _best(_whole, texts)
        yield f"| {name} | {megabytes:.1f} | {megabytes / restoring:.2f} | {megabytes / whole:.2f} |"


def _whole(raw: str) -> object:
    text = restore_text(raw).text
    return describe(text, label_sections(text), "article.txt")


def _best(work: Callable[[str], object], texts: list[str]) -> float:
    """Seconds of processor time for all texts, the fastest of three runs."""
    times = []
    for _ in range(3):
        began = time.process_time()
        for text in texts:
            work(text)
        times.append(time.process_time() - began)
    return min(times)


if __name__ == "__main__":
    main()
