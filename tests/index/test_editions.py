"""Years, numbers, versions and districts keep articles of the same words apart; nothing else does."""

from __future__ import annotations

import pytest

from index.editions import FEW, MOST_CHANGED, Edition, are_apart
from index.fold import fold_text

BODY = "根据2022年度工作安排,企业应于2022年5月10日前报送材料,每家补贴30万元,共支持12家企业,咨询电话62991188转803。"


def edition(title: str, body: str = "", district: tuple[str, ...] = ()) -> Edition:
    return Edition.of(fold_text(title), fold_text(body), district)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2022年度专项资金申报通知", "2023年度专项资金申报通知"),
        ("二〇二二年工作要点", "2023年工作要点"),
        ("第十五批示范企业名单", "第16批示范企业名單"),
        ("生命健康专项政策2.0版", "生命健康专项政策3.0版"),
        ("支持科创三十条", "支持科创20条"),
        ("8月8日天气", "8月9日天气"),
        ("碳达峰管理条例(草案)", "碳达峰管理条例"),
        ("碳达峰管理条例(草案)", "碳達峰管理條例(試行)"),
        ("碳达峰管理办法(2021年修订)", "碳达峰管理办法(2021年)"),
    ],
)
def test_titles_that_pin_down_different_things(one: str, other: str) -> None:
    assert are_apart(edition(one), edition(other))
    assert are_apart(edition(other), edition(one))
    assert not are_apart(edition(one), edition(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2022年度专项资金申报通知", "专项资金开始申报"),
        ("支持科创三十条", "支持科创30条发布"),
        ("8月8日3条线路停运", "2023年8月8日部分线路停运"),
        ("2024-11-22要闻", "2024年11月22日要聞"),
    ],
)
def test_other_titles_of_the_same_thing(one: str, other: str) -> None:
    assert not are_apart(edition(one), edition(other))


def test_a_version_left_out_of_another_title_must_stand_in_the_article() -> None:
    draft = edition("碳达峰管理条例(草案)", "碳达峰管理条例(草案)公开征求意见。")
    assert not are_apart(draft, edition("碳达峰新规公开征求意见", "碳达峰管理条例(草案)公开征求意见。"))
    assert are_apart(draft, edition("碳达峰新规施行", "碳达峰管理条例施行。"))
    assert are_apart(
        draft, edition("碳达峰管理条例", "碳达峰管理条例(草案)公开征求意见。")
    )  # the same title without it


def test_a_version_in_the_body_pins_it_down_a_page_number_does_not() -> None:
    many = "".join(f"对{kind}类企业最高补贴{number}万元," for number, kind in enumerate("甲乙丙丁戊己庚辛壬癸子丑", 1))
    for said, apart in (("本次发布的是专项政策{}.0版。", True), ("原载解放日报第{}版。", False)):
        one, other = (edition("专项政策发布", many + said.format(number)) for number in (2, 3))
        assert are_apart(one, other) is apart


def test_districts_that_have_none_in_common() -> None:
    assert are_apart(edition("通知", district=("普陀区",)), edition("通知", district=("长宁区",)))
    assert not are_apart(edition("通知", district=("普陀区",)), edition("通知", district=("普陀区", "长宁区")))
    assert not are_apart(edition("通知", district=("普陀区",)), edition("通知"))


def test_the_years_of_a_body() -> None:
    assert are_apart(edition("通知", BODY), edition("通知", BODY.replace("2022年", "2023年")))
    many = "".join(f"{item}投入{number}万元，" for number, item in enumerate("水电路桥港站网园院校", start=21))
    assert are_apart(edition("通知", f"{many}于2022年完成"), edition("通知", f"{many}于2023年完成"))
    assert not are_apart(edition("通知", BODY), edition("通知", f"2023年1月5日转载。{BODY}"))


def test_a_mended_number_is_no_other_edition_but_several_are() -> None:
    """Ten numbers stand in the same words: one of them may differ, two may not."""
    said = [f"{item}投入{number}万元" for number, item in enumerate("水电路桥港站网园院校", start=21)]
    body = "，".join(said)
    one, two = body.replace("21万", "91万"), body.replace("21万", "91万").replace("22万", "92万")
    assert 1 <= MOST_CHANGED * len(said) < 2
    assert not are_apart(edition("通报", body), edition("通报", one))
    assert are_apart(edition("通报", body), edition("通报", two))


def test_of_few_numbers_none_may_differ() -> None:
    body = "今日本市最高气温32度,相对湿度70%,西南风3级"
    assert FEW == 3
    assert are_apart(edition("天气", body), edition("天气", body.replace("32", "31")))
    assert not are_apart(edition("天气", body), edition("天气", body))


def test_numbers_in_other_words_or_left_out_tell_nothing() -> None:
    assert not are_apart(edition("通知", BODY), edition("通知", "电话51110000。阅读881次。"))
    assert not are_apart(edition("通知", BODY), edition("通知", BODY[:30]))
    assert not are_apart(edition("通知", BODY), edition("通知", ""))


def test_numbers_are_compared_however_they_are_written() -> None:
    other = BODY.replace("30万元", "三十万元").replace("2022年5月10日", "2022-05-10").replace("12家", "十二家")
    assert not are_apart(edition("通知", BODY), edition("通知", other))
