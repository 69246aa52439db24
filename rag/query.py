"""A question, read: its language, the terms that carry it, the districts, versions, dates and phrases it asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from index.districts import districts_in, with_chinese_names
from index.errors import BadQuestion
from index.fold import fold_text, is_whole
from index.i18n import Language, Message, language_of
from index.terms import is_latin, normal_form, terms_of

from .dates import counted_from, days_in, years_in

MAXIMUM_CHARACTERS = 2000
"""A longer "question" is a pasted document; it is refused with both numbers rather than cut silently."""

# Words that make a question a question and that no answer need repeat. No single characters but final particles and 的,
# and those not inside words (目的地): deleting 会 or 期 would tear 委员会 and 到期 apart.
_QUESTION_WORDS = re.compile(
    r"请问|告诉我|介绍一下|(?:分别|各自?|主要|具体|一共|总共)?(?:都?[有是]|包括|要|叫|做)?"
    r"(?:什么时候|什么样的|什么|哪(?:些|几个?|个)区|哪些|哪几个?|哪个|哪家|哪里|哪儿|哪天|哪一天|哪一?年|多少|几[个家项条位天年月]|谁|怎么样|怎么|怎样|如何|为什么|为何)"
    r"|[那这](?:篇|条|则|场|次|个|份)?(?:报道|报导|新闻|文章|消息)|(?:报道|报导|新闻|文章)(?:里|中|的)?|[那这](?:篇|条|则|场|份)"
    r"|(?:最新|最近|现行)的?"  # 最新 orders the articles (rag/versions.py); it need not stand in them
    r"|是否|有没有|是不是|能否|能不能|可不可以|可以|[吗呢吧](?=\W*$)|(?<!目)的(?![确士])"
)
_BESIDE = re.compile(
    r"([\u3400-\u9fff]{2})?[了的有是]?(?:什么|哪些|哪几?|多少|几|如何|怎么?样?)[一二三四五六七八九十]?[个项条家种篇大]?([\u3400-\u9fff]{2})?"
)
_BESIDE_ENGLISH = re.compile(r"\b(?:which|what|how (?:many|much))\s+((?:[a-z-]+\s+){0,3}[a-z-]+)")
_LAST_ENGLISH = re.compile(r"([a-z-]+)[?.!\s]*$")
_ENGLISH = """
    a an the of in on at to for from by with and or is are was were be been do does did what which who whom whose when
    where why how many much there it its this that these those can could will would should has have had about as please
    tell me district shanghai s
"""
_ENGLISH_WORDS = frozenset(_ENGLISH.split())
# A decimal number that is no measure (3.0版, policy 3.0), or any number before 版 or behind v / version.
_UNIT = r"(?!\d|\s*(?:%|个?百分点|万|亿|倍|元|米|公里|级|percent|million|billion|trillion|times))"
_VERSION = re.compile(
    rf"(?<![\d.])(?<!百分之)(\d+\.\d+)(?:\s*版|{_UNIT})|\bv(?:ersion)?\s*(\d+(?:\.\d+)?)\b|(?<![第\d.])(\d+)版"
)
_ROUND = re.compile(r"第\d{1,2}[轮届批版]")
# A straight mark opens not behind a digit or letter, and closes not before one (6" pipe), but for marks around Han.
_HAN = r"[\u3400-\u9fff\U00020000-\U0003134f]"
_LETTER = rf"(?!{_HAN})[^\W_]"
_STRAIGHT = rf'(?<!\d)(?:(?<![^\W\u3400-\u9fff])"|"(?={_HAN}))(?!\s)[^"]+(?<!\s)(?:"(?!{_LETTER})|(?<={_HAN})")'
_QUOTED = re.compile(rf"\u201c[^\u201c\u201d]+\u201d|{_STRAIGHT}|「[^「」]+」|『[^『』]+』")
_NARROW_MARKS = str.maketrans("\uff02\uff62\uff63", '"「」')  # ＂｢｣


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what could be read from it.

    ``plain``: the folded question in normal form, numbers and dates written one way.
    ``terms``: what the lexical leg looks for. ``focus_text``: the question without the words that only make it one;
    ``focus``: its terms. ``asked``: what stands beside the question word, as 支持 in 支持什么 and 建议 in 哪五条建议.
    ``latin``: whether it is in a Latin script. ``phrases``: what stands in quotation marks, as it is written.
    ``required``: terms of those in “” or "", which every passage found must hold, in any order. 「」 and 『』 mark names in
    Taiwan, and answers do without the name so often that requiring it costs 0.017 of nDCG@10 on gov_faq_taipei.
    """

    text: str
    folded: str
    plain: str
    language: Language
    latin: bool
    terms: tuple[str, ...]
    focus_text: str
    focus: tuple[str, ...]
    asked: str
    districts: tuple[str, ...]
    versions: tuple[str, ...]
    years: tuple[str, ...]
    days: tuple[str, ...]
    phrases: tuple[str, ...]
    required: tuple[str, ...]


