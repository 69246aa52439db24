"""Persons that a text marks: with a title before the name, or as its reporters."""

from __future__ import annotations

import pytest

from index.people import is_name, people_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("副区长翁华建出席。", ("翁华建",)),
        ("副区长刘福升表示，松江要强化目标。", ("刘福升",)),
        ("区政协主席刘其龙说，要下功夫。", ("刘其龙",)),
        ("企業總經理李瑞在活動現場介紹說", ("李瑞",)),
        ("书记王伟、局长欧阳明和院长李晓明参加", ("王伟", "欧阳明", "李晓明")),
        ("总统穆罕默德·巴祖姆被扣押，市长吉达卡森·尼落塔那拉3日表示", ("穆罕默德·巴祖姆", "吉达卡森·尼落塔那拉")),
        ("新民晚报讯 (记者 郭剑烽)今天上午", ("郭剑烽",)),
        ("（记者韩晓玲、通讯员周尤）", ("韩晓玲", "周尤")),
        ("（湖北日报记者 王五 实习生 赵小六）", ("王五", "赵小六")),
        ("旅客在检票上车。新华社记者 刘续 摄", ("刘续",)),
        ("主任李瑞说。李瑞主任又说。主任李瑞强调", ("李瑞",)),
    ],
)
def test_persons_who_are_marked(text: str, names: tuple[str, ...]) -> None:
    assert people_in(text).named == names


@pytest.mark.parametrize(
    "text",
    [
        "",
        "记者在现场了解到",
        "记者从区科委获悉",
        "书记高度重视，局长安排部署",
        "主席团成员、专家组表示",
        "总经理向记者表示",
        "负责人介绍，代表们认为",
        "市长热线",
        "国民警卫队外，还有海岸警卫队",
        "翁华建表示",  # no title
        "区长王某表示",  # not named
        "(记者朱程杜康)",  # two names, or one?
        "董事长孙宏俊同志因病"[:3],
    ],
)
def test_nobody_is_made_up(text: str) -> None:
    assert people_in(text).named == ()


def test_a_title_that_ends_like_a_surname() -> None:
    assert people_in("集团原董事长孙宏俊同志").named == ("孙宏俊",)  # not 长孙宏俊


def test_reporters_stand_at_the_edges() -> None:
    assert people_in("(记者 王五)大会举行。").reporters == ("王五",)
    assert people_in("大会举行。新华社记者 刘续 摄").reporters == ()
    middle = "会议开了三天。" * 50
    assert people_in(f"{middle}(记者 王五){middle}").reporters == ()
    assert people_in(f"{middle}(记者 王五)").reporters == ("王五",)


@pytest.mark.parametrize(
    ("word", "is_one"),
    [("张晓鸣", True), ("張曉鳴", True), ("李瑞", True), ("欧阳修", True), ("司馬相如", True), ("王", False), ("高度", False), ("朱程杜康", False),
     ("刘续摄", True), ("表示", False), ("", False), ("李A", False)],
)  # fmt: skip
def test_names(word: str, is_one: bool) -> None:
    assert is_name(word) == is_one
