"""The years of a question."""

from __future__ import annotations

from datetime import date

import pytest

from rag.dates import days_in
from rag.query import read_question

TODAY = date(2026, 1, 21)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("普陀区政策", ()),
        ("2024-11-22发布的政策", ("2024",)),
        ("2024.11.22发布的政策", ("2024",)),
        ("policies of 22 November 2024", ("2024",)),
        ("policies of November 2024", ("2024",)),
        ("２０２４年１１月的政策", ("2024",)),
        ("2024 年 11 月 22 日的政策", ("2024",)),
        ("二〇二四年十一月二十二號發布的政策", ("2024",)),
        ("二\u25cb二四年的政策", ("2024",)),
        ("一九九八年的政策", ("1998",)),
        ("二〇三五远景目标", ("2035",)),
        ("11月22日召開的大會", ()),
        ("2024年和2024年", ("2024",)),
        ("2021-2023年", ("2021", "2023")),
        ("2023,2024政策", ("2023", "2024")),
        ("2024人才政策", ("2024",)),
        ("2024个人所得税", ("2024",)),
        ("the 2024 policies", ("2024",)),
        ("What was issued in 2024?", ("2024",)),
        ("2024 life-and-health conference", ("2024",)),
    ],
)
def test_years_named(text: str, years: tuple[str, ...]) -> None:
    assert read_question(text, TODAY).years == years


@pytest.mark.parametrize(
    "text",
    [
        "2,000 jobs", "1,950 staff", "2000 jobs", "1950 staff", "2000 square metres", "2000 to 2050 firms", "$2000", "2000,000",
        "两千条建议", "两千块", "两千只", "两千年历史", "二千零二十四瓶", "二〇二四瓶", "1999号楼", "第2000名", "2000-2050元", "2000 元",
    ],
)  # fmt: skip
def test_an_amount_is_no_year(text: str) -> None:
    assert read_question(text, TODAY).years == ()


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("今年", ("2026",)),
        ("去年", ("2025",)),
        ("前年", ("2024",)),
        ("明年", ("2027",)),
        ("听说明年", ("2027",)),
        ("last year", ("2025",)),
        ("去年11月22日", ("2025",)),
        ("本月", ("2026",)),
        ("这个月", ("2026",)),
        ("this month", ("2026",)),
        ("上個月", ("2025",)),  # over the turn of the year
        ("上月", ("2025",)),
        ("last month", ("2025",)),
        ("下个月", ("2026",)),
        ("去年和2024-11-22", ("2025", "2024")),
    ],
)
def test_years_counted_from_today(text: str, years: tuple[str, ...]) -> None:
    assert read_question(f"{text} 的政策", TODAY).years == years


@pytest.mark.parametrize(
    "text",
    [
        "过去年份", "以前年度", "大前年", "三年前年产多少", "成本年均", "文明年会", "基本月薪", "以上月份",
        "社保证明年限", "注明年月日", "发明年费", "说明年度报告", "声明年份", "当今年轻人", "如今年轻人",
    ],
)  # fmt: skip
def test_words_that_only_look_like_a_date(text: str) -> None:
    assert read_question(text, TODAY).years == ()


def test_what_counts_from_today_is_looked_for_too() -> None:
    assert read_question("去年发布", TODAY).terms == ("去年", "年发", "发布", "2025")
    assert read_question("上个月", TODAY).terms == ("上个", "个月", "2025", "12")
    assert read_question("2025年与去年", TODAY).terms == ("2025", "年与", "与去", "去年")  # it stands there already


def test_a_day_is_no_version() -> None:
    assert read_question("2024.11.22发布的政策").versions == ()


@pytest.mark.parametrize(
    ("plain", "days"),
    [
        ("11月22日的大会", ("11月22日",)),
        ("3月5日和11月22日,又是3月5日", ("3月5日", "11月22日")),
        ("11月22日至24日", ()),  # a range is no day
        ("11月22日-24日", ()),
        ("211月22日", ()),
        ("11月的大会", ()),
        ("", ()),
    ],
)
def test_days_in_normal_form(plain: str, days: tuple[str, ...]) -> None:
    assert days_in(plain) == days


@pytest.mark.parametrize(
    "text", ["11月22日的大会", "十一月二十二號的大會", "２０２４年１１月２２日的大会", "22 November 2024"]
)
def test_days_however_written(text: str) -> None:
    assert read_question(text, TODAY).days == ("11月22日",)
