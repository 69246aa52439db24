"""Lines that a page was wrapped into are joined; lines that were meant stay."""

from __future__ import annotations

import pytest

from bench.dirt import hard_wrapped
from index import restore_text
from index.restore.lines import find_broken_lines

PROSE = (
    "会上发布了生命健康产业专项政策，政策的覆盖面更广、针对性更强。记者了解到，企业落户后可以申请补贴，最高不超过三百万元。"
    "区商务委负责人表示，将支持专业服务平台建设，并优化企业帮办机制，让企业少跑一趟。\n\n"
    "活动当天，十家企业签约入驻，涉及医疗器械、生物制药等领域。据介绍，园区今年还将新增两万平方米空间，供中小企业使用。"
)
FIRMS = ["生物科技", "医疗器械", "信息技术", "新型材料", "智能装备", "环保科技", "食品配料", "检测服务"]


@pytest.mark.parametrize("width", [16, 20, 27, 40])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_wrapped_prose_is_joined(width: int, newline: str) -> None:
    page = f"{PROSE}\n\n{PROSE}"
    assert restore_text(hard_wrapped(page, width).damaged.replace("\n", newline)).text == page.replace("\n", newline)


def test_width_may_be_measured_in_columns() -> None:
    prose = PROSE.replace("三百万元", "300万元").replace("十家企业", "10家biotech企业").replace("两万", "20000")
    assert restore_text(hard_wrapped(prose, 20, columns=True).damaged).text == prose


def test_words_of_latin_letters_keep_their_space() -> None:
    lines = [
        "会上，区长介绍了Made in",
        "China计划，计划将支持企业",
        "出海，并提供补贴。企业代表说",
        "，有了这项政策，出海更有底气",
        "，明年将扩大规模，再设中心。",
    ]
    assert "Made in China计划，计划将支持企业出海，并提供补贴。" in restore_text("\n".join(lines)).text


@pytest.mark.parametrize(
    "page",
    [
        "拟支持企业名单公示\n" + "\n".join(f"上海甲乙{firm}有限公司" for firm in FIRMS) + "\n公示期为5个工作日。",
        "\n".join(f"{n}. 上海某某{firm}股份有限公司，注册在普陀区" for n, firm in enumerate(FIRMS, 1)) + "。",
        "\n".join(f"上海某某{firm}有限公司\t普陀区，桃浦镇\t10万元" for firm in FIRMS) + "\n以上。",
        "\n".join(f"| 上海某某{firm}有限公司 | 普陀区，桃浦 | 10万元 |" for firm in FIRMS) + "\n",
        "\n".join(f"第{n}条　支持{firm}企业，在本区做大做强" for n, firm in zip("一二三四五六七八", FIRMS, strict=True)) + "。",
        "\n".join(f"普陀区发布{firm}新政策，支持企业发展" for firm in FIRMS),
        "\n".join(f"- {firm}企业，可以申请补贴，最高十万元，不超过两次。" for firm in FIRMS),
        "两个黄鹂鸣翠柳，一行白鹭上青天。\n窗含西岭千秋雪，门泊东吴万里船。\n" * 4,
        "寻寻觅觅，冷冷清清，\n凄凄惨惨戚戚。\n乍暖还寒时候，最难将息。\n三杯两盏淡酒，\n怎敌他、晚来风急？\n" * 2,
        "首页\n新闻中心\n政务公开\n政策文件\n专题专栏\n互动交流\n",
        "\n".join(f"n{n:05d},上海市普陀区,2024-11-{n:02d},{n * 3 + 10000}" for n in range(10, 18)) + "\n完。",
        "\n".join(f"2024-11-02 10:{n}:00 用户{n}登录失败，请重试" for n in range(10, 18)) + "\n以上日志结束。",
        "\n".join(f"{name}，男，19{n}0年生，汉族，中共党员" for n, name in enumerate(["王小明", "李大海", "赵国强", "钱学文", "孙立人", "周建国"], 3)) + "。",
        "\n".join(f"{who}说，我们今天去哪里走走呢，天气真好" for who in "甲乙丙丁戊己") + "。",
        "我在黄昏的街上走，走过卖花的人，\n走过打烊的书店和灯，走过雨后，\n走过一只睡着的猫旁，走过旧桥，\n走过我们的名字之间，走到尽头，\n走到没有人的码头上，停了下来。\n",
        "来源：上海普陀区人民政府网站，2024年\n发布：上海普陀区人民政府网站，2024年\n作者：上海普陀区人民政府网站，2024年\n编辑：上海普陀区人民政府网站，2024年。\n",
    ],
    ids=["firms", "numbered", "tabs", "markdown table", "articles", "headlines", "bullets", "couplets", "ci", "menu", "csv", "log", "persons", "dialogue", "poem", "bylines"],
)  # fmt: skip
def test_lines_that_were_meant_stay(page: str) -> None:
    assert list(find_broken_lines(page)) == []
    assert restore_text(page).text == page
