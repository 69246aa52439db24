"""Many people at once: one engine, shared and read-only, while the index is built anew under it."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from index.build import build_index
from rag import Answer
from ui.views import session

from .browsing import STARTED, served

SESSIONS, SWITCHES = 20, 5
TOPICS = (
    *(
        "氢燃料电池",
        "生物医药",
        "集成电路",
        "人工智能",
        "民用航空",
        "邮轮产业",
        "时尚消费",
        "在线教育",
        "智能网联汽车",
        "北斗导航",
    ),
    *(
        "新型储能",
        "海洋工程",
        "文化创意",
        "现代农业",
        "绿色建筑",
        "工业互联网",
        "数字广告",
        "跨境电商",
        "体育产业",
        "养老服务",
    ),
)


def write_article(folder: Path, topic: str, number: int) -> None:
    text = f"某区{topic}专项政策\n来源:区报 发布时间:2024-03-{number % 28 + 1:02} 09:00:00\n\n{fact(topic, number)}\n"
    (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")


def fact(topic: str, number: int) -> str:
    return f"该区设立{topic}专项资金,对{topic}企业给予最高{number + 100}万元的补贴。"


def question(topic: str) -> str:
    return f"{topic}企业最高补贴多少万元?"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number, topic in enumerate(TOPICS):
        write_article(folder, topic, number)
    return folder


@pytest.fixture
def index(tmp_path: Path, articles: Path) -> Path:
    build_index([articles], tmp_path / "index")
    return tmp_path / "index"


def check(answer: Answer, number: int) -> None:
    """That it cites the article of this very question, and quotes it exactly."""
    assert answer.claims, (number, answer.refusal)
    cited = answer.citations[0]
    assert Path(cited.path).name == f"{number:02}.txt"
    assert cited.quote == cited.article.text[cited.start : cited.end]
    assert f"最高{number + 100}万元" in cited.quote


def test_twenty_threads_share_an_engine_through_five_switches(index: Path, articles: Path) -> None:
    first = session.engine(index)
    ending = threading.Event()
    asked = [0] * SESSIONS

    def ask_on(number: int) -> None:
        mine = session.engine(index)
        while not ending.is_set() or not asked[number]:
            engine = mine if number % 4 == 0 else session.engine(index)  # every fourth holds on to what it had
            check(engine.ask(question(TOPICS[number])), number)
            asked[number] += 1
            time.sleep(0.05)  # people read what they asked for

    with ThreadPoolExecutor(SESSIONS) as people:
        going = [people.submit(ask_on, number) for number in range(SESSIONS)]
        try:
            for switch in range(SWITCHES):
                write_article(articles, f"第{switch}号新项目", SESSIONS + switch)
                build_index([articles], index)
        finally:
            ending.set()
        for it in going:
            it.result(60)
    assert min(asked) >= 1
    last = SESSIONS + SWITCHES - 1
    check(session.engine(index).ask(question(f"第{SWITCHES - 1}号新项目")), last)
    assert not (index / "generations" / "000001").exists()
    check(first.ask(question(TOPICS[3])), 3)  # its files are gone, and it reads on
    assert len(first.articles()) == SESSIONS
    session._engine.clear()  # type: ignore[attr-defined]


def ask_in(page: Page, number: int, topic: str) -> None:
    box = page.locator(".st-key-question input")
    box.fill(question(topic))
    box.press("Enter")


def check_in(page: Page, number: int) -> None:
    """As :func:`check`, by what is seen."""
    expect(page.locator(".wj-asked").first).to_have_text(question(TOPICS[number]), timeout=60_000)
    expect(page.locator(".wj-claim, .wj-items li").first).to_contain_text(f"最高{number + 100}万元")
    expect(page.locator("mark#quote").first).to_contain_text(f"最高{number + 100}万元")
    expect(page.locator(".wj-path")).to_contain_text(f"{number:02}.txt")


@pytest.fixture
def pages(browser: Browser) -> Iterator[list[Page]]:
    """A session each: Streamlit gives one to every page that is opened. They share what the browser keeps of the scripts."""
    context = browser.new_context(viewport={"width": 900, "height": 700}, reduced_motion="reduce")
    yield [context.new_page() for _ in range(SESSIONS)]
    context.close()


@pytest.mark.browser
def test_twenty_browsers_ask_while_the_index_is_rebuilt(
    pages: list[Page], index: Path, articles: Path, tmp_path: Path
) -> None:
    faults: list[str] = []
    for page in pages:
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    with served(index, tmp_path, "--lang", "zh") as (url, process):
        for page in pages:
            page.goto(url, wait_until="commit")
        for page in pages:
            expect(page.locator(".st-key-question input")).to_be_visible(timeout=60_000)
        write_article(articles, "低空经济", 90)
        build = [sys.executable, "-c", STARTED, "build", str(articles), "--index", str(index)]
        with subprocess.Popen(build, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as building:
            for number, page in enumerate(pages):
                ask_in(page, number, TOPICS[number])
            for number, page in enumerate(pages):
                check_in(page, number)
            assert building.wait(60) == 0
        write_article(articles, "元宇宙", 91)
        pages[0].get_by_role("link", name="资料库").click()
        pages[0].get_by_role("button", name="重建索引").click(timeout=30_000)
        for number, page in enumerate(pages[1:]):  # what the neighbour asked before
            ask_in(page, number, TOPICS[number])
        for number, page in enumerate(pages[1:]):
            check_in(page, number)
        expect(pages[0].get_by_text("索引已更新")).to_be_visible(timeout=60_000)
        for page, topic, amount in ((pages[5], "低空经济", 190), (pages[6], "元宇宙", 191)):
            ask_in(page, amount - 100, topic)
            expect(page.locator(".wj-claim, .wj-items li").first).to_contain_text(f"最高{amount}万元", timeout=30_000)
        process.terminate()
        assert process.stdout is not None
        said = process.stdout.read()
    assert faults == []
    assert "Traceback" not in said, said


SLOW = """
import time
from ui.views import session
opening = session.open_index
def slow(index):
    time.sleep(4)
    return opening(index)
session.open_index = slow
from ui.cli import main
main()
"""


@pytest.mark.browser
def test_the_box_is_there_before_the_engine(browser: Browser, index: Path, tmp_path: Path) -> None:
    with served(index, tmp_path, "--lang", "zh", program=SLOW) as (url, _):
        page = browser.new_page()
        page.goto(url)
        box = page.locator(".st-key-question input")
        box.fill(question(TOPICS[2]))
        usable = time.monotonic()
        assert page.locator(".wj-footer").count() == 0  # which needs the engine
        box.press("Enter")  # asked before there is anyone to answer
        expect(page.locator(".wj-claim, .wj-items li").first).to_contain_text("最高102万元", timeout=30_000)
        assert time.monotonic() - usable > 1
        page.close()
