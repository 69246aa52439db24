"""Claims as HTML and in the terminal: lists, parts, tables, marks, notes, what was struck. The answers are made by hand."""

from __future__ import annotations

import html
import re

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.i18n import Message
from index.restore.offsets import OffsetMap
from index.types import Article, Description, Section, Span
from rag import Answer, Citation, Claim, Refusal, Struck
from rag.types import Form
from ui.commands.ask import _print
from ui.present import in_groups, marked_pieces, origin_line
from ui.views.answers import Turn, answers_html
from ui.views.claims import claims_html

from .hostile import LINE, TITLE

ONE = '<button type="button" class="wj-cite" data-open="0-1" title="标题" aria-label="引文 1：标题">[1]</button>'
NO_QUOTE = Message("no quote carries it", "没有引文支持")


def cited(published: str | None = None, title: str = "标题", number: int = 1) -> Citation:
    text = "正文。"
    whole = Span(0, len(text))
    description = Description(title, published, None, None, ())
    sections = (Section("body", whole),)
    article = Article(f"{number:016}", ("a.txt",), text, text, OffsetMap(), (), sections, description, "0" * 64)
    return Citation(number, article, whole, text, whole, "body")


def answer_of(
    *claims: Claim, form: Form = "text", struck: tuple[Struck, ...] = (), notes: tuple[Message, ...] = (),
    model: str | None = None, citation: Citation | None = None,
) -> Answer:  # fmt: skip
    return Answer("问?", claims, (citation or cited(),), None, 1.0, form, notes, model, struck)


def refusal_of(struck: tuple[Struck, ...] = (), notes: tuple[Message, ...] = ()) -> Answer:
    unsaid = Message("Not said.", "没有说明。")
    return Answer("问?", (), (), Refusal("not_said", unsaid, unsaid.zh, ()), 1.0, "text", notes, "写手", struck)


def drawn(answer: Answer) -> str:
    return "".join(claims_html(0, answer, "zh"))


def paragraph(text: str) -> str:
    return f'<p class="wj-claim" lang="zh-Hans"><span>{text}</span>{ONE}</p>'


def bullet(text: str) -> str:
    return f'<li class="wj-claim" lang="zh-Hans"><span>{text}</span>{ONE}</li>'


def crossed(text: str, element: str = "p") -> str:
    return (
        f'<{element} class="wj-struck" lang="zh-Hans"><span class="wj-unseen">已划去：</span><s>{text}</s> '
        f'<small lang="zh">没有引文支持</small></{element}>'
    )


def test_consecutive_items_are_one_list_between_paragraphs() -> None:
    claims = [Claim("甲", (1,)), Claim("乙", (1,), item=True), Claim("丙", (1,), item=True), Claim("丁", (1,))]
    assert drawn(answer_of(*claims, form="list")) == (
        f'{paragraph("甲")}<ul class="wj-items">{bullet("乙")}{bullet("丙")}</ul>{paragraph("丁")}'
    )


def test_groups_stand_below_their_headings() -> None:
    claims = [Claim("甲", (1,)), Claim("乙", (1,), group="普陀区"), Claim("丙", (1,), item=True, group="宝山区")]
    assert drawn(answer_of(*claims)) == (
        f"{paragraph('甲')}"
        f'<section class="wj-part"><h3 class="wj-group" lang="zh-Hans">普陀区</h3>{paragraph("乙")}</section>'
        f'<section class="wj-part"><h3 class="wj-group" lang="zh-Hans">宝山区</h3>'
        f'<ul class="wj-items">{bullet("丙")}</ul></section>'
    )


