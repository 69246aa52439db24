"""HTML is made in one place, and nothing gets through it unescaped."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.restore import Guess
from index.restore.offsets import OffsetMap
from index.types import Article, Description, Section, Span
from ui.views.markup import Html, escape, join, link, tag
from ui.views.reader import Place, article_html


@given(st.text())
def test_any_text_comes_back_from_an_element_and_from_an_attribute(text: str) -> None:
    written = tag("p", text, title=text)
    match = re.fullmatch(r'<p title="([^"<>]*)">([^<>]*)</p>', written, re.DOTALL)
    assert match is not None
    assert [html.unescape(group) for group in match.groups()] == [text, text]


def test_finished_markup_is_not_escaped_again() -> None:
    assert tag("p", tag("b", "a & b"), "<") == "<p><b>a &amp; b</b>&lt;</p>"
    assert escape(Html("<i>")) == "<i>"
    assert join(["<", tag("br")], between=" & ") == "&lt; &amp; <br>"


def test_attributes_are_named_as_in_html_and_left_out_where_they_are_nothing() -> None:
    assert tag("p", class_="a", data_open="1-2", hidden=True, open=False, id=None) == (
        '<p class="a" data-open="1-2" hidden></p>'
    )


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "//a.cn", "a.cn/x", "http://", "http://[", ""]
)  # fmt: skip
def test_only_web_addresses_become_links(url: str) -> None:
    assert link("x", url) is None


def test_a_link_is_escaped_and_cannot_reach_back() -> None:
    assert link("<x>", 'https://a.cn/?a=1&b="2"') == (
        '<a href="https://a.cn/?a=1&amp;b=&quot;2&quot;" target="_blank" rel="noopener noreferrer nofollow">&lt;x&gt;</a>'
    )


def article_of(text: str, guesses: tuple[Guess, ...] = (), url: str | None = None) -> Article:
    """One body section; nothing restored."""
    sections = (Section("body", Span(0, len(text))),)
    description = Description("标题", None, None, url, ())
    return Article("0" * 16, ("a.txt",), text, text, OffsetMap(), guesses, sections, description, "0" * 64)


@given(st.text(alphabet="一二。\n <&\"'>", min_size=1), st.data())
def test_the_marked_text_is_the_quote_whatever_it_runs_across(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    written = article_html(Place(article_of(text), Span(start, end)), "zh", asked_for=False)
    marked = html.unescape("".join(re.findall(r"<mark[^>]*>(.*?)</mark>", written, re.DOTALL)))
    assert "".join(marked.split()) == "".join(text[start:end].split())
    assert written.count('id="quote"') == bool(marked)


def test_a_guess_says_what_stood_there_also_inside_the_quote() -> None:
    article = article_of("甲乙丙丁戊", (Guess(1, 3, "<乙?"),))
    written = article_html(Place(article, Span(2, 4)), "zh", asked_for=True)
    assert written.count('class="wj-guess"') == 2  # cut where the quote begins
    assert "&lt;乙?" in written
    assert ">丙</span>丁</mark>" in written


def test_dates_and_sources_are_never_made_up() -> None:
    written = article_html(Place(article_of("正文。")), "zh", asked_for=False)
    assert "日期不详" in written
    assert "来源不详" in written
    assert "<a " not in written


def test_page_furniture_is_folded_and_unfolds_for_a_quote() -> None:
    text = "正文。\n电话:1\n上一篇:二\n"
    kinds = (Section("body", Span(0, 4)), Section("contact", Span(4, 9)), Section("navigation", Span(9, len(text))))
    description = Description("标题", None, None, None, ())
    article = Article("0" * 16, ("a.txt",), text, text, OffsetMap(), (), kinds, description, "0" * 64)
    folded = article_html(Place(article, Span(0, 3)), "zh", asked_for=False)
    assert folded.count("<details") == 1
    assert "<details open" not in folded.replace(' class="wj-fold"', "")
    assert "2 行" in folded
    quoted = article_html(Place(article, Span(4, 8)), "zh", asked_for=False)
    assert "<details open" in quoted.replace(' class="wj-fold"', "")