def check_question(text: str) -> None:
    """Raises :class:`BadQuestion` when ``text`` is empty or longer than ``MAXIMUM_CHARACTERS``."""
    if not re.search(r"\w", text):
        raise BadQuestion(
            Message("the question is empty", "问题为空"),
            Message("ask something, such as: 普陀区生命健康产业专项政策3.0版支持什么?",
                    "请输入问题，例如：普陀区生命健康产业专项政策3.0版支持什么？"),
        )  # fmt: skip
    if not is_whole(text):
        raise BadQuestion(
            Message("the question holds bytes that are no text", "问题中含有不是文本的字节"),
            Message("write it in UTF-8", "请使用 UTF-8 输入"),
        )
    if len(text) > MAXIMUM_CHARACTERS:
        raise BadQuestion(
            Message(f"the question has {len(text)} characters, {MAXIMUM_CHARACTERS} are allowed",
                    f"问题有 {len(text)} 个字符，上限为 {MAXIMUM_CHARACTERS}"),
            Message("ask one thing at a time", "请一次只问一件事"),
        )  # fmt: skip


def read_question(text: str, today: date | None = None) -> Question:
    """Read a question; one without any term has empty ``terms`` and ``focus``.

    今年, 去年, last month and the like count from ``today`` (the machine's, where ``None``).
    """
    stripped = text.strip()
    folded = with_chinese_names(fold_text(stripped))
    plain = normal_form(folded)
    day = today or date.today()
    focus, quoted = _focus(folded), _quoted(stripped)
    return Question(
        text=stripped,
        folded=folded,
        plain=plain,
        language=language_of(stripped),
        latin=is_latin(stripped),
        terms=_terms(plain, counted_from(day, plain)),
        focus_text=focus,
        focus=tuple(terms_of(focus)),
        asked=_asked(folded),
        districts=tuple(sorted(districts_in(folded))),
        versions=_versions(plain),
        years=years_in(counted_from(day, folded)),
        days=days_in(plain),
        phrases=tuple(dict.fromkeys(phrase[1:-1] for phrase in quoted)),
        required=_required(quoted),
    )


def _terms(plain: str, dated: str) -> tuple[str, ...]:
    """The question's terms, and the numbers of the years and months that it names from today: articles may name those."""
    terms = terms_of(plain)
    counted = (term for term in terms_of(dated) if term.isdecimal() and term not in terms)
    return (*terms, *dict.fromkeys(counted))


def _versions(plain: str) -> tuple[str, ...]:
    """``3.0`` as it is written; rounds and editions as ``第6轮``; each once."""
    decimal = [next(filter(None, match)) for match in _VERSION.findall(plain)]
    return tuple(dict.fromkeys([*decimal, *rounds_in(plain)]))


def rounds_in(plain: str) -> list[str]:
    """The rounds and editions that a text in normal form names (第6轮), as often as it does; ``[]`` for none."""
    return _ROUND.findall(plain)


def _quoted(text: str) -> list[str]:
    """What is quoted, with its marks, two characters at least; ``[]`` where that is all of the question.

    Where a straight mark is left over, no telling which belong together: none of them quotes. Behind a digit it is inches.
    """
    marked = text.translate(_NARROW_MARKS)
    rest = _QUOTED.sub(" ", marked)
    if not re.search(r"\w", rest):
        return []
    is_unpaired = re.search(r'(?<!\d)"', rest) is not None
    quoted: list[str] = [phrase for phrase in _QUOTED.findall(marked) if len(re.findall(r"\w", phrase)) > 1]
    return [phrase for phrase in quoted if not (is_unpaired and phrase.startswith('"'))]


def _required(quoted: list[str]) -> tuple[str, ...]:
    """The terms of what stands in “” or "", but for single Han characters, which are terms by chance: 版 is one in 3.0版,
    not in 3.0版的.

    Nothing of a phrase of which only numbers would be left (双十一).
    """
    required: list[str] = []
    for phrase in quoted:
        if phrase[0] in "「『":
            continue
        folded = with_chinese_names(fold_text(phrase[1:-1]))
        terms = [term for term in terms_of(folded) if len(term) > 1 or term.isascii()]
        if language_of(folded) == language_of("".join(terms)):
            required += terms
    return tuple(dict.fromkeys(required))


def _asked(folded: str) -> str:
    """What stands beside the question word; in English, what follows it, and the last word."""
    chinese = [side for match in _BESIDE.finditer(folded) for side in match.groups() if side]
    english = [] if chinese else [*_named_in_english(folded), *_LAST_ENGLISH.findall(folded)]
    return " ".join(word for word in [*chinese, *english] if word not in _ENGLISH_WORDS)


def _named_in_english(folded: str) -> list[str]:
    """The words between which, what or how many and the verb: what kind of thing is asked for (which international symposium)."""
    named: list[str] = []
    for words in _BESIDE_ENGLISH.findall(folded):
        named += takewhile(lambda word: word not in _ENGLISH_WORDS, words.split())
    return named


def _focus(folded: str) -> str:
    """The folded question without the words that only make it one; as it is, where nothing else would be left."""
    kept = " ".join(
        word for word in _QUESTION_WORDS.sub(" ", folded).split() if word.strip("?.,!") not in _ENGLISH_WORDS
    )
    return kept if re.search(r"\w", kept) else folded
