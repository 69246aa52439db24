"""Web pages: their visible text line by line, what of it is the article, what they state of themselves; bad ones refused."""

from __future__ import annotations

import logging

import pytest

from index.clean import label_sections
from index.read import RawDocument, Unreadable
from index.read.document import Given
from index.read.html import read_html
from index.read.main_text import main_lines
from index.read.source import Source
from index.settings import Settings

from .pages import CAPTION, LAST, LEAD, OTHER, PAGES, SECOND, TEASER, THIRD, TITLE

# Lines that neither markup nor trafilatura tells: left to the rules for plain text.
LEFT_OPEN = {"government": [CAPTION], "tables": ["来源于：东区办事处"]}


def read(markup: str | bytes, settings: Settings | None = None) -> RawDocument:
    data = markup.encode() if isinstance(markup, str) else markup
    return read_html(Source("a.html", data), settings or Settings())


def lines_of(document: RawDocument) -> list[tuple[str | None, str]]:
    """Each line with the kind of the section that holds it."""
    found: list[tuple[str | None, str]] = []
    at = 0
    for line in document.raw.splitlines(keepends=True):
        kind = next((s.kind for s in document.sections if s.span.start <= at and at + len(line) <= s.span.end), None)
        found.append((kind, line.rstrip("\n")))
        at += len(line)
    return found


def page(body: str, head: str = "") -> str:
    return f"<html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize("name", PAGES)
def test_every_line_that_can_be_seen_is_there_once_and_in_order(name: str) -> None:
    markup, wanted = PAGES[name]
    assert read(markup).raw.splitlines() == [text for _, text in wanted]


@pytest.mark.parametrize("name", PAGES)
def test_lines_are_labelled_as_a_person_would(name: str) -> None:
    markup, wanted = PAGES[name]
    found = lines_of(read(markup))
    assert [text for kind, text in found if kind is None] == LEFT_OPEN.get(name, [])
    assert [line for line in found if line[0] is not None] == [
        line for line in wanted if line[1] not in LEFT_OPEN.get(name, [])
    ]


@pytest.mark.parametrize("name", PAGES)
def test_an_article_of_two_sentences_is_found_as_well(name: str) -> None:
    markup = PAGES[name][0].replace(SECOND, "").replace(THIRD, "")
    found = lines_of(read(markup))
    assert [kind for kind, text in found if LEAD in text or LAST in text] == ["body", "body"]
    assert [
        kind for kind, text in found if text in {*OTHER, TEASER, "首页"} and kind not in ("teaser", "navigation")
    ] == []


@pytest.mark.parametrize("name", sorted(PAGES.keys() - {"tables"}))  # 来源于 is no word of a byline there
def test_with_the_rules_for_plain_text_every_line_has_its_label(name: str) -> None:
    markup, wanted = PAGES[name]
    document = read(markup)
    whole = RawDocument("", document.raw, "", "", sections=label_sections(document.raw, document.sections))
    at = 0
    for kind, text in wanted:
        assert next(s.kind for s in whole.sections if s.span.start <= at < s.span.end) == kind, text
        at += len(text) + 1


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("government", Given(published="2024-11-28T09:53:00", source="区商务委", url="http://www.shpt.example.cn/art/2024/11/28/art_1.html")),
        ("tables", Given()),
        ("portal", Given(published="2024-11-28T12:23:00", url="https://news.example.com/2024/1128/1.html", author=("网友",))),
        ("society", Given()),
        ("old", Given()),
        ("notice", Given()),
        ("wechat", Given(author=("张三",))),
        ("blog", Given(published="2024-11-28T12:23:05", source="产业观察", author=("张晓鸣",))),
    ],
)  # fmt: skip
def test_what_the_page_states_is_given_and_nothing_else(name: str, given: Given) -> None:
    """The title stands in the text, where it is restored; a byline's source counts more than the site's name."""
    assert read(PAGES[name][0]).given == given


@pytest.mark.parametrize(
    "head",
    [
        "<link rel='canonical' href='https://a.cn/2024/11/28/1.html'>",
        "<meta name='keywords' content='2024-11-28'>",
        "<meta name='Maketime' content='2024-11-28'>",
        "<meta name='copyright' content='2019-2024'>",
        "<meta property='article:modified_time' content='2024-11-28'>",
        "<script type='application/ld+json'>{'broken': </script>",
        "<script type='application/ld+json'>{\"@type\": \"Organization\", \"datePublished\": \"2024-11-28\"}</script>",
    ],
)  # fmt: skip
def test_no_date_is_made_of_what_states_none(head: str) -> None:
    found = read(page(f"<h1>{TITLE}</h1><p>{LEAD}</p><p>{SECOND}</p><p>© 2024 2024-11-28</p>", head))
    assert found.given.published is None


