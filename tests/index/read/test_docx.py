"""Word documents: all the text that Word shows, line by line; what is no Word document says so."""

from __future__ import annotations

import io
import zipfile

import pytest

from index.read import Unreadable
from index.read.document import Given
from index.read.docx import read_docx
from index.read.source import Source
from index.settings import Settings
from index.types import Section, Span

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def docx_of(
    body: str,
    *,
    title: str = "",
    author: str = "",
    parts: dict[str, str] | None = None,
    main: str = "word/document.xml",
    namespace: str = WORD,
) -> bytes:
    wrapped = f'<w:document xmlns:w="{namespace}" xmlns:mc="mc" xmlns:m="m"><w:body>{body}</w:body></w:document>'
    properties = f'<p:coreProperties xmlns:p="p" xmlns:dc="dc"><dc:title>{title}</dc:title><dc:creator>{author}</dc:creator></p:coreProperties>'
    relations = f'<Relationships><Relationship Id="1" Type="http://x/relationships/officeDocument" Target="{main}"/></Relationships>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {
            main: wrapped,
            "docProps/core.xml": properties,
            "_rels/.rels": relations,
            **(parts or {}),
        }.items():
            package.writestr(name, content)
    return out.getvalue()


def paragraph(*runs: str) -> str:
    return (
        "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>"
        + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
        + "</w:p>"
    )


def raw_of(body: str, **more: object) -> str:
    return read_docx(Source("a.docx", docx_of(body, **more)), Settings()).raw  # type: ignore[arg-type]


def table(*rows: tuple[str, ...]) -> str:
    return (
        "<w:tbl>"
        + "".join("<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
        + "</w:tbl>"
    )


@pytest.mark.parametrize(
    ("body", "raw"),
    [
        (paragraph("普陀区", "发布政策。") + paragraph("  第二段 ") + paragraph(" "), "普陀区发布政策。\n第二段\n"),
        ("<w:p><w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/><w:t>三</w:t><w:noBreakHyphen/><w:t>四</w:t></w:r></w:p>", "一\t二\n三-四\n"),
        (table((paragraph("名称"), paragraph("金额")), (paragraph("甲"), paragraph("")), (paragraph(" "),)), "名称\t金额\n甲\n"),
        (table((paragraph("标题") + paragraph("正文。"), paragraph("侧栏"))), "标题\n正文。\n侧栏\n"),  # a table for its layout
        (table((table((paragraph("内"), paragraph("表"))), paragraph("外"))), "内\t表\t外\n"),
        ("<w:p><w:ins><w:r><w:t>增</w:t></w:r></w:ins><w:del><w:r><w:delText>删</w:delText><w:t>删</w:t></w:r></w:del></w:p>", "增\n"),
        ("<w:sdt><w:sdtContent>" + paragraph("控件里的日期") + "</w:sdtContent></w:sdt>", "控件里的日期\n"),
        ("<w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:r><w:instrText>HYPERLINK</w:instrText></w:r></w:p>", "链接\n"),
        ("<w:p><w:r><w:t>前</w:t></w:r><mc:AlternateContent><mc:Choice>" + paragraph("框") + "</mc:Choice><mc:Fallback>"
         + paragraph("框") + "</mc:Fallback></mc:AlternateContent><w:r><w:t>后</w:t></w:r></w:p>", "框\n前后\n"),
        ("<w:p><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>", "x=1\n"),
    ],
)  # fmt: skip
def test_all_text_that_is_shown_is_there_line_by_line(body: str, raw: str) -> None:
    assert raw_of(body) == raw
    assert raw_of(body, namespace=STRICT) == raw


def test_footnotes_come_last_and_the_main_part_may_have_any_name() -> None:
    notes = f'<w:footnotes xmlns:w="{WORD}"><w:footnote>{paragraph("脚注一。")}</w:footnote></w:footnotes>'
    assert (
        raw_of(paragraph("正文。"), main="word/document2.xml", parts={"word/footnotes.xml": notes})
        == "正文。\n脚注一。\n"
    )


@pytest.mark.parametrize(
    ("title", "sections"), [("普陀区通知", (Section("title", Span(3, 9)),)), ("别的文件", ()), ("", ())]
)
def test_a_title_counts_where_it_stands_in_the_text(title: str, sections: tuple[Section, ...]) -> None:
    data = docx_of(paragraph("公文") + paragraph("普陀区通知") + paragraph("正文。"), title=title, author="张三; 李四")
    document = read_docx(Source("a.docx", data), Settings())
    assert document.raw == "公文\n普陀区通知\n正文。\n"
    assert (document.given, document.sections) == (Given(author=("张三", "李四")), sections)


@pytest.mark.parametrize("author", ["Administrator", "user", "微软用户", "Windows 用户", "Lenovo", "python-docx", ""])
def test_the_name_of_a_machine_is_no_author(author: str) -> None:
    assert read_docx(Source("a.docx", docx_of(paragraph("正文。"), author=author)), Settings()).given == Given()


def damaged(data: bytes) -> bytes:
    at = data.index(b"word/document.xml") + 60
    return data[:at] + bytes(40) + data[at + 40 :]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no Word document"),
        ("普陀区发布政策。".encode(), "no Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), r"an old Word document \(.doc\), or one with a password"),
        (docx_of(paragraph("正文。"))[:400], "no Word document"),
        (damaged(docx_of(paragraph("正文。" * 500))), "no Word document"),
        (docx_of("<w:p>"), "no Word document"),  # no XML
        (docx_of(paragraph(" ")), "nothing but blanks"),
        (docx_of("<w:p>" * 300 + "</w:p>" * 300), "no Word document"),  # deeper than libxml2 allows
        (docx_of(paragraph("文" * 2_000_000)), r"60002\d\d bytes, more than the 1000000"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why) as refused:
        read_docx(Source("a.docx", data), Settings(file_bytes=1_000_000))
    assert refused.value.reason.zh


def test_a_zip_that_is_no_word_document_and_an_encrypted_part() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a.txt", "正文。")
    with pytest.raises(Unreadable, match="no Word document"):
        read_docx(Source("a.docx", out.getvalue()), Settings())
    encrypted = docx_of(paragraph("正文。")).replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
    )
    with pytest.raises(Unreadable, match="no Word document"):
        read_docx(Source("a.docx", encrypted), Settings())


def test_entities_stand_for_nothing() -> None:
    """Neither files of this machine nor a billion laughs."""
    laughs = "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    document = (
        f'<!DOCTYPE w [<!ENTITY f SYSTEM "file:///etc/hostname"><!ENTITY a "lol">{laughs}]>'
        f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>一&f;&i;二</w:t></w:r></w:p></w:body></w:document>'
    )
    try:
        raw = read_docx(Source("a.docx", docx_of("", parts={"word/document.xml": document})), Settings()).raw
    except Unreadable:
        return
    assert len(raw) < 10


def test_a_bomb_is_refused_whatever_its_part_is_called() -> None:
    with pytest.raises(Unreadable, match="a bomb: "):
        read_docx(Source("a.docx", docx_of("<w:p/>" * 2_000_000)), Settings())
