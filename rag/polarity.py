"""Negations of a text and what they negate: 不支持, 未召开, 没有发布, 取消补贴; not, never, without.

Compared by words: a claim's negation needs a negated quote that shares a word behind it (不设上限 and 没有上限), and a word
that the quotes only deny must not stand in the claim unless denied there too. Across languages words can't be compared,
so there only this is checked: a claim that denies needs a quote with anything negative in it, and quotes that deny in
every clause need a claim that denies. Bounds (不超过, no more than) are no negations: `rag/quantities.py` compares them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Words that only contain the character.
_NO_NEGATION = re.compile(
    r"[锲坚]而不舍|源源不断|必不可少|缺一不可|密不可分|不可或缺|不可分割|与众不同|供不应求|络绎不绝|坚持不懈|坚定不移|持之以恒|毫不[^,。]{1,2}|不折不扣|不遗余力"
    r"|层出不穷|经久不衰|滔滔不绝|刻不容缓|势不可挡|义不容辞|不得不|不能不|不可不|不[断仅但同少光只论管妨愧惜懈等一久久时停凡俗菲日难乏失忘锈](?!得)|不过(?=[,，])|不动产|不夜城|不外乎|不单(?!独)"
    r"|不由得?|不良|不仅仅|不约而同|不言而喻|不胜|离不开|少不了|绕不开|不知不觉|不变|前所未有|方兴未艾|未[来知央](?!到)|未成年|未雨绸缪|未必"
    r"|无[锡人线缝论数限疑形菌忧废偿愧比尽毒害纸感源机界穷私痕影核柄](?!需)|无障碍|无接触|无微不至|无国界|无抵押|无党派|虚无|毫无疑问|有无|有没有|能不能|是不是|可不可以|没[收落淹埋]|沉没|出没|淹没"
    r"|除非|非[常公遗凡洲物营盈金机法标急居典织]|南非|是非|莫非|非一般"
    r"|取消费|不限(?:于|[,，。])|不仅如此"
    r"|\bnot only\b|\bno\. ?\d|\bnot just\b|\bno doubt\b|\bnon-?[a-z]+|\bwithout doubt\b"
)
BOUNDS = re.compile(
    r"(?:不得?(?:超过?|多于|少于|高于|低于|大于|小于|早于|晚于)|未超过|不[到足满](?=[约近]?\d))"
    r"|(?:(?:do(?:es)?|did|must|may|shall|should|can|will|is|are)? ?(?:not|n['\u2019]t)|never|without) exceed(?:ing)?|(?:no|not) (?:more|less|fewer|later|earlier|older|younger|longer|greater|lower|higher) than"
)
"""不超过, no more than: they say on which side of a number the truth lies."""
_LIGHT = r"(?:再次?|能够?|会|得|予以?|可以?|曾|被)?(?:[在于][^,，。;；]{1,8}?[内里中上])?"
_DENIES = re.compile(
    rf"(?:并?不[得准许可会能应要再予]?|尚未|从未|未[能曾]?|没有|没|无[需须法]?|并非|绝非|非(?=本)|勿){_LIGHT}"
    rf"|(?:禁止|严禁|取消|停止|暂停|终止|中止|撤销|废止|拒绝|反对|免除|免征|难以|缺乏|杜绝|避免|防止)"
    r"|\b(?:not|no|never|without|cannot|neither|nor|none|nobody|nothing|refus\w+|reject\w*|den(?:y|ies|ied)|cancel\w*|prohibit\w*|forbid\w*|forbidden|ban(?:s|ned)?|suspend\w*|abolish\w*|stop(?:s|ped)?|fail(?:s|ed)?)\b|n['\u2019]t\b"
)
_NEGATIVE_ZH = re.compile(r"[不未没無无非免勿]|禁|取消|停|终止|撤销|废止|拒|难|缺|除外|以外|离不开|少不了")
_NEGATIVE_EN = re.compile(
    r"\b(?:un(?!i|der|til|less|to|iv)[a-z]{3,}|in(?:sufficien|adequa|eligib|valid|complet)\w*|impossible|illegal|non-?\w*|dis(?:allow|continu|qualif)\w*"
    r"|lack\w*|miss(?:es|ed|ing)?|exempt\w*|free of|longer|except|excluding|excludes?|hard|hardly|difficult|end(?:s|ed)?|revok\w*|withdr\w*|waiv\w*|only)\b"
    r"|less\b(?<!\bless)"
)
_CLAUSE = re.compile(r"[,，。;；!！?？:：\n、]|\.(?=\s|$)")
_REACH = 4
_LATIN_REACH = 4
_STOP_WORDS = """
    the a an to be been of in on at any for by with and or has have had will its it is are was were that this as
