"""Policies by name and version, as a careful reader would list them."""

from __future__ import annotations

import pytest

from index.policies import policies_in
from index.types import Policy


@pytest.mark.parametrize(
    ("quoted", "name", "version"),
    [
        ("《支持产业发展的实施办法》", "支持产业发展的实施办法", None),
        ("《支持产业发展的实施办法(草案)》", "支持产业发展的实施办法", "草案"),
        ("《支持产业发展的实施办法（试行）》", "支持产业发展的实施办法", "试行"),
        ("《支持产业发展的实施办法》（试行）", "支持产业发展的实施办法", "试行"),
        ("《产业指导目录(修订版)》", "产业指导目录", "修订版"),
        ("《产业指导目录(2023年修订)》", "产业指导目录", "2023年修订"),
        ("《产业指导目录(2022年版)》", "产业指导目录", "2022年版"),
        ("《产业指导目录2022年版》", "产业指导目录", "2022年版"),
        ("《药品管理法(2019修订)》", "药品管理法", "2019修订"),
        ("《管理条例(征求意见稿)》", "管理条例", "征求意见稿"),
        ("《人才条例(修订草案)》", "人才条例", "修订草案"),
        ("《人才条例草案》", "人才条例", "草案"),
        ("《专项政策3.0版》", "专项政策", "3.0版"),
        ("《专项政策3.0版本》", "专项政策", "3.0版"),
        ("《专项政策2.0》", "专项政策", "2.0"),
        ("《专项政策（2.0版）》", "专项政策", "2.0版"),
        ("《专项政策》3.0版", "专项政策", "3.0版"),
        ("《专项政策V2.0》", "专项政策", "V2.0"),
        ("《管理办法(2023年修订)(试行)》", "管理办法", "2023年修订 试行"),
        ("《三年行动计划(2021-2023年)》", "三年行动计划(2021-2023年)", None),  # its years, no version of it
        ("《關於推動產業發展的若干措施（試行）》", "關於推動產業發展的若干措施", "試行"),
        ("《工作規範(徵求意見稿)》", "工作規範", "徵求意見稿"),
        ("《关于印发<管理办法>的通知》", "关于印发<管理办法>的通知", None),
    ],
)
def test_what_stands_in_quotes(quoted: str, name: str, version: str | None) -> None:
    assert policies_in(f"会上发布了{quoted}，支持企业。") == (Policy(name, version),)


@pytest.mark.parametrize(
    ("text", "name", "version"),
    [
        ("發布普陀區生命健康產業專項政策3.0版", "普陀區生命健康產業專項政策", "3.0版"),
        ("还同步发布了普陀区生命健康产业专项政策3.0版本。", "普陀区生命健康产业专项政策", "3.0版"),
        ("奉贤“东方美谷”化妆品产业支持政策2.0版发布", "奉贤“东方美谷”化妆品产业支持政策", "2.0版"),
        ("今天，园区推出人才新政二十条2.0版。", "人才新政二十条", "2.0版"),
    ],
)
def test_what_stands_before_a_version(text: str, name: str, version: str) -> None:
    assert policies_in(text) == (Policy(name, version),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "据《人民日报》报道",
        "电影《黑神话:悟空》上映",
        "入选《世界遗产名录》",
        "《孙子兵法》《学习方法》",
        "《办法》规定，《通知》要求",  # one that was named before
        "3.0版本的政策覆盖面更广",
        "软件升级到3.0版",
        "政策3.0版",
        "《没有结尾的办法",
    ],
)
def test_what_is_no_policys_name(text: str) -> None:
    assert policies_in(text) == ()


def test_each_is_listed_once_in_order() -> None:
    text = "《乙条例》和《甲办法(草案)》。《乙条例》、《甲办法》、专项政策。普陀区专项政策3.0版。《甲办法(草案)》。"
    assert policies_in(text) == (
        Policy("乙条例"),
        Policy("甲办法", "草案"),
        Policy("甲办法"),
        Policy("普陀区专项政策", "3.0版"),
    )
