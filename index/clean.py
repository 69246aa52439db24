"""Text -> labelled sections. Nothing is cut out: the sections partition the text, line by line.

Rules for the plain text that scrapers write, read off the pages in ``seeds/``: a masthead (breadcrumb, title, byline),
a body, closing lines (author, copyright, contact block), then headlines and cut-off first sentences of other articles.
Lines are compared folded, so that one pattern serves both scripts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .fold import fold_text
from .types import Section, SectionKind, Span

# All patterns see folded lines: 资讯 is 信息 there, 资料 is 数据 (`fold.py`).
_BREADCRUMB = re.compile(r"^(当前位置|您的位置|所在位置|位置)\s*:|^首页[\s>»/]|^[^>]+ > [^>]+ >|^首页$")
_BYLINE = re.compile(
    r"^(来源|时间|日期|发布时间|发布日期|作者|文|图|文字|摄影|记者|编辑|责任编辑|责编|审核|校对|文字/图片|文/图)\s*[:/]"
    r"|^(admin|管理员)\S*\s*\(?|^\d{4}-\d{1,2}-\d{1,2} \d{1,2}:\d{2}(:\d{2})?(\s+(来源|作者)\s*:.*)?$"
)
_DAY = r"\d{4}(?:-\d{1,2}-\d{1,2}|年\d{1,2}月\d{1,2}日|[./]\d{1,2}[./]\d{1,2})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?"
# Bylines only near the title: a full date with little beside it.
_MASTHEAD_BYLINE = re.compile(
    rf"^[(\[]?{_DAY}[)\]]?(\s[^。;!?]{{0,30}})?$|^[^\s。]{{2,12}}\s+{_DAY}$|^【[^】]{{1,20}}】\s*{_DAY}|^(发文|成文)日期\s*:"
)
_NAVIGATION = re.compile(
    r"^(关键词|标签|上一篇|下一篇|评论|分享给朋友|分享到|本文链接|网址|原文链接|版权声明|扫一扫关注公众号|打印|收藏|返回顶部)(\s|[:(]|$)"
    r"|^\*?转载(此文|请)|^扫描二维码|^©|^copyright\b|版权所有\W*$|^\[责任编辑:|^点击(查看|阅读)更多"
)
_RELATED = re.compile(
    r"^(相关(文章|知识|阅读|新闻|推荐|信息|链接)|猜你喜欢|推荐(信息|阅读|文章)|热门(文章|推荐)|延伸阅读|大家都在看|更多新闻)\s*:?$|的相关文章$"
)
_CAPTION = re.compile(
    r"^(图片|图|\(图\)|【?数据图】?|\(?数据图片仅供参考\)?|【图】)$|^(图说|图为|图注|图\d+|图\s*[:、]|上图为|下图为)\s*[:、]?\S.{0,80}$"
)
_CONTACT = re.compile(
    r"^[^。]*(微信号|微信/手机|手机号|联系电话|咨询热线|招商热线|网站联系邮箱|扫一扫加.*微信)[^。]*。?$"
    r"|^(电话|邮箱|手机|联系人|热线)\s*:|^[^。]*(?<!\d)(1[3-9]\d{9}(?!元)|\d{3,4}[ -]\d{3,4}[ -]?\d{3,4})(?!\d)\D{0,10}$"
)
_SPAM_WORDS = re.compile(r"欧美|日韩|亚洲|久久|一区二区|精品|天堂|中文字幕|色综合|无码|成人|彩票|博彩|老虎机|代开发票")
_ONLY_SPAM = re.compile(r"久久|一区二区|色综合|无码|老虎机|代开发票")  # 欧美日韩及亚洲市场对比 is a heading
_SENTENCE_END = re.compile(r"[。!?;:…](?:[”’」』)]*)$")
_MASTHEAD_LINES = 12
_FURNITURE_CHARACTERS = 120  # a longer line is text, whatever words it holds; it also bounds what the patterns cost
_BYLINE_LINES = 3
_TITLE_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span  # with its newline and the blank lines after it
    folded: str  # stripped and folded


def label_sections(text: str) -> tuple[Section, ...]:
    """The sections of ``text``, in order, covering it whole; ``()`` for ``""``."""
    lines = _lines(text)
    title = _title_line(lines)
    labels: list[SectionKind] = []
    related = False
    for number, line in enumerate(lines):
        label = "title" if number == title else _label(line.folded, 0 if title is None else number - title)
        if _RELATED.search(line.folded):
            related = True
        elif related and label == "body":
            label = "teaser"
        labels.append(label)
    return _joined(lines, _end_of_related(lines, labels))


def _end_of_related(lines: list[_Line], labels: list[SectionKind]) -> list[SectionKind]:
    """Dates between two teasers belong to them; the site's own footer does not."""
    for number in range(1, len(labels) - 1):
        if labels[number] == "navigation" and _BYLINE.search(lines[number].folded) and labels[number - 1] == "teaser":
            labels[number] = "teaser"
    return labels


