"""Answers as files: what Markdown draws and what Word holds are the answer's characters, whatever the articles try."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from index.errors import BadInput
from index.i18n import Message
from index.restore import Guess
from index.restore.offsets import OffsetMap
from index.types import Article, Description, Section, Span
from rag import Answer, Citation, Claim, Engine, Struck, open_engine
from ui.export import Part, answer_blocks, as_file, comparison_blocks, export, file_name
from ui.export.document import Block, Kind, Run
from ui.export.markdown import markdown

from .hostile import LINE, QUESTION, TITLE, hostile_index

NASTY = (
    "# 标题 #", "1. 一", "2) 二", "- 项", "+ 项", "* 项", "=== ", "---", "> 引", "    缩进", "\t制表", "\u3000\u3000全角", "a  ",
    "**粗**", "__粗__", "`码`", "```", "~~~", "~~划~~", "[链](javascript:alert(1))", "![图](http://x/y.png)", "<img src=x onerror=a()>",
    "<!-- 注 -->", "&lt;b&gt; &amp; &#65;", "| 列 | 列 |", "[^1]: 注", "[x]: http://x", "http://evil.example www.evil.example", "a\\", "\\*",
    "$x^2$", ":red[红]", "a\nb", "a\n\n# b", "a \n b", "结束\n", "10:00 2024-01-02",
)  # fmt: skip


class _Text(HTMLParser):
    """The text of some HTML, and its elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.elements = "", set[str]()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.elements |= {f"{tag} {name}" for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def drawn(*blocks: Block) -> _Text:
    """As GitHub draws it, which knows more markup than CommonMark: tables, strikes."""
    return _Text(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown(blocks)))


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize(("kind", "element"), [("quote", "blockquote"), ("text", "p"), ("item", "li"), ("title", "h1")])
def test_markdown_draws_exactly_the_characters(text: str, kind: Kind, element: str) -> None:
    found = drawn(Block(kind, (Run(text),)))
    assert found.text.strip("\n") == text.strip("\n")
    assert found.elements <= {"p", "br", "blockquote", "h1", "ul", "li"}
    assert element in found.elements


@given(st.text(st.sampled_from("a1 \t\n\u3000*_`~#>+-=.):[]()<&;!|\\$@{}\"'w/"), max_size=12))
def test_markdown_draws_any_text_as_it_is(text: str) -> None:
    found = drawn(
        Block("text", (Run("头"),)), Block("quote", (Run(f"始{text}终"),)), Block("quote", (Run(text + "终"),))
    )
    assert found.text.replace("\n", "") == f"头始{text}终{text}终".replace("\n", "")
    assert found.elements <= {"p", "br", "blockquote"}


def test_what_is_marked_is_bold_only_where_stars_do_it() -> None:
    marked = drawn(
        Block("text", (Run("给予"), Run("最高300万元", bold=True), Run("补贴"), Run("“好”", bold=True), Run("的")))
    )
    assert marked.text.strip() == "给予最高300万元补贴“好”的"
    assert "strong" in marked.elements
    struck = drawn(Block("text", (Run("已划去:"), Run("没有~根据~的话。", struck=True), Run(" (理由)"))))
    assert struck.text.strip() == "已划去:没有~根据~的话。 (理由)"
    assert "s" in struck.elements


def article(text: str, title: str = "标题", **fields: object) -> Article:
    description = Description(
        **{"title": title, "published": None, "source": None, "url": None, "district": (), **fields}
    )  # type: ignore[arg-type]
    sections = (Section("caption", Span(0, 4)), Section("body", Span(4, len(text))))
    return Article("a", ("dir/a_b.txt",), text, text, OffsetMap(), (Guess(6, 8, "?K"),), sections, description, "")


def answered(text: str = "图注一\n补贴企业三百万元。") -> Answer:
    its = article(text, url="javascript:alert(1)")
    dated = article(
        text,
        "另一篇",
        published="2024-03-04T05:06:07",
        source="普陀报",
        url="https://x.cn/?a=1&b=<2>",
        district=("普陀区",),
    )
    citations = (
        Citation(1, its, Span(0, 3), text[0:3], Span(0, 3), "caption"),
        Citation(2, dated, Span(4, len(text)), text[4:], Span(4, len(text)), "body", (its,)),
    )
    claims = (
        Claim("补贴企业三百万元。", (1, 2), (Span(4, 8),), group="普陀区"),
        Claim("第二句", (2,), item=True, group="宝山区"),
    )
    struck = (Struck("没有根据。", Message("no quote says so", "没有引文这样说"), 1),)
    notes = (Message("a draft", "这是草案"),)
    return Answer("多少补贴?", claims, citations, None, 1.0, "table", notes, "a-model", struck)  # fmt: skip


