"""The ten slips of the seeds, undone; and when a verdict is certain."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from index.restore import Guess, RestoredText, restore_text
from index.restore.annotated import find_annotations
from index.restore.judge import CERTAIN, LIKELY, Verdict
from index.restore.slips import Run

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
# ../shared/design/CORRUPTION.md, section 2: what is found there, what it was; each is found once.
TEN = [
    ("001", "境?;\u9852?d\u00f2ng)當", "境\u3002活動當"),
    ("001", "規(gu\u012b)?;\ue1e5l(f\u0101)展", "規模化發展"),
    ("004", "域?q\u016b)N\u762f\ue4a6@樣", "域專委會這樣"),
    ("004", "規(gu\u012b)?;\ue205\ue756?y\u012bng)\u3002", "規模化效應\u3002"),
    ("004", "增長?!\u903c\u80c0\u8a01^(q\u016b)生命", "增長\u3002\u201d普陀區生命"),
    ("004", "發(f\u0101)展?!\u903c\u80c0\u8a01^(q\u016b)生命", "發展\u3002\u201d普陀區生命"),
    ("004", "活動?!\u903c\u80c0\u8a01^(q\u016b)生命", "活動\u3002\u201d普陀區生命"),
    ("004", "資源?!\u6c28\u70ed\u7ebe\u6a2at(y\u012b)療", "資源\u3002\u201c比如\uff1a醫療"),
    ("004", "企業(y\u00e8)?!\u9738\u8c27\u54b4L調", "企業\u3002\u201c在走訪調"),
    ("004", "域?!\u76c0\u6987?,我們", "域\u3002\u201c為此,我們"),
]
REAL_BRACKETS = {"001": ["(集團)", "(上海)"], "004": ["(資料圖片僅供參考)"]}


def seed(number: str) -> str:
    return next(SEEDS.glob(f"{number}_*.txt")).read_bytes().decode()


@pytest.fixture(scope="module")
def restored() -> dict[str, RestoredText]:
    return {number: restore_text(seed(number)) for number in ("001", "004")}


@pytest.mark.parametrize(("number", "found", "true"), TEN)
def test_the_ten_slips_of_the_seeds_are_undone(
    restored: dict[str, RestoredText], number: str, found: str, true: str
) -> None:
    raw, text = seed(number), restored[number].text
    assert raw.count(found) == 1
    start, _ = restored[number].offsets.to_target(raw.index(found), raw.index(found) + 1)
    assert text[start : start + len(true)] == true


@pytest.mark.parametrize("number", ["001", "004"])
def test_nothing_of_a_slip_and_no_reading_is_left(restored: dict[str, RestoredText], number: str) -> None:
    text = restored[number].text
    assert re.findall("[\ue000-\uf8ff]", text) == []
    assert re.findall(r"[(\uff08]?[a-zü\u00e0-\u01dc]{1,6}[)\uff09]", text) == []
    assert text.count("?") == {"001": 1, "004": 0}[number]


@pytest.mark.parametrize("number", ["001", "004"])
def test_the_real_brackets_are_all_there(restored: dict[str, RestoredText], number: str) -> None:
    assert re.findall(r"[(\uff08][^()\uff08\uff09]*[)\uff09]", restored[number].text) == REAL_BRACKETS[number]


def test_a_character_lost_for_good_is_marked_and_stays(restored: dict[str, RestoredText]) -> None:
    at = restored["001"].text.index("華潤?醫藥") + 2
    assert Guess(at, at + 1, "?") in restored["001"].guesses
    others = [guess for guess in restored["001"].guesses if guess.start != at]
    assert all(restored["001"].text[guess.start : guess.end] != guess.original for guess in others)


def test_every_guess_tells_what_was_found(restored: dict[str, RestoredText]) -> None:
    for number, one in restored.items():
        for guess in one.guesses:
            start, end = one.raw_span(guess.start, guess.end)
            assert guess.original == seed(number)[start:end] != ""


@pytest.mark.parametrize(
    ("gain", "margin", "certain"),
    [(LIKELY, CERTAIN, True), (LIKELY - 0.1, CERTAIN, False), (LIKELY, CERTAIN - 0.1, False), (99.0, 99.0, True)],
)
def test_a_verdict_is_certain_when_both_leads_are_long(gain: float, margin: float, certain: bool) -> None:
    assert Verdict(Run(0, 2, 2, ((None, 0xA3),), ""), "\u3002", gain, margin).certain is certain


@pytest.mark.parametrize(
    ("found", "true"),
    [
        ("區(q\u016b)產(ch\u01cen)業(y\u00e8)規(gu\u012b)?;\ue1e5l(f\u0101)展", "區產業規模化發展"),
        (
            "區(q\u016b)產(ch\u01cen)業(y\u00e8)規(gu\u012b)?;\ue1e5l展",
            "區產業規模化發展",
        ),  # the last character has no reading
        ("區(qu)產(chan)業(ye)規(gui)?;\ue1e5l(fa)展", "區產業規模化發展"),  # toneless
        ("區（q\u016b）產（ch\u01cen）業（y\u00e8）規（gu\u012b）?;\ue1e5l（f\u0101）展", "區產業規模化發展"),
        ("各區産業的規?;\ue1e5l展", "各區産業的規模化發展"),  # a page without readings
    ],
)
def test_slips_in_small_texts(found: str, true: str) -> None:
    assert restore_text(found).text == true


@pytest.mark.parametrize(("reading", "last"), [("d\u00f2ng", "動"), ("sh\u00ec", "勢")])
def test_a_reading_tells_what_a_cut_character_was(reading: str, last: str) -> None:
    # 84 is the lead byte of both 動 (84D3) and 勢 (84DD); the second byte is lost
    page = f"產(ch\u01cen)業(y\u00e8)區(q\u016b)環(hu\u00e1n)境?;\u9852?{reading})當(d\u0101ng)天"
    [repair] = [change for change in find_annotations(page) if change.replacement]
    assert repair.replacement.endswith("活" + last)
    assert page[repair.start : repair.end] == f"?;\u9852?{reading})"


@pytest.mark.parametrize("clause", ["真的嗎", "怎麼辦", "去不去", "多少錢", "能否支持"])
def test_two_question_marks_where_something_is_asked_stay(clause: str) -> None:
    page = f"產(ch\u01cen)業(y\u00e8)區(q\u016b)的人問,{clause}??\n沒有人答。"
    assert f"{clause}??\n" in restore_text(page).text
    told = page.replace(clause, "政策支持產業發展")
    assert "發展。\n沒有人答。" in restore_text(told).text


@pytest.mark.parametrize(
    "text", ["Кто?Я?Ты?Он?", "本当?ホントに?うそ!", "您的性別?男?女?", "甲?乙?丙?丁?", "A:靚唔靚?抵唔抵?嘥唔嘥?"]
)
def test_short_questions_are_no_slips(text: str) -> None:
    assert restore_text(text).text == text


def test_the_last_character_is_weighed_for_itself() -> None:
    page = "一起守护孩子们的快乐暑假吧~?\u7095\ue1f1\u58d1\u72c4\ue42a? 提升综合素养践行社会主义核心价值观"
    restored = restore_text(page)
    assert restored.guesses or "引领" in restored.text  # 价值引力, certain, is what it was once