def _label(line: str, behind_title: int = 0) -> SectionKind:
    """The label of a line by itself; ``behind_title`` counts lines from the title (negative: before it; 0: unknown)."""
    if len(line) > _FURNITURE_CHARACTERS:
        return "body"
    if _ONLY_SPAM.search(line) and len(_SPAM_WORDS.findall(line)) >= 3 and not _SENTENCE_END.search(line):
        return "spam"
    if _CAPTION.search(line):
        return "caption"
    if _CONTACT.search(line):
        return "navigation" if line.startswith("版权声明") else "contact"
    if behind_title < 0 or _BYLINE.search(line) or (behind_title <= _BYLINE_LINES and _MASTHEAD_BYLINE.search(line)):
        return "navigation"
    return "navigation" if any(p.search(line) for p in (_BREADCRUMB, _NAVIGATION, _RELATED)) else "body"


def is_byline(line: str) -> bool:
    """Whether a folded line of page furniture tells source, author or date."""
    return bool(_BYLINE.search(line) or _MASTHEAD_BYLINE.search(line))


def _title_line(lines: list[_Line]) -> int | None:
    """The number of the title's line: of the first lines that could be one, the one before a byline, else the first."""
    candidates = []
    for number, line in enumerate(lines[:_MASTHEAD_LINES]):
        if _could_be_title(line.folded):
            candidates.append(number)
        elif _label(line.folded) == "body":
            break  # the body has begun
    before_byline = [n for n in candidates if n + 1 < len(lines) and is_byline(lines[n + 1].folded)]
    return min(before_byline or candidates, default=None)


def _could_be_title(line: str) -> bool:
    stripped = line.lstrip("# ")
    return (
        4 <= len(stripped) <= _TITLE_CHARACTERS
        and not re.search(r"[。;]|(?<!\.)\.$", stripped)
        and _label(line) == "body"
    )


def _lines(text: str) -> list[_Line]:
    """The lines that hold something; blank ones go to the line before (to the first, at the start)."""
    lines: list[_Line] = []
    start = at = 0
    for line in text.splitlines(keepends=True):
        at += len(line)
        if line.strip():
            lines.append(_Line(Span(start, at), fold_text(line.strip())))
            start = at
        elif lines:
            lines[-1] = _Line(Span(lines[-1].span.start, at), lines[-1].folded)
            start = at
    if not lines and text:
        lines.append(_Line(Span(0, len(text)), ""))
    return lines


def _joined(lines: list[_Line], labels: list[SectionKind]) -> tuple[Section, ...]:
    """One section for each run of lines with the same label."""
    sections: list[Section] = []
    for line, label in zip(lines, labels, strict=True):
        if sections and sections[-1].kind == label:
            sections[-1] = Section(label, Span(sections[-1].span.start, line.span.end))
        else:
            sections.append(Section(label, line.span))
    return tuple(sections)
