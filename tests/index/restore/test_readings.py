"""Bracketed readings go; every other bracket stays."""

from __future__ import annotations

import pytest

from index import restore_text
from index.restore.readings import find_readings


def without_readings(text: str) -> str:
    for start, end, *_ in reversed(list(find_readings(text))):
        text = text[:start] + text[end:]
    return text


@pytest.mark.parametrize(
    ("annotated", "plain"),
    [
        ("首頁(yè)", "首頁"),
        ("產(chǎn)業(yè)發(fā)展", "產業發展"),
        ("產(chan)業(ye)", "產業"),  # toneless
        ("產（chǎn）業（yè）", "產業"),  # fullwidth brackets
        ("優(yōu)化(yòu)", "優化(yòu)"),  # 化 is not read so
        ("綠(lǜ)色", "綠色"),
        ("綠(lü)色", "綠色"),
        ("會(huì)計(jì)", "會計"),
        ("會(kuài)計(jì)", "會計"),  # a heteronym
        ("營(yíng)商", "營商"),
        ("普陀區(qū)(草案)", "普陀區(草案)"),
        ("游說(shuì)", "游說"),
    ],
)
def test_readings_are_found(annotated: str, plain: str) -> None:
    assert without_readings(annotated) == plain


@pytest.mark.parametrize(
    "text",
    [
        "", "(草案)", "办法(草案)", "服务(上海)有限公司", "主席(扩大)会议", "(09-21)", "6个月前 (09-21)", "国际(GMP)标准",
        "規範(GMP)", "A(a)", "x(yè)", "郫(pí)县", "區(a)", "區(quality)", "區(qū", "區qū)", "區()", "區 (qū)", "區[qū]",
        "發(fù)", "(yè)頁", "頁(Yè)", "頁(yè yè)", "华润?医药(yī)",
    ],
)  # fmt: skip
def test_other_brackets_stay(text: str) -> None:
    assert without_readings(text) == text


def test_a_lone_note_in_a_long_text_stays() -> None:
    text = "記者從區商務委員會瞭解到，這項專項政策將從下個月開始實施，對優質企業給予獎勵。" * 3
    noted = text + "其中提到的水獺(tǎ)也獲得保護。"
    assert restore_text(noted).text == noted
    assert restore_text("首頁(yè)").text == "首頁"
    many = noted.replace("區商", "區(qū)商").replace("專項", "專(zhuān)項")
    assert restore_text(many).text == noted.replace("獺(tǎ)", "獺")
