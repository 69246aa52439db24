"""Whole pages: the seeds and pages as sites write them, against their marking in tests/index/sections."""

from __future__ import annotations

import itertools
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import restore_text
from index.clean import label_sections
from index.types import SECTION_KINDS, Section, SectionKind, Span

HERE = Path(__file__).parent / "sections"
SEEDS = Path(__file__).resolve().parents[2] / "seeds"
PAGES = sorted((HERE / "pages").glob("*.txt"))
AGREEMENT = 0.98


@cache
def marking() -> dict[str, dict[int, str]]:
    """Seed -> line (from 1) -> its section, as marked."""
    marks: dict[str, dict[int, str]] = {}
    for line in (HERE / "seeds.txt").read_text(encoding="utf-8").splitlines():
        if re.fullmatch(r"\d{3}", line):
            seed = marks.setdefault(line, {})
        elif line and not line.startswith("#"):
            numbers, kind = line.split()
            first, _, last = numbers.partition("-")
            seed |= dict.fromkeys(range(int(first), int(last or first) + 1), kind)
    return marks


def text_of(seed: str) -> str:
    return restore_text(next(SEEDS.glob(f"{seed}_*.txt")).read_bytes().decode()).text


def marked(seed: str) -> list[str]:
    """The section of each character of the restored seed, as marked; a blank line's is the one before it."""
    kinds: list[str] = []
    for number, line in enumerate(text_of(seed).split("\n"), start=1):
        kind = marking()[seed][number] if line.strip() else kinds[-1]
        kinds += [kind] * (len(line) + 1)
    return kinds[:-1]


def found(text: str) -> list[str]:
    return [section.kind for section in label_sections(text) for _ in range(len(section.span))]


def test_every_line_of_every_seed_is_marked_once() -> None:
    assert marking().keys() == {path.name[:3] for path in SEEDS.glob("*.txt")}
    for seed, marks in marking().items():
        lines = text_of(seed).split("\n")
        held = {number for number, line in enumerate(lines, start=1) if line.strip()}
        assert held <= marks.keys(), seed
        assert max(marks) <= len(lines), seed
        assert set(marks.values()) <= set(SECTION_KINDS), seed


def test_the_seeds_are_labelled_as_a_careful_reader_marked_them() -> None:
    right = characters = 0
    for seed in marking():
        pairs = list(zip(found(text_of(seed)), marked(seed), strict=True))
        agreed = sum(one == other for one, other in pairs)
        assert agreed / len(pairs) >= AGREEMENT, seed
        right, characters = right + agreed, characters + len(pairs)
    assert right / characters >= AGREEMENT


