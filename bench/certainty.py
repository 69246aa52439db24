"""How sure a repair must be to be called certain: `python -m bench.certainty [--articles 1000]`.

Damages news that no training saw as the two damaged seeds are (as `bench.restoration` does), and prints, for several
margins between the likeliest text and the next, how many of the repairs would be certain and how many of those right.
"""

from __future__ import annotations

import argparse
from unittest.mock import patch

from bench.news import NEWS, read_news
from bench.restoration import SEED, SITES, fit, measure
from index.restore import judge

MARGINS = (7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0)
ROWS = 2  # the sites that are as the seeds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000, help="how many of the news")
    arguments = parser.parse_args()
    articles = fit(read_news(SEED), arguments.articles)
    if not articles:
        parser.error(f"no news corpus at {NEWS}; it is not part of the repository")
    print("| margin, bits | slips | certain | right | right % |\n|---:|---:|---:|---:|---:|")
    for margin in MARGINS:
        with patch.object(judge, "CERTAIN", margin):
            scores = [measure(articles, site) for site in list(SITES.values())[:ROWS]]
        certain, right = (
            sum(counts) for counts in zip(*((s.certain.total(), s.certain["right"]) for s in scores), strict=True)
        )
        slips = sum(score.slips for score in scores)
        print(f"| {margin:g} | {slips} | {certain} | {right} | {100 * right / max(1, certain):.2f} |", flush=True)


if __name__ == "__main__":
    main()
