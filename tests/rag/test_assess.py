"""Answer figures, each worked out here from answers made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bench.copies import Text
from index.errors import ArticleUnknown
from index.i18n import Message
from index.types import Article, Section, Span
from rag import Answer, Citation, Claim, Engine, Refusal
from rag.assess import Figures, assess, assess_file, percentile
from rag.gold import GoldQuestion
from rag.types import RefusalReason
from rag.verdict import Verdict, judge

BEGINS, FIRMS = "申请从3月1日开始。", "共支持三十家企业。"
PUTUO = Text("普陀区发布办法", BEGINS + FIRMS).article("putuo")
REPOST = Text("转载：普陀区办法", BEGINS).article("repost")
OTHER = Text("长宁区召开座谈会", "八家企业参加。").article("other")
HELD = {it.article_id: it for it in (PUTUO, REPOST, OTHER)}


def cite(number: int, article: Article, quote: str, *copies: Article) -> Citation:
    start = article.text.index(quote)
    span = Span(start, start + len(quote))
    return Citation(number, article, span, quote, span, article.section_at(start), copies)


def answered(*citations: Citation, took_ms: float = 1.0, claims: Sequence[str] = ()) -> Answer:
    """A claim a citation, in its words or in those of ``claims``."""
    texts = claims or [it.quote for it in citations]
    made = tuple(Claim(text, (it.number,)) for text, it in zip(texts, citations, strict=True))
    return Answer("几月开始?", made, citations, None, took_ms)


def refused(reason: RefusalReason, took_ms: float = 1.0) -> Answer:
    return Answer("几月开始?", (), (), Refusal(reason, Message("no", "无"), "无", ()), took_ms)


def asks(number: int, *gold: str, kind: str | None = None, lang: str | None = None, **rest: object) -> GoldQuestion:
    """A question that PUTUO answers; without gold, none does."""
    half = "odd" if number % 2 else "even"
    asked = GoldQuestion(f"q{number}", f"问题{number}", ("putuo",) if gold else (), gold, half, lang, kind)
    return replace(asked, **rest)  # type: ignore[arg-type]


def held(article_id: str) -> Article:
    if article_id not in HELD:
        raise ArticleUnknown(Message("none", "无"), Message("-", "-"))
    return HELD[article_id]


def verdict(asked: GoldQuestion, answer: Answer) -> Verdict:
    return judge(asked, answer, held)


VERDICTS = (
    verdict(asks(1, "3月1日", kind="when", lang="zh"), answered(cite(1, PUTUO, BEGINS), took_ms=80)),
    verdict(  # another article first, and the gold in two quotes
        asks(2, "3月1日", "三十家", kind="number", lang="zh"),
        answered(cite(1, OTHER, "八家企业参加。"), cite(2, PUTUO, BEGINS), cite(3, PUTUO, FIRMS), took_ms=10),
    ),
    verdict(asks(3, "三十家", kind="number", lang="en"), refused("not_said", took_ms=20)),
    verdict(asks(4, "三十家", kind="list", lang="en"), answered(cite(1, REPOST, BEGINS, PUTUO), took_ms=30)),
    verdict(asks(5, trap=True, reason="version"), refused("version", took_ms=40)),
    verdict(asks(6, trap=True, reason="date"), answered(cite(1, OTHER, "八家企业"), took_ms=50)),
    verdict(asks(7), refused("not_said", took_ms=60)),
    verdict(asks(8, reason="nothing_near"), refused("not_said", took_ms=70)),
)


def test_every_figure() -> None:
    lengths = sorted([len(BEGINS), len("八家企业参加。"), len(BEGINS), len(FIRMS), len(BEGINS), len("八家企业")])
    assert lengths == [4, 7, 9, 10, 10, 10]
    assert Figures.of(VERDICTS) == Figures(
        questions=8,
        answerable=4,
        unanswerable=4,
        traps=2,
        quotes=1 + 3 + 0 + 1 + 1,
        claims=1 + 3 + 0 + 1 + 1,
        right_article_first=2 / 4,  # q1, and q4: PUTUO is a copy of what it cites
        right_article_cited=3 / 4,  # and q2
        gold_in_quotes=2 / 4,  # q1, q2
        gold_in_first_quote=1 / 4,  # q1
        wrongly_refused=1 / 4,  # q3
        rightly_refused=3 / 4,  # all but q6
        traps_refused=1 / 2,  # q5 of q5 and q6
        right_reason=1 / 3,  # q5 of q5, q6 and q8
        quotes_exact=6 / 6,
        claims_carried=6 / 6,
        factual_quote_characters_median=(9 + 10) / 2,  # of 10 (q1) and 7, 10, 9 (q2)
        quote_characters_median=(9 + 10) / 2,
        took_ms_median=(40 + 50) / 2,
        took_ms_p99=80,
    )


def test_only_factual_kinds_count_as_short_answers() -> None:
    long, short = answered(cite(1, PUTUO, BEGINS + FIRMS)), answered(cite(1, PUTUO, "三十家"))
    kinds = {"list": long, "reason": long, "when": short, "who": short, "where": short, "fact": short}
    figures = Figures.of([verdict(asks(1, "三十家", kind=kind), answer) for kind, answer in kinds.items()])
    assert figures.factual_quote_characters_median == len("三十家")
    alone = Figures.of([verdict(asks(1, "三十家", kind="list"), long), verdict(asks(2, "三十家"), long)])
    assert alone.factual_quote_characters_median is None
    assert alone.quote_characters_median == len(BEGINS + FIRMS)


def test_shares_of_nothing_are_none() -> None:
    none = Figures.of(())
    counts = {"questions", "answerable", "unanswerable", "traps", "quotes", "claims"}
    for name in Figures.__dataclass_fields__:
        assert getattr(none, name) == (0 if name in counts else None), name
    answerable = Figures.of([VERDICTS[2]])
    assert (answerable.wrongly_refused, answerable.gold_in_quotes) == (1, 0)
    assert (answerable.rightly_refused, answerable.traps_refused, answerable.right_reason) == (None, None, None)
    assert (answerable.quotes_exact, answerable.claims_carried) == (None, None)
    assert Figures.of([VERDICTS[6]]).right_article_first is None


def test_gold_is_compared_in_the_quotes_own_script_and_within_one_quote() -> None:
    answer = answered(cite(1, PUTUO, BEGINS), cite(2, PUTUO, FIRMS))
    assert verdict(asks(1, "申请从3月1日"), answer).gold_in_quotes
    assert not verdict(asks(1, "申請從3月1日"), answer).gold_in_quotes
    assert not verdict(asks(1, "开始。共支持"), answer).gold_in_quotes
    assert verdict(asks(1, "开始。共支持"), answered(cite(1, PUTUO, BEGINS + FIRMS))).gold_in_quotes


def test_one_of_several_right_articles_is_enough() -> None:
    asked = replace(asks(1, "八家"), articles=("putuo", "other"))
    found = verdict(asked, answered(cite(1, OTHER, "八家企业参加。")))
    assert (found.article_first, found.article_cited, found.wrong) == (True, True, ())


def test_a_quote_is_exact_at_its_place_in_the_title_or_body_of_the_article_that_is_there() -> None:
    cut = PUTUO.text.index(FIRMS)
    teaser = replace(
        PUTUO, sections=(*PUTUO.sections[:1], Section("body", Span(PUTUO.sections[1].span.start, cut)), Section("teaser", Span(cut, len(PUTUO.text))))
    )  # fmt: skip
    moved = Text("关于普陀区发布办法", BEGINS + FIRMS).article("putuo")
    answer = answered(cite(1, PUTUO, "普陀区发布办法"), cite(2, PUTUO, BEGINS), cite(3, PUTUO, FIRMS))
    for there, exact in ((PUTUO, 3), (teaser, 2), (moved, 0)):
        assert judge(asks(1, "三十家"), answer, {"putuo": there}.__getitem__).exact_quotes == exact
    gone = answered(cite(1, replace(PUTUO, article_id="gone"), BEGINS), cite(2, PUTUO, FIRMS))
    found = verdict(asks(1, "三十家"), gone)
    assert (found.exact_quotes, found.quotes) == (1, 2)
    assert Figures.of([found]).quotes_exact == 1 / 2


def test_a_claim_is_carried_where_its_quotes_say_it() -> None:
    answer = answered(
        cite(1, PUTUO, BEGINS), cite(2, PUTUO, FIRMS), claims=["申请从4月1日开始。", "共支持三十家企业。"]
    )
    found = verdict(asks(1, "3月1日"), answer)
    assert (found.carried_claims, found.claims) == (1, 2)
    assert Figures.of([found]).claims_carried == 1 / 2
    assert found.wrong == ("claim_uncarried",)


def test_what_is_wrong_is_named() -> None:
    assert [it.wrong for it in VERDICTS] == [
        (),
        (),  # another article came first, which is no fault
        ("refused",),
        ("gold_missing",),
        (),
        ("answered",),
        (),  # no reason was expected
        ("other_reason",),
    ]
    elsewhere = answered(cite(1, replace(OTHER, article_id="gone"), "八家企业参加。"), claims=["九家企业参加。"])
    assert verdict(asks(1, "三十家"), elsewhere).wrong == (
        "other_article", "gold_missing", "quote_inexact", "claim_uncarried",
    )  # fmt: skip


def test_the_groups_have_the_same_figures() -> None:
    answers = {it.asked.question: it.answer for it in VERDICTS}
    steps: list[tuple[str, int, int]] = []
    found = assess([it.asked for it in VERDICTS], answers.__getitem__, held, lambda *step: steps.append(step))
    assert found.verdicts == VERDICTS
    assert found.overall == Figures.of(VERDICTS)
    assert steps == [("ask", number, 8) for number in range(1, 9)]
    assert found.by_kind == {
        "list": Figures.of(VERDICTS[3:4]),
        "number": Figures.of(VERDICTS[1:3]),
        "when": Figures.of(VERDICTS[:1]),
    }
    assert found.by_lang == {"en": Figures.of(VERDICTS[2:4]), "zh": Figures.of(VERDICTS[:2])}
    assert found.by_half == {"odd": Figures.of(VERDICTS[0::2]), "even": Figures.of(VERDICTS[1::2])}
    assert [it.asked.id for it in found.wrong] == ["q3", "q4", "q6", "q8"]
    assert found.seconds >= 0


def test_a_percentile_is_one_of_the_values() -> None:
    """The example at https://en.wikipedia.org/wiki/Percentile#The_nearest-rank_method"""
    values = [35, 20, 15, 50, 40]
    assert [percentile(values, it) for it in (5, 30, 40, 50, 100)] == [15, 20, 20, 35, 50]
    assert percentile(range(1, 101), 99) == 99
    assert percentile(range(1, 102), 99) == 100


def test_this_year_counts_from_the_day_given(engine: Engine, tmp_path: Path) -> None:
    """The seeds speak of the meeting of 2024."""
    path = tmp_path / "questions.jsonl"
    path.write_text(
        '{"question": "今年普陀区生命健康产业发展推进大会签约了多少个项目？", "article": null, "gold": null}', "utf-8"
    )
    then = assess_file(path, engine, today="2024-12-01").verdicts[0].answer
    later = assess_file(path, engine, today="2031-12-01").verdicts[0].answer
    assert then.refusal is None
    assert later.refusal is not None
    assert later.refusal.reason == "date"
