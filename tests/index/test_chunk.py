"""Passages: whole sentences of one section, packed to a sensible length."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.articles import article_of
from index.chunk import INDEXED_SECTIONS, cut_passages
from index.read import RawDocument
from index.sentences import split_sentences
from index.settings import Settings
from index.types import Article, Passage

SMALL = Settings(passage_characters=24, passage_minimum=8, sentence_maximum=30)
MASTHEAD = "普陀区发布新政策\n来源:上海普陀 时间:2024-01-02\n"


def article(text: str) -> Article:
    return article_of(RawDocument("a.txt", text, "utf-8", "0" * 64))


def texts(passages: tuple[Passage, ...], section: str = "body") -> list[str]:
    return [passage.text for passage in passages if passage.section == section]


def test_sentences_are_joined_while_they_fit() -> None:
    ten = "这句话共有十个字呢。"
    assert len(ten) == 10
    assert texts(cut_passages(article(MASTHEAD + ten * 5), SMALL)) == [ten * 2, ten * 2, ten]  # 24 // 10 == 2


def test_a_passage_ends_with_its_paragraph_once_it_is_long_enough() -> None:
    short, ten = "共六个字。", "这句话共有十个字呢。"
    body = f"{short}\n\n{ten}\n\n{ten}"
    assert texts(cut_passages(article(MASTHEAD + body), SMALL)) == [f"{short}\n\n{ten}", ten]


def test_a_cut_off_teaser_is_not_joined_by_the_next_one() -> None:
    related = "相关文章\n长宁区...\n松江区...\n宝山区签约\n金山区签约\n"
    passages = cut_passages(article(MASTHEAD + "正文在此。\n" + related), SMALL)
    assert texts(passages, "teaser") == ["长宁区...", "松江区...", "宝山区签约\n金山区签约"]


def test_the_heading_is_the_title_but_for_the_title_and_for_teasers() -> None:
    passages = cut_passages(article(MASTHEAD + "正文在此。\n相关文章\n长宁区签约\n"), SMALL)
    assert [(passage.section, passage.heading) for passage in passages] == [
        ("title", ""), ("body", "普陀区发布新政策"), ("teaser", ""),
    ]  # fmt: skip


def test_furniture_is_not_indexed_and_may_leave_nothing() -> None:
    passages = cut_passages(article(MASTHEAD + "正文在此。\n图片\n联系电话:021-12345678\n© 2020 版权所有\n"), SMALL)
    assert [passage.text for passage in passages] == ["普陀区发布新政策", "正文在此。"]
    assert cut_passages(article("© 2020 版权所有\n"), SMALL) == ()


LINES = st.lists(
    st.sampled_from(
        ["", "  ", "普陀区新政策", "来源:某某 时间:2024-01-02", "政策支持企业。还支持医院,也支持学校!", "图片", "相关文章",
         "长宁...更多", "没有句号的很长的一行字" * 4, "作者:张三", "联系电话:021-12345678"]
    ),
    max_size=12,
)  # fmt: skip


@given(LINES, st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_passages_are_whole_sentences_of_one_indexed_section(lines: list[str], newline: str) -> None:
    it = article(newline.join(lines))
    passages = cut_passages(it, SMALL)
    edges = [edge for passage in passages for edge in (passage.span.start, passage.span.end)]
    assert edges == sorted(edges)
    for passage in passages:
        assert passage.text == passage.span.of(it.text) == passage.text.strip() != ""
        assert passage.section in INDEXED_SECTIONS
        assert any(section.kind == passage.section and section.span.covers(passage.span) for section in it.sections)
        assert len(passage.span) <= max(SMALL.passage_characters, SMALL.sentence_maximum)
    sentences = [
        sentence
        for section in it.sections
        if section.kind in INDEXED_SECTIONS
        for sentence in split_sentences(it.text, section.span, SMALL.sentence_maximum)
    ]
    for sentence in sentences:
        assert sum(passage.span.covers(sentence) for passage in passages) == 1


@given(LINES)
def test_passages_are_the_same_every_time(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert cut_passages(article(text), SMALL) == cut_passages(article(text), SMALL)


def test_a_teasers_date_closes_its_passage() -> None:
    teasers = ("甲区新闻\n今天甲区举办活动...更多\n2022-11-02 22:49:35", "乙区新闻\n今天乙区举办活动...更多")
    page = f"{MASTHEAD}正文一句话在这里。\n相关文章\n{teasers[0]}\n{teasers[1]}\n"
    assert texts(cut_passages(article(page), Settings()), "teaser") == list(teasers)
