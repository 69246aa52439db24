"""Reading questions."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest

from index.errors import BadQuestion
from index.fold import fold_text
from rag.query import MAXIMUM_CHARACTERS, check_question, read_question


@pytest.mark.parametrize("text", ["", "  ", "\n\t", "???", "。"])
def test_an_empty_question_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadQuestion, match="empty") as caught:
        check_question(text)
    assert "普陀区" in caught.value.hint.en


def test_a_long_question_is_refused_with_both_numbers() -> None:
    check_question("问" * MAXIMUM_CHARACTERS)
    with pytest.raises(BadQuestion, match=f"10000.*{MAXIMUM_CHARACTERS}"):
        check_question("问" * 10_000)


def test_traditional_and_simplified_read_alike() -> None:
    simplified = read_question("普陀区生命健康产业专项政策3.0版支持什么?")
    traditional = read_question("普陀區生命健康產業專項政策３.０版支持什麼？")
    assert traditional.folded.replace("?", "") == simplified.folded.replace("?", "")
    assert traditional.terms == simplified.terms
    assert traditional.focus == simplified.focus


def test_words_are_not_torn_apart() -> None:
    assert read_question("国家专家委员会会议到期的目的地是哪里").focus_text == "国家专家委员会会议到期 目的地"


def test_question_words_are_no_focus() -> None:
    question = read_question("松江区有哪些政策?")
    assert question.focus == ("松江", "江区", "政策")
    assert set(question.focus) < set(question.terms)


def test_latest_orders_the_articles_and_need_not_stand_in_them() -> None:
    assert read_question("松江区最新的政策是什么?").focus == ("松江", "江区", "政策")


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("What does Putuo's policy 3.0 support?", ("what", "does", "普陀", "policy", "3.0", "support")),
        ("Jing'an District", ("静安",)),
        ("Pudong New Area plans", ("浦东", "plans")),
    ],
)
def test_an_english_question_names_districts_as_the_articles_do(text: str, terms: tuple[str, ...]) -> None:
    question = read_question(text)
    assert question.terms == terms
    assert question.language == "en"


@pytest.mark.parametrize(
    ("text", "versions"),
    [
        ("政策3.0版", ("3.0",)),
        ("policy 3.0 and version 2", ("3.0", "2")),
        ("第4版", ("第4版",)),
        ("第六輪三年行動計劃", ("第6轮",)),
        ("第十二届大会", ("第12届",)),
        ("第二十三批", ("第23批",)),
        ("增长30.55%了吗", ()),
        ("投资3.5亿元", ()),
        ("增长百分之十五点五、百分之15.5", ()),
        ("2.5 million", ()),
    ],
)
def test_versions(text: str, versions: tuple[str, ...]) -> None:
    assert read_question(text).versions == versions


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2024年11月", ("2024",)),
        ("去年和今年", ("2025", "2026")),
        ("last year", ("2025",)),
        ("号码20241122", ()),
        ("补贴2000元", ()),
    ],
)
def test_years_count_from_the_given_day(text: str, years: tuple[str, ...]) -> None:
    assert tuple(sorted(read_question(text, date(2026, 11, 21)).years)) == years


def test_districts() -> None:
    assert read_question("普陀和长宁").districts == ("普陀区", "长宁区")
    assert read_question("Putuo and Changning").districts == ("普陀区", "长宁区")
    assert read_question("舟山普陀").districts == ()


@pytest.mark.parametrize(
    "text",
    [
        "普陀区生命健康产业专项政策第六轮“三支持、一优化”2024年11月22日发布的三十条支持什么",
        "普陀區生命健康產業專項政策第六輪「三支持、一優化」二〇二四年十一月二十二日發布的30條支持什麼",
        "普陀区生命健康产业专项政策第６轮＂三支持、一优化＂２０２４年１１月２２日发布的３０条支持什么",
        '普陀区生命健康产业专项政策第6轮"三支持、一优化"2024-11-22发布的三十条支持什么',
    ],
)
def test_every_script_and_width_reads_alike(text: str) -> None:
    question = read_question(text)
    assert question.districts == ("普陀区",)
    assert question.versions == ("第6轮",)
    assert question.years == ("2024",)
    assert [fold_text(phrase) for phrase in question.phrases] == [fold_text("三支持、一优化")]
    assert {"30", "条支"} <= set(question.terms)
    assert (
        question.terms
        == read_question("普陀区生命健康产业专项政策第6轮「三支持、一优化」2024年11月22日发布的30条支持什么").terms
    )


@pytest.mark.parametrize(
    ("text", "phrases", "required"),
    [
        ("“普陀区”的政策", ("普陀区",), ("普陀", "陀区")),
        ('what is "life and health"?', ("life and health",), ("life", "and", "health")),
        ("＂普陀区＂有哪些政策", ("普陀区",), ("普陀", "陀区")),
        ("“普陀区”的“专项政策3.0版”", ("普陀区", "专项政策3.0版"), ("普陀", "陀区", "专项", "项政", "政策", "3.0")),
        ("「普陀區」的『政策』", ("普陀區", "政策"), ()),  # Taiwan's marks are for names
        ("“軟體園區”的政策", ("軟體園區",), ("软件", "件园", "园区")),  # quoted as written, looked for folded
        ('the "Putuo District" plan', ("Putuo District",), ("普陀",)),
        ("“双十一”活动", ("双十一",), ()),  # a number alone is no phrase
        ("“区”的政策", (), ()),
        ("“普陀区政策”？", (), ()),  # nothing else is asked
        ("《普陀区政策》支持什么", (), ()),
        ("Putuo's and Jing'an's policies", (), ()),
        ('a 5" pipe', (), ()),
        ('6" pipe and 8" pipe cost', (), ()),
        ('6 " pipe and 8 " pipe cost', (), ()),
        ('the 6" pipe of "steel"', ("steel",), ("steel",)),
        ('an a"b c"d', (), ()),
        ('支持"氢能"和"储能"的政策', ("氢能", "储能"), ("氢能", "储能")),
        ('专项"政策3.0"的', ("政策3.0",), ("政策", "3.0")),
        ("为什么“甲乙和“丙丁”不同", ("丙丁",), ("丙丁",)),
        ('为什么"甲乙和"丙丁"不同', (), ()),  # no telling which mark is too many
        ("为什么”甲乙“不同", (), ()),
        ('6"钢管和8"钢管', (), ()),
        ('支持GMP"车间"2024年的政策', ("车间",), ("车间",)),
        ("「甲乙和「丙丁」不同", ("丙丁",), ()),
        ("｢甲乙｣和＂丙丁＂", ("甲乙", "丙丁"), ("丙丁",)),
    ],
)
def test_quoted_phrases(text: str, phrases: tuple[str, ...], required: tuple[str, ...]) -> None:
    question = read_question(text)
    assert (question.phrases, question.required) == (phrases, required)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("普陀的政策支持什么", "支持"),
        ("委员提出哪五条建议", "提出 建议"),
        ("有多少家企业签约", "企业"),
        ("which international symposium was held?", "international symposium held"),
        ("What does the policy support?", "support"),
        ("How many life-and-health companies are there?", "life-and-health companies"),
        ("普陀的政策", ""),
    ],
)
def test_what_stands_beside_the_question_word(text: str, asked: str) -> None:
    assert read_question(text).asked == asked


@pytest.mark.parametrize(
    "text",
    [
        "那篇报道中大会在哪里举行",
        "这则消息里大会在哪里举行",
        "那篇报导大會在哪裡舉行",
        "报道的大会在哪里举行",
        "请问大会在哪里举行呢?",
    ],
)
def test_words_on_the_report_itself_are_no_focus(text: str) -> None:
    focus = read_question(text).focus_text
    assert "大会" in focus
    assert "举行" in focus
    assert not {"报道", "消息", "那篇", "这则", "哪里", "请问"} & {focus[at : at + 2] for at in range(len(focus))}


@pytest.mark.parametrize("word", ["什么", "“甲", "which ", "a-", "普陀和", "(", "3."])
def test_a_question_as_long_as_allowed_takes_no_time(word: str) -> None:
    text = (word * MAXIMUM_CHARACTERS)[:MAXIMUM_CHARACTERS]
    start = perf_counter()
    assert read_question(text).text == text.strip()
    assert perf_counter() - start < 2
