"""The generator makes the seeds' damage byte for byte, knows the truth of what it makes, and the same each time."""

from __future__ import annotations

import re
from collections import Counter
from random import Random

import pytest

from bench.damage import Damage, Page, Site, candidates, choose_starts, damage, make_page, render, slip
from bench.damage_cases import CLEAN, MARKED, cases, marked
from bench.dirt import INVISIBLE, entities, hard_wrapped, invisible, mojibake
from bench.news import ROOT
from bench.readings import convert

SEEDS = ROOT / "seeds"
S001, S004 = "001_9626f58f6c1b97a1.txt", "004_d1c4a4742f0e5032.txt"
# seed, the true text with its readings, marked as in `bench.damage_cases` (the bytes held a fullwidth colon), what is found
RUNS = [
    (S004, "高速增長‹。”普陀區(qū)生命", "高速增長?!逼胀訁^(qū)生命"),
    (S004, "質(zhì)量發(fā)展‹。”普陀區(qū)", "質(zhì)量發(fā)展?!逼胀訁^(qū)"),
    (S004, "供需對接活動‹。”普陀區(qū)", "供需對接活動?!逼胀訁^(qū)"),
    (S004, "業(yè)資源‹。“比如：醫(yī)療器械", "業(yè)資源?!氨热纾横t(yī)療器械"),
    (S004, "企業(yè)‹。“在走訪調(diào)研中", "企業(yè)?!霸谧咴L調(diào)研中"),
    (S004, "領(lǐng)域‹。“為此,我們在", "領(lǐng)域?!盀榇?,我們在"),
    (S001, "環(huán)境‹。活動(dòng)當(dāng)天", "環(huán)境?;顒?dòng)當(dāng)天"),
    (S001, "規(guī)‹模化發(fā)展", "規(guī)?;\ue1e5l(fā)展"),
    (S004, "規(guī)‹模化效應(yīng)。”", "規(guī)?;\ue205\ue756?yīng)。”"),
    (S004, "細(xì)分領(lǐng)域‹(qū)專委會這樣的平臺", "細(xì)分領(lǐng)域?qū)N瘯\ue4a6@樣的平臺"),
]
TEXT = (
    "云汀区发展规模扩大。“我们在走访调研中了解到，”张经理说：“保障海外业务（试行）的企业有30家。为此，专委会召开了会议。”\n"
    "模式是否可行？专家认为可以。款项将于6月到账；希望更多A股公司参与！常年开放。"
)  # fmt: skip
SITES = {
    "seed 001": Site(),
    "seed 004": Site(script="s2tw", readings=0.5),
    "one character at a time": Site(script="characters", chance=0.7, misread=0.5),
    "any": Site(slips="any"),
    "Simplified": Site(script="none", slips="any"),
    "no readings": Site(readings=0, slips="any"),
    "fullwidth": Site(ascii_punctuation=False, brackets=("\uff08", "\uff09"), slips="any"),
    "toneless": Site(script="s2hk", toned=False, early="\uff0c\uff1a\uff08\uff09", slips="any"),
}


def read_seed(name: str) -> str:
    return (SEEDS / name).read_bytes().decode("utf-8")


@pytest.mark.parametrize(("seed", "true", "found"), RUNS, ids=[run[1] for run in RUNS])
def test_the_seeds_runs_are_made_of_the_true_text(seed: str, true: str, found: str) -> None:
    assert read_seed(seed).count(found) == 1
    made = marked(true)
    assert made.damaged == found
    assert len(made.slips) == 1
    assert made.damaged.encode() in (SEEDS / seed).read_bytes()


def test_the_ten_runs_are_all_that_the_seeds_hold() -> None:
    """Each ``?`` in the two seeds is in a run, but for the one of 華潤?醫藥, where a character is lost and nothing tells which."""
    for seed in (S001, S004):
        rest = read_seed(seed)
        for run in RUNS:
            if run[0] == seed:
                rest = rest.replace(run[2], "")
        assert rest.count("?") == rest.count("華潤(rùn)?醫(yī)藥") == (seed == S001)