def lines_of(page: Path) -> list[tuple[str, str]]:
    """(label, line) of every line of a page that is not blank."""
    names = {"nav": "navigation"}
    lines = [line.split("\t", 1) for line in page.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [(names.get(label, label), line.strip()) for label, line in lines]


@pytest.mark.parametrize("joint", ["\n", "\n\n", "\r\n", "\r", "\t", "\n\u3000\u3000", "\u2028"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_pages_as_sites_write_them(page: Path, joint: str) -> None:
    lines = lines_of(page)
    labels = found(joint.join(line for _, line in lines))
    at = 0
    for label, line in lines:
        assert set(labels[at : at + len(line)]) == {label}, line
        at += len(line) + len(joint)


def test_there_are_pages_enough() -> None:
    assert len(PAGES) >= 12
    kinds = {label for page in PAGES for label, _ in lines_of(page)}
    assert kinds == set(SECTION_KINDS)


ARTICLE = "普陀区发布政策，支持生命健康企业。" * 10


@pytest.mark.parametrize(
    ("tail", "kind"),
    [
        ("(责任编辑：许某 CN070)", "navigation"),
        ("返回搜狐，查看更多责任编辑：", "navigation"),
        ("作者：王某 李某编辑：赵某*独家稿件，转载请注明出处。返回搜狐，查看更多责任编辑：", "navigation"),
        ("来源：上海普陀", "navigation"),
        ("【编辑:钱某】 更多精彩内容请进入国内新闻", "navigation"),
        ("记者从区科委了解到，政策还将完善", "body"),
        ("来源清晰的资金更容易获得支持", "body"),
    ],
)
def test_what_trails_a_page_of_one_line(tail: str, kind: str) -> None:
    assert found(ARTICLE + tail) == ["body"] * len(ARTICLE) + [kind] * len(tail)


def test_paragraphs_joined_with_blanks_are_told_apart() -> None:
    pieces = [
        (ARTICLE, "body"),
        ("  图为签约现场。 张某 摄", "caption"),
        ("    " + ARTICLE, "body"),
        ("  (完)", "navigation"),
    ]
    sections = label_sections("".join(piece for piece, _ in pieces))
    assert [section.kind for section in sections] == [kind for _, kind in pieces]


PAGE = "首页 新闻\n普陀区新政策\n政策支持企业。\n图片\n还支持医院。\n相关文章\n长宁区签约\n"


def fixed(*parts: tuple[SectionKind, str]) -> tuple[Section, ...]:
    """Each part of PAGE as a section of that kind."""
    return tuple(Section(kind, Span(PAGE.index(part), PAGE.index(part) + len(part))) for kind, part in parts)


def labelled(sections: tuple[Section, ...]) -> list[tuple[str, str]]:
    return [(section.kind, section.span.of(PAGE).strip()) for section in sections]


def test_what_a_reader_knows_holds() -> None:
    known = fixed(("body", "政策支持企业。\n图片\n还支持医院。\n"))
    assert labelled(label_sections(PAGE, known)) == [
        ("navigation", "首页 新闻"), ("title", "普陀区新政策"), ("body", "政策支持企业。\n图片\n还支持医院。"), ("navigation", "相关文章"),
        ("teaser", "长宁区签约"),
    ]  # fmt: skip


def test_a_known_title_is_the_only_one() -> None:
    known = fixed(("title", "政策支持企业。\n"))
    assert labelled(label_sections(PAGE, known))[:2] == [
        ("navigation", "首页 新闻\n普陀区新政策"),
        ("title", "政策支持企业。"),
    ]


def test_outside_a_known_body_headings_are_none_of_it() -> None:
    text = "欢迎访问本馆\n栏目一览\n政策支持企业。\n底部链接\n友情单位\n"
    start = text.index("政策")
    sections = label_sections(text, (Section("body", Span(start, start + 8)),))
    kinds = {line: next(s.kind for s in sections if line in s.span.of(text)) for line in text.split()}
    assert kinds["政策支持企业。"] == "body"
    assert "body" not in {kind for line, kind in kinds.items() if line != "政策支持企业。"}


def test_parts_of_lines_can_be_known() -> None:
    text = "甲乙丙丁戊己\n"
    assert label_sections(text, (Section("spam", Span(2, 4)),)) == (
        Section("body", Span(0, 2)), Section("spam", Span(2, 4)), Section("body", Span(4, 7))
    )  # fmt: skip


@given(st.text(max_size=80), st.lists(st.integers(0, 80), max_size=8), st.data())
def test_known_sections_hold_in_any_text(text: str, cuts: list[int], data: st.DataObject) -> None:
    borders = sorted({min(cut, len(text)) for cut in cuts})
    spans = [Span(start, end) for start, end in itertools.pairwise(borders)][::2]
    known = tuple(Section(data.draw(st.sampled_from(SECTION_KINDS)), span) for span in spans)
    sections = label_sections(text, known)
    assert "".join(section.span.of(text) for section in sections) == text
    assert all(before.kind != after.kind for before, after in itertools.pairwise(sections))
    kinds = [section.kind for section in sections for _ in range(len(section.span))]
    for section in known:
        assert set(kinds[section.span.start : section.span.end]) == {section.kind}
    titles = sum(section.kind == "title" for section in sections)
    assert titles <= max(1, sum(section.kind == "title" for section in known))


HEAD = "黄浦区首店经济政策\n来源：上海黄浦 日期：2024-05-06\n黄浦区对首店给予支持，推动消费升级。\n"
LONG = "区商务委负责人表示，对首次进入本区开店的国内外品牌，按照实际投资额的百分之二十给予补贴，单个品牌最高不超过一百万元，政策自下月起实施。"


@pytest.mark.parametrize(
    "rest",
    [
        "责任编辑：王五\n附：黄浦区首店经济政策全文\n第一条 支持国际品牌首店\n对亚洲首店给予100万元奖励。\n",
        "政策解读\n区经委副主任介绍，对新材料首批次应用给予最高200万元奖励。\n企业交流\n多家企业提出建议。\n",
        "热点关注\n区经委副主任介绍，首店最高可得200万元奖励。\n",
        "上一页 1 2 下一页\n二、重点任务\n（一）建设算力平台\n建设2个智算中心，最高1000万元。\n",
        "版权声明：未经许可不得转载。\n一、支持算力\n最高1000万元。\n",
        f"相关阅读\n徐汇区发布新政\n松江区大会召开\n{LONG}\n责任编辑：王五\n",
        f"相关阅读\n徐汇区发布新政\n{LONG}\n政策将延续三年。\n",
    ],
)
def test_the_body_goes_on(rest: str) -> None:
    labels = found(HEAD + rest)
    for line in re.findall(r"[^\n]*(?:万元|建议|三年)[^\n]*", rest):
        at = (HEAD + rest).index(line)
        assert set(labels[at : at + len(line)]) == {"body"}, line


def test_comments_are_none_of_the_article() -> None:
    page = HEAD + "全部评论(3)\n阳光少年\n2024-07-05 10:00\n太好了，支持徐汇！\n"
    assert set(found(page)[page.index("全部评论") :]) <= {"navigation", "teaser"}


def test_a_meeting_tells_when_it_was_in_its_text() -> None:
    page = "青浦区政府第35次常务会议纪要\n会议时间：2024年3月5日\n会议地点：区政府\n会议听取了汇报，同意有关方案。\n"
    labels = found(page)
    assert labels[0] == "title"
    assert labels[page.index("会议时间")] == "body"