def test_a_label_in_a_meta_tag_is_no_part_of_the_name() -> None:
    head = "<meta name='ContentSource' content='来源\uff1a新华网'><meta name='author' content='作者: 张三'>"
    assert read(page(f"<p>{LEAD}</p>", head)).given == Given(source="新华网", author=("张三",))


def test_two_marked_dates_are_none_and_one_that_is_no_date_is_said() -> None:
    two = "<article><header><time datetime='2024-11-28'></time><time datetime='2024-11-29'></time></header></article>"
    assert read(page(two + f"<p>{LEAD}</p>")).given.published is None
    one = read(page(f"<p>{LEAD}</p>", "<meta name='PubDate' content='28 Nov'>"))
    assert one.given.published is None
    assert [problem.en for problem in one.problems] == ["published is left out, no date that can be read: 28 Nov"]


def test_a_title_that_stands_nowhere_in_the_text_is_given() -> None:
    found = read(page(f"<p>{LEAD}</p><p>{SECOND}</p>", f"<meta property='og:title' content='{TITLE}'>"))
    assert found.given.title == TITLE
    assert "title" not in {section.kind for section in found.sections}


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>一</p>two<br>三<div>四<span>五</span></div>", "一\ntwo\n三\n四五\n"),
        ("<p>  普陀\n   区 \n 发布  policy\n news </p>", "普陀区发布 policy news\n"),
        ("<table><tr><th>名称</th><td>金额</td></tr><tr><td><p>甲</p><p>乙</p></td><td> 3</td></tr></table>", "名称\t金额\n甲\n乙\n3\n"),
        ("<pre>一\n  二\n\n三</pre>", "一\n二\n三\n"),
        ("<p>看<b hidden>不</b><i style='DISPLAY : none'>不</i><!-- 不 -->见<script>不</script></p><noscript>不</noscript>", "看见\n"),
        ("<p>產<ruby>業<rp>(</rp><rt>yè</rt><rp>)</rp></ruby></p>", "產業(yè)\n"),
        ("<ruby>業<rt>yè</rt></ruby>", "業(yè)\n"),
        ("<select><option>甲</option><option>乙</option></select><button>提交</button>", "甲\n乙\n提交\n"),
        ("<p>a&nbsp;&amp;&lt;b&gt;&#20013;\x1f</p>", "a\u00a0&<b>中\n"),
        ("<?php echo 1 ?><p>一</p>", "一\n"),
    ],
)  # fmt: skip
def test_text_is_laid_out_as_a_browser_does(body: str, text: str) -> None:
    assert read(page(body)).raw == text


@pytest.mark.parametrize(
    ("declared", "written", "found"),
    [
        ("gb2312", "gb18030", "gb18030"),
        ("GBK", "gbk", "gb18030"),
        ("big5", "big5hkscs", "big5hkscs"),
        ("big5", "big5", "cp950"),
        ("gb2312", "big5", "cp950"),
        ("big5", "gb18030", "gb18030"),
        ("windows-1251", "gb18030", "gb18030"),
        ("punycode", "gb18030", "gb18030"),
        ("unicode_escape", "gb18030", "gb18030"),
        ("gb2312", "utf-8", "utf-8"),  # what it says is not what it is
        ("utf-8", "gb18030", "gb18030"),
        ("iso-8859-1", "gb18030", "gb18030"),
        ("no-such", "gb18030", "gb18030"),
        ("base64", "big5", "cp950"),
        ("shift_jis", "shift_jis", "shift_jis"),
    ],
)
def test_charsets_are_those_of_the_page_or_found_out(declared: str, written: str, found: str) -> None:
    text = {
        "big5hkscs": "佢哋喺香港嘅政策會議上面講過。",
        "big5": "普陀區發布醫療政策。",
        "shift_jis": "日本語の文章です。",
    }.get(written, "普陀区发布医疗政策。")
    markup = f"<html><head><meta http-equiv='Content-Type' content='text/html; charset={declared}'></head><p>{text}</p>"
    document = read(markup.encode(written))
    assert (document.raw, document.encoding) == (f"{text}\n", found)