@pytest.mark.parametrize("seed", [S001, S004])
def test_a_seed_is_made_anew_from_its_clean_text(seed: str) -> None:
    found = whole = read_seed(seed)
    for name, true, run in RUNS:
        whole = whole.replace(run, true) if name == seed else whole
    made = marked(whole)
    assert made.damaged == found
    assert len(made.slips) == sum(name == seed for name, *_ in RUNS)
    readings = Counter(reading.of(found) for reading in made.readings)
    # CORRUPTION: 373 and 239 with their brackets; the lost opening ones and the one over a border stand within slips
    assert readings.total() == {S001: 373, S004: 239}[seed]
    assert "(qū)" in readings
    assert not re.search(r"\([a-zà-ǜ]+\)", made.clean)
    assert undone(made) == made.clean


def undone(made: Damage) -> str:
    """The damaged text with the truth put back at the spans that the damage tells of."""
    text = made.damaged
    repairs = [(span, "") for span in made.readings] + [(s.damaged, s.clean.of(made.clean)) for s in made.slips]
    for span, clean in sorted(repairs, reverse=True):
        text = text[: span.start] + clean + text[span.end :]
    return text


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("site", SITES.values(), ids=SITES)
def test_putting_the_truth_back_gives_the_clean_text(site: Site, seed: int) -> None:
    made = damage(TEXT, site, seed, slips=4)
    assert made == damage(TEXT, site, seed, slips=4)
    assert undone(made) == made.clean
    assert len(made.clean) == len(TEXT)
    assert 2 <= len(made.slips) <= 4
    assert all(slip.damaged.of(made.damaged).startswith("?") for slip in made.slips)
    assert bool(made.readings) == (site.readings > 0 and site.script != "none")
    punctuation = set("\uff0c\uff1a\uff1b\uff01\uff1f\uff08\uff09")
    if site.ascii_punctuation:
        assert not punctuation & (set(made.damaged) | set(made.clean)) - set("".join(site.brackets))
    else:
        assert punctuation <= set(made.clean)
    assert set("。、“”") & set(TEXT) <= set(made.clean)


def test_other_seeds_give_other_damage() -> None:
    assert len({damage(TEXT, Site(), seed).damaged for seed in range(10)}) > 5


def test_nothing_is_lost_but_one_byte_a_slip_and_a_lone_last_one() -> None:
    """What a slip shows, encoded again, is the true bytes from the second on, a last one that shows as ``?`` apart."""
    page = Page("".join(TEXT.split()).replace("\uff0c", ","), {})
    runs = {start: run for start in candidates(page, "any") if (run := slip(page, start))}
    assert len(runs) > 50
    assert {run.ending for run in runs.values()} >= {"tail", "letter"}
    for start, run in runs.items():
        raw = Page(page.text, {}, ascii_punctuation=False)
        shown = (slip(raw, start) or run).shown[1:]
        true = page.text[start : run.end].encode("gbk")[1:]
        read = shown.encode("gb18030")
        assert read == (true if run.ending == "letter" else true[:-1] + b"?")


def test_where_slips_start() -> None:
    page = make_page(TEXT, Site(readings=0), Random(0))
    starts = candidates(page, "a3")
    assert {page.text[start] for start in starts} <= set("。模保海專希常")
    assert len(candidates(page, "any")) > 2 * len(starts)
    assert all(page.text[start].encode("gbk")[1] == 0xA3 for start in starts)
    chosen = choose_starts(page, Site(), Random(1), 2)
    assert chosen.keys() <= set(starts)
    assert len(chosen) == 2


@pytest.mark.parametrize(
    ("text", "readings", "start"),
    [
        ("A模", {}, 0),  # one byte
        ("醫療", {}, 0),  # E174: nothing is read on from an ASCII byte
        ("區發", {0: "(qū)"}, 0),  # its reading comes before its second byte could be read on
        ("𠀀模", {}, 0),  # not in GBK
        ("怈模", {}, 0),  # 9080: no pair begins with 80
    ],
)
def test_no_slip_starts_where_the_bytes_have_none(text: str, readings: dict[int, str], start: int) -> None:
    assert slip(Page(text, readings), start) is None
    with pytest.raises(ValueError, match=f"no slip can start at {start}"):
        render(Page(text, readings), {start: ""})


