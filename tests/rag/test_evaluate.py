"""`wenju eval` on three documents, the figures worked out here."""

from __future__ import annotations

import gzip
import json
import math
from pathlib import Path

import pytest

from index.errors import BadInput, PathMissing
from rag.beir import read_beir
from rag.evaluate import LEGS, METRICS, TODAY, evaluate

TEXTS = {"d1": "普陀区发布生命健康产业专项政策。", "d2": "松江区推进生物医药产业集群。", "d3": "明天多云,气温下降。"}


def write(
    folder: Path, queries: dict[str, str], qrels: list[tuple[str, str, int]], texts: dict[str, str] = TEXTS
) -> Path:
    corpus = [{"_id": key, "title": "", "text": text} for key, text in texts.items()]
    with gzip.open(folder / "corpus.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in corpus)
    rows = [{"_id": key, "text": text} for key, text in queries.items()]
    (folder / "queries.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    lines = ["query-id\tcorpus-id\tscore", *("\t".join(map(str, row)) for row in qrels)]
    (folder / "qrels.tsv").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_perfect_figures(tmp_path: Path) -> None:
    queries = {"q1": "普陀的生命健康政策", "q2": "松江的生物医药集群", "unjudged": "天气"}
    found = evaluate(write(tmp_path, queries, [("q1", "d1", 1), ("q2", "d2", 1)]))
    assert (found.queries, found.documents) == (2, 3)
    assert set(found.legs) == set(LEGS)
    for leg in LEGS:
        assert found.legs[leg] == dict.fromkeys(METRICS, 1.0), leg


def test_figures_do_not_change_with_the_calendar(tmp_path: Path) -> None:
    texts = {f"d{year}": f"补贴政策于{year}年发布，支持企业。" for year in range(2020, 2030)}
    folder = write(tmp_path, {"q": "去年发布的补贴政策"}, [("q", f"d{TODAY.year - 1}", 1)], texts)
    assert evaluate(folder).legs["lexical"]["mrr@10"] == 1


def test_a_leg_that_finds_nothing_counts_as_zero(tmp_path: Path) -> None:
    """q2 shares no term with any document: the lexical leg finds nothing, and its mean is over both queries."""
    found = evaluate(write(tmp_path, {"q1": "明天多云", "q2": "weather"}, [("q1", "d3", 1), ("q2", "d3", 1)]))
    assert found.legs["lexical"] == dict.fromkeys(METRICS, (1 + 0) / 2)


def test_a_second_place_is_discounted(tmp_path: Path) -> None:
    """d1 holds every term of the query, d2 half of them, d3 none: the judged d2 comes second."""
    found = evaluate(write(tmp_path, {"q": "普陀区发布生命健康产业专项政策 松江"}, [("q", "d2", 1)]))
    lexical = found.legs["lexical"]
    assert lexical["ndcg@10"] == pytest.approx(1 / math.log2(1 + 2), abs=1e-4)
    assert lexical["mrr@10"] == 1 / 2
    assert (lexical["recall@1"], lexical["recall@10"], lexical["recall@100"]) == (0, 1, 1)


@pytest.mark.parametrize("name", ["corpus.jsonl.gz", "queries.jsonl", "qrels.tsv"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    write(tmp_path, {"q": "x"}, [("q", "d1", 1)])
    (tmp_path / name).unlink()
    with pytest.raises(PathMissing, match=name.removesuffix(".gz")):
        read_beir(tmp_path)


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"_id": "q"}', '{"_id": 1, "text": "x"}', r'{"_id": "q", "text": "\ud800"}']
)
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    write(tmp_path, {"q": "x"}, [("q", "d1", 1), ("1", "d1", 1)])
    (tmp_path / "queries.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(BadInput, match=r"queries.jsonl:1|nothing to evaluate"):
        read_beir(tmp_path)


def test_nothing_judged(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="0 judged queries"):
        read_beir(write(tmp_path, {"q": "x"}, [("other", "d1", 1)]))
