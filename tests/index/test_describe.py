"""What an article says of itself, as a careful reader would note it down."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import restore_text
from index.clean import label_sections
from index.describe import describe
from index.types import Description

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def described(raw: str, path: str = "folder/name.txt") -> Description:
    text = restore_text(raw).text
    return describe(text, label_sections(text), path)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("000", Description("世界快播:修订生命健康产业政策,长宁请来这些参与者座谈……", "2022-11-02T22:49:35", "上海长宁", None, ("长宁区",))),
        ("001", Description("2024年普陀區生命健康產業發展推進大會召開,發布普陀區生命健康產業專項政策3.0版", "2024-11-28T12:23:00", "泰然健康網",
                            "http://www.u1s5d6.cn/newsview153247.html", ("普陀区",))),
        ("002", Description("助力打造生物医药产业集群松江区政协召开主席会议专题协商会", None, "中国产业园区招商网",
                            "http://rent.sh.cn/index.php/post/3231.html", ("松江区",))),
        ("003", Description("2020中国生物医药产业创新大会今在宝山举行", None, "新民晚报", "http://bs-cfw.com/index.php/post/109.html", ("宝山区",))),
        ("004", Description("聚焦細分產業鏈、供需協同攻關,普陀區高端醫療器械專委會成立", "2023-08-30T19:35:06", "文匯網", None, ("普陀区",))),
    ],
)  # fmt: skip
def test_the_seeds(number: str, expected: Description) -> None:
    path = next(SEEDS.glob(f"{number}_*.txt"))
    assert described(path.read_bytes().decode(), str(path)) == expected


@pytest.mark.parametrize(
    ("byline", "published"),
    [
        ("发布时间:2022-11-02 22:49:35", "2022-11-02T22:49:35"),
        ("時間:2024年11月28日 12:23", "2024-11-28T12:23:00"),
        ("2023-08-30 19:35:06 来源:文汇网", "2023-08-30T19:35:06"),
        ("来源:上海普陀 2023/8/30", "2023-08-30"),
        ("日期:2023年8月3日", "2023-08-03"),
        ("日期:2023.08.03", "2023-08-03"),
        ("日期:2024年2月29日", "2024-02-29"),
        ("日期:2023年2月29日", None),  # there was none
        ("日期:2023-13-01", None),
        ("admin6个月前 (09-21)资讯101", None),  # a day without its year
        ("来源:上海普陀", None),
    ],
)
def test_dates(byline: str, published: str | None) -> None:
    assert described(f"普陀区发布新政策\n{byline}\n8月30日,2021年9月1日起施行的政策支持企业。\n").published == published


def test_the_date_of_another_article_is_not_its_own() -> None:
    page = (
        "普陀区发布新政策\n\n政策支持企业。\n\n相关文章\n长宁区座谈会召开\n发布时间:2022-11-02 22:45:31\n松江区签约\n"
    )
    assert described(page).published is None


@pytest.mark.parametrize(
    ("page", "source"),
    [
        ("标题在此\n来源:上海普陀 时间:2024-01-02\n正文。", "上海普陀"),
        ("標題在此\n來源:文匯網\n正文。", "文匯網"),
        ("标题在此\n来源:上海普陀|作者:张三\n正文。", "上海普陀"),
        ("标题在此\n作者:张三\n解放日报讯 (记者 某某)今天上午开会。", "解放日报"),
        ("标题在此\n作者:张三\n正文。\n版权声明:本文由某某招商网发布,转载请注明。\n", "某某招商网"),
        ("标题在此\n作者:张三\n正文。\n版权声明:本文由本站发布,转载请注明。\n", None),
        ("标题在此\n作者:张三\n资金来源:区财政。\n", None),
    ],
)
def test_sources(page: str, source: str | None) -> None:
    assert described(page).source == source


@pytest.mark.parametrize(
    ("line", "url"),
    [
        ("本文链接:http://a.cn/b?c=1&d=2", "http://a.cn/b?c=1&d=2"),
        ("網址: 標題 https://a.cn/b.html", "https://a.cn/b.html"),
        ("原文链接:未提供", None),
    ],
)
def test_addresses(line: str, url: str | None) -> None:
    assert described(f"标题在此\n作者:张三\n正文见 http://elsewhere.cn/x 一页。\n{line}\n").url == url


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("# 普陀区新政策\n\n支持企业。\n", "普陀区新政策"),
        ("政策支持企业,也支持医院。\n第二段。", "政策支持企业,也支持医院。"),
        ("字" * 61 + "。", "字" * 60 + "…"),
        ("\n\n", "name"),
        ("© 2020 版权所有", "name"),
    ],
)
def test_titles(page: str, title: str) -> None:
    assert described(page).title == title


@pytest.mark.parametrize(
    ("page", "district"),
    [
        ("长宁区与普陀区签约\n\n松江区、松江区也参加了。", ("普陀区", "长宁区")),  # the title's, sorted
        ("生命健康产业大会召开\n\n普陀区发布政策,长宁区参会。普陀企业很多。", ("普陀区",)),  # the body's most named
        ("生命健康产业大会召开\n\n普陀区参会。", ()),  # once is a mention
        ("Policy released\n\nPutuo published it. Putuo has firms.", ("普陀区",)),
        ("產業大會召開\n\n寶山區發布。寶山企業。", ("宝山区",)),
        ("产业大会召开\n\n会议开了。\n相关文章\n普陀区签约\n普陀区发布\n", ()),  # teasers speak of other districts
        ("2017海岛旅游投资大会在舟山普陀盛大开幕\n\n舟山市普陀区发布。舟山普陀很美。", ()),
        ("海岛健康服务打通最后一海里\n\n浙江省舟山市普陀区打造健康方舟。普陀区渔业局表示支持。普陀区委出席。", ()),
        ("普陀区打造健康方舟\n\n来自舟山的消息:浙江省舟山市普陀区打造健康方舟。", ()),
    ],
)  # fmt: skip
def test_districts(page: str, district: tuple[str, ...]) -> None:
    assert described(page).district == district


@pytest.mark.parametrize(
    ("byline", "published", "source"),
    [
        ("2024-07-22", "2024-07-22", None),
        ("2024年7月22日 来源：上海嘉定", "2024-07-22", "上海嘉定"),
        ("（2024年7月22日）", "2024-07-22", None),
        ("发文日期：2024-07-22", "2024-07-22", None),
        ("上海嘉定 2024-07-22 10:00", "2024-07-22T10:00:00", None),
        ("【字号：大 中 小】 2024-07-22", "2024-07-22", None),
        ("来源：新民晚报 日期：2024/7/2", "2024-07-02", "新民晚报"),
    ],
)
def test_bylines_as_sites_write_them(byline: str, published: str | None, source: str | None) -> None:
    text = f"嘉定区发布新政策\n{byline}\n\n嘉定区发布了新的政策。\n"
    found = describe(text, label_sections(text), "a.txt")
    assert (found.title, found.published, found.source) == ("嘉定区发布新政策", published, source)
