"""What an article says of itself, as a careful reader would note it down."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from index import restore_text
from index.clean import label_sections
from index.describe import describe
from index.read.document import Given
from index.types import Description, Policy

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def described(raw: str, path: str = "folder/name.txt") -> Description:
    text = restore_text(raw).text
    return describe(text, label_sections(text), path)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("000", Description(
            "世界快播:修订生命健康产业政策,长宁请来这些参与者座谈……", "2022-11-02T22:49:35", "上海长宁", None, ("长宁区",), ("李嵩楠",), ("毕扬静",),
            (Policy("长宁区支持生命健康产业发展的实施办法", "草案"),), ("翁华建",),
            ("国药控股医疗器械有限公司", "国润医疗供应链服务(上海)有限公司", "上海海之誓生物科技有限公司", "上海兰卫医学检验所股份有限公司", "日机装(上海)实业有限公司",
             "福迪威医疗器械(上海)有限公司", "雅睿生物技术(上海)有限公司", "凯西医药咨询(上海)有限公司", "区商务委", "区人社局", "区卫健委", "区市场监管局"),
        )),
        ("001", Description(
            "2024年普陀區生命健康產業發展推進大會召開,發布普陀區生命健康產業專項政策3.0版", "2024-11-28T12:23:00", "泰然健康網",
            "http://www.u1s5d6.cn/newsview153247.html", ("普陀区",), ("張曉鳴",), ("周辰", "蘇展"), (Policy("普陀區生命健康產業專項政策", "3.0版"),), (),
            ("同濟大學", "上海化工研究院", "上海復星醫藥(集團)股份有限公司", "上海醫藥集團藥品銷售有限公司", "上海九州通醫藥有限公司", "國藥控股國大復美藥業(上海)有限公司", "普陀區人民政府", "普陀區商務委員會",
             "普陀區科學技術委員會", "普陀區衛生健康委員會", "普陀區市場監管局", "普陀區醫療保障局", "普陀區生命健康產業發展聯盟"),
        )),
        ("002", Description(
            "助力打造生物医药产业集群松江区政协召开主席会议专题协商会", None, "中国产业园区招商网", "http://rent.sh.cn/index.php/post/3231.html", ("松江区",),
            people=("刘福升", "刘其龙"), organisations=("区经委",),
        )),
        ("003", Description(
            "2020中国生物医药产业创新大会今在宝山举行", None, "新民晚报", "http://bs-cfw.com/index.php/post/109.html", ("宝山区",), ("郭剑烽",),
            people=("郭剑烽",), organisations=("市经信委", "市食药监局", "宝山区生物医药产业专家咨询委员会"),
        )),
        ("004", Description(
            "聚焦細分產業鏈、供需協同攻關,普陀區高端醫療器械專委會成立", "2023-08-30T19:35:06", "文匯網", None, ("普陀区",), ("張曉鳴", "丁婉星"),
            ("王宛藝", "顧一瓊"), people=("李瑞",), organisations=("區商務委", "區生命健康產業發展聯盟", "同濟大學", "普陀區生命健康產業聯盟"),
        )),
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
        ("来源:某报 点击:1024-01-02", None),
        ("admin6个月前 (09-21)资讯101", None),  # a day without its year
        ("09-21 10:00", None),
        ("3天前", None),  # before what?
        ("昨天 18:00", None),
        ("时间:09-21 © 2012-2020 某某网 版权所有", None),  # the year is of another statement
        ("发文日期：2024-03-11\n发布日期：2024-03-18", "2024-03-18"),
        ("成文日期\n2024-03-11\n发布日期\n2024-03-18", "2024-03-18"),
        ("成文日期：2024-03-11\n实施日期：2024-04-01", "2024-03-11"),
        ("实施日期：2024-04-01", None),
        ("更新时间：2024-03-20\n发布时间：2024-03-18", "2024-03-18"),
        ("更新时间：2024-03-20", "2024-03-20"),
        ("2024-03-18T09:30:00 来源：上海普陀", "2024-03-18T09:30:00"),
        ("《人民日报》（2024年01月05日 第 13 版）", "2024-01-05"),
        ("来源:上海普陀", None),
        ("更新时间：2024-03-20 发布时间：2024-03-18", "2024-03-18"),
        ("成文日期：2024-03-11 发布日期：2024-03-18", "2024-03-18"),
        ("发布日期：2024-03-18 有效期：长期", "2024-03-18"),
        ("发布日期：2024-03-18 施行日期：2024-04-01", "2024-03-18"),
        ("2024-11-28T12:23:00+08:00", "2024-11-28T12:23:00"),
        ("2024年11月28日下午3:05", "2024-11-28T15:05:00"),
        ("2024-11-28 3:05 PM", "2024-11-28T15:05:00"),
        ("2024-11-28 24:00", "2024-11-28"),
        ("【2024-11-28】", "2024-11-28"),
        ("普陀发布 · 2024-11-28", "2024-11-28"),
        ("普陀发布 | 2024-11-28", "2024-11-28"),
        ("刊登日期：2024-11-28", "2024-11-28"),
        ("２０２４年１１月２８日", "2024-11-28"),
        ("2024．11．28", "2024-11-28"),
        ("时间：2024年6月1日14:00\n地点：长寿路100号", None),  # of the event
        ("2024年6月1日 星期六", "2024-06-01"),
        ("2024年6月1日 星期六\n首页 | 新闻 | 政务公开", None),  # the portal's clock
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
        ("标题在此\n来源:《解放日报》2024年11月28日第3版\n正文。", "解放日报"),
        ("标题在此\n来源:中国（上海）自由贸易试验区\n正文。", "中国（上海）自由贸易试验区"),
        ("标题在此\n来源:上海长宁）分享让更多人看到\n正文。", "上海长宁"),
        ("标题在此\n来源:新华社《每日电讯》\n正文。", "新华社《每日电讯》"),
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


@pytest.mark.parametrize(
    ("said", "published"),
    [
        ("3天前", "2023-12-29"),  # 1 January less 3 days
        ("昨天 18:00", "2023-12-31"),
        ("前天", "2023-12-30"),
        ("今天 08:00", "2024-01-01"),
        ("6个月前 (09-21)", None),  # a month is no day, and the day has no year
        ("2小时前", None),  # before what time?
    ],
)
def test_a_relative_date_counts_from_the_day_that_the_page_names(said: str, published: str | None) -> None:
    assert described(f"今天是2024年1月1日 星期一\n普陀区发布新政策\n{said}\n政策支持企业。\n").published == published


def test_dates_of_the_body_are_not_of_publication() -> None:
    notice = "普陀区关于申报专项资金的通知\n各单位：\n申报自2024年4月1日开始。\n上海市普陀区人民政府\n2024年1月2日\n"
    assert described(notice).published is None


@pytest.mark.parametrize(
    ("line", "author", "editor"),
    [
        ("作者:张晓鸣 丁婉星", ("张晓鸣", "丁婉星"), ()),
        ("文:张晓鸣图:采访对象供图编辑:周辰责任编辑:苏展", ("张晓鸣",), ("周辰", "苏展")),
        ("文字/图片：李嵩楠", ("李嵩楠",), ()),
        ("文/王某某 图/李某", ("王某某",), ()),
        ("撰稿：王五、赵六 审核：钱七", ("王五", "赵六"), ()),
        ("编辑 | 陈晨", (), ("陈晨",)),
        ("责编丨赵磊 校对丨孙立", (), ("赵磊",)),
        ("[责任编辑:]", (), ()),
        ("（责任编辑：许朝 CN070）", (), ("许朝",)),
        ("本报记者 王五 赵六", ("王五", "赵六"), ()),
        ("記者陳小明／綜合報導", ("陳小明",), ()),
        ("作者：王　五", ("王五",), ()),
        ("作者：Mary Smith", ("Mary Smith",), ()),
        ("作者：阿卜杜拉·艾山", ("阿卜杜拉·艾山",), ()),
        ("作者：admin 编辑：小编", (), ()),
        ("作者：上海市普陀区商务委员会", ("上海市普陀区商务委员会",), ()),
        ("来源：上海普陀 作者：王五 时间：2024-01-02", ("王五",), ()),
        ("摄影：王五", (), ()),
    ],
)
def test_author_and_editor(line: str, author: tuple[str, ...], editor: tuple[str, ...]) -> None:
    for page in (
        f"普陀区发布新政策\n{line}\n政策支持企业。\n",
        f"普陀区发布新政策\n来源：某报\n政策支持企业。\n{line}\n",
    ):
        found = described(page)
        assert (found.author, found.editor) == (author, editor)


@pytest.mark.parametrize(
    ("body", "author"),
    [
        ("新民晚报讯 (记者 郭剑烽)今天上午，大会举行。", ("郭剑烽",)),
        ("湖北日报讯（记者韩晓玲、通讯员周尤）7月31日，培训班开班。", ("韩晓玲", "周尤")),
        ("大会举行。(记者 秦缘 实习生 周小雨)", ("秦缘", "周小雨")),
        ("大会举行。图为会场。新华社记者 刘续 摄。会议开了三天。", ()),  # took the picture
        ("新华社上海8月30日电(记者朱程杜康)大会举行。", ()),  # two names, or one?
        ("大会举行。" + "会议开了三天。" * 60 + "新民晚报讯 (记者 郭剑烽)" + "会议开了三天。" * 60, ()),
    ],
)
def test_reporters_are_authors_where_no_byline_names_one(body: str, author: tuple[str, ...]) -> None:
    assert described(f"生物医药大会举行\n来源：某报\n{body}\n").author == author
    assert described(f"生物医药大会举行\n作者：王五\n{body}\n").author == ("王五",)


@pytest.mark.parametrize(
    ("page", "source"),
    [
        ("标题在此\n2023年08月30日 19:35    新民晚报\n正文。", "新民晚报"),
        ("标题在此\n作者：张三\n据新华社里约热内卢8月18日电 正文。", "新华社"),
        ("标题在此\n作者：张三\n本报讯 (记者 张三)正文。", None),
        ("标题在此\n作者：张三\n正文。\n《 人民日报 》( 2023年08月30日 10 版)", "人民日报"),
        ("标题在此\n来源：网络\n正文。", None),
        ("标题在此\n来源：《解放日报》\n正文。", "解放日报"),
        ("标题在此\n来源：上海普陀发布时间：2024-01-02\n正文。", "上海普陀"),
        ("标题在此\n作者：张三\n正文。\n相关新闻\n长宁区签约\n来源：长宁时报 2023-01-02\n松江区签约", None),
    ],
)
def test_sources_as_sites_write_them(page: str, source: str | None) -> None:
    assert described(page).source == source


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (
            "松江区经济委员会\n关于开展专项资金申报工作的通知\n各单位：\n现通知如下。",
            "松江区经济委员会关于开展专项资金申报工作的通知",
        ),
        ("提高养老补贴标准\n——闵行区见闻\n来源：某报\n每月多了一百五十元。", "提高养老补贴标准——闵行区见闻"),
        ("原标题：普陀区发布新政策\n" + "政策支持企业。" * 20, "普陀区发布新政策"),
        ("\n\n——\n\n政策支持企业。", "政策支持企业。"),
    ],
)
def test_titles_as_sites_write_them(page: str, title: str) -> None:
    assert described(page).title == title


@pytest.mark.parametrize(
    ("page", "district"),
    [
        ("发文机关：上海市长宁区人民政府\n关于开展专项资金申报工作的通知\n各单位：\n现通知如下。", ("长宁区",)),
        ("发布机构\n长宁区商务委\n关于开展专项资金申报工作的通知\n各单位：\n现通知如下。", ("长宁区",)),
        ("教练王宝山上任\n\n王宝山说，球队会赢。王宝山很有信心。", ()),
        ("山中小路开放\n\n金山很美。金山的游客不少。", ()),  # any mountain
        ("山中小路开放\n\n金山很美。金山区的游客不少。", ("金山区",)),
        ("山中小路开放\n\n上海金山很美。金山的游客不少。", ("金山区",)),
    ],
)
def test_districts_are_shanghais(page: str, district: tuple[str, ...]) -> None:
    assert described(page).district == district


def test_what_is_given_overrides_field_by_field() -> None:
    text = "普陀区发布新政策\n来源:上海普陀 时间:2024-01-02 作者:王五 编辑:赵六\n\n政策支持企业。\n本文链接:http://a.cn/1\n"
    own = describe(text, label_sections(text), "a.txt")
    assert describe(text, label_sections(text), "a.txt", Given()) == own
    given = Given("标题", "2020-01-01", "来源", "http://b.cn", ("长宁区",), ("甲",), (), (("栏目", "政策"),))
    found = describe(text, label_sections(text), "a.txt", given)
    assert (found.title, found.published, found.source, found.url) == ("标题", "2020-01-01", "来源", "http://b.cn")
    assert (found.district, found.author, found.editor, found.metadata) == (
        ("长宁区",),
        ("甲",),
        (),
        (("栏目", "政策"),),
    )
    one = describe(text, label_sections(text), "a.txt", Given(district=()))
    assert (one.district, one.title, one.published) == ((), own.title, own.published)
    assert own.metadata == ()


def test_only_title_and_body_name_policies_people_and_organisations() -> None:
    page = "普陀区发布《甲乙办法》\n来源：某报\n政策支持企业。\n相关新闻\n长宁区发布《丙丁办法》\n副区长王明表示支持。\n上海某某有限公司签约\n"
    found = described(page)
    assert (found.policies, found.people, found.organisations) == ((Policy("甲乙办法"),), (), ())


@pytest.mark.parametrize(
    "unit",
    [
        "《",
        "(记者",
        "区",
        "市场监管局",
        "上海和",
        "书记张",
        "·",
        "a ",
        " ",
        "1.0版",
        "政策1.0版",
        "2024-01-02 ",
        "责任编辑:",
        "Pu Tuo ",
    ],
)
def test_a_long_line_costs_no_more_than_its_length(unit: str) -> None:
    """A second a megabyte, with room for a busy machine; patterns that look ahead for every start took minutes."""
    text = unit * (400_000 // len(unit))
    started = time.process_time()
    describe(text, label_sections(text), "a.txt")
    assert time.process_time() - started < 3 * len(text.encode()) / 1e6
