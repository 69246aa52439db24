"""GB18030 or Big5: judged right on short sentences, both ways. Sentences of the retrieval set, and of the shared sets
where they are."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from index.fold import to_simplified, to_traditional
from index.read.common import COMMON, SIMPLIFIED, TRADITIONAL
from index.read.legacy import common_share, legacy_encoding, utf_16_encoding

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared" / "data"
BIG5 = ("big5", "cp950", "big5hkscs")
Convert = Callable[[str], str]


def sentences(texts: Sequence[str], shortest: int, longest: int = 60) -> list[str]:
    """Sentences of so many characters that are Chinese, each once."""
    found = (part.strip() for text in texts for part in re.split(r"(?<=[。!?！？])", text))
    return list(
        dict.fromkeys(s for s in found if shortest <= len(s) <= longest and re.search(r"[\u4e00-\u9fff]{4}", s))
    )


def told_right(texts: Sequence[str], encoding: str) -> list[bool]:
    """For each of the texts that ``encoding`` can write whether it was found out."""
    wanted = BIG5 if encoding == "big5" else (encoding,)
    right = []
    for text in texts:
        try:
            data = text.encode(encoding)
        except UnicodeEncodeError:
            continue
        right.append(legacy_encoding(data) in wanted)
    return right


@pytest.fixture(scope="module")
def own() -> list[str]:
    rows = map(json.loads, (ROOT / "tests/retrieval/corpus.jsonl").read_text(encoding="utf-8").splitlines())
    return [row["text"] for row in rows if row["script"].startswith("zh")]


@pytest.mark.parametrize(
    ("convert", "encoding"), [(to_simplified, "gb18030"), (to_traditional, "gb18030"), (to_traditional, "big5")]
)
@pytest.mark.parametrize(("shortest", "longest", "share"), [(20, 60, 0.98), (8, 19, 0.98)])
def test_short_sentences_tell_their_encoding(
    own: list[str], convert: Convert, encoding: str, shortest: int, longest: int, share: float
) -> None:
    right = told_right([convert(text) for text in sentences(own, shortest, longest)], encoding)
    assert len(right) >= 50
    assert sum(right) >= share * len(right)


@pytest.mark.parametrize(
    ("file", "field", "encoding"),
    [
        ("corpus/news_zh.jsonl.gz", "text", "gb18030"),
        ("eval_dev/drcd_test/corpus.jsonl.gz", "text", "big5"),
        ("eval_dev/drcd_test/corpus.jsonl.gz", "text", "gb18030"),
        ("eval_dev/gov_faq_taipei/corpus.jsonl.gz", "text", "big5"),
    ],
)
def test_sentences_of_the_shared_sets_tell_their_encoding(file: str, field: str, encoding: str) -> None:
    if not (SHARED / file).is_file():
        pytest.skip(f"no {SHARED / file} here")
    with gzip.open(SHARED / file, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)[field] for line, _ in zip(lines, range(400), strict=False)]
    right = told_right(sentences(texts, 8)[:1000], encoding)
    assert len(right) >= 600
    assert sum(right) >= 0.998 * len(right)


def test_whole_articles_in_big5_with_ascii_and_line_ends(own: list[str]) -> None:
    for text in own[:40]:
        traditional = f"<p class=x>{to_traditional(text)}</p>\r\n" * 2
        data = traditional.encode("big5hkscs", "ignore")
        assert data.decode(legacy_encoding(data) or "ascii") == traditional.encode("big5hkscs", "ignore").decode(
            "big5hkscs"
        )


@pytest.mark.parametrize(
    "data",
    ["café résumé naïve".encode("latin-1"), "Straße über Köln".encode("cp1252"), bytes(range(256)), b"\xff\xfe\xfd"],
)
def test_what_is_neither_is_none(data: bytes) -> None:
    assert legacy_encoding(data) is None


def test_utf_16_without_a_bom_is_told_by_its_characters() -> None:
    for text in ("普陀区发布医疗器械政策。", "普陀區發布醫療器械政策。\n", "plain words, 3.0"):
        assert utf_16_encoding(text.encode("utf-16-le")) == "utf-16-le"
        assert utf_16_encoding(text.encode("utf-16-be")) == "utf-16-be"
    assert utf_16_encoding("普陀区".encode("utf-16-le") + b"x") is None
    assert utf_16_encoding("普陀区发布政策。".encode("gb18030")) is None


def test_the_share_is_of_characters_that_could_tell() -> None:
    assert common_share("的一在, 2024。\uff01") == 3 / 3  # ASCII and punctuation stand in all encodings alike
    assert common_share("的齉龘") == 1 / 3
    assert common_share("2024, abc") == 0.0
    assert common_share("ab的齉", ascii_counts=True) == 3 / 4


def test_the_list_of_common_characters_holds_both_scripts_and_each_once() -> None:
    assert (len(SIMPLIFIED), len(set(SIMPLIFIED))) == (1000, 1000)
    assert not set(SIMPLIFIED) & set(TRADITIONAL)
    assert {to_simplified(character) for character in "區發產業學習醫療"} <= COMMON
    assert set("區發產業學習醫療") <= COMMON