def test_an_encoding_that_is_told_counts_more_than_what_the_page_says() -> None:
    data = "<meta charset='gb2312'><p>普陀區發布醫療政策。</p>".encode("big5")
    assert read(data, Settings(encoding="big5")).raw == "普陀區發布醫療政策。\n"


def test_a_few_broken_bytes_do_not_lose_a_page() -> None:
    data = (
        page(f"<p>{LEAD * 10}</p>").replace("utf-8", "gbk").encode("gbk").replace("政策".encode("gbk"), b"\xff\xff", 1)
    )
    document = read(data)
    assert document.raw.count("\ufffd") == 2
    assert [problem.en for problem in document.problems] == ["2 characters of the page are no gb18030: shown as \ufffd"]
    with pytest.raises(Unreadable, match="neither GB18030 nor Big5"):
        read(data.replace("政策".encode("gbk"), b"\xff\xff"))


def test_lines_that_trafilatura_leaves_out_or_repeats_do_not_shift_the_others() -> None:
    from lxml import html

    texts = [LEAD, "短句", SECOND, SECOND, "短句", THIRD, LAST]
    tree = html.document_fromstring(page("".join(f"<p>{text}</p>" for text in texts)))
    found = main_lines(tree, [OTHER[0], *texts, LEAD[:20] + "别的", OTHER[1]])
    assert [found[number] for number in (0, 1, 3, 6, 7, 8, 9)] == [False, True, True, True, True, False, False]


def test_where_trafilatura_fails_the_page_is_read_as_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise AttributeError("'NoneType' object has no attribute 'tag'")

    monkeypatch.setattr("trafilatura.bare_extraction", fails)
    document = read(page(f"<h1>{TITLE}</h1><p>{LEAD}</p>"))
    assert lines_of(document) == [("title", TITLE), (None, LEAD)]
    assert [problem.en for problem in document.problems] == [
        "read as plain text, its article was not found (AttributeError)"
    ]


def test_a_nul_is_no_character_of_a_page() -> None:
    assert read(page("<p>普陀\0区</p>")).raw == "普陀区\n"


def test_a_page_without_an_article_is_left_to_the_rules() -> None:
    document = read(page("<ul><li><a href='/1'>首页</a></li><li><a href='/2'>新闻</a></li></ul>"))
    assert (document.raw, document.sections) == ("首页\n新闻\n", ())


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        (b"", r"empty file \(0 bytes\)"),
        (page("<img src='a.png'>"), "a page without visible text"),
        (page("<script>var a = '文字';</script>"), "a page without visible text"),
        (page("<p>……</p>"), "nothing but blanks and signs"),
        (b"<html>\x00\x01\x02", "the bytes are no text"),
        (page("<div>" * 100_000 + "深处"), "100007 tags, more than the 100000 that are read"),
        (page("<div>" * 99_000 + "深处"), "elements nested more than 2048 deep"),
        (page("<b>" * 3_000 + "深处" + "</b>" * 3_000), "elements nested more than 2048 deep"),
        (page("<br>" * 100_001 + "文字"), "100008 tags, more than the 100000 that are read"),
    ],
)
def test_what_cannot_be_read_says_why(markup: str | bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why) as refused:
        read(markup)
    assert refused.value.reason.zh


def test_a_page_may_be_so_large_and_no_larger() -> None:
    markup = page(f"<p>{LEAD}</p>")
    size = len(markup.encode())
    assert read(markup, Settings(page_bytes=size)).raw == f"{LEAD}\n"
    with pytest.raises(Unreadable, match=f"{size} bytes, more than the {size - 1}"):
        read(markup, Settings(page_bytes=size - 1))
    with pytest.raises(Unreadable, match="60000000 bytes, more than the 16777216"):
        read(b" " * 60_000_000)


def test_two_thousand_deep_is_read(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    assert read(page("<div>" * 1000 + "深处的文字" + "</div>" * 1000)).raw == "深处的文字\n"
    assert capfd.readouterr() == ("", "")  # nor does any library say anything
    logging.getLogger("trafilatura").warning("heard")
    assert "heard" in caplog.text  # whoever listens may hear


def test_a_tag_with_too_many_attributes_is_refused() -> None:
    with pytest.raises(Unreadable, match="a tag with more than 2000 attributes"):
        read(f"<p {' '.join(f'a{n}=1' for n in range(3000))}>{LEAD}</p>".encode())
    picture = "A" * 100_000  # one attribute, however long
    assert LEAD in read(f"<img src='data:image/png;base64,{picture}'><p>{LEAD}</p>".encode()).raw
