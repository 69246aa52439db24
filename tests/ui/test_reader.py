"""The reader's tools: the file as it was read, copies, the chart; and the session's state behind them."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from index.restore.offsets import Edit, OffsetMap
from index.types import Span
from rag import Engine
from rag.types import Leg
from rag.why import Why, Word
from ui.views.ask import _in_copy
from ui.views.raw import raw_html
from ui.views.reader import Place, article_html
from ui.views.tools import Around
from ui.views.why import why_html

from ..rag.small import small, span_of
from .test_copies import QUESTION, index  # noqa: F401 - a fixture
from .test_page import ask, open_page, shown


def plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^<>]*>", "", markup))


def test_the_raw_file_is_whole_its_quote_marked_and_its_repairs_named() -> None:
    raw = "產(chǎn)業(yè)<b>政策。\n全文。"
    text = "產業<b>政策。\n全文。"
    edits = (Edit(1, 7, 1, 1), Edit(8, 12, 2, 2))
    article = small("一")
    section = replace(article.sections[0], span=Span(0, len(text)))
    article = replace(article, raw=raw, text=text, restored=OffsetMap(edits), sections=(section,))
    written = raw_html(article, Span(0, text.index("\n")), "zh")
    assert plain(written) == raw
    (quoted,) = re.findall(r'<mark id="quote" class="wj-quote">(.*?)</mark>', written)
    assert plain(quoted) == "產(chǎn)業(yè)<b>政策。"
    assert re.findall(r'<span class="wj-was" title="修复时去除">(.*?)</span>', written) == ["(chǎn)", "(yè)"]


def test_the_raw_file_of_every_seed_is_whole(engine: Engine) -> None:
    for article in engine.articles():
        middle = len(article.text) // 2
        for span in (None, Span(middle, middle + 9), Span(0, len(article.text))):
            assert plain(raw_html(article, span, "en")) == article.raw


def test_tools_are_there_only_where_they_have_something_to_do() -> None:
    article = small("政策发布。")
    nothing = article_html(Place(article), "zh", asked_for=False, around=Around())
    assert "data-view" not in nothing
    assert "data-copy" not in nothing
    assert "wj-tools" not in article_html(Place(article), "zh", asked_for=False)
    damaged = replace(article, raw=article.raw + " ", restored=OffsetMap())
    copy = small("政策发布。", article_id="b<", source="<i>报", published="2024-01-02")
    tools = article_html(Place(damaged), "zh", asked_for=False, around=Around(copies=(copy,)))
    assert '<button type="button" data-view="text" aria-pressed="true">修复后</button>' in tools
    assert '<button type="button" data-view="raw" aria-pressed="false">修复前</button>' in tools
    assert '<button type="button" data-view="copy:b&lt;" title="通知">&lt;i&gt;报, 2024-01-02</button>' in tools


def test_the_chart_says_in_words_what_it_draws() -> None:
    words = (Word("普陀<", 1, held=True), Word("支持", 0.6, held=False), Word("4.0", 0.1, held=False))
    written = why_html(Why(Span(0, 1), words, Leg(3, 0.25), None, 0.25, -0.1, 62), "zh")
    assert plain(written) == (
        "为何找到3 个词中 2 个普陀< (原样出现)支持 (有近义词 · 最近的词：余弦 0.60)4.0 (未出现 · 最近的词：余弦 0.10)"
        "字面第 3（共 62 段） (逐字含有问题信息量的 25%)语义此路未找到 (余弦相似度 -0.10)"
    )
    assert re.findall(r"--wj-part: (\d+)%", written) == ["25", "0"]
    assert re.findall(r'data-met="(\w+)"', written) == ["exact", "near", "not"]


def test_the_quote_is_found_in_a_copy_of_either_script() -> None:
    cited = small("本區產業發展迅速。")
    place = Place(cited, span_of(cited, "產業發展"))
    other = small("近日,本区产业发展迅速。", article_id="b")
    assert _in_copy(place, other) == Place(other, span_of(other, "产业发展"))
    reworded = small("发展很快。", article_id="c")
    assert _in_copy(place, reworded) == Place(reworded)
    assert _in_copy(Place(cited), other) == Place(other)


def view(page: AppTest, chosen: str) -> str:
    """The reader's HTML after ``chosen`` was clicked."""
    page.session_state["wenju"] = page.session_state["wenju"].viewing(chosen)
    page.run()
    assert not page.exception
    return shown(page)["reader"]


def test_a_copy_opens_in_the_reader_and_leads_back(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    page = ask(open_page(index, monkeypatch), QUESTION)
    first = shown(page)["reader"]
    (copy,) = re.findall(r'data-view="(copy:\w+)"', first)
    assert "上海青浦" in first
    opened = view(page, copy)
    assert "<span>东&lt;i&gt;方网</span>" in opened
    assert '<mark id="quote"' in opened
    (back,) = re.findall(r'data-view="(copy:\w+)"', opened)
    assert back != copy
    assert "<span>上海青浦</span>" in view(page, back)
    assert "<span>上海青浦</span>" in view(page, "copy:made-up")


def test_the_chart_and_the_raw_file_are_of_the_open_quote(seeds_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ask(open_page(seeds_index, monkeypatch), "普陀区生命健康产业专项政策3.0版支持什么?")
    reader = shown(page)["reader"]
    assert '<details class="wj-why" open>' in reader
    assert re.findall(r'data-met="exact">(\S+?)<', reader)
    assert ">普陀区<span" in reader
    raw = view(page, "raw")
    assert 'class="wj-raw"' in raw
    citation = page.session_state["wenju"].history[0].answer.citations[0]
    (quoted,) = re.findall(r'<mark id="quote" class="wj-quote">(.*?)</mark>', raw, re.S)
    assert plain(quoted) == citation.article.raw[citation.raw_start : citation.raw_end]
    assert 'class="wj-raw"' not in view(page, "text")


def test_the_switch_of_the_script_reaches_answer_and_reader(seeds_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ask(open_page(seeds_index, monkeypatch), "普陀区生命健康产业专项政策3.0版支持什么?")
    assert "產業" in shown(page)["answers"]
    page.button_group(key="script").set_value("hans").run()
    assert not page.exception
    html_of = shown(page)
    for part in html_of.values():
        assert "产业" in part
        assert "產業" in "".join(re.findall(r'data-(?:original|copy)="(.*?)"', part, re.S))
        visible = re.sub(r'data-(?:original|copy)="[^"]*"', "", part)
        assert "產業" not in visible
    stamps = [json.loads(it.proto.json)["stamp"] for it in page.get("bidi_component") if "stamp" in it.proto.json]
    assert all("hans" in stamp for stamp in stamps)