def test_an_answer_with_all_that_belongs_to_it() -> None:
    found = drawn(*answer_blocks(answered(), "zh", Message("Putuo", "普陀区")))
    lines = [line for line in found.text.splitlines() if line]
    assert lines == [
        "多少补贴?", "筛选：普陀区", "普陀区", "补贴企业三百万元。 [1][2]", "已划去：没有根据。 (没有引文这样说)", "宝山区", "第二句 [2]",
        "说明：这是草案", "截至 2024-03-04 的报道 · 由 a-model 撰写", "出处",
        "[1] 标题", "图注一", "来源不详 · 日期不详", "位置：dir/a_b.txt:0-3；所在部分：图注",
        "[2] 另一篇", "补贴企业三百万元。", "普陀报 · 2024-03-04 · 普陀区", "“企业”为推测修复，此处原为：?K", "位置：dir/a_b.txt:4-13",
        "网址：https://x.cn/?a=1&b=<2>", "同文另见：标题, 日期不详 (dir/a_b.txt)",
    ]  # fmt: skip
    assert "javascript" not in found.text
    english = drawn(*answer_blocks(answered(), "en")).text
    assert "“企业” is restored by a guess; there stood: ?K" in english
    assert "date unknown" in english


def test_word_holds_it_too_with_fonts_numbers_and_links() -> None:
    document = Document(BytesIO(as_file(answer_blocks(answered("图注一\n补\x00贴企\ufffe三<b>。"), "zh"), ".docx")))
    paragraphs = {paragraph.text: paragraph for paragraph in document.paragraphs}
    assert paragraphs["多少补贴?"].style.name == "Title"
    assert paragraphs["出处"].style.name == "Heading 1"
    assert paragraphs["补<U+0000>贴企<U+FFFE>三<b>。"].style.name == "Quote"
    assert paragraphs["第二句 [2]"].style.name == "List Bullet"
    for name in ("Normal", "Title", "Heading 1", "Quote", "List Bullet"):
        assert document.styles[name].element.rPr.rFonts.get(qn("w:eastAsia")) == "Microsoft YaHei"
    links = {link.text: link for paragraph in document.paragraphs for link in paragraph.hyperlinks}
    marks = {mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))}
    assert {links["[1]"].fragment, links["[2]"].fragment} == {"source1", "source2"} == marks
    assert {link.address for link in links.values() if link.address} == {"https://x.cn/?a=1&b=<2>"}
    guessed = [run.text for paragraph in document.paragraphs for run in paragraph.runs if run.font.underline]
    assert guessed == ["贴企", "贴企"][: len(guessed)]
    assert [run.text for paragraph in document.paragraphs for run in paragraph.runs if run.font.strike] == [
        "没有根据。"
    ]


def test_a_refusal_with_its_nearest_passages(engine: Engine) -> None:
    answer = engine.ask("红烧肉怎么做?")
    assert answer.refusal
    found = drawn(*answer_blocks(answer, "zh"))
    assert "未能作答：" in found.text
    assert all(hit.title in found.text for hit in answer.refusal.nearest)
    assert all("".join(hit.text.split()) in "".join(found.text.split()) for hit in answer.refusal.nearest)


@pytest.mark.parametrize("suffix", [".md", ".docx"])
def test_a_hostile_article_is_text_in_a_file(suffix: str, tmp_path: Path) -> None:
    with open_engine(hostile_index(tmp_path)) as engine:
        answer = engine.ask(QUESTION)
    path = tmp_path / f"answer{suffix.upper()}"
    export(answer, path, "zh")
    if suffix == ".md":
        found = _Text(MarkdownIt("commonmark").render(path.read_text(encoding="utf-8")))
        assert found.elements <= {"h1", "h2", "p", "strong", "blockquote", "ul", "li", "br"}
        text = found.text
    else:
        document = Document(str(path))
        assert not [link for paragraph in document.paragraphs for link in paragraph.hyperlinks if link.address]
        text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert answer.citations[0].quote in text
    assert TITLE.replace("&lt;", "<") in text or TITLE in text
    assert "[点此](javascript:window.hacked=1)" in LINE
    assert "[点此](javascript:window.hacked=1)" in text


def test_a_comparison_has_one_list_of_sources() -> None:
    first = answered()
    with pytest.raises(ValueError, match="same number"):
        comparison_blocks("问?", [Part("普陀区", first), Part("宝山区", first)], "zh")
    lines = [block.runs[0].text for block in comparison_blocks("问?", [Part("普陀区", first)], "zh")]
    assert lines[:2] == ["问?", "普陀区"]
    assert lines.count("出处") == 1


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"'.pdf'; there are .md, .docx"):
        export(answered(), tmp_path / "a.pdf", "zh")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("普陀区3.0版支持什么?", "2024-01-02 普陀区3-0版支持什么.md"),
        ("../../etc/passwd\0 <a:b|c>", "2024-01-02 etc-passwd-a-b-c.md"),
        ("?!", "2024-01-02 wenju.md"),
        ("长" * 300, f"2024-01-02 {'长' * 40}.md"),
    ],
)
def test_the_files_name_is_safe(question: str, name: str) -> None:
    assert file_name(question, ".md", date(2024, 1, 2)) == name
