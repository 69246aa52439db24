"""The page's logic, without a browser."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from index.build import build_index
from index.i18n import Message
from rag import Engine
from ui.views import session
from ui.views.answers import Turn

from .hostile import ARTICLE, QUESTION, TITLE, hostile_index

APP = Path(session.__file__).parents[1] / "app.py"
PUTUO = "普陀区生命健康产业专项政策3.0版支持什么?"


def open_page(index: Path, monkeypatch: pytest.MonkeyPatch, language: str = "zh") -> AppTest:
    monkeypatch.setenv("WENJU_INDEX", str(index))
    monkeypatch.setenv("WENJU_LANG", language)
    page = AppTest.from_file(str(APP), default_timeout=60).run()
    assert not page.exception
    return page


def ask(page: AppTest, question: str) -> AppTest:
    page.text_input(key="question").set_value(question)
    page.button[0].click().run()
    assert not page.exception
    return page


def shown(page: AppTest) -> dict[str, str]:
    """The HTML of the answers and of the reader, where there is one."""
    drawn = [json.loads(element.proto.json) for element in page.get("bidi_component")]
    payloads = [its["html"] for its in drawn if "html" in its]  # one tells the page's language, and draws nothing
    return dict(zip(("answers", "reader"), payloads, strict=False))


def notices(page: AppTest) -> str:
    return "".join(element.proto.body for element in page.get("html"))


def open_place(page: AppTest, place: str) -> AppTest:
    """As the browser does when a number is clicked."""
    desk = page.session_state["wenju"]
    page.session_state["wenju"] = desk.opening(place)
    page.run()
    assert not page.exception
    return page


def test_streamlit_draws_nothing_by_itself(seeds_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A string that stands alone in `app.py` would be drawn: Streamlit's "magic"."""
    assert not [it.value for it in open_page(seeds_index, monkeypatch).markdown]