def test_a_table_has_a_column_for_each_group_wherever_its_claims_stand() -> None:
    claims = [Claim(text, (1,), group=group) for text, group in (("乙", "普陀区"), ("丙", "宝山区"), ("丁", "普陀区"))]
    assert drawn(answer_of(Claim("甲", (1,)), *claims, Claim("戊", (1,)), form="table")) == (
        f"{paragraph('甲')}"
        '<table class="wj-table" role="table"><caption class="wj-unseen">对照：普陀区、宝山区</caption>'
        '<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader" lang="zh-Hans">普陀区</th>'
        '<th scope="col" role="columnheader" lang="zh-Hans">宝山区</th></tr></thead>'
        f'<tbody role="rowgroup"><tr role="row"><td role="cell" data-group="普陀区">{paragraph("乙")}{paragraph("丁")}</td>'
        f'<td role="cell" data-group="宝山区">{paragraph("丙")}</td></tr></tbody></table>'
        f"{paragraph('戊')}"
    )


def test_what_was_asked_for_is_marked() -> None:
    claim = Claim("共有近3000家企业", (1,), marks=(Span(2, 8),))
    assert drawn(answer_of(claim)) == paragraph('共有<mark class="wj-mark">近3000家</mark>企业')


@given(st.text("甲乙<&", min_size=1, max_size=8), st.data())
def test_the_pieces_are_the_text_and_the_marked_ones_what_the_marks_cover(text: str, data: st.DataObject) -> None:
    edges = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(lambda it: it[0] < it[1])
    marks = tuple(Span(*it) for it in sorted(data.draw(st.lists(edges, max_size=4))))
    pieces = list(marked_pieces(Claim(text, (1,), marks)))
    assert "".join(piece for piece, _ in pieces) == text
    covered = {at for mark in marks for at in range(mark.start, mark.end)}
    assert [marked for piece, marked in pieces for _ in piece] == [at in covered for at in range(len(text))]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (0, [crossed("假"), paragraph("甲"), f'<ul class="wj-items">{bullet("乙")}</ul>']),
        (1, [paragraph("甲"), crossed("假"), f'<ul class="wj-items">{bullet("乙")}</ul>']),
        (2, [paragraph("甲"), f'<ul class="wj-items">{bullet("乙")}{crossed("假", "li")}</ul>']),
        (9, [paragraph("甲"), f'<ul class="wj-items">{bullet("乙")}{crossed("假", "li")}</ul>']),
    ],
)
def test_a_struck_sentence_stands_behind_as_many_claims_as_it_says(after: int, expected: list[str]) -> None:
    claims = [Claim("甲", (1,)), Claim("乙", (1,), item=True)]
    assert drawn(answer_of(*claims, struck=(Struck("假", NO_QUOTE, after),))) == "".join(expected)


def test_a_struck_sentence_of_a_table_stays_in_its_column() -> None:
    claims = [Claim("甲", (1,), group="普陀区"), Claim("乙", (1,), group="宝山区")]
    written = drawn(answer_of(*claims, form="table", struck=(Struck("假", NO_QUOTE, 1),)))
    assert f'data-group="普陀区">{paragraph("甲")}{crossed("假")}</td>' in written


def test_a_refusal_shows_what_the_model_wrote_in_vain_and_its_notes() -> None:
    answer = refusal_of((Struck("假", NO_QUOTE, 0),), (Message("Mind.", "注意。"),))
    assert answers_html([Turn(answer)], "zh") == (
        '<div class="wj-answers"><p class="wj-asked">问?</p><section class="wj-answer" aria-label="回答">'
        f'<p class="wj-refusal" role="status">没有说明。</p>{crossed("假")}<p class="wj-note" lang="zh">注意。</p>'
        '<p class="wj-small wj-origin">由 写手 撰写</p></section></div>'
    )


def test_notes_and_origin_stand_between_the_claims_and_the_sources() -> None:
    answer = answer_of(
        Claim("甲", (1,)), notes=(Message("A draft.", "征求意见稿。"),), model="qwen", citation=cited("2024-11-28T09:00:00")
    )  # fmt: skip
    assert (
        f"{paragraph('甲')}"
        '<p class="wj-note" lang="zh">征求意见稿。</p>'
        '<p class="wj-small wj-origin">截至 2024-11-28 的报道 · 由 qwen 撰写</p>'
        '<section class="wj-sources">'
    ) in answers_html([Turn(answer)], "zh")


