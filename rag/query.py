"""A question, read: its language, the terms that carry it, the districts, versions and years it asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from index.districts import districts_in, with_chinese_names
from index.errors import BadQuestion
from index.fold import fold_text
from index.i18n import Language, Message, language_of
from index.terms import terms_of

MAXIMUM_CHARACTERS = 2000
"""A longer "question" is a pasted document; it is refused with both numbers rather than cut silently."""

# Words that make a question a question and that no answer need repeat. No single characters but final particles and 的,
# and those not inside words (目的地): deleting 会 or 期 would tear 委员会 and 到期 apart.
_QUESTION_WORDS = re.compile(
    r"请问|告诉我|介绍一下|(?:分别|主要|具体|一共|总共)?(?:都?[有是]|包括|要|叫|做)?"
    r"(?:什么时候|什么样的|什么|哪些|哪几个?|哪个|哪家|哪里|哪儿|哪天|哪一天|哪一?年|多少|几[个家项条位天年月]|谁|怎么样|怎么|怎样|如何|为什么|为何)"
    r"|是否|有没有|是不是|能否|能不能|可不可以|可以|[吗呢吧](?=\W*$)|(?<!目)的(?![确士])"
)
_BESIDE = re.compile(
    r"([\u3400-\u9fff]{2})?[了的有是]?(?:什么|哪些|哪几?|多少|几|如何|怎么?样?)[一二三四五六七八九十]?[个项条家种篇大]?([\u3400-\u9fff]{2})?"
)
_BESIDE_ENGLISH = re.compile(r"\b(?:which|what|how (?:many|much))\s+([a-z-]+)")
_LAST_ENGLISH = re.compile(r"([a-z-]+)[?.!\s]*$")
_ENGLISH = """
    a an the of in on at to for from by with and or is are was were be been do does did what which who whom whose when
    where why how many much there it its this that these those can could will would should has have had about as please
    tell me district shanghai s
"""
_ENGLISH_WORDS = frozenset(_ENGLISH.split())
# A decimal number that is no measure (3.0版, policy 3.0), or any number before 版 or behind v / version.
_UNIT = r"(?!\d|\s*(?:%|个?百分点|万|亿|倍|元|米|公里|级|percent|million|billion|trillion|times))"
_VERSION = re.compile(rf"(?<![\d.])(\d+\.\d+)(?:\s*版|{_UNIT})|\bv(?:ersion)?\s*(\d+(?:\.\d+)?)\b|(?<![第\d.])(\d+)版")
ROUND = re.compile(r"第(\d{1,2}|[一二三四五六七八九十]{1,3})(轮|届|批|版)")
# Four digits that may be a year, unless a measure follows (2000元).
_YEAR = re.compile(
    r"(?<![\d.])((?:19|20)\d{2})(?!\d|\.\d|\s*(?:元|万|亿|余|多|[家个人名位套米平亩吨项件户辆公度]|%|yuan|rmb|companies|people|square))"
)
_RELATIVE_YEARS = (
    (re.compile(r"今年|本年|\bthis year\b"), 0),
    (re.compile(r"去年|上一年|\blast year\b"), -1),
    (re.compile(r"前年"), -2),
    (re.compile(r"明年|\bnext year\b"), 1),
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what could be read from it.

    ``terms``: what the lexical leg looks for. ``focus_text``: the question without the words that only make it one;
    ``focus``: its terms. ``asked``: what stands beside the question word, as 支持 in 支持什么 and 建议 in 哪五条建议.
    """

    text: str
    folded: str
    language: Language
    terms: tuple[str, ...]
    focus_text: str
    focus: tuple[str, ...]
    asked: str
    districts: tuple[str, ...]
    versions: tuple[str, ...]
    years: tuple[str, ...]


def check_question(text: str) -> None:
    """Raises :class:`BadQuestion` when ``text`` is empty or longer than ``MAXIMUM_CHARACTERS``."""
    if not re.search(r"\w", text):
        raise BadQuestion(
            Message("the question is empty", "问题为空"),
            Message("ask something, such as: 普陀区生命健康产业专项政策3.0版支持什么?",
                    "请输入问题，例如：普陀区生命健康产业专项政策3.0版支持什么？"),
        )  # fmt: skip
    if not text.isprintable() and any("\ud800" <= character <= "\udfff" for character in text):
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

    今年, 去年, last year and the like count from ``today`` (the machine's, where ``None``).
    """
    stripped = text.strip()
    folded = with_chinese_names(fold_text(stripped))
    focus = _focus(folded)
    return Question(
        text=stripped,
        folded=folded,
        language=language_of(stripped),
        terms=tuple(terms_of(folded)),
        focus_text=focus,
        focus=tuple(terms_of(focus)),
        asked=_asked(folded),
        districts=tuple(sorted(districts_in(folded))),
        versions=_versions(folded),
        years=_years(folded, today),
    )


def _versions(folded: str) -> tuple[str, ...]:
    """``3.0`` as it is written; rounds and editions as ``第6轮``, whichever numerals were used; each once."""
    decimal = [next(filter(None, match)) for match in _VERSION.findall(folded)]
    rounds = [
        f"第{int(number) if number.isdecimal() else _numeral(number)}{of}" for number, of in ROUND.findall(folded)
    ]
    return tuple(dict.fromkeys(decimal + rounds))


def _numeral(number: str) -> int:
    """``十二`` -> 12; up to 99, which is more rounds than any plan has had."""
    tens, ten, ones = number.rpartition("十")
    return ("一二三四五六七八九".index(tens[-1]) + 1 if tens else 1) * 10 * bool(ten) + (
        "一二三四五六七八九".index(ones[-1]) + 1 if ones else 0
    )


def rounds_in(folded: str) -> frozenset[str]:
    """The rounds and editions that a text names, written as in :attr:`Question.versions`."""
    return frozenset(version for version in _versions(folded) if version.startswith("第"))


def _years(folded: str, today: date | None) -> tuple[str, ...]:
    """The years that are named, then those that are named from today; each once."""
    relative = [offset for pattern, offset in _RELATIVE_YEARS if pattern.search(folded)]
    this_year = (today or date.today()).year if relative else 0
    return tuple(dict.fromkeys([*_YEAR.findall(folded), *(str(this_year + offset) for offset in relative)]))


def _asked(folded: str) -> str:
    """What stands beside the question word; in English, what follows it, and the last word."""
    chinese = [side for match in _BESIDE.finditer(folded) for side in match.groups() if side]
    english = [] if chinese else [*_BESIDE_ENGLISH.findall(folded), *_LAST_ENGLISH.findall(folded)]
    return " ".join(word for word in [*chinese, *english] if word not in _ENGLISH_WORDS)


def _focus(folded: str) -> str:
    """The folded question without the words that only make it one; as it is, where nothing else would be left."""
    kept = " ".join(
        word for word in _QUESTION_WORDS.sub(" ", folded).split() if word.strip("?.,!") not in _ENGLISH_WORDS
    )
    return kept if re.search(r"\w", kept) else folded
