"""Sentences that a model wrote are tied to the sentences of the articles that say the same."""

from __future__ import annotations

import pytest

from index.sentences import split_sentences
from rag import Engine
from rag.attribute import attributed, is_across, nearness
from rag.draft import Drafted
from rag.generate import NEAR_ENOUGH
from rag.retrieve import Passages
from rag.sources import Source

# An English sentence, and the beginning of the sentence of the seeds that says it.
HONEST = (
    (
        "According to the reporter, policy 3.0 has wider coverage, is better targeted and fits better.",
        "記者在現場了解到,3.0",
    ),
    ("The policy supports quality enterprises settling and growing in Putuo.", "具體而言:"),
    ("It supports the building of professional service platforms.", "具體而言:"),
    ("It supports cooperation between industry, universities, research and medicine.", "具體而言:"),
    ('It focuses on "three supports and one optimisation".', "記者在現場了解到,3.0"),
    ("Five companies were named the first strategic partners.", "活動當天,首批“普陀區"),
    ("China Resources Pharmaceutical is among the first strategic partners.", "活動當天,首批“普陀區"),
    ("The conference was guided by the Putuo District government.", "本次大會作為"),
    ("The district commerce commission presented the draft policy.", "会上,区商务委对新开展"),
    ("The revised measures support the life and health industry of Changning.", "会上,区商务委对新开展"),
    ("The revision aims to tap the potential of Changning's life and health industry.", "该政策的修订"),
    ("Baoshan set up an expert advisory committee on the biomedical industry.", "值得一提的是"),
    ("More than ten academicians and experts were invited to join the committee.", "值得一提的是"),
    ("Major projects get full-process assistance from registration to operation.", "并对重大项目"),
)
MADE_UP = (
    "The city will subsidise pet owners.", "Companies receive free housing in Pudong.",
    "The weather in Shanghai was sunny on that day.", "Elon Musk attended the conference and gave a speech.",
    "The policy bans foreign investment in hospitals.", "Braised pork should be cooked for two hours.",
    "The university opened a new football stadium.", "All taxes are waived for start-ups.",
    "The metro line will be extended to the airport.", "The mayor resigned after the scandal.",
    "Employees get a free annual trip to Japan.", "The company was fined for polluting the river.",
)  # fmt: skip
CHINESE = (
    ("普陀区3.0版政策聚焦三支持、一优化。", "記者在現場了解到,3.0"),
    ("宝山区邀请十余名院士、专家出任委员。", "值得一提的是"),
    ("区商务委介绍了实施办法（草案）。", "会上,区商务委对新开展"),
)


@pytest.fixture(scope="module")
def sources(engine: Engine) -> list[Source]:
    """Every title and body of the seeds."""
    sections = [(it, section) for it in engine.articles() for section in it.sections]
    said = [(it, section.span) for it, section in sections if section.kind in ("title", "body")]
    return [Source(number, it, span) for number, (it, span) in enumerate(said, start=1)]


@pytest.fixture(scope="module")
def passages(engine: Engine) -> Passages:
    return engine._passages


def sentences(sources: list[Source]) -> list[str]:
    return [span.of(it.article.text) for it in sources for span in split_sentences(it.article.text, it.span)]


@pytest.mark.parametrize(("text", "begins"), [pair for pair in (*HONEST, *CHINESE) if "settling" not in pair[0]])
def test_a_sentence_without_a_number_finds_its_quote(
    text: str, begins: str, sources: list[Source], passages: Passages
) -> None:
    assert attributed(Drafted(text, (), False), sources, passages)[0].text.startswith(begins)


def test_a_sentence_with_a_number_is_looked_for_there_alone(sources: list[Source], passages: Passages) -> None:
    text, begins = CHINESE[0]
    right = next(it.number for it in sources if begins in it.text)
    wrong = next(it.number for it in sources if "值得一提的是" in it.text)
    assert attributed(Drafted(text, (right,), False), sources, passages)[0].text.startswith(begins)
    assert all(begins not in place.text for place in attributed(Drafted(text, (wrong,), False), sources, passages))
    assert attributed(Drafted(text, (999,), False), sources, passages) == ()
    assert attributed(Drafted(text, (999, right), False), sources, passages)[0].text.startswith(begins)


def test_what_two_sentences_say_together_quotes_both(sources: list[Source], passages: Passages) -> None:
    places = attributed(
        Drafted("普陀区聚焦三支持、一优化，宝山区成立生物医药产业专家咨询委员会。", (), False), sources, passages
    )
    quoted = "".join(place.text for place in places)
    assert "一優化" in quoted
    assert "专家咨询委员会" in quoted
    for place in places:
        assert place.text == place.article.text[place.span.start : place.span.end]


def test_how_near_is_near_enough(sources: list[Source], passages: Passages) -> None:
    """The measurement that `NEAR_ENOUGH` was chosen by."""
    every = sentences(sources)
    wrong = []
    for text, begins in HONEST:
        (own,) = (it for it in every if it.startswith(begins))
        assert nearness(text, [own], passages) >= NEAR_ENOUGH, text
        wrong += [nearness(text, [it], passages) for it in every if it != own]
    assert sum(near < NEAR_ENOUGH for near in wrong) >= 0.92 * len(wrong)
    nearest = [attributed(Drafted(text, (), False), sources, passages) for text in MADE_UP]
    struck = [
        nearness(text, [place.text for place in places], passages) < NEAR_ENOUGH
        for text, places in zip(MADE_UP, nearest, strict=True)
    ]
    assert sum(struck) >= 11


def test_languages_are_told_apart() -> None:
    assert is_across("It is so.", ["就是这样。"])
    assert is_across("It is so.", ["It is.", "就是这样。"])
    assert not is_across("是这样。", ["就是这样。"])
    assert not is_across("It is so.", ["It is."])


def test_nothing_is_near_nothing(passages: Passages) -> None:
    assert nearness("", ["就是这样。"], passages) == 0
    assert nearness("It is so.", [], passages) == 0
