"""Articles in the other script: marks stay on their words, offsets and copies stay those of what was published."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.restore import Guess
from index.types import Span
from rag import Claim
from ui.views.answers import Turn, answers_html
from ui.views.claims import claims_html
from ui.views.reader import Place, article_html
from ui.views.shown import AS_PUBLISHED, Shown
from ui.views.tools import Around, cited_text

from ..rag.small import small, span_of
from .test_claims import answer_of, cited

HANS, HANT = Shown("hans"), Shown("hant")


def test_a_text_is_converted_only_where_it_is_in_the_other_script() -> None:
    assert HANS.text("產業發展") == "产业发展"
    assert HANT.text("产业发展") == "產業發展"
    assert HANT.text("台灣產業") == "台灣產業"  # not 臺灣: it is in that script already
    assert AS_PUBLISHED.text("產業") == "產業"
    assert HANS.text("產\0業") == "產\0業"
    assert (HANS.original("產業"), HANS.original("产业")) == ("產業", None)
    assert (HANS.lang("產業"), HANT.lang("产业"), AS_PUBLISHED.lang("產業")) == ("zh-Hans", "zh-Hant", "zh-Hant")


def test_words_decide_across_a_cut() -> None:
    assert HANT.pieces(["理头", "发"]) == ["理頭", "髮"]  # 发 alone is 發
    assert HANT.text("发") == "發"


@given(st.lists(st.text("头发出台干里面后皇3.a", max_size=4), max_size=4), st.sampled_from([HANS, HANT, AS_PUBLISHED]))
def test_there_are_as_many_pieces_as_before(pieces: list[str], shown: Shown) -> None:
    assert len(shown.pieces(pieces)) == len(pieces)
    assert AS_PUBLISHED.pieces(pieces) == pieces


def test_marks_of_a_claim_stay_on_their_words() -> None:
    claim = Claim("企業共有近3000家", (1,), marks=(Span(2, 4),))
    (written,) = claims_html(0, answer_of(claim), "zh", HANS)
    assert (
        'lang="zh-Hans"><span data-original="企業共有近3000家">企业<mark class="wj-mark">共有</mark>近3000家' in written
    )


def test_the_quote_and_a_guess_stay_on_theirs() -> None:
    article = small("本區產業發展迅速。規模擴大。", "產業通知")
    at = article.text.index("發展")
    article = replace(article, guesses=(Guess(at, at + 2, "??"),))
    written = article_html(Place(article, span_of(article, "產業發展迅速。")), "zh", asked_for=False, shown=HANS)
    assert '<p data-original="本區產業發展迅速。規模擴大。">本区<mark id="quote" class="wj-quote">产业<span' in written
    assert ">发展</span>迅速。</mark>规模扩大。</p>" in written
    assert '<h2 class="wj-title" lang="zh-Hans" data-original="產業通知">产业通知</h2>' in written
    assert "data-original" not in article_html(Place(article), "zh", asked_for=False)


def test_what_the_copy_button_copies_is_as_published() -> None:
    article = small(
        "產業發展。", "產業通知", source="<b>報", published="2024-11-28T09:00:00", url="https://example.org/a"
    )
    place = Place(article, span_of(article, "產業發展。"))
    for shown in (HANS, HANT, AS_PUBLISHED):
        written = article_html(place, "zh", asked_for=False, shown=shown, around=Around())
        copied = html.unescape(re.findall(r'data-copy="(.*?)"', written, re.S)[0])
        assert copied == "“產業發展。”\n——《產業通知》，<b>報，2024-11-28\nhttps://example.org/a"
    assert cited_text(small("一。"), "一。", "en") == "“一。”\n— 通知, source unknown, date unknown"


@pytest.mark.parametrize("shown", [HANS, HANT])
def test_the_answer_is_copied_as_published_too(shown: Shown) -> None:
    answer = answer_of(Claim("產業发展", (1,)), citation=cited("2024-01-02", "通告产業"))
    written = answers_html([Turn(answer)], "zh", shown)
    copied = html.unescape(re.findall(r'data-copy="(.*?)"', written, re.S)[0])
    assert copied == "问?\n\n產業发展[1]\n\n[1] “正文。”\n——《通告产業》，来源不详，2024-01-02"