def test_an_answer_has_numbers_and_its_first_citation_lies_open(
    seeds_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ask(open_page(seeds_index, monkeypatch), PUTUO)
    html = shown(page)
    assert 'data-open="0-1"' in html["answers"]
    assert ">[1]</button>" in html["answers"]
    assert '<mark id="quote"' in html["reader"]
    assert 'data-state="aside"' in html["reader"]  # not over the answer on a phone
    assert 'href="http' in html["reader"]
    assert 'data-state="open"' in shown(open_place(page, "0-2"))["reader"]


def test_every_citation_opens_its_own_quote(seeds_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ask(open_page(seeds_index, monkeypatch), PUTUO)
    answer = page.session_state["wenju"].history[0].answer
    for citation in answer.citations:
        place = session.Desk((Turn(answer),), f"0-{citation.number}").place
        assert place is not None
        assert place.span is not None
        assert place.span.of(place.article.text) == citation.quote


@pytest.mark.parametrize("place", ["", "x", "0", "0-", "0-99", "7-1", "-1-1", "0-1-1", "²-1"])
def test_what_a_browser_makes_up_opens_nothing(place: str, seeds_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_place(ask(open_page(seeds_index, monkeypatch), PUTUO), place)
    assert "reader" not in shown(page)


def test_a_refusal_shows_the_nearest_passages_and_they_open(seeds_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ask(open_page(seeds_index, monkeypatch), "红烧肉怎么做?")
    html = shown(page)
    assert "wj-refusal" in html["answers"]
    assert "最相近的段落" in html["answers"]
    assert "reader" not in html
    assert '<mark id="quote"' in shown(open_place(page, "0-1"))["reader"]


def test_earlier_questions_stay_folded_below(seeds_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ask(ask(open_page(seeds_index, monkeypatch), PUTUO), "<i>红烧肉</i>怎么做?")
    page = ask(page, "松江区政协的会议讨论了什么?")
    html = shown(page)["answers"]
    assert html.count("<details") == 2
    assert any("最新的回答，“松江区政协的会议讨论了什么?”：" in it.proto.body for it in page.get("html"))
    assert html.index("&lt;i&gt;红烧肉&lt;/i&gt;怎么做?</summary>") < html.index(f"{PUTUO}</summary>")


def test_the_last_question_asked_again_comes_once_and_under_other_filters_twice(engine: Engine) -> None:
    answer, other = engine.ask(PUTUO), engine.ask("松江区政协的会议讨论了什么?")
    desk = session.Desk().answered(answer).answered(answer)
    assert [turn.answer for turn in desk.history] == [answer]
    assert desk.open == "0-1"
    assert desk.asked == 2  # the page shows the second answer: a rebuild may lie between them
    desk = desk.answered(answer, Message("Putuo", "普陀区")).answered(other).answered(answer)
    assert [turn.answer for turn in desk.history] == [answer, answer, other, answer]


@pytest.mark.parametrize("question", ["", "   ", "长" * 10_001])
def test_a_question_that_cannot_be_asked_is_said_calmly(
    question: str, seeds_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ask(open_page(seeds_index, monkeypatch), question)
    assert 'class="wj-notice"' in notices(page)
    page = ask(page, PUTUO)
    assert 'class="wj-notice"' not in notices(page)
    assert ">[1]</button>" in shown(page)["answers"]


def test_examples_are_only_those_that_are_answered(seeds_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(seeds_index, monkeypatch)
    examples = [button for button in page.button if (button.key or "").startswith("example-")]
    assert examples
    for number in range(len(examples)):
        asked = open_page(seeds_index, monkeypatch).button(key=f"example-{number}").click().run()
        assert ">[1]</button>" in shown(asked)["answers"]
        assert asked.text_input(key="question").value == examples[number].label


def test_both_languages_and_the_switch_between_them(seeds_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ask(open_page(seeds_index, monkeypatch, "en"), PUTUO)
    assert "Sources" in shown(page)["answers"]
    page.button_group(key="language").set_value("zh").run()
    assert "出处" in shown(page)["answers"]
    assert page.button[0].label == "提问"


def test_hostile_articles_are_plain_text_everywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ask(open_page(hostile_index(tmp_path), monkeypatch), QUESTION)
    html = shown(page)
    assert html.keys() == {"answers", "reader"}
    for part in html.values():
        assert not any(tag in part for tag in ("<script", "<img", "<b>", 'href="javascript'))
        assert "&lt;script&gt;window.hacked=1&lt;/script&gt;" in part
        assert "[点此](javascript:window.hacked=1)" in part
        assert ":material/home:" in part
    for widget in (*page.button, *page.markdown, *page.text_input):
        assert "hacked" not in str(widget.proto)
    assert TITLE in ARTICLE


def test_without_an_index_the_page_says_so_and_builds_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    index = tmp_path / "index"
    page = open_page(index, monkeypatch)
    assert str(index) in notices(page)
    assert notices(ask(page, PUTUO)).count('class="wj-notice"') == 1
    page.button(key="rebuild").click().run()
    session.rebuild_of(str(index)).wait(60)
    page.run()
    assert "seeds" in notices(page)  # there is no seeds/ here: said, not raised
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("宝山区政策\n\n宝山区设立专项资金,支持企业研发。\n", encoding="utf-8")
    page.button(key="rebuild").click().run()
    session.rebuild_of(str(index)).wait(60)
    page.run()
    assert not page.exception
    assert 'class="wj-notice"' not in notices(page)
    assert ">[1]</button>" in shown(ask(page, "宝山区设立专项资金支持什么?"))["answers"]


def test_a_rebuild_is_picked_up_and_the_open_engine_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a.txt").write_text("宝山区政策\n\n宝山区设立专项资金,支持企业研发。\n", encoding="utf-8")
    index = tmp_path / "index"
    build_index([articles], index)
    before = session.engine(index)
    assert session.engine(index) is before
    (articles / "b.txt").write_text("松江区政策\n\n松江区新建三座产业园。\n", encoding="utf-8")
    build_index([articles], index)
    assert len(session.engine(index).articles()) == 2
    assert len(before.articles()) == 1
    assert before.search("宝山区").hits


def test_a_damaged_index_is_said_with_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = hostile_index(tmp_path)
    next((index / "generations").glob("*/vectors.faiss")).write_bytes(b"no")
    page = open_page(index, monkeypatch)
    assert "vectors.faiss" in notices(page)
    page.button(key="rebuild").click().run()
    session.rebuild_of(str(index)).wait(60)
    page.run()
    assert page.text_input(key="question") is not None
    assert "vectors.faiss" not in notices(page)


def test_the_page_never_loads_torch(seeds_index: Path) -> None:
    script = (
        "import sys; from streamlit.testing.v1 import AppTest\n"
        f"page = AppTest.from_file({str(APP)!r}, default_timeout=60).run()\n"
        f"page.text_input(key='question').set_value({PUTUO!r}); page.button[0].click().run()\n"
        "assert page.get('bidi_component'); print(sorted({'torch', 'sentence_transformers'} & set(sys.modules)))"
    )
    env = {**os.environ, "WENJU_INDEX": str(seeds_index)}
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stderr
