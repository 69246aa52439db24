"""Files of questions with known answers: what is read, what is refused and how it is said, what articles are called."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from bench.copies import Text
from index.errors import BadInput, PathMissing
from index.types import Article
from rag.gold import GoldQuestion, by_article_id, read_gold

GOLD = Path(__file__).resolve().parents[1] / "gold" / "questions.jsonl"
ANSWERED = {"question": "几月开始?", "article": "a.txt", "gold": "3月"}
UNANSWERED = {"question": "天气如何?", "article": None, "gold": None}


def write(folder: Path, *rows: object) -> Path:
    """A file of these rows; a text stands as it is."""
    path = folder / "questions.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_row_in_full(tmp_path: Path) -> None:
    row = {
        "id": "q07",
        "question": "几月?",
        "articles": ["a", "b"],
        "gold": ["3月", "4月"],
        "lang": "zh",
        "kind": "when",
        "more": 1,
    }
    trap = {**UNANSWERED, "id": 8, "trap": True, "reason": "version"}
    assert read_gold(write(tmp_path, row, trap)) == (
        GoldQuestion("q07", "几月?", ("a", "b"), ("3月", "4月"), "odd", "zh", "when"),
        GoldQuestion("8", "天气如何?", (), (), "even", None, None, True, "version"),
    )  # fmt: skip


def test_one_text_is_a_list_of_one_and_null_is_none(tmp_path: Path) -> None:
    first, second = read_gold(write(tmp_path, ANSWERED, UNANSWERED))
    assert (first.articles, first.gold, first.answerable) == (("a.txt",), ("3月",), True)
    assert (second.articles, second.gold, second.answerable) == ((), (), False)


def test_halves_follow_the_ids_number_or_else_the_rows(tmp_path: Path) -> None:
    ids = ["n2", "x-11", None, "no number", "7b", 100]
    rows = [UNANSWERED | ({"id": it} if it else {}) for it in ids]
    questions = read_gold(write(tmp_path, *rows))
    assert [it.id for it in questions] == ["n2", "x-11", "3", "no number", "7b", "100"]
    assert [it.half for it in questions] == ["even", "odd", "odd", "even", "odd", "even"]  # the fourth row, the fifth


def test_blank_lines_and_a_bom_are_passed_over_and_gz_is_the_same(tmp_path: Path) -> None:
    path = write(tmp_path, "\ufeff", ANSWERED, "  ", UNANSWERED, "")
    packed = tmp_path / "questions.jsonl.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert len(read_gold(path)) == 2
    assert read_gold(packed) == read_gold(path)


def test_the_gold_questions_are_read_whole() -> None:
    questions = read_gold(GOLD)
    assert (len(questions), sum(it.answerable for it in questions), sum(it.trap for it in questions)) == (120, 80, 20)
    assert [it.half for it in questions] == ["odd", "even"] * 60


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{", "Expecting"),
        ("[]", "not an object"),
        ("[" * 100_000, "recursion"),
        ({"article": "a", "gold": "b"}, "no text in 'question'"),
        ({**ANSWERED, "question": 5}, "no text in 'question'"),
        ({**ANSWERED, "question": "?!"}, "question"),
        ({**ANSWERED, "question": "问" * 10_000}, "10000"),
        ({"question": "几月?", "gold": "3月"}, "there is no 'article'"),
        ({"question": "几月?", "article": "a"}, "there is no 'gold'"),
        ({**ANSWERED, "gold": None}, "only one is null"),
        ({**ANSWERED, "article": None}, "only one is null"),
        ({**ANSWERED, "gold": []}, "no text in 'gold'"),
        ({**ANSWERED, "gold": ["3月", " "]}, "no text in 'gold'"),
        ({**ANSWERED, "article": ["a", 5]}, "no text in 'article'"),
        (r'{"question": "几月?", "article": "a", "gold": "\ud800"}', "half a character in 'gold'"),
        ({**UNANSWERED, "trap": "yes"}, "'trap' is neither"),
        ({**UNANSWERED, "reason": "because"}, "'because' is none of nothing_near, not_said"),
        ({**UNANSWERED, "kind": 5}, "no text in 'kind'"),
        ({**UNANSWERED, "id": True}, "no text in 'id'"),
        ({**UNANSWERED, "id": "first"}, "'first' is taken"),
    ],
)
def test_a_bad_row_is_named_by_file_and_line(tmp_path: Path, row: object, said: str) -> None:
    path = write(tmp_path, {**ANSWERED, "id": "first"}, "", row)
    with pytest.raises(BadInput) as raised:
        read_gold(path)
    for message in (raised.value.message.en, raised.value.message.zh):
        assert message.startswith(f"{path}:3")
    assert said in raised.value.message.en
    assert '"article": "a.txt"' in raised.value.hint.en


def test_no_file_and_no_question(tmp_path: Path) -> None:
    with pytest.raises(PathMissing, match="nowhere"):
        read_gold(tmp_path / "nowhere.jsonl")
    with pytest.raises(BadInput, match="no questions"):
        read_gold(write(tmp_path, "", " "))


def test_what_is_no_text(tmp_path: Path) -> None:
    whole = gzip.compress(json.dumps(ANSWERED).encode() * 50)
    damaged = bytearray(whole)
    damaged[15] ^= 0xFF
    for name, content in {"a": b"\xff\xfe\x80", "cut.gz": whole[:-9], "no.gz": b"{}", "bad.gz": bytes(damaged)}.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(BadInput, match=name):
            read_gold(tmp_path / name)
    with pytest.raises(BadInput, match="is a folder"):
        read_gold(tmp_path)


def article(article_id: str, *paths: str) -> Article:
    made = Text("标题", "正文。").article(article_id)
    return Article(
        article_id, paths, made.raw, made.text, made.restored, (), made.sections, made.description, article_id
    )


ARTICLES = [
    article("00aa", "one/a.txt", "mirror/first.txt"),  # the same bytes at two paths
    article("00bb", "one/b.v2.txt"),
    article("00cc", "two/b.v2.txt"),
    article("00dd", "one/00aa"),  # called as another's id
]


@pytest.mark.parametrize(
    ("name", "article_id"),
    [
        ("00aa", "00aa"), ("one/a.txt", "00aa"), ("mirror/first.txt", "00aa"), ("first.txt", "00aa"), ("a", "00aa"),
        ("two/b.v2.txt", "00cc"), ("one/00aa", "00dd"),
    ],
)  # fmt: skip
def test_an_article_goes_by_id_path_file_name_or_stem(name: str, article_id: str) -> None:
    asked = GoldQuestion("1", "几月?", (name, "00bb"), ("3月",), "odd")
    assert by_article_id([asked], ARTICLES) == (GoldQuestion("1", "几月?", (article_id, "00bb"), ("3月",), "odd"),)


def test_articles_that_are_not_there_are_counted_and_the_first_named() -> None:
    names = tuple(f"n{number}" for number in range(7))
    questions = [
        GoldQuestion("1", "几月?", names, ("3月",), "odd"),
        GoldQuestion("2", "几月?", ("n0", "a"), ("3月",), "even"),
    ]
    with pytest.raises(BadInput, match=r"^7 of the 8 articles named are not in the index: n0, n1, n2, n3, n4, \.\.\.$"):
        by_article_id(questions, ARTICLES)


@pytest.mark.parametrize("name", ["b.v2.txt", "b.v2"])
def test_a_name_that_two_articles_bear_is_refused(name: str) -> None:
    with pytest.raises(BadInput, match=f"^2 articles are called {name}: 00bb, 00cc$"):
        by_article_id([GoldQuestion("1", "几月?", (name,), ("3月",), "odd")], ARTICLES)