def test_slips_do_not_overlap() -> None:
    with pytest.raises(ValueError, match=re.escape("a slip at 1 starts within the one that ends at 5")):
        render(Page("。”普陀區", {}), {0: "", 1: ""})


def test_readings_are_true_ones_in_context() -> None:
    text = "银行行长调研，长江产业会发展"
    page = make_page(text, Site(misread=0), Random(0))
    assert page.text == "銀行行長調研,長江產業會發展"
    assert page.readings == {
        0: "(yín)", 3: "(zhǎng)", 4: "(diào)", 7: "(cháng)", 9: "(chǎn)", 10: "(yè)", 11: "(huì)", 12: "(fā)",
    }  # fmt: skip
    misread = make_page("调长得", Site(misread=1), Random(0)).readings
    assert misread[0] in {"(tiáo)", "(zhōu)"}
    assert misread[1] in {"(zhǎng)", "(zhàng)"}
    assert make_page("绿", Site(toned=False, brackets=("\uff08", "\uff09")), Random(0)).readings == {
        0: "\uff08lü\uff09"
    }


def test_scripts() -> None:
    text = "为头发里面的发展"
    assert convert(text, "none") == text
    assert convert(text, "s2t") == "爲頭髮裏面的發展"
    assert convert(text, "s2tw") == "為頭髮裡面的發展"
    assert convert(text, "characters") == "為頭發裡面的發展"  # 髮 is right: such sites don't know phrases


@pytest.mark.parametrize("name", MARKED)
def test_named_cases_are_what_they_say(name: str) -> None:
    made = cases()[name]
    assert undone(made) == made.clean
    assert len(made.slips) == MARKED[name].count("‹") > 0
    assert made.damaged != made.clean


def test_cases_without_damage_have_none() -> None:
    for name in CLEAN:
        made = cases()[name]
        assert made.damaged == made.clean == CLEAN[name]
        assert not made.slips


def test_mojibake() -> None:
    assert mojibake("普陀", "latin-1").damaged == "æ\x99®é\x99\x80"
    assert mojibake("普陀", "cp1252").damaged == "æ™®é™€"
    assert mojibake("普", "cp1252").damaged.encode("cp1252").decode() == "普"
    assert mojibake("”", "cp1252").damaged == "â€\x9d"  # cp1252 has nothing at 9D
    made = mojibake("你好\n你好吗\n你好A", "gbk")  # nine bytes leave one over
    assert made == Damage("浣犲ソ\n浣犲ソA", "你好\n你好A")
    assert mojibake("区", "gbk") == Damage("", "")  # three bytes make no pairs


def test_entities() -> None:
    import html

    made = entities('A & B <b> "引号" “引号”，普陀区', seed=1, share=0.5)
    assert html.unescape(made.damaged).replace("\xa0", " ") == made.clean
    assert "&nbsp;" in made.damaged
    assert "&amp;&nbsp;" in made.damaged
    assert "&lt;" in made.damaged
    assert re.search(r"&#[xX][0-9a-fA-F]+;|&#\d+;", made.damaged)


@pytest.mark.parametrize("kind", INVISIBLE)
def test_invisible_characters(kind: str) -> None:
    made = invisible(TEXT, INVISIBLE[kind], seed=1, share=0.2)
    assert len(made.damaged) > len(TEXT) + 5
    assert "".join(c for c in made.damaged if c not in INVISIBLE[kind]) == made.clean == TEXT


def test_hard_wraps() -> None:
    text = "一二三四五六AB七八九十\n\n第二"
    clean = "一二三四五六AB七八九十\n\n第二"
    assert hard_wrapped(text, 4) == Damage("一二三四\n五\n六AB七\n八九十\n\n第二", clean)
    assert hard_wrapped(text, 4, columns=True) == Damage("一二三四\n五六AB七\n八九十\n\n第二", clean)
    assert hard_wrapped("ABCDEFGH", 4).damaged == "ABCDEFGH"
