"""Slips where a restorer may go wrong, each by name, and text that only looks like a slip.

All text is made up, or a phrase of the seeds. ``MARKED`` is written as the bytes had it: behind ``‹`` a slip starts, a
reading stands behind its character, and a reading right behind ``‹`` was put in over the border of two characters.
"""

from __future__ import annotations

import re

from bench.damage import Damage, Page, render

_TOKEN = re.compile(r"(‹(?:\([a-zà-ǜ]+\))?)?(.)((?<=[㐀-鿿])[(\uff08][a-zà-ǜ]{1,6}[)\uff09])?", re.DOTALL)

MARKED = {
    "digit behind": "上海規‹模化2024年提速",
    "digits between two slips": "後備人才‹。在2022年上‹海市第十屆運(yùn)動(dòng)會(huì)",
    "letter behind makes a pair": "中國規‹模化A股上市",
    "letter right behind": "新一代規‹模A級標準",
    "two slips in a row, letter end": "企業(yè)‹。“在走訪‹模化發(fā)展的路上",
    "two slips in a row, reading end": "程度高‹。為(wéi)‹模化發(fā)展打基礎(chǔ)",
    "start of the text": "‹模化發(fā)展是方向(xiàng)",
    "end of the text, last byte lost": "各區(qū)都要走向(xiàng)規(guī)‹模化",
    "end of the text, letter end": "形成區(qū)域性的‹。”普陀區",
    "end of a line": "實現(xiàn)規(guī)‹模化\n第二段(duàn)從這里開始",
    "empty line behind": "增長(zhǎng)‹。”\n\n第二段(duàn)從這里開始",
    "paragraph's indent within": "提高效率‹。\u3000\u3000據(jù)統(tǒng)計(jì),企業(yè)增加",
    "real question mark before": "怎么辦(bàn)?‹。”普陀區(qū)有辦(bàn)法",
    "real question mark behind": "能否規(guī)‹模化?專(zhuān)家說(shuō)可以",
    "question marks around and within": "收到嗎(ma)?沒(méi)有‹。款項(xiàng)還(hái)在路上?",
    "shows a second question mark": "活動(dòng)結(jié)束‹。款項到賬(zhàng)",
    "shows a digit": "兩年增長(zhǎng)‹。保障(zhàng)水平提高",
    "shows a letter": "全區(qū)增長(zhǎng)‹。亮點(diǎn)很多",
    "shows a comma": "數(shù)據(jù)齊全‹。瑤族鄉(xiāng)親都來(lái)了",
    "shows a private-use character first": "一體化程度高‹。為進(jìn)一步發(fā)展",
    "real bracket taken": "推動(dòng)規(guī)‹模化(試行)的辦(bàn)法",
    "real bracket kept": "推動(dòng)‹。”普陀區(試行)的辦(bàn)法",
    "comma kept": "重點(diǎn)領(lǐng)域‹。“為此,我們(men)努力",
    "colon within": "各類(lèi)資源‹。“比如：醫(yī)療(liáo)器械",
    "full stop behind": "形成規(guī)‹模化.下一步",
    "character outside GBK behind": "實現(xiàn)規(guī)‹模化\U0002cb5a合金",
    "character outside GBK before": "采用\U0002cb5a‹。”普陀區(qū)",
    "bullet behind": "形成規(guī)‹模化•效應(yìng)",
    "reading over a border": "細(xì)分領(lǐng)域‹(qū)專委會這樣的平臺(tái)",
    "reading of the last character only": "效益‹。“在走訪(fǎng)中",
    "one character between readings": "發(fā)展‹。為(wéi)此",
    "long, to a comma, Simplified": "各区增长‹。“比如：医疗器械型式检验、动物实验、临床试验,都可以",
    "in a book title": "印發(fā)《上‹海市產(chǎn)業(yè)政策》的通知",
    "percent sign before": "增長(zhǎng)30%‹。”普陀區(qū)相關(guān)",
    "digits before": "企業(yè)57家,占80‹。”普陀區(qū)",
    "any start: only a private-use character": "董事大‹會上",
    "any start: ordinary characters": "我們(men)‹了解到不少企業(yè)存在困難(nán)",
    "any start: Simplified": "我们‹了解到不少企业,存在困难",
    "toneless reading": "發展‹。活動(dong)當(dang)天",
    "reading with \u00fc": "環(huán)境‹。綠(lǜ)色發(fā)展",
}
CLEAN = {
    "one character lost": "來自華潤?醫藥商業集團",
    "question and exclamation mark": "“真的嗎?!”他說。你知道?!霸道的人不知道",
    "question mark and semicolon": "去不去?;我還沒有想好",
    "question mark before a rare character": "這是什麼字?訁字旁",
    "question mark, then a letter": "是嗎?A股、B股都有。為什麼?L先生說",
    "question mark and bar": "真的這麼好?|列車|旅遊",
    "many question marks": "什么????他说？！？",
    "address with a query": "http://www.example.cn/list?id=3&page=2 見此",
    "caret and at": "2^10、a@example.cn、x_y",
    "a real private-use character": "標誌\ue000與\uf8ff",
    "real brackets": "條例(草案)、版本(試行)、總部(上海)、(GMP)、甲(a)、日(09-21)、我(wo de)",
    "a reading on purpose": "“垚”字怎么读?读作yáo",
}
"""No damage, or none that can be undone: each must come through as it is."""


def cases() -> dict[str, Damage]:
    """All cases by name; those of ``CLEAN`` have no slips."""
    return {name: marked(text) for name, text in MARKED.items()} | {name: Damage(t, t) for name, t in CLEAN.items()}


def marked(text: str, *, ascii_punctuation: bool = True) -> Damage:
    """The damage that a marked text tells of. Raises ``ValueError`` where no slip can start at a mark."""
    characters: list[str] = []
    readings: dict[int, str] = {}
    starts: dict[int, str] = {}
    for start, character, reading in _TOKEN.findall(text):
        if start:
            starts[len(characters)] = start[1:]
        if reading:
            readings[len(characters)] = reading
        characters.append(character)
    return render(Page("".join(characters), readings, ascii_punctuation), starts)
