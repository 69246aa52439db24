"""Claims made false: one small thing changed in what an answer says, or a claim put on another quote. Seeded."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.districts import DISTRICTS, districts_in, short_name
from index.fold import to_traditional
from index.organisations import organisations_in
from index.people import people_in
from rag import Citation, Claim

_VERBS = "支持 舉辦 举办 舉行 举行 召開 召开 發布 发布 成立 表示 介紹 介绍 建議 建议 出席 推動 推动 提供 給予 给予"
VERBS = _VERBS.split()
LARGER = {"二": "三", "三": "五", "四": "六", "六": "七", "七": "九", "八": "九"}


@dataclass(frozen=True, slots=True)
class Tampered:
    """``how`` it was made false, and the claim as it stood before."""

    how: str
    claim: Claim
    citations: tuple[Citation, ...]
    before: Claim


def tampered(claim: Claim, citations: Sequence[Citation], seed: int) -> Iterator[Tampered]:
    """``claim`` in every way that its text allows; each once, at a place that ``seed`` chooses."""
    chance = random.Random(seed)
    for how, changes in (
        ("digit changed", _changed_digits(claim.text)),
        ("digit dropped", _dropped_digits(claim.text)),
        ("digit added", _added_digits(claim.text)),
        ("numeral changed", _changed_numerals(claim.text)),
        ("date changed", _changed_dates(claim.text)),
        ("unit changed", _changed_units(claim.text)),
        ("name swapped", _swapped_names(claim.text)),
        ("district swapped", _swapped_districts(claim.text)),
        ("negation put in", _denied(claim.text)),
        ("negation taken out", _affirmed(claim.text)),
    ):
        texts = sorted(set(changes) - {claim.text})
        if texts:
            yield Tampered(how, Claim(chance.choice(texts), claim.citations), tuple(citations), claim)


def swapped(claim: Claim, other: Citation) -> Tampered:
    """``claim`` as if ``other`` carried it."""
    return Tampered("citation swapped", Claim(claim.text, (other.number,)), (other,), claim)


def _put(text: str, start: int, end: int, piece: str) -> str:
    return text[:start] + piece + text[end:]


def _changed_digits(text: str) -> Iterator[str]:
    for match in re.finditer(r"\d", text):
        yield _put(text, *match.span(), str((int(match[0]) + 3) % 9 + 1) if match[0] != "7" else "8")


def _dropped_digits(text: str) -> Iterator[str]:
    for match in re.finditer(r"(?<=\d)\d(?!\d*[月日])", text):
        yield _put(text, *match.span(), "")


def _added_digits(text: str) -> Iterator[str]:
    for match in re.finditer(r"\d(?=[^\d.月日])", text):
        yield _put(text, match.end(), match.end(), "6")


def _changed_numerals(text: str) -> Iterator[str]:
    for match in re.finditer(r"[二三四六七八](?=[大個个項项年成條条家名方])", text):
        yield _put(text, *match.span(), LARGER[match[0]])


def _changed_dates(text: str) -> Iterator[str]:
    for match in re.finditer(r"(\d+)月(\d+)日", text):
        yield _put(text, *match.span(), f"{int(match[1]) % 12 + 1}月{match[2]}日")
        yield _put(text, *match.span(), f"{match[1]}月{int(match[2]) % 28 + 1}日")
    for match in re.finditer(r"(?:19|20)\d\d(?=年)", text):
        yield _put(text, *match.span(), str(int(match[0]) + 1))


def _changed_units(text: str) -> Iterator[str]:
    others = {"亿": "万", "億": "萬", "万": "亿", "萬": "億"}
    for match in re.finditer(r"(?<=\d)[亿億万萬]", text):
        yield _put(text, *match.span(), others[match[0]])
    for match in re.finditer(r"(?<=\d)元|(?<=\d[亿億万萬])元", text):
        yield _put(text, *match.span(), "美元")
    for match in re.finditer(r"(?<=\d)%", text):
        yield _put(text, *match.span(), "家")


def _swapped_names(text: str) -> Iterator[str]:
    for name in people_in(text).named:
        yield text.replace(name, "赵思远")
    for name in organisations_in(text):
        yield text.replace(
            name, "区统计局" if name.endswith(("局", "委", "委員會", "委员会")) else "上海大丰贸易有限公司"
        )


def _swapped_districts(text: str) -> Iterator[str]:
    names = sorted(DISTRICTS)
    for at, district in enumerate(districts_in(text)):
        other = names[(names.index(district) + 3 + at) % len(names)]
        for short in (short_name(district), to_traditional(short_name(district))):
            yield text.replace(short, short_name(other))


def _denied(text: str) -> Iterator[str]:
    for number, verb in enumerate(VERBS):
        at = text.find(verb)
        if at >= 0 and not text[:at].endswith(("不", "未")):
            yield _put(text, at, at, ("不", "没有", "未")[number % 3])


def _affirmed(text: str) -> Iterator[str]:
    for match in re.finditer(r"不(?=超過|超过|足以|得)", text):
        yield _put(text, *match.span(), "")
