"""Patterns in both scripts: whatever they find in Simplified text they find in the same text in Traditional characters."""

from __future__ import annotations

import ast
import re
from itertools import product
from pathlib import Path

import pytest
from opencc import OpenCC

from index.scripts import all_spellings, any_word, either, one_of, spellings

INDEX = Path(__file__).resolve().parents[2] / "index"
HAN = re.compile("[\u3400-\u9fff]+")


def written_for_both_scripts() -> set[str]:
    """The Han words in the strings of every module that uses these helpers."""
    words: set[str] = set()
    for path in sorted(INDEX.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if any(isinstance(node, ast.ImportFrom) and node.module == "scripts" for node in ast.walk(tree)):
            texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
            words |= {word for text in texts if isinstance(text, str) for word in HAN.findall(text)}
    return words


@pytest.mark.parametrize("config", ["s2t", "s2tw", "s2hk"])
def test_the_table_holds_every_form_of_every_character_in_use(config: str) -> None:
    words = written_for_both_scripts()
    assert len(words) > 1000
    convert = OpenCC(config).convert
    missing = {
        f"{simplified}{traditional}"
        for word in words
        for simplified, traditional in zip(word, convert(word), strict=True)
        if traditional not in spellings(simplified)
    }
    assert not missing, "index/scripts.py: add these to _FORMS"


@pytest.mark.parametrize(
    ("pattern", "found", "not_found"),
    [
        ("来源", ["来源", "來源"], ["来", "源"]),
        ("[:时]", [":", "时", "時"], ["[", "日"]),
        ("[^时]", ["日"], ["时", "時"]),
        (r"\[时间\]", ["[时间]", "[時間]", "[時间]"], ["时", "时间"]),
        (r"[\]时]", ["]", "時"], ["\\", "间"]),
        (r"发(?:布|表)\s*:", ["發布 :", "发佈:", "發表:"], ["發:"]),
    ],
)
def test_a_pattern_finds_both_scripts(pattern: str, found: list[str], not_found: list[str]) -> None:
    compiled = re.compile(either(pattern))
    assert [text for text in found + not_found if compiled.fullmatch(text)] == found


def test_spellings_are_all_mixtures() -> None:
    assert spellings("普陀") == ("普陀",)
    assert set(spellings("长宁")) == {first + second for first, second in product("长長", "宁寧")}
    assert all_spellings("普陀 奉贤") == ("普陀", "奉贤", "奉賢")
    assert re.findall(any_word("长宁 普陀"), "長寧、普陀、长治") == ["長寧", "普陀"]


def test_of_several_words_the_longest_counts() -> None:
    pattern = re.compile(either(one_of("编辑 责任编辑 编辑部")))
    assert [match[0] for match in pattern.finditer("責任編輯、編輯部、编辑、编")] == ["責任編輯", "編輯部", "编辑"]