"""
_STOPS = frozenset(_STOP_WORDS.split())


@dataclass(frozen=True, slots=True)
class Negation:
    """A negation at ``start`` to ``end`` of a text, and where what it denies ends."""

    start: int
    end: int
    reach: int


def negations_in(form: str) -> list[Negation]:
    """The negations of a folded text, in order; ``[]`` for none. What only contains the character, and bounds, are none."""
    plain = BOUNDS.sub(_blank, _NO_NEGATION.sub(_blank, form))
    return [Negation(match.start(), match.end(), _reach(form, match)) for match in _DENIES.finditer(plain)]


def _blank(match: re.Match[str]) -> str:
    return "\x01" * len(match[0])


def _reach(form: str, match: re.Match[str]) -> int:
    """The end of what is denied: a few characters, or words, within the clause."""
    clause = _CLAUSE.search(form, match.end())
    limit = clause.start() if clause else len(form)
    if match[0][-1].isascii():
        words = list(re.finditer(r"[\w'-]+", form[match.end() : limit]))[:_LATIN_REACH]
        return match.end() + (words[-1].end() if words else 0)
    then = re.search(r"[即而也则就但]", form[match.end() : limit])
    return min(match.end() + _REACH, match.end() + then.start() if then else limit, limit)


def opposed(claim: str, quotes: Sequence[str], *, same_language: bool) -> Iterator[tuple[int, int]]:
    """Where a claim denies what its quotes don't, or says what they deny: places in ``claim``; all texts in the form of
    `rag/comparable.py`. ``(0, 0)``: the whole of it."""
    denied = negations_in(claim)
    theirs = [(quote, negations_in(quote)) for quote in quotes]
    if same_language:
        yield from _added(claim, denied, theirs)
        yield from _dropped(claim, denied, theirs)
        return
    if denied and not any(_is_negative(quote) for quote in quotes):
        yield from ((it.start, it.reach) for it in denied)
    if not denied and not _is_negative(claim) and theirs and all(_denies_throughout(*it) for it in theirs):
        yield 0, 0


def _is_negative(text: str) -> bool:
    plain = BOUNDS.sub(_blank, re.sub(r"离不开|少不了", "难", text))
    plain = _NO_NEGATION.sub(_blank, plain)
    return bool(_NEGATIVE_ZH.search(plain) or _DENIES.search(plain) or _NEGATIVE_EN.search(plain))


def _denies_throughout(quote: str, denied: Sequence[Negation]) -> bool:
    clauses = [clause for clause in _CLAUSE.split(quote) if clause.strip(" ”」\"'")]
    return bool(denied) and all(negations_in(clause) for clause in clauses)


def _added(
    claim: str, denied: Sequence[Negation], theirs: Sequence[tuple[str, list[Negation]]]
) -> Iterator[tuple[int, int]]:
    for it in denied:
        words = _words(claim[it.end : it.reach])
        said_plainly = [words & _words(_affirmed(quote, negations)) for quote, negations in theirs]
        said_denied = [words & _words(quote[no.end : no.reach]) for quote, negations in theirs for no in negations]
        best = max((len(shared) for shared in said_denied), default=0)
        bare = not words and any(negations for _, negations in theirs)
        if not bare and (best == 0 or any(len(shared) > best for shared in said_plainly)):
            yield it.start, max(it.reach, it.end)


def _dropped(
    claim: str, denied: Sequence[Negation], theirs: Sequence[tuple[str, list[Negation]]]
) -> Iterator[tuple[int, int]]:
    affirmed = _affirmed(claim, denied)
    plainly = {word for quote, negations in theirs for word in _words(_affirmed(quote, negations))}
    kept = {word for it in denied for word in _words(claim[it.end : it.reach])}
    for quote, negations in theirs:
        for no in negations:
            words = _words(quote[no.end : no.reach])
            for word in sorted(words - plainly) if words.isdisjoint(kept) else ():
                if (at := affirmed.find(word)) >= 0:
                    yield at, at + len(word)
                    return


def _affirmed(text: str, denied: Sequence[Negation]) -> str:
    """``text`` with what is denied blanked."""
    for it in denied:
        text = text[: it.start] + "\x01" * (it.reach - it.start) + text[it.reach :]
    return text


def _words(text: str) -> set[str]:
    """Pairs of Han characters, and Latin words by their first letters."""
    han = {run[i : i + 2] for run in re.findall(r"[\u3400-\u9fff]+", text) for i in range(len(run) - 1)}
    latin = {word[:5] for word in re.findall(r"[a-z]{3,}", text) if word not in _STOPS}
    return han | latin
