"""UTF-8 that was read as something else is read again; text that only looks so stays."""

from __future__ import annotations

import pytest

from bench.dirt import mojibake
from index import restore_text

TEXT = "普陀区发布生命健康产业专项政策，支持企业落户和规模化发展。"


@pytest.mark.parametrize("codec", ["latin-1", "cp1252"])
def test_text_read_as_latin_comes_back(codec: str) -> None:
    damaged = mojibake(TEXT, codec).damaged  # type: ignore[arg-type]
    assert damaged != TEXT
    assert restore_text(damaged).text == TEXT
    assert restore_text(f"原文：\n{damaged}\n以上。").text == f"原文：\n{TEXT}\n以上。"


@pytest.mark.parametrize("line", ["产业政策", "生命健康", "智能", "你好"])
def test_text_read_as_gbk_comes_back(line: str) -> None:
    damaged = mojibake(line, "gbk").damaged
    assert damaged not in ("", line)
    assert restore_text(damaged).text == line
    assert restore_text(f"原文：{damaged}").text == f"原文：{line}"


def test_each_character_can_be_followed_back() -> None:
    damaged = mojibake("区A域", "latin-1").damaged
    assert len(damaged) == 7
    restored = restore_text(damaged)
    assert restored.text == "区A域"
    assert [restored.raw_span(at, at + 1) for at in range(3)] == [(0, 3), (3, 4), (4, 7)]


@pytest.mark.parametrize(
    "text",
    [
        "Ã la carte, naïve café, Ünïcödé – “quoted” … ×“",
        "鏅鸿",  # the half of 智能: no two whole characters
        "他说：“…×3≥5”，€100，™",
        "§1 ¶2 °C ±3 ²",
    ],
)
def test_what_only_looks_so_stays(text: str) -> None:
    assert restore_text(text).text == text


@pytest.mark.parametrize("line", ["上海市", "新华社北京", "支持企业落户和规模化发展的意见"])
def test_a_byte_that_was_lost_is_guessed(line: str) -> None:
    damaged = line.encode().decode("gb18030", "replace")
    assert "\ufffd" in damaged
    restored = restore_text(damaged)
    assert restored.text == line
    assert [restored.text[guess.start : guess.end] for guess in restored.guesses] == [line[-1]]