def test_the_origin_says_what_is_known() -> None:
    assert origin_line(answer_of(Claim("甲", (1,)), citation=cited("2024-11-28")), "en") == "as of 2024-11-28"
    assert origin_line(answer_of(Claim("甲", (1,)), model="qwen"), "en") == "written by qwen"
    assert origin_line(answer_of(Claim("甲", (1,))), "zh") == ""
    assert "wj-origin" not in answers_html([Turn(answer_of(Claim("甲", (1,))))], "zh")


def test_each_answer_says_the_filters_that_it_was_given_under() -> None:
    turns = [Turn(answer_of(Claim("甲", (1,))), Message("Putuo <b>", "普陀区 <b>")), Turn(refusal_of())]
    written = answers_html(turns, "zh")
    assert written.count('<p class="wj-small wj-under">筛选：普陀区 &lt;b&gt;</p>') == 1
    assert written.index("没有说明。") < written.index("wj-under")  # the earlier one's, folded below
    assert "Filters: Putuo &lt;b&gt;" in answers_html(turns, "en")


@pytest.mark.parametrize("form", ["text", "list", "table"])
def test_hostile_text_stays_text_wherever_it_stands(form: Form) -> None:
    hostile = f'{TITLE}{LINE}" onclick="x'
    claims = [Claim(hostile, (1,), (Span(2, len(hostile)),), item, hostile) for item in (False, True)]
    struck = (Struck(hostile, Message(hostile, hostile), 1),)
    citation = cited("2024-01-01", hostile)
    answer = answer_of(
        *claims, form=form, struck=struck, notes=(Message(hostile, hostile),), model=hostile, citation=citation
    )
    written = answers_html([Turn(answer, Message(hostile, hostile))], "zh")
    names = set(re.findall(r"<(\w+)", written))
    assert not names & {"script", "img", "b", "a"}
    assert not re.search(r"<[^<>]* on\w+=", re.sub(r'"[^"<>]*"', '""', written))
    assert html.unescape(re.sub(r"<[^<>]*>", "", written)).count(hostile) >= 7  # two claims, struck and why, note, ...


def test_the_terminal_prints_items_groups_and_remarks(capsys: pytest.CaptureFixture[str]) -> None:
    claims = [
        Claim(text, (1,), group=group, item=True) for text, group in (("乙", "普陀"), ("丙", "宝山"), ("丁", "普陀"))
    ]
    notes = (Message("A draft.", "征求意见稿。\x1b[31m"),)
    _print(answer_of(Claim("甲", (1,)), *claims, form="table", notes=notes, citation=cited("2024-11-28")), "zh")
    assert capsys.readouterr().out.splitlines()[:10] == [
        "甲 [1]", "", "普陀", "  · 乙 [1]", "  · 丁 [1]", "", "宝山", "  · 丙 [1]", "",
        "征求意见稿。<U+001B>[31m",
    ]  # fmt: skip


def test_the_claims_of_a_list_stay_in_their_order() -> None:
    claims = [Claim(text, (1,), group=group) for text, group in (("甲", "一"), ("乙", "二"), ("丙", "一"))]
    assert in_groups(answer_of(*claims, form="list")) == [(0, claims[0]), (1, claims[1]), (2, claims[2])]
    assert in_groups(answer_of(*claims, form="table")) == [(0, claims[0]), (2, claims[2]), (1, claims[1])]


def test_marks_stand_out_where_the_terminal_has_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[str] = []
    monkeypatch.setattr(click, "echo", printed.append)
    _print(answer_of(Claim("共3家\x1b", (1,), (Span(1, 3),), group="区")), "zh")
    heading, claim, *_ = printed
    assert heading == f"{click.style(chr(10) + '区', bold=True)}"
    assert claim == f"共{click.style('3家', bold=True, underline=True)}<U+001B> {click.style('[1]', fg='cyan')}"


def test_a_refusal_in_the_terminal_has_its_notes(capsys: pytest.CaptureFixture[str]) -> None:
    _print(refusal_of(notes=(Message("Mind.", "注意。"),)), "en")
    assert capsys.readouterr().out.splitlines() == ["Not said.", "", "Mind.", "written by 写手"]
