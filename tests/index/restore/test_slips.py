"""What a slip may have been: the ten runs of the seeds, and what allows none."""

from __future__ import annotations

import pytest

from index.restore.slips import Run, Unit, runs_at

# Around each of the ten slips: what is found, what it was, the reading behind its last character (else ""). A last
# character of which only the lead byte is left stands in square brackets. The reading of the eighth stands over a border.
TEN = [
    ("\u589e\u9577?!\u903c\u80c0\u8a01^(q\u016b)\u751f\u547d", "\u3002\u201d普陀區", "q\u016b"),
    ("\u767c\u5c55?!\u903c\u80c0\u8a01^(q\u016b)", "\u3002\u201d普陀區", "q\u016b"),
    ("\u6d3b\u52d5?!\u903c\u80c0\u8a01^(q\u016b)", "\u3002\u201d普陀區", "q\u016b"),
    ("\u8cc7\u6e90?!\u6c28\u70ed\u7ebe\u6a2at(y\u012b)\u7642", "\u3002\u201c比如\uff1a醫", "y\u012b"),
    ("\u4f01\u696d?!\u9738\u8c27\u54b4L\u8abf", "\u3002\u201c在走訪", ""),
    ("\u9818\u57df?!\u76c0\u6987?,\u6211\u5011", "\u3002\u201c為[此]", ""),
    ("\u74b0\u5883?;\u9852?d\u00f2ng)\u7576", "\u3002活[動]", "d\u00f2ng"),
    ("\u9818\u57df?q\u016b)N\u762f\ue4a6@\u6a23", "專委會這", ""),
    ("\u898f?;\ue1e5l(f\u0101)\u5c55", "模化發", "f\u0101"),
    ("\u7684\u898f?;\ue205\ue756?y\u012bng)\u3002", "模化效[應]", "y\u012bng"),
]


def units_of(text: str) -> tuple[Unit, ...]:
    """The bytes of ``text`` in GBK, the first one lost and that behind ``[`` too."""
    codes = [character.encode("gbk") for character in text if character not in "[]"]
    units: list[Unit] = [(code[0], code[1]) for code in codes]
    units[0] = (None, codes[0][1])
    if "[" in text:
        units[-1] = (codes[-1][0], None)
    return tuple(units)


@pytest.mark.parametrize(("found", "true", "syllable"), TEN)
def test_the_ten_runs_are_among_those_listed(found: str, true: str, syllable: str) -> None:
    listed = [run for run in runs_at(found, found.index("?")) if run.units == units_of(true)]
    assert (listed[0].syllable, listed[0].suffix) == (syllable, "")  # with the reading comes first
    start, end = listed[0].start, listed[0].end
    assert found[start] == "?"
    if syllable:
        assert found[listed[0].shown_end : end].strip("()") == syllable
        without = {(run.syllable, run.suffix, run.end) for run in listed[1:]}
        swallowed = {("", "(", listed[0].shown_end)} if not found[listed[0].shown_end : end].startswith("(") else set()
        assert without == {("", "", listed[0].shown_end)} | swallowed
    else:
        assert listed[0].shown_end == end


def test_a_reading_over_a_border_is_told() -> None:
    found, true, _ = TEN[7]
    run = next(run for run in runs_at(found, 2) if run.units == units_of(true))
    assert (run.border, found[run.end :]) == ("q\u016b", "\u6a23")


def test_without_its_reading_the_last_byte_took_a_bracket_that_is_closed() -> None:
    ends = [
        (run.end, run.suffix)
        for run in runs_at("\u5883?;\u9852?d\u00f2ng)\u7576", 1)
        if run.units == units_of(TEN[6][1])
    ]
    assert ends == [(10, ""), (5, "("), (5, "")]  # or it took none, and the one that is closed was opened before


def test_a_bracket_that_was_taken_is_looked_for_past_readings() -> None:
    # 公司（“佳: the last byte of 司 (CBBE) stays, and the bracket behind it goes
    run = "\u83c7?\u201c\u4f73\u9054(d\u00e1)\u74b0(hu\u00e1n)\u4fdd\u201d)\u53ca"
    assert {(found.suffix, found.end) for found in runs_at("?" + run, 0)} >= {("(", 3), ("", 3)}
    unclosed = run.replace("\u201d)", "\u201d")
    assert {found.suffix for found in runs_at("?" + unclosed, 0)} == {""}


def test_a_letter_that_a_last_byte_made_a_pair_with_stands_behind() -> None:
    # 化A: BBAF 41 -> the pair AF41
    found = "規?;" + b"\xaf\x41".decode("gb18030") + "股"
    assert Run(1, 4, 4, ((None, 0xA3), (0xBB, 0xAF)), "", "A") in set(runs_at(found, 1))


@pytest.mark.parametrize(
    "text",
    [
        "?",  # the end of the text
        "?\n",
        "? 又",
        "?1",  # a second byte is none of 0x30 to 0x3F, and nothing is behind that makes 0xA3 0xB1 an end
        "?\u3002",  # A1 A3, and no end
        "?\x80",
        "?\u0416",  # A7 A8: no end
        "?\ud83d",  # half a surrogate pair
        "?\U0001f600t",  # four bytes in GB18030
        "?\u00e9\u00e9\u0e01@",
    ],
)
def test_nothing_is_listed_where_the_bytes_allow_nothing(text: str) -> None:
    assert list(runs_at(text, 0)) == []


def test_a_byte_0x80_is_no_lead_byte() -> None:
    # D5 80: the pair would leave 0x80 as the lead byte of what follows, which none is
    shown = b"\xd5\x80".decode("gb18030")
    assert list(runs_at(f"?{shown}l", 0)) == []
    assert [run.units for run in runs_at("?" + b"\xd5\x81".decode("gb18030") + "l", 0)] == [
        ((None, 0xD5), (0x81, 0x6C))
    ]


@pytest.mark.parametrize(("filling", "listed"), [(197, 1), (198, 0)])
def test_a_run_is_no_longer_than_two_hundred_characters(filling: int, listed: int) -> None:
    text = "?" + "\u9738" * filling + "普普^"  # the ^ stands 200 and 201 characters behind the lost byte
    assert len(list(runs_at(text, 0))) == listed


def test_a_replacement_character_is_a_lost_byte_too() -> None:
    assert [run.units for run in runs_at("\ufffd\u9738\ufffd", 0)] == [((None, 0xB0), (0xD4, None))]


@pytest.mark.parametrize(
    ("behind", "listed"), [("", True), ("\n", True), ("2024", True), (",", True), ("V", False), ("區", False)]
)
def test_of_a_character_alone_both_bytes_may_be_lost(behind: str, listed: bool) -> None:
    # A1|A3 and a byte that is no second one: 。2 shows as ??2
    runs = [run for run in runs_at(f"增長??{behind}", 2) if run.end == 4]
    assert [run.units for run in runs] == [((None, 0xA3),)] * listed


def test_a_character_alone_may_make_a_pair_with_a_letter() -> None:
    shown = b"\xa3\x56".decode("gb18030")  # 。V
    assert Run(0, 2, 2, ((None, 0xA3),), "", "V") in set(runs_at(f"?{shown}IP", 0))
