"""Sections: nothing is thrown away, and every line stands under the right label."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import restore_text
from index.clean import label_sections
from index.types import SECTION_KINDS

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
MASTHEAD = "普陀区发布新政策\n\n来源:上海普陀 时间:2024-01-02 03:04:05\n\n"


def labels(text: str) -> list[tuple[str, str]]:
    """(kind, text) of each section, outer blanks off."""
    return [(section.kind, section.span.of(text).strip()) for section in label_sections(text)]


def label_of(line: str, text: str) -> str:
    """The kind of the section in which ``line`` stands (where it stands last)."""
    at = text.rindex(line)
    return next(section.kind for section in label_sections(text) if section.span.start <= at < section.span.end)


def seed(number: str) -> str:
    return restore_text(next(SEEDS.glob(f"{number}_*.txt")).read_bytes().decode()).text


@pytest.mark.parametrize(
    ("number", "line", "kind"),
    [
        ("000", "会上,区商务委对新开展修订的", "body"),
        ("000", "【资料图】", "caption"),
        ("000", "编辑:毕扬静", "navigation"),
        ("000", "丹桂飘香,粉黛婀娜银锄湖碧波荡漾秋意渐浓普陀这些美妙秋景", "teaser"),
        ("000", "中交三航局与徐汇区战略合作协议签约仪式举行", "teaser"),
        ("000", "© 2012-2020 财经快报网 版权所有", "navigation"),
        ("000", "网站联系邮箱:435 227 67@qq.com", "contact"),
        ("001", "首頁 資訊 2024年普陀區", "navigation"),
        ("001", "記者在現場了解到,3.0版本的政策", "body"),
        ("001", "圖片\n\n本次大會", "caption"),
        ("001", "文:張曉鳴圖:采訪對象供圖", "navigation"),
        ("001", "2017海島旅游投資大會在舟山普陀盛大開幕", "teaser"),
        ("001", "【浙江省舟山市普陀區:打造", "teaser"),
        ("001", "網址: 2024年普陀區", "navigation"),
        ("002", "当前位置:首页 > 上海厂房出租信息", "navigation"),
        ("002", "admin6个月前 (09-21)", "navigation"),
        ("002", "区政协经济委建议", "body"),
        ("002", "或微信/手机:1352467851513564686", "contact"),
        ("002", "本文链接:http://rent.sh.cn", "navigation"),
        ("002", "新华财经南京8月26日电", "teaser"),
        ("003", "新民晚报讯 (记者 郭剑烽)", "body"),
        ("003", "图说:宝山区组建成立", "caption"),
        ("003", "马云、张玉良、江南春", "teaser"),
        ("004", "欧美日韩电影精品视频", "spam"),
        ("004", "您的位置:首頁 > 消費", "navigation"),
        ("004", "(資料圖片僅供參考)", "caption"),
        ("004", "據統計數據顯示", "body"),
        ("004", "責任編輯:顧一瓊", "navigation"),
    ],
)
def test_the_seeds_as_a_careful_reader_labels_them(number: str, line: str, kind: str) -> None:
    assert label_of(line, seed(number)) == kind


def test_a_page_by_hand() -> None:
    text = (
        "首页 > 新闻 > 正文\n" + MASTHEAD + "政策支持企业。\n图片\n还支持医院。\n作者:张三\n联系电话:021-12345678\n"
        "相关文章\n长宁区签约\n2023-01-02 03:04:05\n松江区签约\n© 2024 某某网 版权所有\n"
    )
    assert labels(text) == [
        ("navigation", "首页 > 新闻 > 正文"),
        ("title", "普陀区发布新政策"),
        ("navigation", "来源:上海普陀 时间:2024-01-02 03:04:05"),
        ("body", "政策支持企业。"),
        ("caption", "图片"),
        ("body", "还支持医院。"),
        ("navigation", "作者:张三"),
        ("contact", "联系电话:021-12345678"),
        ("navigation", "相关文章"),
        ("teaser", "长宁区签约\n2023-01-02 03:04:05\n松江区签约"),
        ("navigation", "© 2024 某某网 版权所有"),
    ]


def test_plain_text_is_title_and_body() -> None:
    assert labels("普陀区新政策\n\n支持企业。\n\n支持医院。\n") == [
        ("title", "普陀区新政策"),
        ("body", "支持企业。\n\n支持医院。"),
    ]
    assert labels("支持企业,也支持医院。") == [("body", "支持企业,也支持医院。")]


@pytest.mark.parametrize("text", ["", "\n", " \n\u3000\n"])
def test_texts_of_nothing(text: str) -> None:
    assert labels(text) == ([("body", "")] if text else [])


@pytest.mark.parametrize(
    "paragraph",
    [
        "各街道、镇要认真组织申报,申报材料一式两份报区科委," * 4 + "联系人:王老师,联系电话:021-52564588。",
        "图书馆新馆明日开放,市民可凭身份证免费借阅。",
        "评论员认为,这项政策将带动全区医疗器械产业的发展,值得其他区借鉴。",
        "收藏家王先生向区博物馆捐赠了三十件藏品。",
        "记者从区科委了解到,政策支持企业。",
        "作者认为,政策支持企业。",
        "来源清晰的资金更容易获得支持。",
        "亚洲、欧美和日韩的精品企业均可申报。",
        "未经许可,任何单位和个人不得从事危险废物经营活动。",
        "记者:这项政策支持哪些企业?",
        "图1所示的系统由三部分组成。",
        "企业可凭手机号登录,查询申报进度。",
        "数据来源:区统计局",
        "识别风险并及时访问企业,是今年的重点。",
        "关注我们身边的普通人",
        "申请材料一式两份,逾期不予受理。",
        "最新动态显示,企业数量还在增加。",
    ],
)
def test_a_paragraph_of_the_body_stays_body(paragraph: str) -> None:
    assert label_of(paragraph, f"{MASTHEAD}政策支持企业。\n{paragraph}\n还支持医院。\n") == "body"


LINES = st.lists(
    st.sampled_from(
        ["", " ", "普陀区新政策", "来源:某某 时间:2024-01-02", "政策支持企业。", "图片", "图说:会场", "相关文章", "猜你喜欢", "长宁...更多",
         "首页 > 新闻 > 正文", "联系电话:021-12345678", "© 2020 版权所有", "2023-01-02 03:04:05", "欧美日韩亚洲久久", "作者:张三"]
    )
    | st.text(max_size=8),
    max_size=15,
)  # fmt: skip


@given(LINES, st.sampled_from(["\n", "\r\n", "\r", "\u2028"]))
def test_sections_partition_any_text(lines: list[str], newline: str) -> None:
    text = newline.join(lines)
    sections = label_sections(text)
    assert "".join(section.span.of(text) for section in sections) == text
    assert all(before.span.end == after.span.start for before, after in itertools.pairwise(sections))
    assert all(before.kind != after.kind for before, after in itertools.pairwise(sections))
    assert {section.kind for section in sections} <= set(SECTION_KINDS)
    assert sum(section.kind == "title" for section in sections) <= 1


@given(st.text())
def test_sections_partition_any_text_at_all(text: str) -> None:
    assert "".join(section.span.of(text) for section in label_sections(text)) == text


@pytest.mark.parametrize(
    "line",
    [
        "符合条件的企业可拨打咨询热线了解详情。申报截止后不再受理，请企业抓紧办理。",
        "图书馆今年新增座位500个",
        "收藏家协会举办展览",
        "评论员文章指出",
        "版权所有者应当登记",
        "本项目总投资12345678901元",
        "欧美、日韩及亚洲市场的精品对比",
    ],
)
def test_words_of_page_furniture_do_not_make_text_furniture(line: str) -> None:
    text = f"一篇文章的标题\n来源：新民晚报\n\n正文第一段在这里。\n{line}\n正文最后一段在这里。\n"
    assert [section.kind for section in label_sections(text)] == ["title", "navigation", "body"]


def test_a_long_line_costs_no_more_than_its_length() -> None:
    """Patterns that scan the rest of a line for every start took 25 s for 140 KB."""
    text = "a b > c " * 50_000 + "\n" + "网址：" * 50_000
    started = time.perf_counter()
    label_sections(text)
    assert time.perf_counter() - started < 5
