"""Numbers in running text, and words that only look like numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fold import fold_text
from index.numerals import with_digits
from index.terms import terms_of

FIGURES = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("", ""),
        ("三十条", "30条"),
        ("第十五条", "第15条"),
        ("第六轮、第三批", "第6轮、第3批"),
        ("十二月二十日", "12月20日"),
        ("三月五号", "3月5号"),
        ("二十一世纪", "21世纪"),
        ("百分之三十、百分之五", "百分之30、百分之5"),
        ("三十多万、三十余家", "30多万、30余家"),
        ("十二点五亿元、三点五千万、零点五万亿", "1250000000元、35000000、500000000000"),
        ("百分之十五点五、百分之五点二五", "百分之15.5、百分之5.25"),
        ("十二点三十分、八点三十五分、20点十五分", "12点30分、八点35分、20点15分"),
        ("试点五十家", "试点50家"),
        ("三百年", "300年"),
    ],
)
def test_numerals_with_units_and_in_their_places(text: str, plain: str) -> None:
    assert with_digits(text) == plain


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("十五", 15),
        ("一百零八", 100 + 8),
        ("一百十五", 100 + 15),
        ("三百一十五", 300 + 15),
        ("两千零二十四", 2000 + 24),
        ("一万零五百", 10_000 + 500),
        ("两万五千", 25_000),
        ("一百二十万", 120 * 10_000),
        ("一亿零五万", 10**8 + 5 * 10**4),
        ("一亿两千万", 10**8 + 2000 * 10**4),
        ("三万亿", 3 * 10**4 * 10**8),
    ],
)
def test_well_formed_numerals(numeral: str, number: int) -> None:
    assert with_digits(f"共{numeral}元") == f"共{number}元"


@pytest.mark.parametrize("year", ["二〇二四", "二零二四", "二\u25cb二四"])
def test_years_digit_by_digit(year: str) -> None:
    assert with_digits(f"{year}年") == "2024年"


def test_digits_in_a_row_are_a_number_where_they_hold_a_zero() -> None:
    assert with_digits("三〇一医院") == "301医院"
    assert with_digits("二〇三五远景目标") == "2035远景目标"
    assert with_digits("一九四九年") == "1949年"
    assert with_digits("一九四九") == "一九四九"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("1,200万元", "12000000元"),
        ("1,200,000元", "1200000元"),
        ("1.2亿", "120000000"),
        ("1万亿", "1000000000000"),
        ("5千万、3百、2.5千", "50000000、300、2500"),
        ("1亿5千万", "150000000"),
        ("1,234.5", "1234.5"),
        ("10万千瓦", "100000千瓦"),
    ],
)
def test_arabic_numbers_with_units_and_separators(text: str, plain: str) -> None:
    assert with_digits(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "一些", "三支持、一优化", "统一", "十分", "一一对应", "三三两两", "万千", "千方百计", "四川", "三亚", "百度", "万一", "百万",
        "十三五", "十四五", "党的二十大", "零零后", "零一万物", "三四百", "二三十家", "几十万", "数十万", "几十三万", "一百八", "一万五",
        "九三学社", "五四", "几月", "covid19十二例", "1.十二条", "三万万",
        "第一百货商店", "一百姓", "统一百年", "第一百分", "周二十点", "星期三十五点", "礼拜五十点",
        "十二点五公里", "十点十分", "二十点五", "这一点十分重要", "一二点五亿", "两点五亿三千万",
        "2024百强", "10千米", "2万3000", "3万5亿", "1亿1亿", "一万5千", "1.23456万", "12,34", "3.0版",
    ],
)  # fmt: skip
def test_what_is_no_number_for_certain_stays(text: str) -> None:
    assert with_digits(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "一" + "万" * 1200,
        "1" * 5000 + "万",
        "1234567890123456789012345678901234万",
        "1" * 13 + "亿",
        "十二" * 20 + "〇二四年",
    ],
    ids=lambda text: text[:9],
)
def test_what_is_too_long_for_a_number_stays(text: str) -> None:
    assert with_digits(text) == text


def test_no_digit_of_the_longest_is_lost() -> None:
    assert with_digits("123456789012万亿1.0001万") == "123456789012" + "0" * 7 + "10001"
    assert with_digits("九千九百九十九万九千九百九十九亿九千九百九十九万九千九百九十九") == "9" * 16


@given(st.integers(min_value=11, max_value=10**12 - 1))
def test_every_number_written_out_is_read(number: int) -> None:
    assert with_digits(f"共{written(number)}元") == f"共{number}元"


def written(number: int) -> str:
    """Chinese numerals by the rules of the primer: a zero for every gap, 十 without 一 at the start."""
    text = ""
    for unit, worth in (("亿", 10**8), ("万", 10**4), ("", 1)):
        group = number // worth % 10**4
        if not group:
            continue
        figures = ""
        for small, low in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
            figure = group // low % 10
            if figure:
                figures += FIGURES[figure] + small
            elif figures and not figures.endswith("零"):
                figures += "零"
        gap = "零" if text and group < 1000 else ""
        text += gap + figures.rstrip("零") + unit
    return text.removeprefix("一") if text.startswith("一十") else text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("三十条", "30条"),
        ("二〇二四年", "2024年"),
        ("十二月二十日", "12月20日"),
        ("一百二十万元", "120万元"),
        ("一百二十萬元", "1,200,000元"),
        ("第十五條", "第１５条"),
        ("１，２００萬元", "1200万元"),
        ("兩億", "2亿"),
        ("第一季度", "第1季度"),
    ],
)
def test_both_spellings_give_the_same_terms(one: str, other: str) -> None:
    assert one != other
    assert terms_of(f"支持{one}内") == terms_of(f"支持{other}内")


@given(st.text(st.sampled_from(FIGURES + "〇十百千万亿两几第年月日号,.19"), max_size=12))
def test_only_numbers_change(text: str) -> None:
    """Whatever numerals are strung together, the characters around them stay, in order."""
    plain = with_digits(fold_text(text))
    kept = [character for character in plain if character in "几第年月日号"]
    assert kept == [character for character in text if character in "几第年月日号"]
