"""The lexical leg's terms: bigrams of Han, Latin words whole."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fold import fold_text
from index.terms import is_latin, normal_form, terms_of


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", []),
        ("…… ,。!", []),
        ("区", ["区"]),
        ("普陀", ["普陀"]),
        ("普陀区政策", ["普陀", "陀区", "区政", "政策"]),
        ("普陀,政策", ["普陀", "政策"]),  # no bigram across a comma
        ("政策3.0版", ["政策", "3.0", "版"]),
        ("3.0版的政策", ["3.0", "版的", "的政", "政策"]),
        ("2023-08-30", ["2023", "年", "8", "月", "30", "日"]),
        ("支持三十条", ["支持", "30", "条"]),
        ("一百二十万元", ["1200000", "元"]),
        ("COVID-19 vaccines", ["covid-19", "vaccines"]),
        ("Jing'an’s policy", ["jing'an", "policy"]),
        ("企业57家,增长30.55%", ["企业", "57", "家", "增长", "30.55"]),
        ("The end.", ["the", "end"]),
        ("普陀 普陀", ["普陀", "普陀"]),  # as often as they stand there
        ("ＧＭＰ", ["gmp"]),
        ("\U00020000\U00020001", ["\U00020000\U00020001"]),  # Han beyond the first plane
    ],
)
def test_examples(text: str, terms: list[str]) -> None:
    assert terms_of(text) == terms


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("生命健康產業專項政策3.0版", "生命健康产业专项政策3.0版"),
        ("三支持、一優化", "三支持、一优化"),
        ("聚焦細分產業鏈、供需協同攻關", "聚焦细分产业链、供需协同攻关"),
    ],
)
def test_traditional_and_simplified_give_the_same_terms(traditional: str, simplified: str) -> None:
    assert traditional != simplified
    assert terms_of(traditional) == terms_of(simplified)


NUMERALS = "零一二三四五六七八九十百千万萬亿億两兩"


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF, exclude_characters=NUMERALS), min_size=2))
def test_a_run_of_han_gives_one_term_fewer_than_it_has_characters(text: str) -> None:
    terms = terms_of(text)
    assert len(terms) == len(text) - 1
    assert all(left[1] == right[0] for left, right in itertools.pairwise(terms))


@given(st.text() | st.text("零〇一二三四五六七八九十百千万亿两几点第百分之年月日号,.-:19% mayof", max_size=60))
def test_any_text_has_a_normal_form(text: str) -> None:
    folded = fold_text(text)
    assert bool(normal_form(folded)) == bool(folded)


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("", False),
        ("2024-11-22, 3.0, 22nd", False),
        ("What happened on November 22, 2024?", True),
        ("Issued Nov 22, 2024", True),
        ("Putuo subsidies?", True),
        ("ＧＭＰ", True),
        ("\u00c9coles", True),
        ("普陀区GMP车间", False),
        ("GMP standards of 2024 in 普陀区", True),
        ("普陀GMP", False),  # one word each
        ("政策 covid-19", False),
        ("Jing'an 静安", False),
        ("旅游网 https://www.travel.taipei/np.asp", False),
        ("𠀀𠀁 ab", False),
    ],
)
def test_the_script_of_a_text(text: str, latin: bool) -> None:
    assert is_latin(text) == latin


@given(st.text(), st.text())
def test_a_line_break_parts_terms(left: str, right: str) -> None:
    assert terms_of(f"{left}\n{right}") == terms_of(left) + terms_of(right)


@given(st.text())
def test_terms_are_never_empty_or_blank(text: str) -> None:
    assert all(term and not any(character.isspace() for character in term) for term in terms_of(text))
